/*
 * UTF-8 as RFC 3629 defines it: no surrogates, nothing past U+10FFFF, shortest form only.
 *
 * In: bytes. Out: code points, and where the bytes are wrong.
 *
 * Example: size_t i = 0; while (i < s.len) { uint32_t c = utf8_next(s, &i); … }
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

#define UTF8_BAD 0xFFFDu

/* The code point at s[*offset], which must be inside s; advances *offset past it. A wrong byte yields
 * UTF8_BAD and advances by one. */
uint32_t utf8_next(str s, size_t *offset);

/* The code point that ends before *offset (> 0); moves *offset back to its first byte. s is valid UTF-8. */
uint32_t utf8_previous(str s, size_t *offset);

/* Writes 1–4 bytes; returns how many. A code point that is none becomes U+FFFD. */
size_t utf8_encode(uint32_t code_point, char out[4]);

/* Offset of the first byte that is not UTF-8, or STR_NONE where all is well. */
size_t utf8_check(str s);

size_t utf8_count(str s); /* code points; a wrong byte counts as one */

/* Han: the Unified Ideographs of every block and extension, the compatibility ideographs, and 〇. */
bool utf8_is_han(uint32_t code_point);

#endif
