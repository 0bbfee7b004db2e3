/*
 * Signs: what has a name, what is a pause, what is silent.
 *
 * In: one code point that no other rule took. Out: + 加, ≤ 小于等于, § 第…节, α 阿尔法;
 * punctuation as it is; a space for an emoji; a doubt for a letter of another script.
 */
#ifndef MANDARIN_SYMBOL_RULES_H
#define MANDARIN_SYMBOL_RULES_H

#include "mandarin/normalize_text.h"

written_rule symbol_match_space;       /* silent between a number and hanzi, else one space for the run */
written_rule symbol_match_operator;    /* + = × ≤ & ° and other signs with a name */
written_rule symbol_match_slash;       /* / | between words */
written_rule symbol_match_hyphen;      /* silent inside a name: COVID-19, 歼-20, Wi-Fi */
written_rule symbol_match_punctuation; /* stays */
written_rule symbol_match_hanzi;       /* 〇 → 零, 々, hanzi outside the common block */
written_rule symbol_match_rest;        /* anything: silent, a space at most */

/* Whether a code point may stand in the spoken form as punctuation. */
bool symbol_is_punctuation(char32_t c);

#endif
