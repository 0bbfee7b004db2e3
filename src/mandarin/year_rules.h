/*
 * Years: which numbers name a year, and are said digit by digit.
 *
 * In: a number. Out: 2019年 二零一九年, 1368—1644 一三六八到一六四四, 90后 九零后, but 36年 三十六年 and
 * 距今1500年 距今一千五百年 (how long, not when). The whole rule is in voices/mandarin/STYLE.md.
 */
#ifndef MANDARIN_YEAR_RULES_H
#define MANDARIN_YEAR_RULES_H

#include "mandarin/normalize_text.h"

/* Speaks the digits of a year; 年 is an ordinary character. */
written_rule year_match;

/* 221 BC, 618 CE, AD 618: 公元前二二一年. */
written_rule year_match_western_era;

/* Whether what ends before `before` counts years of its own: 康熙, 民国, 公元. */
bool year_in_reign(const struct written *w, size_t before);

#endif
