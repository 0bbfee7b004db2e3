#include "mandarin/charset.h"

/* The next word, from `from` on, that begins with the character; NULL: no more. */
static const char32_t *
find_word(const char32_t *words, const char32_t *from, uint32_t first)
{
    const char32_t *at = charset_find(from, first);
    while (at != NULL && at != words && at[-1] != U' ')
        at = charset_find(at + 1, first);
    return at;
}

/* How many characters of the word the text begins with; *whole: all of them. */
static size_t
common_length(const char32_t *word, const uint32_t *chars, size_t count, bool *whole)
{
    size_t same = 0;
    while (same < count && word[same] == chars[same] && word[same] != U' ' && word[same] != 0)
        same++;
    *whole = word[same] == U' ' || word[same] == 0;
    return same;
}

bool
charset_has_word(const char32_t *words, const uint32_t *chars, size_t count)
{
    if (chars[0] == 0)
        return false;
    for (const char32_t *at = find_word(words, words, chars[0]); at != NULL;
         at = find_word(words, at + 1, chars[0])) {
        bool whole;
        if (common_length(at, chars, count, &whole) == count && whole)
            return true;
    }
    return false;
}

size_t
charset_begins(const char32_t *words, const uint32_t *chars, size_t count)
{
    size_t longest = 0;
    if (count == 0 || chars[0] == 0)
        return 0;
    for (const char32_t *at = find_word(words, words, chars[0]); at != NULL;
         at = find_word(words, at + 1, chars[0])) {
        bool whole;
        size_t length = common_length(at, chars, count, &whole);
        if (whole && length > longest)
            longest = length;
    }
    return longest;
}
