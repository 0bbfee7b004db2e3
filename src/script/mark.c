#include "script/mark.h"

#include "base/utf8.h"

bool
mark_is_space(uint32_t c)
{
    return (c >= 0x09 && c <= 0x0D) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x2064) ||
           c == 0x3000 || c == 0xFEFF;
}

static bool
is_ascii_word(uint32_t c)
{
    return (c >= '0' && c <= '9') || mark_is_latin(c) || c == '%' || c == '$' || c == '&' || c == '+' ||
           c == '=' || c == '@';
}

bool
mark_is_word(uint32_t c)
{
    if (c < 0x80) {
        return is_ascii_word(c);
    }
    if (c < 0xC0) { /* £ ¥ § ° ± ² ³ µ ¹ ª º ¼ ½ ¾ */
        return (c >= 0xA2 && c <= 0xA5) || c == 0xA7 || c == 0xAA || (c >= 0xB0 && c <= 0xB3) || c == 0xB5 ||
               c == 0xB9 || c == 0xBA || (c >= 0xBC && c <= 0xBE);
    }
    bool ornament = (c >= 0x2500 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF);
    bool general = c >= 0x2000 && c <= 0x206F && c != 0x2030 && c != 0x2032 && c != 0x2033;
    bool cjk = c >= 0x3000 && c <= 0x303F && !(c >= 0x3005 && c <= 0x3007) && !(c >= 0x3021 && c <= 0x3029);
    bool wide = (c >= 0xFF01 && c <= 0xFF65) && !(c >= 0xFF10 && c <= 0xFF19) &&
                !(c >= 0xFF21 && c <= 0xFF3A) && !(c >= 0xFF41 && c <= 0xFF5A) && c != 0xFF05 &&
                c != 0xFF04 && c != 0xFF0B && c != 0xFF1D;
    bool nothing = (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFE00 && c <= 0xFE6F) || c == 0xFEFF ||
                   c == UTF8_BAD || c == 0xFFFC || c >= 0xE0000 || (c >= 0x30FB && c <= 0x30FC);
    bool arrow = c >= 0x2190 && c <= 0x21FF;
    return !ornament && !general && !cjk && !wide && !nothing && !arrow && c != 0xD7 && c != 0xF7;
}

bool
mark_is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

bool
mark_is_latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool
mark_ends_sentence(uint32_t c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?' || c == 0x2026 || c == 0xFF61 ||
           c == 0x203C || c == 0x2047 || c == 0x2048 || c == 0x2049;
}

bool
mark_is_pause(uint32_t c)
{
    return c == 0xFF0C || c == 0x3001 || c == 0xFF1B || c == 0xFF1A || c == ',' || c == ';' || c == ':';
}

/* Opening and closing form of each kind; a row may serve two widths. */
static const struct {
    uint32_t open, close;
    unsigned kind;
} pairs[] = {
    {'"', '"', MARK_ASCII_QUOTE},
    {0x201C, 0x201D, 2}, /* “ ” */
    {0x2018, 0x2019, 3}, /* ‘ ’ */
    {0x300C, 0x300D, 4}, /* 「 」 */
    {0x300E, 0x300F, 5}, /* 『 』 */
    {0x300A, 0x300B, 6}, /* 《 》 */
    {0x3008, 0x3009, 7}, /* 〈 〉 */
    {'(', ')', 8},
    {0xFF08, 0xFF09, 8},
    {'[', ']', 9},
    {0xFF3B, 0xFF3D, 9},
    {0x3010, 0x3011, 10}, /* 【 】 */
    {0x3014, 0x3015, 11}, /* 〔 〕 */
    {'{', '}', 12},
    {0xFF5B, 0xFF5D, 12},
};

unsigned
mark_opens(uint32_t c)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i].open == c) {
            return pairs[i].kind;
        }
    }
    return 0;
}

unsigned
mark_closes(uint32_t c)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i].close == c) {
            return pairs[i].kind;
        }
    }
    return 0;
}

bool
mark_is_quote_kind(unsigned kind)
{
    return kind >= MARK_ASCII_QUOTE && kind <= 5;
}

uint32_t
mark_first(str s, size_t *offset)
{
    for (size_t i = 0; i < s.len;) {
        *offset = i;
        uint32_t c = utf8_next(s, &i);
        if (!mark_is_space(c)) {
            return c;
        }
    }
    *offset = s.len;
    return 0;
}

uint32_t
mark_last(str s, size_t *offset)
{
    for (size_t i = s.len; i > 0;) {
        uint32_t c = utf8_previous(s, &i);
        if (!mark_is_space(c)) {
            *offset = i;
            return c;
        }
    }
    *offset = 0;
    return 0;
}

bool
mark_has_word(str s)
{
    for (size_t i = 0; i < s.len;) {
        if (mark_is_word(utf8_next(s, &i))) {
            return true;
        }
    }
    return false;
}

str
mark_trim(str s)
{
    size_t first = 0, last = 0;
    if (mark_first(s, &first) == 0) {
        return (str){s.data, 0};
    }
    mark_last(s, &last);
    size_t end = last;
    utf8_next(s, &end);
    return (str){s.data + first, end - first};
}

str
mark_excerpt(str s, size_t chars)
{
    size_t i = 0;
    for (; i < s.len && chars > 0; chars--) {
        utf8_next(s, &i);
    }
    return (str){s.data, i};
}
