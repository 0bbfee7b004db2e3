#include "verify/epub_photo_check.h"

#include "verify/document.h"

static const struct {
    const char *extension, *type, *marks;
} kinds[] = {
    {".jpg", "image/jpeg", "\xFF\xD8\xFF"},  {".jpeg", "image/jpeg", "\xFF\xD8\xFF"},
    {".png", "image/png", "\x89PNG\r\n"},    {".gif", "image/gif", "GIF8"},
    {".webp", "image/webp", "RIFF????WEBP"}, {".svg", "image/svg+xml", ""},
};

enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

static size_t
kind_of(str path)
{
    size_t i = 0;
    while (i < KIND_COUNT && !str_ends(path, str_from(kinds[i].extension))) {
        i++;
    }
    return i;
}

str
epub_photo_type(str path)
{
    size_t kind = kind_of(path);
    return kind < KIND_COUNT ? str_from(kinds[kind].type) : STR("");
}

static str
local_name(str name)
{
    size_t at = name.len;
    while (at > 0 && name.data[at - 1] != ' ') {
        at--;
    }
    return str_from_offset(name, at);
}

static bool
is_plain_drawing(str bytes, arena scratch)
{
    struct document xml;
    size_t line;
    if (!document_parse(&scratch, bytes, &xml, &line) ||
        !document_is(&xml, 0, "http://www.w3.org/2000/svg svg") ||
        str_find(bytes, STR("@import")) != STR_NONE) {
        return false;
    }
    for (size_t i = 0; i < xml.count; i++) {
        str element = local_name(xml.nodes[i].name);
        if (str_equal(element, STR("script")) || str_equal(element, STR("foreignObject"))) {
            return false;
        }
    }
    for (size_t i = 0; i < xml.attribute_count; i++) {
        str key = local_name(xml.attributes[i].name), value = xml.attributes[i].value;
        bool leads =
            str_equal(key, STR("href")) && !str_starts(value, STR("#")) && !str_starts(value, STR("data:"));
        if (leads || str_starts(key, STR("on"))) {
            return false;
        }
    }
    return true;
}

bool
epub_photo_must_show(str path, str bytes, arena scratch)
{
    size_t kind = kind_of(path);
    if (kind == KIND_COUNT) {
        return false;
    }
    str marks = str_from(kinds[kind].marks);
    for (size_t i = 0; i < marks.len; i++) {
        if (marks.data[i] != '?' && (i >= bytes.len || bytes.data[i] != marks.data[i])) {
            return false;
        }
    }
    return marks.len > 0 || is_plain_drawing(bytes, scratch);
}
