/*
 * How much and how many.
 *
 * In: 10.4%, 1/5, 78:96, 41°07′N, 10km/h, $13.5, 2个, 1-3. Out: 百分之十点四, 五分之一, 七十八比九十六,
 * 北纬四十一度零七分, 每小时十公里, 十三点五美元, 两个, 一到三.
 */
#ifndef MANDARIN_QUANTITY_RULES_H
#define MANDARIN_QUANTITY_RULES_H

#include "mandarin/normalize_text.h"

written_rule quantity_match_money; /* a currency before its amount; one group with the amount and its 万 */
written_rule quantity_match_score; /* 78:96, 1:1000, 中国1-2: the first number and its 比 */
written_rule quantity_match_fraction;   /* 1/5, 1 / 2; one group */
written_rule quantity_match_percent;    /* 10%, 5‰, and 10 of 10-20% */
written_rule quantity_match_coordinate; /* degrees, minutes, seconds and a direction; one group */
written_rule quantity_match_rate;       /* 10km/h, 5-10元/吨; one group */
written_rule quantity_match_unit;       /* 25kg; the number and the unit are a group each */
written_rule quantity_match_bare_unit;  /* m³ of 3万m³ or 十m³ */
written_rule quantity_match_number;     /* whatever number is left: ordinal, count or cardinal */
written_rule quantity_match_range;      /* the dash of 1-3, 8月—9月 */
written_rule quantity_match_sign;       /* - + ± ~ before a number */

#endif
