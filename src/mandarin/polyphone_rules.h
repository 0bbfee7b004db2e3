/*
 * The tables of the polyphone rules: words of one or more characters with several readings, and what stands
 * around them in each.
 *
 * In: nothing. Out: a table, in the order of the words' first code points; of one word's rules the first
 * that fits decides.
 *
 * Example: {U"重", "chong2", NULL, U"建 修 新", NULL} reads 重 before 建, 修 or 新 as chong2.
 *
 * A condition lists alternatives, separated by spaces; NULL: always true.
 *   before   the text in front ends with it    ^ start of a clause   # a number   = the same character twice
 *            ~ the same two characters twice   + a word of two characters or more
 *   after    the text behind begins with it    $ end of a clause   # a number
 *   later    occurs further on in the clause
 */
#ifndef MANDARIN_POLYPHONE_RULES_H
#define MANDARIN_POLYPHONE_RULES_H

#include <stddef.h>
#include <uchar.h>

struct polyphone_rule {
    const char32_t *word;
    const char *reading; /* one syllable a character, separated by spaces */
    const char32_t *before, *after, *later;
};

/* Sets *first to the table of the words of one character, static; returns how many rules it has. */
size_t polyphone_rules(const struct polyphone_rule **first);

/* The same for the words of two characters or more. */
size_t polyphone_rules_of_words(const struct polyphone_rule **first);

#endif
