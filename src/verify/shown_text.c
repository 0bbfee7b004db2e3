#include "verify/shown_text.h"

#include "base/utf8.h"

/* What stands for a code point of the text. */
static uint32_t
stand_in(uint32_t c, enum shown_where where)
{
    bool line_end = c == '\n' || c == '\r', control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    if (line_end || c == '\t') {
        return where == SHOWN_IN_ATTRIBUTE ? ' ' : line_end ? '\n' : '\t';
    }
    bool none = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFF) >= 0xFFFE;
    return control || none ? UTF8_BAD : c;
}

void
shown_walk(str text, size_t *at, str found, size_t *in, enum shown_where where)
{
    while (*at < text.len && *in < found.len) {
        size_t next = *at, next_in = *in;
        uint32_t c = utf8_next(text, &next);
        if (c == '\r' && next < text.len && text.data[next] == '\n') {
            next++;
        }
        if (utf8_next(found, &next_in) != stand_in(c, where)) {
            return;
        }
        *at = next;
        *in = next_in;
    }
}

bool
shown_same(str text, str found, enum shown_where where)
{
    size_t at = 0, in = 0;
    shown_walk(text, &at, found, &in, where);
    return at == text.len && in == found.len;
}
