/*
 * Two numbers: from one to the other, one against the other, about so many; and the sign before one.
 *
 * In: 1-3, 8月—9月, 二—五楼, 78:96, 3、4个, -5℃. Out: 一到三, 八月到九月, 二到五楼, 七十八比九十六, 三四个,
 * 零下五摄氏度.
 */
#ifndef MANDARIN_RANGE_RULES_H
#define MANDARIN_RANGE_RULES_H

#include "mandarin/number_words.h"

written_rule range_match;       /* the dash of 1-3, 8月—9月 */
written_rule range_match_score; /* 78:96, 1:1000, 中国1-2: the first number and its 比 */
written_rule range_match_about; /* 3、4个, 17、8岁: both numbers, one group */
written_rule range_match_sign;  /* - + ± ~ before a number */

/* The number behind a range's dash at `end`, if there is one. */
bool range_scan_second(const struct written *w, size_t end, struct number *second);

#endif
