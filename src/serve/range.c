#include "serve/range.h"

/* Takes the digits off *rest; a number too large for the type is its largest value. False without any. */
static bool
take_number(str *rest, uint64_t *number)
{
    size_t i = 0;
    *number = 0;
    for (; i < rest->len && rest->data[i] >= '0' && rest->data[i] <= '9'; i++) {
        uint64_t digit = (uint64_t)(rest->data[i] - '0');
        *number = *number > (UINT64_MAX - digit) / 10 ? UINT64_MAX : *number * 10 + digit;
    }
    *rest = str_from_offset(*rest, i);
    return i > 0;
}

static bool
take_unit(str *rest)
{
    static const char unit[] = "bytes=";
    for (size_t i = 0; i + 1 < sizeof unit; i++) {
        char c = i < rest->len ? rest->data[i] : '\0';
        if (c != unit[i] && !(c >= 'A' && c <= 'Z' && c - 'A' + 'a' == unit[i])) {
            return false;
        }
    }
    *rest = str_trim(str_from_offset(*rest, sizeof unit - 1));
    return true;
}

struct range
range_parse(str header, uint64_t size)
{
    const struct range whole = {RANGE_WHOLE, 0, size}, outside = {RANGE_OUTSIDE, 0, 0};
    uint64_t first = 0, last = UINT64_MAX;
    if (size == 0 || !take_unit(&header)) {
        return whole;
    }
    bool has_first = take_number(&header, &first);
    if (!str_starts(header, STR("-"))) {
        return whole;
    }
    header = str_from_offset(header, 1);
    bool has_last = take_number(&header, &last);
    if (header.len > 0 || (!has_first && !has_last) || (has_first && has_last && last < first)) {
        return whole;
    }
    if (!has_first) { /* the last so many */
        uint64_t count = last < size ? last : size;
        return count > 0 ? (struct range){RANGE_PART, size - count, count} : outside;
    }
    if (first >= size) {
        return outside;
    }
    last = has_last && last < size - 1 ? last : size - 1;
    return (struct range){RANGE_PART, first, last - first + 1};
}
