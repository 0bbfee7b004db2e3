#include "base/str.h"

#include <stdio.h>
#include <string.h>

str
str_from(const char *terminated)
{
    return (str){terminated, strlen(terminated)};
}

bool
str_equal(str a, str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

int
str_compare(str a, str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter == 0 ? 0 : memcmp(a.data, b.data, shorter);
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

bool
str_starts(str s, str prefix)
{
    return s.len >= prefix.len && str_equal(str_cut(s, 0, prefix.len), prefix);
}

bool
str_ends(str s, str suffix)
{
    return s.len >= suffix.len && str_equal(str_from_offset(s, s.len - suffix.len), suffix);
}

str
str_cut(str s, size_t from, size_t len)
{
    str rest = str_from_offset(s, from);
    return (str){rest.data, len < rest.len ? len : rest.len};
}

str
str_from_offset(str s, size_t from)
{
    if (from == 0) {
        return s; /* also where data is NULL */
    }
    return from < s.len ? (str){s.data + from, s.len - from} : (str){s.data + s.len, 0};
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

str
str_trim(str s)
{
    while (s.len > 0 && is_space(s.data[0])) {
        s = str_from_offset(s, 1);
    }
    while (s.len > 0 && is_space(s.data[s.len - 1])) {
        s.len--;
    }
    return s;
}

size_t
str_find(str s, str needle)
{
    for (size_t i = 0; i + needle.len <= s.len; i++) {
        if (needle.len == 0 || memcmp(s.data + i, needle.data, needle.len) == 0) {
            return i;
        }
    }
    return STR_NONE;
}

bool
str_split(str *rest, char separator, str *part)
{
    if (rest->len == 0) {
        return false;
    }
    const char *at = memchr(rest->data, separator, rest->len);
    size_t len = at != NULL ? (size_t)(at - rest->data) : rest->len;
    *part = str_cut(*rest, 0, len);
    *rest = str_from_offset(*rest, at != NULL ? len + 1 : len);
    return true;
}

bool
str_to_number(str s, uint32_t max, uint32_t *out)
{
    uint64_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9') {
            return false;
        }
        n = n * 10 + (uint64_t)(s.data[i] - '0');
        if (n > max) {
            return false;
        }
    }
    *out = (uint32_t)n;
    return s.len > 0;
}

bool
str_to_double(str s, double *out)
{
    bool negative = s.len > 0 && s.data[0] == '-';
    size_t i = negative || (s.len > 0 && s.data[0] == '+') ? 1 : 0;
    double digits = 0, scale = 1;
    bool point = false, any = false;
    for (; i < s.len; i++) {
        char c = s.data[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            any = true;
            digits = digits * 10 + (c - '0');
            scale = point ? scale * 10 : scale;
        } else {
            return false;
        }
    }
    *out = (negative ? -digits : digits) / scale;
    return any;
}

str
str_copy(arena *out, str s)
{
    char *data = arena_new(out, char, s.len);
    if (s.len > 0) {
        memcpy(data, s.data, s.len);
    }
    return (str){data, s.len};
}

const char *
str_terminated(arena *out, str s)
{
    char *data = arena_new(out, char, s.len + 1);
    if (s.len > 0) {
        memcpy(data, s.data, s.len);
    }
    return data;
}

str
str_format_list(arena *out, const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0) {
        return (str){"", 0};
    }
    char *data = arena_new(out, char, (size_t)len + 1);
    vsnprintf(data, (size_t)len + 1, format, list);
    return (str){data, (size_t)len};
}

str
str_format(arena *out, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    str s = str_format_list(out, format, list);
    va_end(list);
    return s;
}

void
str_add(struct str_builder *b, str s)
{
    while (b->capacity - b->len < s.len) {
        b->data = arena_grow(b->out, b->data, 1, &b->capacity);
    }
    if (s.len > 0) {
        memcpy(b->data + b->len, s.data, s.len);
        b->len += s.len;
    }
}

void
str_add_char(struct str_builder *b, char c)
{
    str_add(b, (str){&c, 1});
}

void
str_add_format(struct str_builder *b, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t need = len < 0 ? 0 : (size_t)len;
    while (b->capacity - b->len < need + 1) {
        b->data = arena_grow(b->out, b->data, 1, &b->capacity);
    }
    vsnprintf(b->data + b->len, need + 1, format, list);
    va_end(list);
    b->len += need;
}

str
str_built(const struct str_builder *b)
{
    return (str){b->data, b->len};
}
