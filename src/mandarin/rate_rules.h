/*
 * So much for each: 10km/h, 5-10元/吨, 3万人/天.
 *
 * In: a number, a unit or measure word, a slash and what it is counted by. Out: 每小时十公里, 每吨五到十元.
 */
#ifndef MANDARIN_RATE_RULES_H
#define MANDARIN_RATE_RULES_H

#include "mandarin/normalize_text.h"

written_rule rate_match; /* one group */

#endif
