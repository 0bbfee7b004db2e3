/*
 * Silence inside a sentence, as every engine speaks it.
 *
 * In: a reading's breaks and the voice's pauses. Out: milliseconds between one syllable and the next.
 *
 * Example: between 长 and 不 in 增长百分之十点四，不错。 lies clause_ms; within a word 0.
 */
#ifndef SPEAK_PAUSES_H
#define SPEAK_PAUSES_H

#include "mandarin/reading.h"
#include "speak/voice.h"

enum pause { PAUSE_NONE, PAUSE_LIST, PAUSE_CLAUSE };

/* The longest pause behind word `from` and before word `to` (from <= to; none where they are the same): a
 * clause break's, or a list's where the mark is 、 and phrasing sets a phrase break or more. */
enum pause pauses_between(const struct reading *reading, uint32_t from, uint32_t to);

/* The same in the voice's milliseconds: clause_ms, list_ms or 0. */
uint32_t pauses_between_ms(const struct reading *reading, const struct voice *voice, uint32_t from,
                           uint32_t to);

#endif
