#include "mandarin/charset.h"

#include <wchar.h>

_Static_assert(sizeof(wchar_t) == sizeof(char32_t), "wcschr looks through characters of 32 bits");

/* The C library's search takes many characters at a time; these are asked for each character of a text. */
static const char32_t *
find(const char32_t *set, uint32_t code_point)
{
    return (const char32_t *)wcschr((const wchar_t *)set, (wchar_t)code_point);
}

bool
charset_has(const char32_t *set, uint32_t code_point)
{
    return code_point != 0 && find(set, code_point) != NULL;
}

bool
charset_has_word(const char32_t *words, const uint32_t *chars, size_t count)
{
    const char32_t *at = chars[0] != 0 ? find(words, chars[0]) : NULL;
    for (; at != NULL; at = find(at + 1, chars[0])) {
        if (at != words && at[-1] != U' ')
            continue;
        size_t same = 1;
        while (same < count && at[same] == chars[same] && at[same] != 0)
            same++;
        if (same == count && (at[same] == U' ' || at[same] == 0))
            return true;
    }
    return false;
}
