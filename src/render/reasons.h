/*
 * Why a sentence is spoken anew: what of it was different when the tour was built last.
 *
 * In: sentences, and a note of them as they were. Out: a note of them as they are, a line each ("text voice
 * reading", 16 digits of a hash each), to be kept beside the tour (standing.h); and a reason a sentence.
 *
 * Example: the text was there, its reading differs → "its reading changed"
 */
#ifndef RENDER_REASONS_H
#define RENDER_REASONS_H

#include "render/render.h"

str reasons_note(arena *out, const struct render *render);

/* before: an older note; empty where the tour was never built. */
const char *reasons_find(const struct render *render, size_t sentence, str before, arena scratch);

#endif
