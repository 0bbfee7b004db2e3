/*
 * The name of a clip: a hash of everything that shapes its bytes, and of nothing else.
 *
 * In: the engine with its voice, and an utterance: a sentence's reading after the Mandarin front end. Out: 64
 * hexadecimal digits. Two sentences that are to be spoken alike (工事, 公式) share one clip; a lexicon edit
 * renames only those sentences whose reading changed.
 */
#ifndef RENDER_KEY_H
#define RENDER_KEY_H

#include "base/hash.h"
#include "speak/engine.h"

str key_of(arena *out, const struct engine *engine, const struct utterance *utterance);

/* What an engine may look at (speak/engine.h): syllables as spoken, Latin letters, punctuation, breaks. */
void key_add_reading(struct hash *h, const struct reading *reading);

#endif
