/*
 * Latin letters: what is an address, a Roman numeral or an abbreviation, and what is a word.
 *
 * In: www.example.cn, 第II期, No.5, c.1368, B2B, GDP. Out: www点example点cn, 第二期, 五号, 约一三六八, B to
 * B, GDP (an English voice says words and letter words).
 */
#ifndef MANDARIN_LATIN_RULES_H
#define MANDARIN_LATIN_RULES_H

#include "mandarin/normalize_text.h"

written_rule latin_match_address;      /* mail addresses and URLs; the scheme is silent */
written_rule latin_match_roman;        /* II, XIV where they number something */
written_rule latin_match_grade;        /* AAAA级: four A */
written_rule latin_match_abbreviation; /* No.5, c.1368 */
written_rule latin_match_between;      /* B2B, O2O */
written_rule latin_match_times;        /* the x of 1920x1080 */
written_rule latin_match_word;

#endif
