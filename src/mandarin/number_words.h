/*
 * Numbers in digits, and how they are said in hanzi.
 *
 * In: digits in a sentence. Out: spoken characters, for the group the caller has set.
 *
 *   247 → 二百四十七   200 → 两百   2200 → 两千二百   1,0011 → 一万零一十一   99.94 → 九十九点九四
 *
 * 二 or 两 (Lü Shuxiang, 现代汉语八百词, entry 二; the house's choice where both are said, see STYLE.md):
 *   NUMBER_PLAIN     2 → 二   200 → 两百, in longer numbers 二百   2000 → 两千   20000 → 两万
 *   NUMBER_COUNT     as above, but 2 alone → 两 (a measure word follows)
 *   NUMBER_ORDINAL   二 everywhere: 第二百
 */
#ifndef MANDARIN_NUMBER_WORDS_H
#define MANDARIN_NUMBER_WORDS_H

#include "mandarin/normalize_text.h"

struct number {
    size_t first, whole_end,
        end;           /* positions; whole_end == end: no decimals, else the point is at whole_end */
    size_t digits;     /* of the whole part, separators not counted */
    uint32_t value;    /* of the whole part; UINT32_MAX past nine digits */
    bool grouped;      /* 1,234 or 1，234 */
    bool leading_zero; /* 007, but not 0 or 0.5 */
};

enum number_style { NUMBER_PLAIN, NUMBER_COUNT, NUMBER_ORDINAL };

/* The number at `at`; false where there is no digit. */
bool number_scan(const struct written *w, size_t at, struct number *number);

/* A number of 1–9 digits as its value; UINT32_MAX where it has more. */
uint32_t number_value(const struct written *w, size_t first, size_t end);

/* As a cardinal, with its decimals. Whole parts of more than 24 digits are said digit by digit. */
void number_say(struct written *w, const struct number *number, enum number_style style);

/* As number_say, times 10 to the power of zeros (at most 12): 3.5 and 6 are 三百五十万. */
void number_say_scaled(struct written *w, const struct number *number, unsigned zeros,
                       enum number_style style);

/* A small whole number, as number_say with NUMBER_PLAIN. value: below 10,000. */
void number_say_value(struct written *w, uint32_t value, enum number_style style);

/* Digit by digit; whatever is no digit is skipped. yao: 1 is said 幺. */
void number_say_digits(struct written *w, size_t first, size_t end, bool yao);

#endif
