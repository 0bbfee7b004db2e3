/* package.opf: what the book is, what is in it and in which order (EPUB 3.3, section 5). */
#include "base/media_type.h"
#include "publish/epub.h"
#include "publish/html.h"
#include "publish/narrators.h"

enum { MS_PER_SECOND = 1000 };

static void
put(const struct epub *epub, const char *markup)
{
    file_put(epub->file, str_from(markup));
}

/* <dc:title>锦州</dc:title>; nothing where the text is empty. */
static void
put_element(const struct epub *epub, const char *name, str text)
{
    if (text.len == 0) {
        return;
    }
    file_put_format(epub->file, "<dc:%s>", name);
    html_put(epub->file, text);
    file_put_format(epub->file, "</dc:%s>\n", name);
}

static void
put_meta(const struct epub *epub, const char *property, str text)
{
    file_put_format(epub->file, "<meta property=\"%s\">", property);
    html_put(epub->file, text);
    put(epub, "</meta>\n");
}

static void
put_metas(const struct epub *epub, const char *property, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_meta(epub, property, str_from(texts[i]));
    }
}

/* The stop whose overlay it is, or stop_count: the whole book. */
static void
put_duration(const struct epub *epub, size_t stop, uint64_t ms)
{
    put(epub, "<meta property=\"media:duration\"");
    if (stop < epub->press->tour->stop_count) {
        file_put_format(epub->file, " refines=\"#overlay-%u\"",
                        (unsigned)epub->press->tour->stops[stop].number);
    }
    file_put_format(epub->file, ">%llu.%03us</meta>\n", (unsigned long long)(ms / MS_PER_SECOND),
                    (unsigned)(ms % MS_PER_SECOND));
}

static void
put_overlays(const struct epub *epub, arena scratch)
{
    size_t stops = epub->press->tour->stop_count;
    uint64_t total_ms = 0;
    for (size_t i = 0; i < stops; i++) {
        if (epub_sounds(epub, i)) {
            put_duration(epub, i, epub_length_ms(epub, i));
            total_ms += epub_length_ms(epub, i);
        }
    }
    if (total_ms == 0) {
        return;
    }
    put_duration(epub, stops, total_ms);
    str *narrators;
    size_t count = narrators_find(&scratch, epub->press, &narrators);
    for (size_t i = 0; i < count; i++) {
        put_meta(epub, "media:narrator", narrators[i]);
    }
    put_meta(epub, "media:active-class", STR("-epub-media-overlay-active"));
}

/* What EPUB Accessibility 1.1 asks for that a script may lack: each photo has its text. */
static bool
is_accessible(const struct epub *epub)
{
    bool all = true;
    for (size_t i = 0; i < epub->press->tour->stop_count; i++) {
        all = all && (!epub->shown[i] || str_trim(epub->press->tour->stops[i].photo_alt).len > 0);
    }
    return all;
}

static void
put_accessibility(const struct epub *epub)
{
    static const char *const modes[] = {"textual", "auditory", "visual"};
    static const char *const sufficient[] = {"textual", "auditory"};
    static const char *const features[] = {"synchronizedAudioText",   "tableOfContents",
                                           "structuralNavigation",    "readingOrder",
                                           "displayTransformability", "alternativeText"};
    bool photos = epub_cover(epub) < epub->press->tour->stop_count, accessible = is_accessible(epub);
    put_metas(epub, "schema:accessMode", modes, photos ? 3 : 2);
    put_metas(epub, "schema:accessModeSufficient", sufficient, 2);
    put_metas(epub, "schema:accessibilityFeature", features, photos && accessible ? 6 : 5);
    put_meta(epub, "schema:accessibilityHazard", STR("none"));
    put_meta(epub, "schema:accessibilitySummary",
             !photos ? STR("全部内容可读也可听：文字与朗读逐句逐词同步，可按站跳转。")
             : accessible
                 ? STR("全部内容可读也可听：文字与朗读逐句逐词同步，照片都有文字说明，可按站跳转。")
                 : STR("全部内容可读也可听：文字与朗读逐句逐词同步，可按站跳转；有的照片没有文字说明。"));
    if (accessible) {
        put(epub, "<meta property=\"dcterms:conformsTo\" id=\"access\">"
                  "EPUB Accessibility 1.1 - WCAG 2.1 Level AA</meta>\n"
                  "<meta property=\"a11y:certifiedBy\" refines=\"#access\">");
        html_put(epub->file, epub->press->publication->generator);
        put(epub, "</meta>\n");
    }
}

static void
put_metadata(const struct epub *epub, str id, arena scratch)
{
    const struct settings *settings = &epub->press->tour->settings;
    str date = epub->press->publication->date;
    put(epub, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<dc:identifier id=\"id\">");
    html_put(epub->file, id);
    put(epub, "</dc:identifier>\n");
    put_element(epub, "title", settings->title);
    put_element(epub, "language", settings->language);
    put_element(epub, "publisher", settings->publisher);
    put_element(epub, "rights", settings->licence);
    put_element(epub, "date", date);
    /* without SOURCE_DATE_EPOCH the day that the archive's members have */
    date = date.len > 0 ? date : STR("1980-01-01");
    put_meta(epub, "dcterms:modified", str_format(&scratch, STR_FMT "T00:00:00Z", STR_ARG(date)));
    put_overlays(epub, scratch);
    put_accessibility(epub);
    put(epub, "</metadata>\n");
}

/* An item of a stop; its name is put by the caller. */
static void
open_item(const struct epub *epub, const char *kind, size_t stop, const char *folder)
{
    file_put_format(epub->file, "<item id=\"%s-%u\" href=\"%s", kind,
                    (unsigned)epub->press->tour->stops[stop].number, folder);
}

static void
put_items(const struct epub *epub, size_t stop, arena scratch)
{
    unsigned number = (unsigned)epub->press->tour->stops[stop].number;
    str name = epub_stop_name(&scratch, epub, stop);
    open_item(epub, "stop", stop, "stops/");
    html_put(epub->file, name);
    put(epub, ".xhtml\" media-type=\"application/xhtml+xml\"");
    if (epub_sounds(epub, stop)) {
        file_put_format(epub->file, " media-overlay=\"overlay-%u\"/>\n", number);
        open_item(epub, "overlay", stop, "stops/");
        html_put(epub->file, name);
        put(epub, ".smil\" media-type=\"application/smil+xml\"/>\n");
        open_item(epub, "track", stop, "stops/");
        html_put(epub->file, name);
        put(epub, ".opus\" media-type=\"");
        html_put(epub->file, media_type(STR(".opus")));
        put(epub, "\"");
    }
    put(epub, "/>\n");
    if (epub->shown[stop]) {
        str photo = epub->press->photos[stop];
        open_item(epub, "photo", stop, "");
        html_put(epub->file, photo);
        put(epub, "\" media-type=\"");
        html_put(epub->file, media_type(photo));
        put(epub, epub_cover(epub) == stop ? "\" properties=\"cover-image\"/>\n" : "\"/>\n");
    }
}

void
epub_put_package(const struct epub *epub, str id, arena scratch)
{
    const struct tour *tour = epub->press->tour;
    put(epub, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\""
              " version=\"3.0\" unique-identifier=\"id\""
              " prefix=\"a11y: http://www.idpf.org/epub/vocab/package/a11y/#\" xml:lang=\"");
    html_put(epub->file, tour->settings.language);
    put(epub, "\">\n");
    put_metadata(epub, id, scratch);
    put(epub,
        "<manifest>\n"
        "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"
        "<item id=\"cover\" href=\"cover.xhtml\" media-type=\"application/xhtml+xml\"/>\n"
        "<item id=\"style\" href=\"book.css\" media-type=\"text/css\"/>\n");
    if (epub_cover(epub) == tour->stop_count) {
        put(epub, "<item id=\"cover-image\" href=\"cover.svg\" media-type=\"image/svg+xml\""
                  " properties=\"cover-image\"/>\n");
    }
    for (size_t i = 0; i < tour->stop_count; i++) {
        put_items(epub, i, scratch);
    }
    put(epub, "</manifest>\n<spine>\n<itemref idref=\"cover\"/>\n<itemref idref=\"nav\"/>\n");
    for (size_t i = 0; i < tour->stop_count; i++) {
        file_put_format(epub->file, "<itemref idref=\"stop-%u\"/>\n", (unsigned)tour->stops[i].number);
    }
    put(epub, "</spine>\n</package>\n");
}
