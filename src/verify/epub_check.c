#include "verify/epub_check.h"

#include <inttypes.h>

#include "base/file.h"
#include "verify/epub_package_check.h"
#include "verify/epub_photo_check.h"
#include "verify/epub_stop_check.h"
#include "verify/shown_text.h"
#include "verify/tour_names.h"

enum { SHOWN_BYTES = 90, PHOTO_BYTES_MAX = 64 << 20, MEMBERS_FIXED = 7, MEMBERS_PER_STOP = 4 };

static const str nav = {"EPUB/nav.xhtml", sizeof "EPUB/nav.xhtml" - 1};
static const str cover = {"EPUB/cover.xhtml", sizeof "EPUB/cover.xhtml" - 1};

str
epub_name(const struct index_stop *stop)
{
    return str_cut(stop->file, sizeof "stops/" - 1, stop->file.len - sizeof "stops/.opus" + 1);
}

/* The first sentence of a stop that sounds and does not begin before `start`; NULL where there is none. */
static const struct index_sentence *
first_sound(const struct tour_index *x, const struct index_stop *stop, uint64_t start)
{
    for (size_t g = stop->first_segment; g < stop->first_segment + stop->segment_count; g++) {
        const struct index_segment *segment = &x->segments[g];
        for (size_t i = 0; i < segment->sentence_count; i++) {
            const struct index_sentence *s = &x->sentences[segment->first_sentence + i];
            if (s->at.length > 0 && s->at.start >= start) {
                return s;
            }
        }
    }
    return NULL;
}

uint64_t
epub_first_start(const struct tour_index *x, const struct index_stop *stop)
{
    const struct index_sentence *s = first_sound(x, stop, 0);
    return s != NULL ? s->at.start : 0;
}

static bool
must_show(const struct tour_index *x, size_t stop, struct findings *f, arena scratch)
{
    str photo = x->stops[stop].photo, bytes, path = file_join(&scratch, f->folder, photo);
    struct diags quiet = diags_unheard(&scratch);
    return photo.len > 0 && file_read(&scratch, path, PHOTO_BYTES_MAX, &bytes, &quiet) == STATUS_OK &&
           epub_photo_must_show(photo, bytes, scratch);
}

static void
look_ahead(struct epub_view *v, struct findings *f, arena *out)
{
    const struct tour_index *x = v->x;
    bool *shown = arena_new(out, bool, x->stop_count), *sounds = arena_new(out, bool, x->stop_count);
    v->cover = x->stop_count;
    for (size_t i = x->stop_count; i-- > 0;) {
        shown[i] = must_show(x, i, f, *out);
        sounds[i] = first_sound(x, &x->stops[i], 0) != NULL;
        v->cover = shown[i] ? i : v->cover;
    }
    v->shown = shown;
    v->sounds = sounds;
}

static size_t
list_members(const struct epub_view *v, arena *out, str **names)
{
    const struct tour_index *x = v->x;
    str *n = *names = arena_new(out, str, MEMBERS_FIXED + MEMBERS_PER_STOP * x->stop_count);
    *n++ = STR("mimetype");
    *n++ = STR("META-INF/container.xml");
    *n++ = STR("EPUB/package.opf");
    *n++ = nav;
    *n++ = cover;
    if (v->cover == x->stop_count) {
        *n++ = STR("EPUB/cover.svg");
    }
    *n++ = STR("EPUB/book.css");
    for (size_t i = 0; i < x->stop_count; i++) {
        str name = epub_name(&x->stops[i]);
        *n++ = str_format(out, "EPUB/stops/" STR_FMT ".xhtml", STR_ARG(name));
        if (v->sounds[i]) {
            *n++ = str_format(out, "EPUB/stops/" STR_FMT ".smil", STR_ARG(name));
            *n++ = str_format(out, "EPUB/" STR_FMT, STR_ARG(x->stops[i].file));
        }
        if (v->shown[i]) {
            *n++ = str_format(out, "EPUB/" STR_FMT, STR_ARG(x->stops[i].photo));
        }
    }
    return (size_t)(n - *names);
}

static void
check_container(struct epub_view *v, arena scratch)
{
    const str name = STR("META-INF/container.xml");
    str kind;
    struct document d;
    if (book_text(&v->book, &scratch, STR("mimetype"), &kind) &&
        !str_equal(kind, STR("application/epub+zip"))) {
        (void)book_finding(&v->book, STR("mimetype"), "expected application/epub+zip");
    }
    if (!book_document(&v->book, &scratch, name, &d)) {
        return;
    }
    const char *element = "urn:oasis:names:tc:opendocument:xmlns:container rootfile";
    size_t root = document_find(&d, 0, d.count, element, NULL, STR(""));
    if (root == d.count || !str_equal(document_attribute(&d, root, "full-path"), STR("EPUB/package.opf")) ||
        !str_equal(document_attribute(&d, root, "media-type"), STR("application/oebps-package+xml")) ||
        document_find(&d, root + 1, d.count, element, NULL, STR("")) < d.count) {
        (void)book_finding(&v->book, name, "expected it to lead to EPUB/package.opf");
    }
}

/* The links of the table of contents, from one to the next. */
struct links {
    struct epub_view *v;
    struct document d;
    size_t node, end; /* the link that is read next */
};

/* The next link leads there; its text is the number, where that is not 0, and the title. */
static bool
expect_link(struct links *l, str href, uint64_t number, str title, arena scratch)
{
    size_t a = document_find(&l->d, l->node, l->end, NAMESPACE_XHTML " a", NULL, STR(""));
    l->node = a + 1;
    if (a < l->end && str_equal(document_attribute(&l->d, a, "href"), href)) {
        str found = document_text(&l->d, a), digits = str_format(&scratch, "%" PRIu64 " ", number);
        bool numbered = number == 0 || str_starts(found, digits);
        if (numbered &&
            shown_same(title, str_from_offset(found, number == 0 ? 0 : digits.len), SHOWN_IN_ELEMENT)) {
            return true;
        }
    }
    return book_finding(&l->v->book, nav, "expected a link to %.*s that says “%.*s”", STR_ARG(href),
                        STR_ARG(str_cut(title, 0, SHOWN_BYTES)));
}

/* The chapters of a stop that has more than one in the tour's files. */
static bool
check_chapters(struct links *l, const struct index_stop *stop, arena scratch)
{
    const struct tour_index *x = l->v->x;
    for (size_t i = 0; i < x->file_count; i++) {
        const struct index_file *file = &x->files[i];
        const struct index_chapter *chapters = x->chapters + file->first_chapter;
        size_t first = 0, count = 0;
        for (size_t c = 0; c < file->chapter_count && !file->is_stop; c++) {
            first = count == 0 ? c : first;
            count += chapters[c].stop == stop->number;
            first = count == 0 ? 0 : first;
        }
        for (size_t c = first; count > 1 && c < first + count && c < file->chapter_count; c++) {
            arena inner = scratch;
            const struct index_sentence *s =
                first_sound(x, stop, file->at.start + chapters[c].at.start - stop->at.start);
            str href = str_format(&inner, "stops/" STR_FMT ".xhtml#s%" PRIu64, STR_ARG(epub_name(stop)),
                                  s != NULL ? s->index : UINT64_MAX);
            if (!expect_link(l, href, 0, chapters[c].title, inner)) {
                return false;
            }
        }
    }
    return true;
}

static void
check_nav(struct epub_view *v, arena scratch)
{
    const struct tour_index *x = v->x;
    struct links l = {.v = v};
    if (!book_document(&v->book, &scratch, nav, &l.d)) {
        return;
    }
    l.node = document_find(&l.d, 0, l.d.count, NAMESPACE_XHTML " nav", NAMESPACE_OPS " type", STR("toc"));
    if (l.node == l.d.count) {
        (void)book_finding(&v->book, nav, "expected a table of contents");
        return;
    }
    l.end = l.d.nodes[l.node].next;
    for (size_t i = 0; i < x->stop_count; i++) {
        arena inner = scratch;
        str href = str_format(&inner, "stops/" STR_FMT ".xhtml", STR_ARG(epub_name(&x->stops[i])));
        if (!expect_link(&l, href, x->stops[i].number, x->stops[i].title, inner) ||
            !check_chapters(&l, &x->stops[i], inner)) {
            return; /* what follows would only repeat it */
        }
    }
    if (document_find(&l.d, l.node, l.end, NAMESPACE_XHTML " a", NULL, STR("")) < l.end) {
        (void)book_finding(&v->book, nav, "expected no more links than to stops and chapters");
    }
}

static void
check_cover(struct epub_view *v, arena scratch)
{
    struct document d;
    if (!book_document(&v->book, &scratch, cover, &d)) {
        return;
    }
    size_t heading = document_find(&d, 0, d.count, NAMESPACE_XHTML " h1", NULL, STR(""));
    size_t image = document_find(&d, 0, d.count, NAMESPACE_XHTML " img", NULL, STR(""));
    str path = v->cover < v->x->stop_count ? v->x->stops[v->cover].photo : STR("cover.svg");
    if (heading == d.count || !shown_same(v->x->title, document_text(&d, heading), SHOWN_IN_ELEMENT)) {
        (void)book_finding(&v->book, cover, "expected the tour's title “%.*s”",
                           STR_ARG(str_cut(v->x->title, 0, SHOWN_BYTES)));
    }
    if (image == d.count || !str_equal(document_attribute(&d, image, "src"), path)) {
        (void)book_finding(&v->book, cover, "expected the picture %.*s", STR_ARG(path));
    }
    if (v->cover == v->x->stop_count) {
        (void)book_document(&v->book, &scratch, STR("EPUB/cover.svg"), &d);
    }
}

static size_t
check_files(struct epub_view *v, size_t stop, arena scratch)
{
    const struct index_stop *s = &v->x->stops[stop];
    str track = str_format(&scratch, "EPUB/" STR_FMT, STR_ARG(s->file));
    str photo = str_format(&scratch, "EPUB/" STR_FMT, STR_ARG(s->photo));
    size_t good = v->sounds[stop] && book_same(&v->book, track, s->file, scratch);
    return good + (v->shown[stop] && book_same(&v->book, photo, s->photo, scratch));
}

void
epub_check(const struct tour_index *x, arena scratch, struct epub_proof *proof, struct findings *f)
{
    struct epub_view v = {.x = x};
    for (size_t i = 0; i < x->stop_count; i++) {
        if (!tour_name_is_stop(x->stops[i].file)) {
            return; /* index_check says so */
        }
    }
    look_ahead(&v, f, &scratch);
    str *names;
    size_t count = list_members(&v, &scratch, &names);
    if (book_open(&v.book, f, scratch)) {
        (void)book_check_members(&v.book, names, count, scratch);
        check_container(&v, scratch);
        epub_package_check(&v, scratch);
        check_nav(&v, scratch);
        check_cover(&v, scratch);
        for (size_t i = 0; i < x->stop_count; i++) {
            proof->words += epub_stop_check(&v, i, scratch);
            proof->files += check_files(&v, i, scratch);
        }
    }
    book_close(&v.book);
}
