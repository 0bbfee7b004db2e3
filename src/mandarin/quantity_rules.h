/*
 * How much and how many.
 *
 * In: 10.4%, 1/5, 25kg, 2个. Out: 百分之十点四, 五分之一, 二十五千克, 两个.
 */
#ifndef MANDARIN_QUANTITY_RULES_H
#define MANDARIN_QUANTITY_RULES_H

#include "mandarin/normalize_text.h"

written_rule quantity_match_fraction;  /* 1/5, 1 / 2; one group */
written_rule quantity_match_percent;   /* 10%, 5‰, and 10 of 10-20% */
written_rule quantity_match_unit;      /* 25kg; the number and the unit are a group each */
written_rule quantity_match_bare_unit; /* m³ of 3万m³ or 十m³ */
written_rule quantity_match_number;    /* whatever number is left: ordinal, count or cardinal */

#endif
