#include "publish/html.h"

#include "base/utf8.h"

/* HTML allows neither (section 13.2.3.5 of the standard): controls, and Unicode's noncharacters. */
static bool
is_forbidden(uint32_t c)
{
    bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
    return control || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

/* What a code point is written as; empty: as itself. */
static str
replacement(uint32_t c, bool cue)
{
    switch (c) {
    case '&':
        return STR("&amp;");
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '"':
        return cue ? STR("") : STR("&quot;");
    case '\'':
        return cue ? STR("") : STR("&#39;");
    case '\n':
    case '\r':
        return cue ? STR(" ") : STR("");
    default:
        return c == UTF8_BAD || (!cue && is_forbidden(c)) ? STR("\xEF\xBF\xBD") : STR("");
    }
}

static void
put(struct file_writer *file, str text, bool cue)
{
    size_t plain = 0;
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        str r = replacement(utf8_next(text, &i), cue);
        if (r.len > 0) {
            file_put(file, str_cut(text, plain, from - plain));
            file_put(file, r);
            plain = i;
        }
    }
    file_put(file, str_from_offset(text, plain));
}

void
html_put(struct file_writer *file, str text)
{
    put(file, text, false);
}

void
html_put_cue(struct file_writer *file, str text)
{
    put(file, text, true);
}
