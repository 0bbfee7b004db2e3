#include "publish/html.h"

/* What a byte is written as; empty: as itself. Only ASCII needs it, so UTF-8 passes through whole. */
static str
replacement(char c, bool cue)
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
        break;
    }
    bool control = ((unsigned char)c < 0x20 && c != '\t') || c == 0x7F;
    return control ? STR("\xEF\xBF\xBD") : STR("");
}

static void
put(struct file_writer *file, str text, bool cue)
{
    size_t plain = 0;
    for (size_t i = 0; i < text.len; i++) {
        str r = replacement(text.data[i], cue);
        if (r.len > 0) {
            file_put(file, str_cut(text, plain, i - plain));
            file_put(file, r);
            plain = i + 1;
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
