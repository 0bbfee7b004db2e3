#include "script/entity.h"

#include <md4c-html.h>

#include "base/utf8.h"

static void
collect(const MD_CHAR *text, MD_SIZE size, void *user)
{
    str_add(user, (str){text, size});
}

/* The renderer escapes these four again. */
static bool
unescape(str s, str *text)
{
    static const struct {
        const char *escaped, *plain;
    } table[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (str_equal(s, str_from(table[i].escaped))) {
            *text = str_from(table[i].plain);
            return true;
        }
    }
    return false;
}

bool
entity_decode(arena *out, str entity, str *text)
{
    struct str_builder html = {.out = out};
    if (md_html(entity.data, (MD_SIZE)entity.len, collect, &html, 0, 0) != 0) {
        return false;
    }
    str s = str_built(&html);
    size_t open = STR("<p>").len, close = STR("</p>\n").len;
    if (!str_starts(s, STR("<p>")) || s.len <= open + close) {
        *text = STR(" "); /* white space, which a paragraph drops */
        return true;
    }
    s = str_cut(s, open, s.len - open - close);
    if (unescape(s, text)) {
        return true;
    }
    if (str_starts(s, STR("&"))) {
        return false;
    }
    *text = utf8_check(s) == STR_NONE ? s : STR("\xEF\xBF\xBD");
    return true;
}
