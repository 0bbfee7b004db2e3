/*
 * Numbers that name rather than count, said digit by digit.
 *
 * In: 13501234567, 010-64035547, 127.0.0.1, 2.0.1, 尾号1702, C919, 115师, 1201室, 007. Out:
 * 幺三五零幺二三四五六七 …
 *
 * 1 is said 幺 in telephone, room, flight, train, road and unit numbers; 一 in area codes, addresses of
 * computers, versions, names of days and leading-zero numbers.
 */
#ifndef MANDARIN_CODE_RULES_H
#define MANDARIN_CODE_RULES_H

#include "mandarin/normalize_text.h"

written_rule code_match_groups; /* groups around hyphens or spaces: telephone, ISBN, model */
written_rule code_match_dotted; /* 127.0.0.1 and versions of three or four parts */
written_rule code_match_digits; /* one run of digits */

#endif
