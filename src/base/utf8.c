#include "base/utf8.h"

/* Length of the well-formed sequence at s[i], or 0 (Unicode 15, table 3-7). */
static size_t
sequence_length(const unsigned char *p, size_t room)
{
    unsigned char lead = p[0], low = 0x80, high = 0xBF;
    size_t len = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (len == 0 || len > room) {
        return 0;
    }
    if (lead == 0xE0) {
        low = 0xA0;
    } else if (lead == 0xED) {
        high = 0x9F;
    } else if (lead == 0xF0) {
        low = 0x90;
    } else if (lead == 0xF4) {
        high = 0x8F;
    }
    for (size_t i = 1; i < len; i++) {
        if (p[i] < (i == 1 ? low : 0x80) || p[i] > (i == 1 ? high : 0xBF)) {
            return 0;
        }
    }
    return len;
}

uint32_t
utf8_next(str s, size_t *offset)
{
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const unsigned char *p = (const unsigned char *)s.data + *offset;
    size_t len = sequence_length(p, s.len - *offset);
    if (len == 0) {
        ++*offset;
        return UTF8_BAD;
    }
    uint32_t c = p[0] & lead_bits[len];
    for (size_t i = 1; i < len; i++) {
        c = c << 6 | (p[i] & 0x3Fu);
    }
    *offset += len;
    return c;
}

uint32_t
utf8_previous(str s, size_t *offset)
{
    size_t i = *offset - 1;
    while (i > 0 && *offset - i < 4 && ((unsigned char)s.data[i] & 0xC0) == 0x80) {
        i--;
    }
    *offset = i;
    return utf8_next(s, &i);
}

size_t
utf8_encode(uint32_t c, char out[4])
{
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        c = UTF8_BAD;
    }
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len; i-- > 1; c >>= 6) {
        out[i] = (char)(0x80 | (c & 0x3F));
    }
    out[0] = (char)(marks[len] | c);
    return len;
}

size_t
utf8_check(str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t len = sequence_length((const unsigned char *)s.data + i, s.len - i);
        if (len == 0) {
            return i;
        }
        i += len;
    }
    return STR_NONE;
}

size_t
utf8_count(str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; count++) {
        utf8_next(s, &i);
    }
    return count;
}

bool
utf8_is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF) ||
           (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007;
}
