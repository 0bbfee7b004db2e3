/*
 * What a character does in a text: space, word, stop, pause, bracket.
 *
 * In: a code point. Out: its part in writing, for Chinese and Latin text alike.
 *
 * Example: mark_ends_sentence(U'。') is true, mark_opens(U'（') equals mark_closes(U')'): they match each
 * other.
 *
 * Source: GB/T 15834-2011 (punctuation), Unicode general categories; no locale.
 */
#ifndef SCRIPT_MARK_H
#define SCRIPT_MARK_H

#include "base/str.h"

/* White space of any width, line ends, and the zero-width and byte-order marks. */
bool mark_is_space(uint32_t c);

/* Something to say: hanzi, letters, digits, signs such as % or ℃; not punctuation, ornaments, emoji. */
bool mark_is_word(uint32_t c);

bool mark_is_digit(uint32_t c);      /* ASCII or full-width */
bool mark_is_latin(uint32_t c);      /* ASCII letter */
bool mark_ends_sentence(uint32_t c); /* 。！？!?…｡ */
bool mark_is_pause(uint32_t c);      /* ，、；： and , ; : */

/* Kind of bracket or quote that c opens or closes, from 1; 0: none. The ASCII quote both opens and closes. */
enum { MARK_ASCII_QUOTE = 1, MARK_KINDS = 13 };
unsigned mark_opens(uint32_t c);
unsigned mark_closes(uint32_t c);
bool mark_is_quote_kind(unsigned kind); /* quotation marks, not brackets or book-title marks */

/* First or last code point of s that is not space, with its offset; 0 where there is none. */
uint32_t mark_first(str s, size_t *offset);
uint32_t mark_last(str s, size_t *offset);

bool mark_has_word(str s); /* any mark_is_word in it */

/* s without mark_is_space at both ends. */
str mark_trim(str s);

/* The first `chars` code points of s: for quoting in messages. */
str mark_excerpt(str s, size_t chars);

#endif
