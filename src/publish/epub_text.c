/* What is read in tour.epub: a page a stop, the cover, the table of contents. No text of the script stands
 * anywhere but in element content and quoted attributes, by html_put, whose output is XML as well. */
#include "base/utf8.h"
#include "publish/epub.h"
#include "publish/html.h"

static void
put(const struct epub *epub, const char *markup)
{
    file_put(epub->file, str_from(markup));
}

static void
put_text(const struct epub *epub, str text)
{
    html_put(epub->file, text);
}

static void
put_language(const struct epub *epub)
{
    put(epub, " lang=\"");
    put_text(epub, epub->press->tour->settings.language);
    put(epub, "\" xml:lang=\"");
    put_text(epub, epub->press->tour->settings.language);
    put(epub, "\"");
}

/* Up to the body; style: the way to book.css. */
static void
open_document(const struct epub *epub, str title, const char *style)
{
    put(epub, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
              "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    put_language(epub);
    put(epub, ">\n<head>\n<title>");
    put_text(epub, title);
    put(epub, "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"");
    put(epub, style);
    put(epub, "\"/>\n</head>\n");
}

static void
put_sentence(const struct epub *epub, size_t index)
{
    str text = epub->press->tour->sentences[index].text;
    size_t first = epub->first_word[index], end = epub->first_word[index + 1];
    file_put_format(epub->file, "<span id=\"s%zu\">", index);
    for (size_t i = first; i < end; i++) {
        uint32_t from = epub->words[i].offset;
        size_t until = i + 1 < end ? epub->words[i + 1].offset : text.len;
        file_put_format(epub->file, "<span id=\"s%zu-%zu\">", index, i - first);
        put_text(epub, str_cut(text, from, until - from));
        put(epub, "</span>");
    }
    if (first == end) {
        put_text(epub, text);
    }
    put(epub, "</span>");
}

static void
put_sentences(const struct epub *epub, const struct segment *segment)
{
    for (uint32_t i = 0; i < segment->sentence_count; i++) {
        put_sentence(epub, segment->first_sentence + i);
    }
}

/* The heading is what is spoken, so that it is lit while it sounds. */
static bool
has_spoken_heading(const struct tour *tour, const struct stop *stop)
{
    const struct segment *first = &tour->segments[stop->first_segment];
    return stop->segment_count > 0 && first->sentence_count > 0 &&
           (first->kind == SEGMENT_TITLE || first->kind == SEGMENT_HEADING);
}

static void
put_photo(const struct epub *epub, size_t stop, const char *folder)
{
    put(epub, "<p class=\"photo\"><img src=\"");
    put(epub, folder);
    put_text(epub, epub->press->photos[stop]);
    put(epub, "\" alt=\"");
    put_text(epub, epub->press->tour->stops[stop].photo_alt);
    put(epub, "\"/></p>\n");
}

/* For reading systems without overlays; one sound at a time is theirs to keep. */
static void
put_track(const struct epub *epub, size_t stop, arena scratch)
{
    put(epub, "<p class=\"track\"><audio controls=\"controls\" preload=\"none\" aria-label=\"朗读\" src=\"");
    put_text(epub, epub_stop_name(&scratch, epub, stop));
    put(epub, ".opus\"></audio></p>\n");
}

/* "101 船来了": as visitors key it. */
static void
put_entry(const struct epub *epub, size_t stop, const char *folder, arena scratch)
{
    put(epub, "<li><a href=\"");
    put(epub, folder);
    put_text(epub, epub_stop_name(&scratch, epub, stop));
    file_put_format(epub->file, ".xhtml\">%u ", (unsigned)epub->press->tour->stops[stop].number);
    put_text(epub, epub->press->tour->stops[stop].title);
    put(epub, "</a>");
}

/* The photo stops whose photos stood in this stop's text. */
static void
put_near(const struct epub *epub, size_t stop, arena scratch)
{
    const struct tour *tour = epub->press->tour;
    bool any = false;
    for (size_t i = 0; i < tour->stop_count; i++) {
        if (i == stop || tour->stops[i].near != tour->stops[stop].number) {
            continue;
        }
        put(epub, any ? "" : "<h2>这里的照片</h2>\n<ul>\n");
        any = true;
        put_entry(epub, i, "", scratch);
        put(epub, "</li>\n");
    }
    put(epub, any ? "</ul>\n" : "");
}

void
epub_put_stop(const struct epub *epub, size_t stop, arena scratch)
{
    const struct tour *tour = epub->press->tour;
    const struct stop *s = &tour->stops[stop];
    bool spoken = has_spoken_heading(tour, s);
    open_document(epub, s->title, "../book.css");
    put(epub, "<body>\n<section epub:type=\"chapter\" role=\"doc-chapter\" aria-labelledby=\"title\">\n");
    file_put_format(epub->file, "<p class=\"number\">%u</p>\n<h1 id=\"title\">", (unsigned)s->number);
    if (spoken) {
        put_sentences(epub, &tour->segments[s->first_segment]);
    } else {
        put_text(epub, s->title);
    }
    put(epub, "</h1>\n");
    if (epub_sounds(epub, stop)) {
        put_track(epub, stop, scratch);
    }
    if (epub->shown[stop]) {
        put_photo(epub, stop, "../");
    }
    for (uint32_t i = spoken ? 1 : 0; i < s->segment_count; i++) {
        put(epub, "<p>");
        put_sentences(epub, &tour->segments[s->first_segment + i]);
        put(epub, "</p>\n");
    }
    put_near(epub, stop, scratch);
    put(epub, "</section>\n</body>\n</html>\n");
}

void
epub_put_cover(const struct epub *epub)
{
    const struct settings *settings = &epub->press->tour->settings;
    size_t cover = epub_cover(epub);
    open_document(epub, settings->title, "book.css");
    put(epub, "<body>\n<section epub:type=\"cover\" class=\"cover\">\n<h1>");
    put_text(epub, settings->title);
    put(epub, "</h1>\n");
    if (cover < epub->press->tour->stop_count) {
        put_photo(epub, cover, "");
    } else {
        put(epub, "<p class=\"photo\"><img src=\"cover.svg\" alt=\"\"/></p>\n");
    }
    if (settings->publisher.len > 0) {
        put(epub, "<p>");
        put_text(epub, settings->publisher);
        put(epub, "</p>\n");
    }
    put(epub, "</section>\n</body>\n</html>\n");
}

void
epub_put_cover_svg(const struct epub *epub)
{
    enum { LINE_CODE_POINTS = 8, LINES = 7, TOP = 260, LEADING = 76 };
    str title = epub->press->tour->settings.title;
    size_t offset = 0;
    put(epub,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\""
        " height=\"800\" viewBox=\"0 0 600 800\">\n<rect width=\"600\" height=\"800\" fill=\"#9a2f22\"/>\n"
        "<g fill=\"#fffdf8\" font-size=\"56\" text-anchor=\"middle\" font-family=\"serif\">\n");
    for (int line = 0; line < LINES && offset < title.len; line++) {
        size_t from = offset;
        for (int n = 0; n < LINE_CODE_POINTS && offset < title.len; n++) {
            (void)utf8_next(title, &offset);
        }
        file_put_format(epub->file, "<text x=\"300\" y=\"%d\">", TOP + line * LEADING);
        put_text(epub, str_cut(title, from, offset - from));
        put(epub, line + 1 == LINES && offset < title.len ? "…</text>\n" : "</text>\n");
    }
    put(epub, "</g>\n</svg>\n");
}

/* A chapter of a long stop begins with the first sentence that sounds from there on. */
static size_t
sentence_at(const struct epub *epub, const struct stop *stop, uint64_t start)
{
    const struct tour *tour = epub->press->tour;
    size_t sentence = tour->segments[stop->first_segment].first_sentence;
    while (epub->first_word[sentence] == epub->first_word[sentence + 1] ||
           epub->press->timeline->sentences[sentence].start < start) {
        sentence++;
    }
    return sentence;
}

/* The chapters of stop `stop`, `count` of them from `first` on. */
static void
put_chapters(const struct epub *epub, size_t stop, size_t first, size_t count, arena scratch)
{
    const struct timeline *timeline = epub->press->timeline;
    put(epub, "\n<ol>\n");
    for (size_t i = first; i < first + count; i++) {
        arena inner = scratch;
        uint64_t start = timeline->chapters[i].start - timeline->chapters[first].start;
        put(epub, "<li><a href=\"stops/");
        put_text(epub, epub_stop_name(&inner, epub, stop));
        file_put_format(epub->file, ".xhtml#s%zu\">", sentence_at(epub, &timeline->tour->stops[stop], start));
        put_text(epub, timeline->chapters[i].title);
        put(epub, "</a></li>\n");
    }
    put(epub, "</ol>\n");
}

void
epub_put_nav(const struct epub *epub, arena scratch)
{
    const struct timeline *timeline = epub->press->timeline;
    open_document(epub, epub->press->tour->settings.title, "book.css");
    put(epub, "<body>\n<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n"
              "<h1 id=\"toc-title\">目录</h1>\n<ol>\n");
    for (size_t first = 0, count; first < timeline->chapter_count; first += count) {
        size_t stop = timeline->chapters[first].stop;
        for (count = 1; first + count < timeline->chapter_count; count++) {
            if (timeline->chapters[first + count].stop != stop) {
                break;
            }
        }
        put_entry(epub, stop, "stops/", scratch);
        if (count > 1) {
            put_chapters(epub, stop, first, count, scratch);
        }
        put(epub, "</li>\n");
    }
    put(epub, "</ol>\n</nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\" aria-label=\"导览\">\n<ol>\n"
              "<li><a epub:type=\"cover\" href=\"cover.xhtml\">封面</a></li>\n"
              "<li><a epub:type=\"toc\" href=\"nav.xhtml\">目录</a></li>\n"
              "<li><a epub:type=\"bodymatter\" href=\"stops/");
    put_text(epub, epub_stop_name(&scratch, epub, 0));
    put(epub, ".xhtml\">正文</a></li>\n</ol>\n</nav>\n</body>\n</html>\n");
}
