#include "verify/html_read.h"

#include <string.h>

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static str
skip_spaces(str s)
{
    while (s.len > 0 && is_space(s.data[0])) {
        s = str_from_offset(s, 1);
    }
    return s;
}

bool
html_next(str *rest, struct html_tag *tag)
{
    size_t from = str_find(*rest, STR("<")), end = from;
    char quote = '\0';
    while (end < rest->len && (quote != '\0' || rest->data[end] != '>')) {
        char c = rest->data[end];
        bool opens = quote == '\0' && (c == '"' || c == '\'');
        quote = opens ? c : c == quote ? '\0' : quote;
        end++;
    }
    if (end >= rest->len) {
        return false;
    }
    str inside = str_cut(*rest, from + 1, end - from - 1);
    size_t name = 0;
    while (name < inside.len && !is_space(inside.data[name])) {
        name++;
    }
    *tag =
        (struct html_tag){str_cut(*rest, 0, from), str_cut(inside, 0, name), str_from_offset(inside, name)};
    *rest = str_from_offset(*rest, end + 1);
    return true;
}

bool
html_attribute_next(str *attributes, str *name, str *value)
{
    str rest = skip_spaces(*attributes);
    size_t at = 0;
    while (at < rest.len && !is_space(rest.data[at]) && rest.data[at] != '=') {
        at++;
    }
    *name = str_cut(rest, 0, at);
    *value = STR("");
    bool any = rest.len > 0;
    rest = skip_spaces(str_from_offset(rest, at));
    if (str_starts(rest, STR("="))) {
        rest = skip_spaces(str_from_offset(rest, 1));
        bool quoted = rest.len > 0 && (rest.data[0] == '"' || rest.data[0] == '\'');
        char quote = quoted ? rest.data[0] : '\0';
        rest = str_from_offset(rest, quoted);
        for (at = 0; at < rest.len && (quoted ? rest.data[at] != quote : !is_space(rest.data[at]));) {
            at++;
        }
        *value = str_cut(rest, 0, at);
        rest = str_from_offset(rest, at + quoted);
    }
    *attributes = rest;
    return any;
}

str
html_attribute(const struct html_tag *tag, const char *name)
{
    str rest = tag->attributes, key, value;
    while (html_attribute_next(&rest, &key, &value)) {
        if (str_equal(key, str_from(name))) {
            return value;
        }
    }
    return STR("");
}

bool
html_element(str *rest, const char *name, const char *class, struct html_tag *tag, str *inside)
{
    str after = *rest;
    while (html_next(&after, tag)) {
        if (!str_equal(tag->name, str_from(name)) ||
            (class != NULL && !str_equal(html_attribute(tag, "class"), str_from(class)))) {
            continue;
        }
        struct html_tag next;
        str from = after;
        while (html_next(&after, &next)) {
            if (str_starts(next.name, STR("/")) && str_equal(str_from_offset(next.name, 1), tag->name)) {
                *inside = str_cut(from, 0, (size_t)(next.before.data - from.data) + next.before.len);
                *rest = after;
                return true;
            }
        }
    }
    return false;
}

str
html_without_tags(arena *out, str inside)
{
    struct str_builder b = {.out = out};
    struct html_tag tag;
    while (html_next(&inside, &tag)) {
        str_add(&b, tag.before);
    }
    str_add(&b, inside);
    return str_built(&b);
}
