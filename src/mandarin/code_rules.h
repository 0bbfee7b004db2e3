/*
 * Numbers that name rather than count, said digit by digit.
 *
 * In: 127.0.0.1, 2.0.1, 尾号1702, GB/T 15835, C919, 115师, 1201室, 007. Out:
 * 幺三五零幺二三四五六七 …
 *
 * 1 is said 幺 in room, flight, train, road and unit numbers; 一 in addresses of
 * computers, versions, names of days and leading-zero numbers.
 */
#ifndef MANDARIN_CODE_RULES_H
#define MANDARIN_CODE_RULES_H

#include "mandarin/normalize_text.h"

written_rule code_match_dotted;   /* 127.0.0.1 and versions of three or four parts */
written_rule code_match_digits;   /* one run of digits */
written_rule code_match_standard; /* the number of GB/T 15835-2011 */
written_rule code_match_house;    /* 2-19号 of a street, 图1-3: the hyphen is 杠 */
written_rule code_match_plate;    /* the letter and what follows of 京A·12345 */

/* Whether digits at `at` are a code, as 电话, 编号, 密码 … stands before them, perhaps with 是, 为 or a
 * colon. */
bool code_follows(const struct written *w, size_t at);

#endif
