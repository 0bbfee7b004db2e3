/*
 * Money whose currency stands before the amount.
 *
 * In: $13.5, ¥1.5亿, US$3.5m, ¥60/人. Out: 十三点五美元, 一点五亿元, 三百五十万美元, 每人六十元.
 */
#ifndef MANDARIN_MONEY_RULES_H
#define MANDARIN_MONEY_RULES_H

#include "mandarin/normalize_text.h"

written_rule money_match; /* one group with the amount, its 万 or million and what it is paid for */

#endif
