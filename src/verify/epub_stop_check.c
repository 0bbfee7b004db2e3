#include "verify/epub_stop_check.h"

#include <inttypes.h>

#include "verify/caption_check.h"
#include "verify/clock.h"
#include "verify/shown_text.h"

enum { SHOWN_BYTES = 90, WORDS_MAX = 1 << 20 };

static const char near_heading[] = "这里的照片";

/* One stop's page and overlay, side by side. */
struct pair {
    struct epub_view *v;
    const struct index_stop *stop;
    str name;                    /* "02" */
    str page_name, overlay_name; /* members */
    struct document page, overlay;
    size_t next;       /* the node of the page that the next sentence may begin at */
    size_t seq;        /* the node of the overlay that is read next */
    uint64_t until_ms; /* where the last clip ended; UINT64_MAX: none yet */
    uint64_t words;
};

/* Seconds with three decimals and an s, as milliseconds; false for any other form. */
static bool
parse_clock(str text, uint64_t *ms)
{
    enum { SECONDS_MAX = 99999999 };
    uint32_t seconds, thousandths;
    if (text.len < sizeof "0.000s" - 1 || !str_ends(text, STR("s"))) {
        return false;
    }
    size_t point = text.len - sizeof ".000s" + 1;
    if (text.data[point] != '.' || !str_to_number(str_cut(text, 0, point), SECONDS_MAX, &seconds) ||
        !str_to_number(str_cut(text, point + 1, 3), 999, &thousandths)) {
        return false;
    }
    *ms = (uint64_t)seconds * 1000 + thousandths;
    return true;
}

/* The value of a par's clip, of its element `node`. */
static bool
read_clip(struct pair *p, size_t node, const char *key, uint64_t *ms)
{
    str text = document_attribute(&p->overlay, node, key);
    return parse_clock(text, ms) ||
           book_finding(&p->v->book, p->overlay_name, "expected %s in seconds, found “%.40s”", key,
                        text.len > 0 ? text.data : "");
}

/* Is a name as a stop's files have it, with this extension? */
static bool
is_file_of(const struct pair *p, str file, str extension)
{
    return file.len == p->name.len + extension.len && str_starts(file, p->name) && str_ends(file, extension);
}

/* The page's element of that fragment of an address, after `from` and before `end`. */
static size_t
find_target(struct pair *p, str address, size_t from, size_t end)
{
    size_t hash = str_find(address, STR("#"));
    str file = str_cut(address, 0, hash), id = str_from_offset(address, hash == STR_NONE ? hash : hash + 1);
    return is_file_of(p, file, STR(".xhtml")) && id.len > 0
               ? document_find(&p->page, from, end, NULL, "id", id)
               : end;
}

/* The word that a par names, inside the sentence's element: it goes on where the text has come to, *at. */
static bool
check_word(struct pair *p, str id, str address, size_t element, str text, size_t *at)
{
    size_t end = p->page.nodes[element].next, in = 0, target = find_target(p, address, element + 1, end);
    if (target == end) {
        return book_finding(&p->v->book, p->overlay_name,
                            "%.*s: expected a word of its sentence, found none there", STR_ARG(id));
    }
    str word = document_text(&p->page, target);
    shown_walk(text, at, word, &in, SHOWN_IN_ELEMENT);
    return (word.len > 0 && in == word.len) ||
           book_finding(&p->v->book, p->page_name, "%.*s: expected the words of the timeline, found “%.*s”",
                        STR_ARG(id), STR_ARG(str_cut(word, 0, SHOWN_BYTES)));
}

/* The clip of a par: of the stop's track, from where the last one ended. */
static bool
check_clip(struct pair *p, str id, size_t audio, uint64_t *begin)
{
    str track = document_attribute(&p->overlay, audio, "src");
    uint64_t end;
    if (!is_file_of(p, track, STR(".opus"))) {
        return book_finding(&p->v->book, p->overlay_name, "%.*s: expected %.*s.opus, found %.*s", STR_ARG(id),
                            STR_ARG(p->name), STR_ARG(str_cut(track, 0, SHOWN_BYTES)));
    }
    if (!read_clip(p, audio, "clipBegin", begin) || !read_clip(p, audio, "clipEnd", &end)) {
        return false;
    }
    uint64_t expected = p->until_ms == UINT64_MAX ? *begin : p->until_ms;
    if (*begin != expected || end <= *begin) {
        return book_finding(&p->v->book, p->overlay_name,
                            "%.*s: expected its clip to begin at %" PRIu64
                            " ms and to end later, found %" PRIu64 " to %" PRIu64,
                            STR_ARG(id), expected, *begin, end);
    }
    p->until_ms = end;
    return true;
}

/* One word: the par at node `par`. */
static bool
check_par(struct pair *p, size_t par, size_t element, str text, size_t *at, struct vtt_stamp *stamp)
{
    const struct document *d = &p->overlay;
    str id = document_attribute(d, par, "id");
    if (d->nodes[par].next != par + 3 || !document_is(d, par, NAMESPACE_SMIL " par") ||
        !document_is(d, par + 1, NAMESPACE_SMIL " text") ||
        !document_is(d, par + 2, NAMESPACE_SMIL " audio")) {
        return book_finding(&p->v->book, p->overlay_name, "%.*s: expected a par of a text and an audio",
                            STR_ARG(id));
    }
    stamp->offset = *at;
    return check_word(p, id, document_attribute(d, par + 1, "src"), element, text, at) &&
           check_clip(p, id, par + 2, &stamp->ms);
}

/* The words of a sentence that sounds: the seq at p->seq. */
static bool
check_seq(struct pair *p, const struct index_sentence *s, size_t element, arena scratch)
{
    const struct document *d = &p->overlay;
    size_t seq = p->seq;
    if (seq >= d->count || !document_is(d, seq, NAMESPACE_SMIL " seq") ||
        find_target(p, document_attribute(d, seq, NAMESPACE_OPS " textref"), element, element + 1) !=
            element) {
        return book_finding(&p->v->book, p->overlay_name, "expected a seq for sentence %" PRIu64, s->index);
    }
    size_t end = d->nodes[seq].next, count = 0, at = 0;
    struct vtt_stamp *stamps = arena_new(&scratch, struct vtt_stamp, end - seq);
    for (size_t par = seq + 1; par < end; par = d->nodes[par].next) {
        if (!check_par(p, par, element, s->text, &at, &stamps[count])) {
            return false;
        }
        count++;
    }
    p->seq = end;
    if (count == 0 || at != s->text.len) {
        return book_finding(&p->v->book, p->overlay_name, "sentence %" PRIu64 ": expected all its words",
                            s->index);
    }
    if (stamps[0].ms * INDEX_MS != s->at.start) {
        return book_finding(&p->v->book, p->overlay_name,
                            "sentence %" PRIu64 ": expected its clip to begin at %" PRIu64
                            " ms, found %" PRIu64,
                            s->index, s->at.start / INDEX_MS, stamps[0].ms);
    }
    struct vtt_cue cue = {
        .id = str_format(&scratch, "s%" PRIu64 " of %.*s", s->index, STR_ARG(p->overlay_name)),
        .start_ms = stamps[0].ms,
        .end_ms = (s->at.start + s->at.length) / INDEX_MS,
        .stamps = stamps + 1,
        .stamp_count = count - 1};
    p->words += count;
    return caption_check_stamps(p->v->x, p->v->book.findings, STR("tour.epub"), s, &cue);
}

/* The sentence as the page has it; *element gets its node. */
static bool
check_sentence(struct pair *p, const struct index_sentence *s, arena scratch)
{
    str id = str_format(&scratch, "s%" PRIu64, s->index);
    size_t element = document_find(&p->page, p->next, p->page.count, NULL, "id", id);
    if (element == p->page.count) {
        return book_finding(&p->v->book, p->page_name,
                            "expected sentence %" PRIu64 " after the one before it", s->index);
    }
    p->next = p->page.nodes[element].next;
    str found = document_text(&p->page, element);
    if (!shown_same(s->text, found, SHOWN_IN_ELEMENT)) {
        return book_finding(&p->v->book, p->page_name, "expected “%.*s”, found “%.*s”",
                            STR_ARG(str_cut(s->text, 0, SHOWN_BYTES)),
                            STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
    }
    return s->at.length == 0 || check_seq(p, s, element, scratch);
}

/* Takes a text off what the page shows, the line ends between its blocks aside. */
static bool
take(struct pair *p, str *rest, str expected)
{
    while (rest->len > 0 && rest->data[0] == '\n') {
        *rest = str_from_offset(*rest, 1);
    }
    size_t at = 0, in = 0;
    shown_walk(expected, &at, *rest, &in, SHOWN_IN_ELEMENT);
    if (at < expected.len) {
        return book_finding(&p->v->book, p->page_name, "expected “%.*s” there, found “%.*s”",
                            STR_ARG(str_cut(expected, 0, SHOWN_BYTES)),
                            STR_ARG(str_cut(*rest, 0, SHOWN_BYTES)));
    }
    *rest = str_from_offset(*rest, in);
    return true;
}

/* What the page shows from its first to its last letter: number, heading, sentences, links to photos. */
static void
check_page(struct pair *p, bool spoken_heading, arena scratch)
{
    const struct tour_index *x = p->v->x;
    size_t body = document_find(&p->page, 0, p->page.count, NAMESPACE_XHTML " body", NULL, STR(""));
    str rest = body < p->page.count ? document_text(&p->page, body) : STR("");
    if (!take(p, &rest, str_format(&scratch, "%" PRIu64, p->stop->number)) ||
        (!spoken_heading && !take(p, &rest, p->stop->title))) {
        return;
    }
    for (size_t g = p->stop->first_segment; g < p->stop->first_segment + p->stop->segment_count; g++) {
        const struct index_segment *segment = &x->segments[g];
        for (size_t i = 0; i < segment->sentence_count; i++) {
            if (!take(p, &rest, x->sentences[segment->first_sentence + i].text)) {
                return;
            }
        }
    }
    if (str_trim(rest).len == 0 || !take(p, &rest, STR(near_heading))) {
        return;
    }
    for (size_t a = body; (a = document_find(&p->page, a + 1, p->page.count, NAMESPACE_XHTML " a", NULL,
                                             STR(""))) < p->page.count;) {
        str href = document_attribute(&p->page, a, "href");
        for (size_t i = 0; i < x->stop_count; i++) {
            str name = epub_name(&x->stops[i]);
            arena inner = scratch;
            if (str_equal(href, str_format(&inner, STR_FMT ".xhtml", STR_ARG(name))) &&
                (!take(p, &rest, str_format(&inner, "%" PRIu64 " ", x->stops[i].number)) ||
                 !take(p, &rest, x->stops[i].title))) {
                return;
            }
        }
    }
    if (str_trim(rest).len > 0) {
        (void)book_finding(&p->v->book, p->page_name, "expected no more text, found “%.*s”",
                           STR_ARG(str_cut(str_trim(rest), 0, SHOWN_BYTES)));
    }
}

/* One picture where the stop has a photo that an EPUB can show, with its words. */
static void
check_photo(struct pair *p, arena scratch)
{
    bool shown = p->v->shown[p->stop - p->v->x->stops];
    size_t end = p->page.count,
           image = document_find(&p->page, 0, end, NAMESPACE_XHTML " img", NULL, STR(""));
    if ((image < end) != shown) {
        (void)book_finding(&p->v->book, p->page_name, "expected %s", shown ? "the stop's photo" : "no photo");
        return;
    }
    if (!shown) {
        return;
    }
    str path = str_format(&scratch, "../" STR_FMT, STR_ARG(p->stop->photo));
    if (!str_equal(document_attribute(&p->page, image, "src"), path)) {
        (void)book_finding(&p->v->book, p->page_name, "expected the photo %.*s", STR_ARG(path));
    }
    if (!shown_same(p->stop->photo_alt, document_attribute(&p->page, image, "alt"), SHOWN_IN_ATTRIBUTE)) {
        (void)book_finding(&p->v->book, p->page_name, "expected the photo's words “%.*s”",
                           STR_ARG(str_cut(p->stop->photo_alt, 0, SHOWN_BYTES)));
    }
    if (document_find(&p->page, image + 1, end, NAMESPACE_XHTML " img", NULL, STR("")) < end) {
        (void)book_finding(&p->v->book, p->page_name, "expected one photo, found more");
    }
}

/* The page's title, and its heading: the first sentence's words, or the title as it is. */
static bool
check_heading(struct pair *p)
{
    size_t end = p->page.count,
           heading = document_find(&p->page, 0, end, NAMESPACE_XHTML " h1", NULL, STR(""));
    size_t title = document_find(&p->page, 0, end, NAMESPACE_XHTML " title", NULL, STR(""));
    if (title == end || !shown_same(p->stop->title, document_text(&p->page, title), SHOWN_IN_ELEMENT)) {
        (void)book_finding(&p->v->book, p->page_name, "expected the title “%.*s”",
                           STR_ARG(str_cut(p->stop->title, 0, SHOWN_BYTES)));
    }
    if (heading == end) {
        return book_finding(&p->v->book, p->page_name, "expected a heading, found none");
    }
    return p->page.nodes[heading].next > heading + 1; /* it is spoken */
}

static void
check_sentences(struct pair *p, arena scratch)
{
    const struct tour_index *x = p->v->x;
    for (size_t g = p->stop->first_segment; g < p->stop->first_segment + p->stop->segment_count; g++) {
        const struct index_segment *segment = &x->segments[g];
        for (size_t i = 0; i < segment->sentence_count; i++) {
            if (!check_sentence(p, &x->sentences[segment->first_sentence + i], scratch)) {
                return; /* what follows would only repeat it */
            }
        }
    }
    if (p->until_ms == UINT64_MAX) {
        return;
    }
    if (p->seq < p->overlay.count) {
        (void)book_finding(&p->v->book, p->overlay_name, "expected no more than the stop's sentences");
    }
    if (p->until_ms * INDEX_MS != p->stop->at.length) {
        (void)book_finding(&p->v->book, p->overlay_name,
                           "expected its last clip to end at %" PRIu64 " ms, found %" PRIu64,
                           p->stop->at.length / INDEX_MS, p->until_ms);
    }
}

/* The overlay's head: a body that reads this page aloud. */
static bool
check_overlay(struct pair *p)
{
    bool good = p->overlay.count > 2 && document_is(&p->overlay, 0, NAMESPACE_SMIL " smil") &&
                document_is(&p->overlay, 1, NAMESPACE_SMIL " body") &&
                p->overlay.nodes[1].next == p->overlay.count;
    p->seq = 2;
    return good || book_finding(&p->v->book, p->overlay_name, "expected an overlay");
}

uint64_t
epub_stop_check(struct epub_view *v, size_t stop, arena scratch)
{
    struct pair p = {.v = v, .stop = &v->x->stops[stop], .until_ms = UINT64_MAX};
    p.name = epub_name(p.stop);
    p.page_name = str_format(&scratch, "EPUB/stops/" STR_FMT ".xhtml", STR_ARG(p.name));
    p.overlay_name = str_format(&scratch, "EPUB/stops/" STR_FMT ".smil", STR_ARG(p.name));
    if (!book_document(&v->book, &scratch, p.page_name, &p.page) ||
        (v->sounds[stop] &&
         (!book_document(&v->book, &scratch, p.overlay_name, &p.overlay) || !check_overlay(&p)))) {
        return 0;
    }
    size_t before = v->book.findings->count;
    bool spoken_heading = check_heading(&p);
    check_sentences(&p, scratch);
    check_photo(&p, scratch);
    if (v->book.findings->count == before) {
        check_page(&p, spoken_heading, scratch);
    }
    return p.words;
}
