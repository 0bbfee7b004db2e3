#include "mandarin/charset.h"

bool
charset_has(const char32_t *set, uint32_t code_point)
{
    if (code_point == 0) {
        return false;
    }
    while (*set != 0 && *set != code_point) {
        set++;
    }
    return *set != 0;
}

bool
charset_has_word(const char32_t *words, const uint32_t *chars, size_t count)
{
    while (*words != 0) {
        size_t same = 0;
        while (same < count && words[same] == chars[same] && words[same] != 0) {
            same++;
        }
        if (same == count && (words[same] == U' ' || words[same] == 0)) {
            return true;
        }
        words += same;
        while (*words != 0 && *words != U' ') {
            words++;
        }
        words += *words == U' ';
    }
    return false;
}
