/* index.html, the visitor page, with its style sheet, its script and its icon: complete text without
 * JavaScript, and no text of the script anywhere but in element content and quoted attributes (html.h). */
#include "publish/page.h"

#include "base/file.h"
#include "publish/form.h"
#include "publish/html.h"
#include "publish/offline.h"
#include "publish/sum.h"
#include "publish/web.h"

struct page {
    const struct press *press;
    struct file_writer *file;
    arena scratch;
    struct sum timeline; /* of timeline.json: by it a page knows whether a store is of its build */
};

enum { CENTISECOND_SAMPLES = CLIP_RATE_HZ / 100 };

static void
put(struct page *page, const char *markup)
{
    file_put(page->file, str_from(markup));
}

/* "12.34": exact, because all times are multiples of 20 ms. */
static void
put_seconds(struct page *page, uint64_t samples)
{
    file_put_format(page->file, "%llu.%02u", (unsigned long long)(samples / CLIP_RATE_HZ),
                    (unsigned)(samples % CLIP_RATE_HZ / CENTISECOND_SAMPLES));
}

/* "1分12秒", to the nearest second. */
static void
put_duration(struct page *page, uint64_t samples)
{
    uint64_t seconds = (samples + CLIP_RATE_HZ / 2) / CLIP_RATE_HZ;
    if (seconds >= 3600) {
        file_put_format(page->file, "%llu小时%u分", (unsigned long long)(seconds / 3600),
                        (unsigned)(seconds / 60 % 60));
    } else if (seconds >= 60) {
        file_put_format(page->file, "%u分%02u秒", (unsigned)(seconds / 60), (unsigned)(seconds % 60));
    } else {
        file_put_format(page->file, "%u秒", (unsigned)seconds);
    }
}

/* "1:12", to the second below, as the player's clock shows it. */
static void
put_clock(struct page *page, uint64_t samples)
{
    uint64_t seconds = samples / CLIP_RATE_HZ;
    file_put_format(page->file, "%llu:%02u", (unsigned long long)(seconds / 60), (unsigned)(seconds % 60));
}

static void
put_title(struct page *page)
{
    html_put(page->file, page->press->tour->settings.title);
}

static void
put_facts(struct page *page)
{
    const struct tour *tour = page->press->tour;
    size_t captions = 0;
    for (size_t i = 0; i < tour->stop_count; i++) {
        captions += tour->stops[i].is_caption;
    }
    file_put_format(page->file, "%zu 站 · ", tour->stop_count - captions);
    if (captions > 0) {
        file_put_format(page->file, "%zu 张照片 · ", captions);
    }
    put(page, "全程 ");
    put_duration(page, page->press->timeline->length);
}

static void
put_entry(struct page *page, size_t index)
{
    const struct stop *stop = &page->press->tour->stops[index];
    str photo = page->press->photos[index];
    file_put_format(page->file,
                    "<li><a class=\"entry\" href=\"#stop=%u\" data-stop=\"%u\">"
                    "<span class=\"number\">%u</span> <span class=\"name\">",
                    (unsigned)stop->number, (unsigned)stop->number, (unsigned)stop->number);
    html_put(page->file, stop->title);
    put(page, "</span> <span class=\"time\">");
    put_duration(page, page->press->timeline->stops[index].length);
    put(page, "</span>");
    if (photo.len > 0) {
        put(page, "<img src=\"");
        html_put(page->file, photo);
        put(page, "\" alt=\"\" loading=\"lazy\">");
    }
    put(page, "</a></li>\n");
}

static void
put_entries(struct page *page, bool captions, const char *heading)
{
    const struct tour *tour = page->press->tour;
    bool any = false;
    for (size_t i = 0; i < tour->stop_count; i++) {
        if (tour->stops[i].is_caption != captions) {
            continue;
        }
        if (!any) {
            file_put_format(page->file, "<h2>%s</h2>\n<ol class=\"list\">\n", heading);
        }
        any = true;
        put_entry(page, i);
    }
    put(page, any ? "</ol>\n" : "");
}

static void
put_list(struct page *page)
{
    put_entries(page, false, "沿途各站");
    put_entries(page, true, "照片里的故事");
}

/* An address that also works without the script: the track from that time on (Media Fragments URI 1.0). */
static void
put_moment(struct page *page, size_t stop, uint64_t start, arena scratch)
{
    put(page, "href=\"");
    html_put(page->file, timeline_stop_file(&scratch, page->press->timeline, stop, "opus"));
    put(page, "#t=");
    put_seconds(page, start);
    put(page, "\" data-start=\"");
    put_seconds(page, start);
    put(page, "\"");
}

static void
put_sentences(struct page *page, size_t stop, const struct segment *segment)
{
    const struct tour *tour = page->press->tour;
    for (uint32_t i = segment->first_sentence; i < segment->first_sentence + segment->sentence_count; i++) {
        const struct placed *placed = &page->press->timeline->sentences[i];
        if (placed->length == 0) {
            html_put(page->file, tour->sentences[i].text);
            continue;
        }
        put(page, "<a class=\"sentence\" ");
        put_moment(page, stop, placed->start, page->scratch);
        put(page, " data-end=\"");
        put_seconds(page, placed->start + placed->length);
        put(page, "\">");
        html_put(page->file, tour->sentences[i].text);
        put(page, "</a>");
    }
}

/* The heading is what is spoken, so that it is lit while it sounds. */
static bool
has_spoken_heading(const struct page *page, const struct stop *stop)
{
    const struct segment *first = &page->press->tour->segments[stop->first_segment];
    return stop->segment_count > 0 && first->sentence_count > 0 &&
           (first->kind == SEGMENT_TITLE || first->kind == SEGMENT_HEADING);
}

static void
put_heading(struct page *page, size_t index)
{
    const struct stop *stop = &page->press->tour->stops[index];
    put(page, "<header>\n<p class=\"back\"><a href=\"#stops\">全部站点</a></p>\n");
    file_put_format(page->file, "<p class=\"place\"><span class=\"numeral\">%u</span> <span>",
                    (unsigned)stop->number);
    put_duration(page, page->press->timeline->stops[index].length);
    put(page, "</span></p>\n<h2 tabindex=\"-1\">");
    if (has_spoken_heading(page, stop)) {
        put_sentences(page, index, &page->press->tour->segments[stop->first_segment]);
    } else {
        html_put(page->file, stop->title);
    }
    put(page, "</h2>\n</header>\n");
}

static void
put_photo(struct page *page, size_t index)
{
    if (page->press->photos[index].len == 0) {
        return;
    }
    put(page, "<p class=\"photo\"><img src=\"");
    html_put(page->file, page->press->photos[index]);
    put(page, "\" alt=\"");
    html_put(page->file, page->press->tour->stops[index].photo_alt);
    put(page, "\" loading=\"lazy\"></p>\n");
}

static void
put_chapters(struct page *page, size_t index)
{
    arena scratch = page->scratch;
    struct stop_chapter *chapters;
    size_t count = timeline_stop_chapters(&scratch, page->press->timeline, index, &chapters);
    if (count < 2) {
        return;
    }
    put(page, "<details class=\"chapters\" open><summary>章节</summary>\n<ol>\n");
    for (size_t i = 0; i < count; i++) {
        put(page, "<li><a class=\"chapter\" ");
        put_moment(page, index, chapters[i].start, scratch);
        put(page, "><span class=\"time\">");
        put_clock(page, chapters[i].start);
        put(page, "</span> <span class=\"name\">");
        html_put(page->file, chapters[i].title);
        put(page, "</span></a></li>\n");
    }
    put(page, "</ol>\n</details>\n");
}

static void
put_transcript(struct page *page, size_t index)
{
    const struct tour *tour = page->press->tour;
    const struct stop *stop = &tour->stops[index];
    put(page, "<div class=\"transcript\">\n");
    for (uint32_t i = has_spoken_heading(page, stop) ? 1 : 0; i < stop->segment_count; i++) {
        put(page, "<p>");
        put_sentences(page, index, &tour->segments[stop->first_segment + i]);
        put(page, "</p>\n");
    }
    put(page, "</div>\n");
}

/* The photo stops whose photos stood in this stop's text. */
static void
put_near(struct page *page, size_t index)
{
    const struct tour *tour = page->press->tour;
    bool any = false;
    for (size_t i = 0; i < tour->stop_count; i++) {
        if (i == index || tour->stops[i].near != tour->stops[index].number) {
            continue;
        }
        put(page, any ? "" : "<div class=\"near\">\n<h3>这里的照片</h3>\n<ol class=\"list\">\n");
        any = true;
        put_entry(page, i);
    }
    put(page, any ? "</ol>\n</div>\n" : "");
}

/* For browsers without the script, which try one after the other by themselves. */
static void
put_sources(struct page *page, str ogg, str mp4)
{
    put(page, "<noscript><audio controls preload=\"none\">\n<source src=\"");
    html_put(page->file, ogg);
    put(page, "\" type=\"audio/ogg; codecs=opus\">\n<source src=\"");
    html_put(page->file, mp4);
    put(page, "\" type=\"audio/mp4; codecs=opus\">\n</audio></noscript>\n");
}

static void
put_stops(struct page *page)
{
    const struct timeline *timeline = page->press->timeline;
    for (size_t i = 0; i < timeline->tour->stop_count; i++) {
        unsigned number = (unsigned)timeline->tour->stops[i].number;
        arena scratch = page->scratch;
        str ogg = timeline_stop_file(&scratch, timeline, i, "opus");
        str mp4 = timeline_stop_file(&scratch, timeline, i, "mp4");
        file_put_format(page->file, "<article class=\"stop\" id=\"stop=%u\" data-stop=\"%u\" data-length=\"",
                        number, number);
        put_seconds(page, timeline->stops[i].length);
        put(page, "\" data-title=\"");
        html_put(page->file, timeline->tour->stops[i].title);
        put(page, "\" data-tracks=\"");
        html_put(page->file, ogg);
        put(page, " ");
        html_put(page->file, mp4);
        put(page, "\">\n");
        put_heading(page, i);
        put_photo(page, i);
        put_sources(page, ogg, mp4);
        put_chapters(page, i);
        put_transcript(page, i);
        put_near(page, i);
        put(page, "</article>\n");
    }
}

static void
put_colophon(struct page *page)
{
    const struct settings *settings = &page->press->tour->settings;
    html_put(page->file, settings->publisher);
    put(page, settings->publisher.len > 0 && settings->licence.len > 0 ? " · " : "");
    html_put(page->file, settings->licence);
}

static void
put_timeline(struct page *page)
{
    put(page, page->timeline.digits);
}

static const struct slot {
    str name;
    void (*fill)(struct page *page);
} slots[] = {
    {{"title", 5}, put_title}, {{"facts", 5}, put_facts},       {{"list", 4}, put_list},
    {{"stops", 5}, put_stops}, {{"colophon", 8}, put_colophon}, {{"timeline", 8}, put_timeline},
};

/* The template, with each {{name}} filled. */
static void
put_template(struct page *page, str template)
{
    size_t at;
    while ((at = str_find(template, STR("{{"))) != STR_NONE) {
        file_put(page->file, str_cut(template, 0, at));
        template = str_from_offset(template, at + 2);
        size_t length = str_find(template, STR("}}"));
        for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
            if (str_equal(str_cut(template, 0, length), slots[i].name)) {
                slots[i].fill(page);
            }
        }
        template = str_from_offset(template, length + 2);
    }
    file_put(page->file, template);
}

static const struct asset {
    const char *name;
    const unsigned char *bytes;
    const size_t *size;
} assets[] = {
    {"assets/style.css", web_style_css, &web_style_css_size},
    {"assets/player.js", web_player_js, &web_player_js_size},
    {"assets/offline.js", web_offline_js, &web_offline_js_size},
    {"assets/icon.svg", web_icon_svg, &web_icon_svg_size},
    {"assets/icon-180.png", web_icon_180_png, &web_icon_180_png_size},
    {"assets/icon-192.png", web_icon_192_png, &web_icon_192_png_size},
    {"assets/icon-512.png", web_icon_512_png, &web_icon_512_png_size},
};

enum { ASSET_COUNT = sizeof assets / sizeof *assets };

const char *
page_file(size_t i)
{
    if (i == 0 || i > ASSET_COUNT) {
        return i == 0 ? "index.html" : i == ASSET_COUNT + 1 ? OFFLINE_MANIFEST : NULL;
    }
    return assets[i - 1].name;
}

static enum status
write_asset(const struct press *press, const struct asset *asset, arena scratch)
{
    struct file_writer *file =
        file_create(&scratch, file_join(&scratch, press->folder, str_from(asset->name)));
    file_put(file, (str){(const char *)asset->bytes, *asset->size});
    return file_close(file, press->diags);
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    struct page *page = arena_new(out, struct page, 1);
    page->press = press;
    *state = page;
    arena scratch = *out;
    enum status status =
        file_make_folder(file_join(&scratch, press->folder, STR("assets")), scratch, press->diags);
    for (size_t i = 0; i < ASSET_COUNT && status == STATUS_OK; i++) {
        status = write_asset(press, &assets[i], scratch);
    }
    return status;
}

/* Once timeline.json stands. */
static enum status
end(void *state, arena scratch)
{
    struct page *page = state;
    enum status status = sum_file(page->press, STR("timeline.json"), &page->timeline, scratch);
    if (status != STATUS_OK) {
        return status;
    }
    page->file = file_create(&scratch, file_join(&scratch, page->press->folder, STR("index.html")));
    page->scratch = scratch;
    put_template(page, (str){(const char *)web_index_html, web_index_html_size});
    return file_close(page->file, page->press->diags);
}

const struct form form_page = {.begin = begin, .end = end};
