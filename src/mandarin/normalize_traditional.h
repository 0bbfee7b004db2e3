/*
 * The traditional characters that the rules must know: 個 for the measure word 个, 點 for the hour.
 *
 * In: a hanzi. Out: the simplified one the rules' word lists are written in, or the hanzi itself. What is
 * spoken stays as it was written.
 *
 * Example: 萬 → 万, 錦 → 錦 (no rule looks at it).
 */
#ifndef MANDARIN_NORMALIZE_TRADITIONAL_H
#define MANDARIN_NORMALIZE_TRADITIONAL_H

#include <uchar.h>

char32_t traditional_fold(char32_t hanzi);

#endif
