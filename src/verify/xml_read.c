#include "verify/xml_read.h"

#include "base/file.h"
#include "base/utf8.h"

static bool
fail(struct xml_reader *r, const char *what)
{
    size_t line = 1, at = r->all.len - r->rest.len;
    for (size_t i = 0; i < at; i++) {
        line += r->all.data[i] == '\n';
    }
    if (!r->bad) {
        finding_add(r->findings, r->file, "line %zu: %s", line, what);
    }
    r->bad = true;
    return false;
}

bool
xml_open(struct xml_reader *r, arena *out, struct findings *f, str file)
{
    *r = (struct xml_reader){.findings = f, .file = file};
    if (file_read(out, file_join(out, f->folder, file), XML_FILE_BYTES_MAX, &r->all, f->diags) != STATUS_OK) {
        f->count++; /* file_read has said why */
        return false;
    }
    r->rest = r->all;
    str declaration = STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if (utf8_check(r->all) != STR_NONE || !str_starts(r->all, declaration)) {
        return fail(r, "expected XML in UTF-8");
    }
    r->rest = str_from_offset(r->rest, declaration.len);
    return true;
}

/* Only the references that XML knows of itself. False where another & stands. */
static bool
unescape(arena *out, str text, str *plain)
{
    static const struct {
        const char *written, *meant;
    } references[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};
    struct str_builder b = {.out = out};
    for (size_t at = 0; at < text.len;) {
        str rest = str_from_offset(text, at);
        size_t len = 1;
        str part = str_cut(rest, 0, 1);
        for (size_t i = 0; i < sizeof references / sizeof *references && rest.data[0] == '&'; i++) {
            if (str_starts(rest, str_from(references[i].written))) {
                part = str_from(references[i].meant);
                len = str_from(references[i].written).len;
            }
        }
        if (rest.data[0] == '&' && len == 1) {
            return false;
        }
        str_add(&b, part);
        at += len;
    }
    *plain = str_built(&b);
    return true;
}

static bool
close_element(struct xml_reader *r, str name)
{
    if (r->depth == 0 || !str_equal(r->open[r->depth - 1], str_trim(name))) {
        return fail(r, "an element is closed that is not open");
    }
    r->depth--;
    return true;
}

/* The mark that stands next, without its brackets; what is before it in *text. */
static bool
take_mark(struct xml_reader *r, str *text, str *mark)
{
    size_t from = str_find(r->rest, STR("<"));
    if (from == STR_NONE) {
        bool over = r->depth == 0 && str_trim(r->rest).len == 0;
        return over ? false : fail(r, "the file breaks off");
    }
    *text = str_cut(r->rest, 0, from);
    str rest = str_from_offset(r->rest, from + 1);
    size_t end = str_find(rest, STR(">"));
    if (end == STR_NONE) {
        return fail(r, "the file breaks off");
    }
    *mark = str_cut(rest, 0, end);
    r->rest = str_from_offset(rest, end + 1);
    return true;
}

bool
xml_next(struct xml_reader *r, arena *out, struct xml_element *element)
{
    str text, mark;
    *element = (struct xml_element){.depth = 0};
    while (!r->bad && take_mark(r, &text, &mark)) {
        if (str_trim(text).len > 0) {
            return fail(r, "text stands behind an element");
        }
        if (str_starts(mark, STR("/"))) {
            if (!close_element(r, str_from_offset(mark, 1))) {
                return false;
            }
            continue;
        }
        bool alone = str_ends(mark, STR("/"));
        mark = alone ? str_cut(mark, 0, mark.len - 1) : mark;
        if (r->depth == XML_DEPTH_MAX) {
            return fail(r, "elements lie too deep");
        }
        element->attributes = mark;
        str_split(&element->attributes, ' ', &element->name);
        element->depth = r->depth + 1;
        if (alone) {
            return true;
        }
        r->open[r->depth++] = element->name;
        size_t end = str_find(r->rest, STR("<"));
        text = str_cut(r->rest, 0, end == STR_NONE ? r->rest.len : end);
        r->rest = str_from_offset(r->rest, text.len);
        return unescape(out, text, &element->text) || fail(r, "a reference that XML does not know");
    }
    return false;
}

bool
xml_attribute(arena *out, const struct xml_element *element, const char *name, str *value)
{
    str rest = element->attributes, key, raw;
    while (str_split(&rest, '=', &key) && rest.len > 0 && rest.data[0] == '"') {
        rest = str_from_offset(rest, 1);
        if (!str_split(&rest, '"', &raw)) {
            return false;
        }
        if (str_equal(str_trim(key), str_from(name))) {
            return unescape(out, raw, value);
        }
    }
    return false;
}
