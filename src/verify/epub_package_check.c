#include "verify/epub_package_check.h"

#include <inttypes.h>

#include "verify/epub_photo_check.h"
#include "verify/publication_check.h"
#include "verify/shown_text.h"

enum { SHOWN_BYTES = 90 };

static const str package = {"EPUB/package.opf", sizeof "EPUB/package.opf" - 1};

struct opf {
    struct epub_view *v;
    struct document d;
    size_t item; /* the node of the manifest that is read next */
};

/* One element of that name with that text, and no second; none at all where the text is empty. */
static void
expect_element(struct opf *o, const char *name, str expected)
{
    size_t end = o->d.count, node = document_find(&o->d, 0, end, name, NULL, STR(""));
    bool more = node < end && document_find(&o->d, node + 1, end, name, NULL, STR("")) < end;
    bool good = node == end ? expected.len == 0
                            : shown_same(expected, document_text(&o->d, node), SHOWN_IN_ELEMENT) && !more;
    if (!good) {
        (void)book_finding(
            &o->v->book, package, "expected one %s “%.*s”, found %s “%.*s”", name,
            STR_ARG(str_cut(expected, 0, SHOWN_BYTES)), more ? "more, first" : "",
            STR_ARG(node < end ? str_cut(document_text(&o->d, node), 0, SHOWN_BYTES) : STR("")));
    }
}

/* The meta of a property that refines `refines`, "" for the book as a whole, from node `from` on. */
static size_t
find_meta(const struct opf *o, size_t from, const char *property, str refines)
{
    size_t end = o->d.count;
    for (; (from = document_find(&o->d, from, end, NAMESPACE_OPF " meta", "property", str_from(property))) <
           end;
         from++) {
        if (str_equal(document_attribute(&o->d, from, "refines"), refines)) {
            break;
        }
    }
    return from;
}

static void
expect_meta(struct opf *o, const char *property, str refines, str expected)
{
    size_t node = find_meta(o, 0, property, refines);
    str found = node < o->d.count ? document_text(&o->d, node) : STR("");
    bool alone = node == o->d.count || find_meta(o, node + 1, property, refines) == o->d.count;
    if (!alone || !str_equal(found, expected)) {
        (void)book_finding(&o->v->book, package, "expected %s %.*s “%.*s”, found “%.*s”%s", property,
                           STR_ARG(refines), STR_ARG(str_cut(expected, 0, SHOWN_BYTES)),
                           STR_ARG(str_cut(found, 0, SHOWN_BYTES)), alone ? "" : " and more");
    }
}

/* That some meta of the property says so. */
static void
expect_among(struct opf *o, const char *property, const char *expected, bool there)
{
    bool found = false;
    for (size_t n = 0; (n = find_meta(o, n, property, STR(""))) < o->d.count; n++) {
        found = found || str_equal(document_text(&o->d, n), str_from(expected));
    }
    if (found != there) {
        (void)book_finding(&o->v->book, package, "expected %s%s %s", there ? "" : "no ", property, expected);
    }
}

static str
seconds(arena *out, uint64_t samples)
{
    uint64_t ms = samples / INDEX_MS;
    return str_format(out, "%" PRIu64 ".%03us", ms / 1000, (unsigned)(ms % 1000));
}

/* The item whose overlay it is refers to it by an id. */
static str
overlay_of(const struct opf *o, const struct index_stop *stop, arena *out)
{
    str href = str_format(out, "stops/" STR_FMT ".smil", STR_ARG(epub_name(stop)));
    size_t item = document_find(&o->d, 0, o->d.count, NAMESPACE_OPF " item", "href", href);
    return item < o->d.count ? str_format(out, "#" STR_FMT, STR_ARG(document_attribute(&o->d, item, "id")))
                             : STR("#");
}

static void
check_durations(struct opf *o, arena scratch)
{
    const struct tour_index *x = o->v->x;
    uint64_t total = 0;
    for (size_t i = 0; i < x->stop_count; i++) {
        if (!o->v->sounds[i]) {
            continue;
        }
        arena inner = scratch;
        uint64_t length = x->stops[i].at.length - epub_first_start(x, &x->stops[i]);
        str refines = overlay_of(o, &x->stops[i], &inner);
        expect_meta(o, "media:duration", refines, seconds(&inner, length));
        total += length;
    }
    if (total > 0) {
        expect_meta(o, "media:duration", STR(""), seconds(&scratch, total));
        size_t active = find_meta(o, 0, "media:active-class", STR(""));
        str css = STR(""), rule = active < o->d.count ? document_text(&o->d, active) : STR("");
        rule = str_format(&scratch, "." STR_FMT " {", STR_ARG(rule));
        if (!book_text(&o->v->book, &scratch, STR("EPUB/book.css"), &css) ||
            str_find(css, rule) == STR_NONE) {
            (void)book_finding(&o->v->book, package, "expected an active class that book.css knows");
        }
    }
}

static void
check_access(struct opf *o)
{
    const struct tour_index *x = o->v->x;
    bool photos = o->v->cover < x->stop_count, described = true;
    for (size_t i = 0; i < x->stop_count; i++) {
        described = described && (!o->v->shown[i] || str_trim(x->stops[i].photo_alt).len > 0);
    }
    expect_among(o, "schema:accessMode", "textual", true);
    expect_among(o, "schema:accessMode", "auditory", true);
    expect_among(o, "schema:accessMode", "visual", photos);
    expect_among(o, "schema:accessModeSufficient", "textual", true);
    expect_among(o, "schema:accessibilityFeature", "synchronizedAudioText", true);
    expect_among(o, "schema:accessibilityFeature", "tableOfContents", true);
    expect_among(o, "schema:accessibilityFeature", "alternativeText", photos && described);
    expect_among(o, "schema:accessibilityHazard", "none", true);
    expect_among(o, "dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.1 Level AA", described);
    if (find_meta(o, 0, "schema:accessibilitySummary", STR("")) == o->d.count) {
        (void)book_finding(&o->v->book, package, "expected schema:accessibilitySummary");
    }
}

static void
check_metadata(struct opf *o, arena scratch)
{
    const struct tour_index *x = o->v->x;
    str id, date = x->date.len > 0 ? x->date : STR("1980-01-01");
    expect_element(o, NAMESPACE_DC " title", x->title);
    expect_element(o, NAMESPACE_DC " language", x->language);
    expect_element(o, NAMESPACE_DC " publisher", x->publisher);
    expect_element(o, NAMESPACE_DC " rights", x->licence);
    if (publication_make_id(x, o->v->book.findings, &scratch, &id)) {
        expect_element(o, NAMESPACE_DC " identifier", id);
    }
    size_t identifier = document_find(&o->d, 0, o->d.count, NAMESPACE_DC " identifier", NULL, STR(""));
    if (identifier == o->d.count || !str_equal(document_attribute(&o->d, identifier, "id"),
                                               document_attribute(&o->d, 0, "unique-identifier"))) {
        (void)book_finding(&o->v->book, package, "expected the identifier to be the unique one");
    }
    expect_meta(o, "dcterms:modified", STR(""), str_format(&scratch, STR_FMT "T00:00:00Z", STR_ARG(date)));
    check_durations(o, scratch);
    check_access(o);
}

/* The manifest's next item: that address, type and properties. */
static void
expect_item(struct opf *o, str href, str type, str properties)
{
    size_t node = o->item;
    bool there = node < o->d.count && document_is(&o->d, node, NAMESPACE_OPF " item");
    o->item += there;
    if (!there || !str_equal(document_attribute(&o->d, node, "href"), href) ||
        !str_equal(document_attribute(&o->d, node, "media-type"), type) ||
        !str_equal(document_attribute(&o->d, node, "properties"), properties)) {
        (void)book_finding(&o->v->book, package, "expected the item %.*s, %.*s, “%.*s”", STR_ARG(href),
                           STR_ARG(type), STR_ARG(properties));
    }
}

static void
check_stop_items(struct opf *o, size_t stop, arena scratch)
{
    const struct index_stop *s = &o->v->x->stops[stop];
    str name = epub_name(s);
    size_t page = o->item;
    expect_item(o, str_format(&scratch, "stops/" STR_FMT ".xhtml", STR_ARG(name)),
                STR("application/xhtml+xml"), STR(""));
    str overlay = page < o->d.count ? document_attribute(&o->d, page, "media-overlay") : STR("");
    str expected = o->v->sounds[stop] ? str_from_offset(overlay_of(o, s, &scratch), 1) : STR("");
    if (!str_equal(overlay, expected)) {
        (void)book_finding(&o->v->book, package, "stops/%.*s.xhtml: expected %s", STR_ARG(name),
                           expected.len > 0 ? "its overlay" : "no overlay");
    }
    if (o->v->sounds[stop]) {
        expect_item(o, str_format(&scratch, "stops/" STR_FMT ".smil", STR_ARG(name)),
                    STR("application/smil+xml"), STR(""));
        expect_item(o, str_format(&scratch, "stops/" STR_FMT ".opus", STR_ARG(name)),
                    STR("audio/ogg; codecs=opus"), STR(""));
    }
    if (o->v->shown[stop]) {
        expect_item(o, s->photo, epub_photo_type(s->photo),
                    o->v->cover == stop ? STR("cover-image") : STR(""));
    }
}

static void
check_manifest(struct opf *o, arena scratch)
{
    const str xhtml = STR("application/xhtml+xml");
    size_t manifest = document_find(&o->d, 0, o->d.count, NAMESPACE_OPF " manifest", NULL, STR(""));
    o->item = manifest + 1;
    expect_item(o, STR("nav.xhtml"), xhtml, STR("nav"));
    expect_item(o, STR("cover.xhtml"), xhtml, STR(""));
    expect_item(o, STR("book.css"), STR("text/css"), STR(""));
    if (o->v->cover == o->v->x->stop_count) {
        expect_item(o, STR("cover.svg"), STR("image/svg+xml"), STR("cover-image"));
    }
    for (size_t i = 0; i < o->v->x->stop_count; i++) {
        check_stop_items(o, i, scratch);
    }
    if (manifest == o->d.count || o->item != o->d.nodes[manifest].next) {
        (void)book_finding(&o->v->book, package, "expected no more items than these");
    }
}

static void
expect_itemref(struct opf *o, size_t node, str href)
{
    size_t item = o->d.count;
    if (node < o->d.count && document_is(&o->d, node, NAMESPACE_OPF " itemref")) {
        str id = document_attribute(&o->d, node, "idref");
        item = document_find(&o->d, 0, o->d.count, NAMESPACE_OPF " item", "id", id);
    }
    if (item == o->d.count || !str_equal(document_attribute(&o->d, item, "href"), href) ||
        document_attribute(&o->d, node, "linear").len > 0) {
        (void)book_finding(&o->v->book, package, "expected %.*s there in the spine", STR_ARG(href));
    }
}

static void
check_spine(struct opf *o, arena scratch)
{
    const struct tour_index *x = o->v->x;
    size_t spine = document_find(&o->d, 0, o->d.count, NAMESPACE_OPF " spine", NULL, STR(""));
    expect_itemref(o, spine + 1, STR("cover.xhtml"));
    expect_itemref(o, spine + 2, STR("nav.xhtml"));
    for (size_t i = 0; i < x->stop_count; i++) {
        arena inner = scratch;
        expect_itemref(o, spine + 3 + i,
                       str_format(&inner, "stops/" STR_FMT ".xhtml", STR_ARG(epub_name(&x->stops[i]))));
    }
    if (spine == o->d.count || o->d.nodes[spine].next != spine + 3 + x->stop_count) {
        (void)book_finding(&o->v->book, package,
                           "expected no more in the spine than cover, contents and stops");
    }
}

void
epub_package_check(struct epub_view *v, arena scratch)
{
    struct opf o = {.v = v};
    if (!book_document(&v->book, &scratch, package, &o.d)) {
        return;
    }
    if (!document_is(&o.d, 0, NAMESPACE_OPF " package") ||
        !str_equal(document_attribute(&o.d, 0, "version"), STR("3.0"))) {
        (void)book_finding(&v->book, package, "expected a package of EPUB 3");
        return;
    }
    check_metadata(&o, scratch);
    check_manifest(&o, scratch);
    check_spine(&o, scratch);
}
