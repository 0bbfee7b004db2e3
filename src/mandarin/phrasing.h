/*
 * Where a reader parts a sentence: prosodic words (#1), phrases (#2), clauses (#3), its end (#4).
 *
 * In: a reading's words and punctuation, and its citation syllables. Out: one enum prosodic_break a word.
 * Example: 老旧小区改造是民生工程的一个缩影。 → 老旧#1小区#1改造#2是民生#1工程的#2一个#1缩影#4。
 *
 * Sandhi asks for the plan before the breaks are set, since a third tone changes within a phrase only; the
 * phrasing pass sets the same plan.
 */
#ifndef MANDARIN_PHRASING_H
#define MANDARIN_PHRASING_H

#include "base/arena.h"
#include "mandarin/reading.h"

/* breaks: one a word, zeroed by the caller. Needs the merged 儿 marked. */
void phrasing_plan(const struct reading *reading, uint8_t *breaks, arena scratch);

#endif
