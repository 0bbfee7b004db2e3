/*
 * Hand rules for single characters with several readings, by their neighbours: 地 after 慢慢 is de5, 只 after
 * a number zhi1. They stand in the place of a context model and are kept here alone.
 *
 * In: a word of one character that the lexicon does not decide, in its sentence. Out: its citation reading.
 * Example: 为|解决|问题|提供 → wei4, since 提供 comes later in the clause
 */
#ifndef MANDARIN_POLYPHONES_H
#define MANDARIN_POLYPHONES_H

#include "mandarin/reading.h"

/* The reading the rules give to the one-character word `word`, or SYLLABLE_NONE where no rule applies.
 * text: the code points of reading->spoken, with a 0 behind the last. */
syllable polyphones_read(const struct reading *reading, const uint32_t *text, size_t word);

#endif
