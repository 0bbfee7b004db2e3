#include "verify/html_text.h"

#include "base/utf8.h"

static str
shown(uint32_t c, str itself)
{
    bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
    bool nothing = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return c == '&'             ? STR("&amp;")
           : c == '<'           ? STR("&lt;")
           : c == '>'           ? STR("&gt;")
           : c == '"'           ? STR("&quot;")
           : c == '\''          ? STR("&#39;")
           : control || nothing ? STR("\xEF\xBF\xBD")
                                : itself;
}

str
html_text(arena *out, str text)
{
    struct str_builder b = {.out = out};
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        uint32_t c = utf8_next(text, &i);
        str_add(&b, shown(c, str_cut(text, from, i - from)));
    }
    return str_built(&b);
}

bool
html_between(str *page, str open, str close, str *between)
{
    size_t from = str_find(*page, open);
    if (from == STR_NONE) {
        return false;
    }
    str rest = str_from_offset(*page, from + open.len);
    size_t end = str_find(rest, close);
    if (end == STR_NONE) {
        return false;
    }
    *between = str_cut(rest, 0, end);
    *page = str_from_offset(rest, end + close.len);
    return true;
}
