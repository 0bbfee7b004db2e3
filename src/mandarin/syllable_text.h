/*
 * One entry of a reading's syllables as text, for all that prints pinyin.
 *
 * In: a reading and an index into its syllables. Out: "jin3", "huar1", or a Latin word as it stands.
 * Example: 花儿 has the entries hua1 (erhua) and er2 (merged): "huar1" and nothing; as citation "hua1" and
 * "er2".
 */
#ifndef MANDARIN_SYLLABLE_TEXT_H
#define MANDARIN_SYLLABLE_TEXT_H

#include "mandarin/reading.h"

/* Does this entry print at all? An unreadable character does not, nor does a 儿 that has merged. */
bool syllable_text_shows(const struct reading *reading, size_t index, bool citation);

void syllable_text_add(struct str_builder *b, const struct reading *reading, size_t index, bool citation);

#endif
