/*
 * What counts and measures: the hanzi behind a number that make it a quantity.
 *
 * In: a position behind a number. Out: whether a measure word or a unit stands there.
 *
 *   2个 两个   3000余件   1950户 (a count, not a year)   2号 二号 (号 names, it does not count)
 */
#ifndef MANDARIN_MEASURE_WORDS_H
#define MANDARIN_MEASURE_WORDS_H

#include "mandarin/normalize_text.h"

/* Length of the measure word at `at` (optional spaces and 余 多 几 来 大 小 before it included); 0: none. */
size_t measure_at(const struct written *w, size_t at);

/* Whether the number that ends before `end` counts something: a measure word follows, or a range of which one
 * follows (2-3个, 2至3天). */
bool measure_follows(const struct written *w, size_t end);

#endif
