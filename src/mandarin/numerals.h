/*
 * Numbers written in hanzi, and the measure words behind them.
 *
 * In: code points of the spoken form. Out: how far a number or a measure reaches, and what kind of number it
 * is.
 *
 * Example: 二百四十九点九亿元 → numerals_length 8, numerals_measure at 元 1; 百分之十点四 → 6, one number.
 */
#ifndef MANDARIN_NUMERALS_H
#define MANDARIN_NUMERALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mandarin/charset.h"
#include "mandarin/reading.h"

/* 零 一 … 九 两 幺 〇 十 百 千 万 亿 兆. */
#define NUMERALS_PLACES 72
extern const uint16_t numerals_digits[NUMERALS_PLACES];

static inline bool
numerals_is_digit(uint32_t code_point)
{
    return CHARSET_HOLDS(numerals_digits, code_point);
}

/* Whether a number can begin with it: a digit, 第, 负 or 初. */
static inline bool
numerals_begins(uint32_t code_point)
{
    return numerals_is_digit(code_point) || code_point == U'第' || code_point == U'负' || code_point == U'初';
}

/* Length of the number that begins at text[0], 0 where none does: digits and places, with 点 and 分之 inside
 * and 负, 第 or 初 before (初 only before one to ten). count: characters there are. */
size_t numerals_length(const uint32_t *text, size_t count);

/* ROLE_ORDINAL, ROLE_DIGITS (two digits or more without places) or ROLE_NUMBER. */
enum word_role numerals_role(const uint32_t *text, size_t length);

/* Length of the longest measure word or unit that begins at text[0], 0 where none does. */
size_t numerals_measure(const uint32_t *text, size_t count);

#endif
