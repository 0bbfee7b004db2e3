#include "publish/json.h"

#include <assert.h>

#include "base/utf8.h"

enum { SAMPLES_PER_MS = 48, LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029 };

struct json
json_start(struct file_writer *file)
{
    return (struct json){.file = file};
}

static void
break_line(struct json *j)
{
    file_put(j->file, STR("\n"));
    for (unsigned i = 0; i < j->depth; i++) {
        file_put(j->file, STR(" "));
    }
}

/* What stands between the value before and this one. */
static void
separate(struct json *j)
{
    if (j->after_key || j->depth == 0) {
        j->after_key = false;
        return;
    }
    struct json_level *level = &j->levels[j->depth - 1];
    if (level->any) {
        file_put(j->file, level->lines ? STR(",") : STR(", "));
    }
    if (level->lines) {
        break_line(j);
    }
    level->any = true;
}

static void
open_level(struct json *j, enum json_layout layout, str open, char close)
{
    separate(j);
    assert(j->depth < JSON_DEPTH_MAX);
    j->levels[j->depth++] = (struct json_level){.close = close, .lines = layout == JSON_LINES};
    file_put(j->file, open);
}

void
json_object(struct json *j, enum json_layout layout)
{
    open_level(j, layout, STR("{"), '}');
}

void
json_array(struct json *j, enum json_layout layout)
{
    open_level(j, layout, STR("["), ']');
}

void
json_end(struct json *j)
{
    assert(j->depth > 0);
    struct json_level level = j->levels[--j->depth];
    if (level.lines && level.any) {
        break_line(j);
    }
    file_put(j->file, (str){&level.close, 1});
    if (j->depth == 0) {
        file_put(j->file, STR("\n"));
    }
}

void
json_key(struct json *j, const char *key)
{
    separate(j);
    file_put_format(j->file, "\"%s\": ", key);
    j->after_key = true;
}

/* The escape a code point needs, in buffer; empty where it stands for itself. */
static str
escape(uint32_t c, char buffer[8])
{
    switch (c) {
    case '"':
        return STR("\\\"");
    case '\\':
        return STR("\\\\");
    case '\n':
        return STR("\\n");
    case '\r':
        return STR("\\r");
    case '\t':
        return STR("\\t");
    case LINE_SEPARATOR:
        return STR("\\u2028");
    case PARAGRAPH_SEPARATOR:
        return STR("\\u2029");
    default:
        break;
    }
    if (c >= 0x20 && c != 0x7F) {
        return STR("");
    }
    static const char digits[] = "0123456789abcdef";
    const char text[6] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
    for (size_t i = 0; i < sizeof text; i++) {
        buffer[i] = text[i];
    }
    return (str){buffer, sizeof text};
}

void
json_string(struct json *j, str s)
{
    separate(j);
    file_put(j->file, STR("\""));
    size_t plain = 0, offset = 0;
    while (offset < s.len) {
        size_t from = offset;
        uint32_t c = utf8_next(s, &offset);
        char buffer[8];
        str replacement = escape(c, buffer);
        if (c == UTF8_BAD && offset - from == 1) {
            replacement = STR("\xEF\xBF\xBD");
        }
        if (replacement.len > 0) {
            file_put(j->file, str_cut(s, plain, from - plain));
            file_put(j->file, replacement);
            plain = offset;
        }
    }
    file_put(j->file, str_from_offset(s, plain));
    file_put(j->file, STR("\""));
}

void
json_number(struct json *j, uint64_t number)
{
    separate(j);
    file_put_format(j->file, "%llu", (unsigned long long)number);
}

void
json_bool(struct json *j, bool truth)
{
    separate(j);
    file_put(j->file, truth ? STR("true") : STR("false"));
}

void
json_seconds(struct json *j, uint64_t samples)
{
    separate(j);
    uint64_t ms = samples / SAMPLES_PER_MS;
    file_put_format(j->file, "%llu.%03u", (unsigned long long)(ms / 1000), (unsigned)(ms % 1000));
}

void
json_optional(struct json *j, const char *key, str s)
{
    if (s.len > 0) {
        json_text(j, key, s);
    }
}

void
json_text(struct json *j, const char *key, str s)
{
    json_key(j, key);
    json_string(j, s);
}

void
json_count(struct json *j, const char *key, uint64_t number)
{
    json_key(j, key);
    json_number(j, number);
}
