#include "publish/line.h"

#include "base/utf8.h"

static bool
ends_line(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

void
line_put(struct file_writer *file, str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        bool space = ends_line(utf8_next(text, &i));
        file_put(file, space ? STR(" ") : str_cut(text, from, i - from));
    }
}

void
line_put_quoted(struct file_writer *file, str text)
{
    size_t room = utf8_count(text) > LINE_QUOTED_MAX ? LINE_QUOTED_MAX - 1 : LINE_QUOTED_MAX;
    size_t i = 0;
    file_put(file, STR("\""));
    for (; i < text.len && room > 0; room--) {
        size_t from = i;
        uint32_t c = utf8_next(text, &i);
        if (c == '"' || c == '\\') {
            file_put(file, c == '"' ? STR("＂") : STR("＼"));
        } else {
            line_put(file, str_cut(text, from, i - from));
        }
    }
    file_put(file, i < text.len ? STR("…\"") : STR("\""));
}
