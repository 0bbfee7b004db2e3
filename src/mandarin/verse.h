/*
 * Verse: lines of five or seven syllables in pairs. It is recited with full tones: 疑是地上霜 shang4, and 儿
 * has a beat of its own: 打起黄莺儿.
 *
 * In: a reading with citation tones. Out: whether a syllable stands in such a pair of lines.
 * Example: 打起黄莺儿，莫教枝上啼。 is verse; 他来到这儿，我去了那儿。 (了 is neutral) is prose.
 */
#ifndef MANDARIN_VERSE_H
#define MANDARIN_VERSE_H

#include "mandarin/reading.h"

/* index: of a syllable, < reading->syllable_count. */
bool verse_holds(const struct reading *reading, size_t index);

#endif
