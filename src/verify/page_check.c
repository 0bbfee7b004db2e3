#include "verify/page_check.h"

#include <inttypes.h>

#include "base/file.h"
#include "verify/html_text.h"
#include "verify/page_stop_check.h"

enum { PAGE_BYTES_MAX = 256 << 20, SHOWN_BYTES = 90 };

static const str page_file = {"index.html", sizeof "index.html" - 1};

struct walk {
    struct page_view *v;
    str page;
    str last_file; /* that was found in the folder */
    bool policy;   /* has come */
};

static void
refuse(struct walk *w, str tag, const char *expected, str found)
{
    finding_add(w->v->f, page_file, STR_FMT ": expected %s, found “" STR_FMT "”",
                STR_ARG(str_cut(tag, 0, SHOWN_BYTES)), expected, STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
}

static bool
is_one_of(str word, const char *const *words)
{
    while (*words != NULL && !str_equal(word, str_from(*words))) {
        words++;
    }
    return *words != NULL;
}

/* Every source is a keyword in quotes: 'none', 'self' or a hash; no host, no scheme, nothing unsafe. */
static void
check_policy(struct walk *w, str tag, str policy)
{
    static const char *const musts[] = {"default-src 'none'", "base-uri 'none'", "form-action 'none'"};
    bool stands[sizeof musts / sizeof *musts] = {false};
    str rest = policy, directive, word;
    while (str_split(&rest, ';', &directive)) {
        directive = str_trim(directive);
        for (size_t i = 0; i < sizeof musts / sizeof *musts; i++) {
            stands[i] = stands[i] || str_equal(directive, str_from(musts[i]));
        }
        (void)str_split(&directive, ' ', &word);
        while (str_split(&directive, ' ', &word)) {
            if (!str_starts(word, STR("'")) || str_starts(word, STR("'unsafe"))) {
                refuse(w, tag, "a policy that allows the tour's own files alone", word);
            }
        }
    }
    for (size_t i = 0; i < sizeof musts / sizeof *musts; i++) {
        if (!stands[i]) {
            refuse(w, tag, musts[i], policy);
        }
    }
    w->policy = true;
}

/* "stops/01.opus": letters, digits and - _ . / alone, so no scheme, no host, no way up or to the root. */
static bool
is_path(str path)
{
    bool good = path.len > 0 && path.data[0] != '/' && str_find(path, STR("..")) == STR_NONE;
    for (size_t i = 0; i < path.len && good; i++) {
        char c = path.data[i];
        good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.' || c == '/';
    }
    return good;
}

static void
check_address(struct walk *w, str tag, str address, arena scratch)
{
    size_t hash = str_find(address, STR("#"));
    str file = str_cut(address, 0, hash == STR_NONE ? address.len : hash);
    if (file.len > 0 && str_equal(file, w->last_file)) {
        return;
    }
    if (file.len > 0) {
        if (!is_path(file) || !file_exists(scratch, file_join(&scratch, w->v->f->folder, file))) {
            refuse(w, tag, "a file of the tour", address);
        }
        w->last_file = file;
        return;
    }
    str id = str_from_offset(address, 1);
    bool stop = page_stop_at(w->v, address) != NULL;
    if (!stop && (id.len == 0 || str_find(id, STR("=")) != STR_NONE ||
                  str_find(w->page, str_format(&scratch, " id=\"" STR_FMT "\"", STR_ARG(id))) == STR_NONE)) {
        refuse(w, tag, "a stop, or a place on the page", address);
    }
}

/* An attribute that names a file does so; one that could lead elsewhere, or run something, is not there. */
static void
check_attribute(struct walk *w, str tag, str name, str value, arena scratch)
{
    static const char *const one[] = {"href", "src", "data-src", NULL}, *const several[] = {"data-tracks",
                                                                                            NULL};
    static const char *const never[] = {"action", "background", "data",  "formaction", "ping", "poster",
                                        "srcdoc", "srcset",     "style", "xlink:href", NULL};
    str address;
    if (is_one_of(name, one)) {
        check_address(w, tag, value, scratch);
    } else if (is_one_of(name, several)) {
        while (str_split(&value, ' ', &address)) {
            check_address(w, tag, address, scratch);
        }
    } else if (is_one_of(name, never) || str_starts(name, STR("on"))) {
        refuse(w, tag, "no such attribute", name);
    }
}

static void
check_tag(struct walk *w, const struct html_tag *tag, arena scratch)
{
    static const char *const never[] = {"base", "embed", "frame", "iframe", "object", "style", NULL};
    static const char *const loads[] = {"a", "audio", "img", "link", "script", "source", NULL};
    str rest = tag->attributes, name, value, equiv = html_attribute(tag, "http-equiv");
    if (str_equal(equiv, STR("Content-Security-Policy"))) {
        check_policy(w, tag->name, html_attribute(tag, "content"));
    } else if (equiv.len > 0) {
        refuse(w, tag->name, "no other http-equiv", equiv);
    }
    if (is_one_of(tag->name, never)) {
        refuse(w, tag->name, "no such element", tag->attributes);
    }
    if (is_one_of(tag->name, loads) && !w->policy) {
        refuse(w, tag->name, "a Content-Security-Policy before it", STR("none"));
        w->policy = true; /* said once */
    }
    if (str_equal(tag->name, STR("script")) && html_attribute(tag, "src").len == 0) {
        refuse(w, tag->name, "a script in a file of its own", tag->attributes);
    }
    while (html_attribute_next(&rest, &name, &value)) {
        check_attribute(w, tag->name, name, value, scratch);
    }
}

static void
check_head(struct page_view *v, str page, arena scratch)
{
    static const char *const names[] = {"title", "h1"};
    str title = html_text(&scratch, v->x->title);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct html_tag tag;
        str rest = page, inside = STR("");
        (void)html_element(&rest, names[i], NULL, &tag, &inside);
        str found = html_without_tags(&scratch, inside);
        if (!str_equal(found, title)) {
            finding_add(v->f, page_file, "%s: expected “" STR_FMT "”, found “" STR_FMT "”", names[i],
                        STR_ARG(str_cut(title, 0, SHOWN_BYTES)), STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
        }
    }
}

/* A line of a list: its number, title, length and photo are its stop's. */
static void
check_entry(struct page_view *v, const struct index_stop *stop, str inside, arena scratch)
{
    struct html_tag tag;
    str piece = STR(""), rest = inside, photo = STR("");
    (void)html_element(&rest, "span", "number", &tag, &piece);
    (void)page_expect(v, stop, "the number in the list", str_format(&scratch, "%" PRIu64, stop->number),
                      piece);
    piece = STR("");
    (void)html_element(&rest, "bdi", NULL, &tag, &piece);
    (void)page_expect(v, stop, "the title", html_text(&scratch, stop->title), piece);
    (void)page_expect_length(v, stop, rest);
    if (html_element(&rest, "span", "thumb", &tag, &piece)) {
        photo = html_attribute(&tag, "data-src");
    }
    (void)page_expect(v, stop, "the photo in the list", stop->photo, photo);
}

/* Stops in the order of the tour in each list, and all of them in one. */
static void
check_lists(struct page_view *v, str page, arena scratch)
{
    struct html_tag tag, entry;
    str list, inside;
    bool *listed = arena_new(&scratch, bool, v->x->stop_count);
    while (html_element(&page, "ol", "list", &tag, &list)) {
        const struct index_stop *last = NULL;
        while (html_element(&list, "a", "entry", &entry, &inside)) {
            str address = html_attribute(&entry, "href");
            const struct index_stop *stop = page_stop_at(v, address);
            if (stop == NULL || listed[stop - v->x->stops] || (last != NULL && stop < last)) {
                finding_add(v->f, page_file,
                            "expected each stop once, in the tour's order, found “" STR_FMT "”",
                            STR_ARG(str_cut(address, 0, SHOWN_BYTES)));
                continue;
            }
            listed[stop - v->x->stops] = true;
            last = stop;
            check_entry(v, stop, inside, scratch);
        }
    }
    for (size_t i = 0; i < v->x->stop_count; i++) {
        if (!listed[i]) {
            (void)page_expect(v, &v->x->stops[i], "the title", v->x->stops[i].title, STR(""));
        }
    }
}

static void
check_stops(struct page_view *v, str page, arena scratch)
{
    struct html_tag article;
    str inside;
    for (size_t i = 0; i < v->x->stop_count; i++) {
        const struct index_stop *stop = &v->x->stops[i];
        arena inner = scratch;
        str id = str_format(&inner, "stop=%" PRIu64, stop->number);
        str found = html_element(&page, "article", "stop", &article, &inside) ? html_attribute(&article, "id")
                                                                              : STR("");
        if (!page_expect(v, stop, "the article", id, found)) {
            return; /* the rest would be out of step */
        }
        page_stop_check(v, stop, &article, inside, inner);
    }
    if (html_element(&page, "article", NULL, &article, &inside)) {
        finding_add(v->f, page_file, "a stop that the timeline does not have");
    }
}

uint64_t
page_check(const struct tour_index *x, arena scratch, struct findings *f)
{
    struct page_view v = {.x = x, .f = f};
    struct walk w = {.v = &v};
    if (file_read(&scratch, file_join(&scratch, f->folder, page_file), PAGE_BYTES_MAX, &w.page, f->diags) !=
        STATUS_OK) {
        f->count++; /* file_read has said why */
        return 0;
    }
    struct html_tag tag;
    for (str rest = w.page; html_next(&rest, &tag);) {
        check_tag(&w, &tag, scratch);
    }
    check_head(&v, w.page, scratch);
    check_lists(&v, w.page, scratch);
    check_stops(&v, w.page, scratch);
    return v.words;
}
