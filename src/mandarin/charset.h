/*
 * Small closed classes of characters and words, written out as literals where they are used.
 *
 * In: a literal U"的了着" or U"不断 充分". Out: whether a character or a word is among them.
 * Example: charset_has(U"的了着", 0x7684) is true (的); charset_has_word(U"不断 充分", chars, 2)
 */
#ifndef MANDARIN_CHARSET_H
#define MANDARIN_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>
#include <wchar.h>

_Static_assert(sizeof(wchar_t) == sizeof(char32_t), "wcschr looks through characters of 32 bits");

/* The first place of the code point, NULL: none; that of 0 is the closing NUL. The C library's search takes
 * many characters at a time. */
static inline const char32_t *
charset_find(const char32_t *set, uint32_t code_point)
{
    return (const char32_t *)wcschr((const wchar_t *)set, (wchar_t)code_point);
}

/* set ends with a NUL; code point 0 is in no set. */
static inline bool
charset_has(const char32_t *set, uint32_t code_point)
{
    return code_point != 0 && charset_find(set, code_point) != NULL;
}

/* words: separated by single spaces. count ≥ 1; the whole word must match. */
bool charset_has_word(const char32_t *words, const uint32_t *chars, size_t count);

/* Length of the longest of these words that the characters begin with, 0: none. */
size_t charset_begins(const char32_t *words, const uint32_t *chars, size_t count);

/*
 * A set that is asked of nearly every character of a text is an array with a place for each: nothing is
 * searched. The size is the least by which all of its characters leave different remainders; the compiler
 * warns where two share a place.
 *
 *   static const uint16_t months[12] = {CHARSET_PLACE(12, U'月'), CHARSET_PLACE(12, U'份')};
 */
#define CHARSET_PLACE(size, c) [(c) % (size)] = (c)
#define CHARSET_HOLDS(array, c)                                                                              \
    ((c) != 0 && (array)[(c) % (uint32_t)(sizeof(array) / sizeof *(array))] == (c))

#endif
