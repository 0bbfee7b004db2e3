/*
 * Which syllable sounds for which character of the written line: the table of `pinyin --align`.
 *
 * In: a reading. Out: a row CHAR<TAB>SYLLABLE for every code point of its text, then an empty line. A group
 * that is read as a whole (digits, a unit, a Latin word) has all its syllables, space-separated, on its first
 * character. `-` marks a character without any: punctuation, markup, the rest of a group, a 儿 that has
 * merged.
 *
 * Example: 7个花儿。   7<TAB>qi1  个<TAB>ge5  花<TAB>huar1  儿<TAB>-  。<TAB>-
 *
 * A byte that is not UTF-8 has a row of its own, shown as U+FFFD.
 */
#ifndef MANDARIN_ALIGN_H
#define MANDARIN_ALIGN_H

#include "mandarin/reading.h"

/* citation: tones before sandhi, a merged 儿 as er2. The text lives in *out. */
str align_table(arena *out, const struct reading *reading, bool citation);

#endif
