/* index.html, the visitor page, with its style sheet, its scripts and its icon: complete text without
 * JavaScript. */
#include "publish/page.h"

#include "base/hash.h"
#include "publish/html.h"
#include "publish/offline.h"
#include "publish/page_part.h"
#include "publish/web.h"

static void
put_title(struct page *page)
{
    html_put(page->file, page->press->tour->settings.title);
}

static void
put_count(struct page *page, size_t count, const char *format, const char *one, const char *more)
{
    page_put(page, "<span data-en=\"");
    file_put_format(page->file, "%zu %s\">", count, count == 1 ? one : more);
    file_put_format(page->file, "%zu %s</span> · ", count, format);
}

static void
put_facts(struct page *page)
{
    const struct tour *tour = page->press->tour;
    size_t captions = 0;
    for (size_t i = 0; i < tour->stop_count; i++) {
        captions += tour->stops[i].is_caption;
    }
    put_count(page, tour->stop_count - captions, "站", "stop", "stops");
    if (captions > 0) {
        put_count(page, captions, "张照片", "photo", "photos");
    }
    page_put_duration(page, page->press->timeline->length);
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
            file_put_format(page->file, "<h2 %s</h2>\n<ol class=\"list\">\n", heading);
        }
        any = true;
        page_put_entry(page, i);
    }
    page_put(page, any ? "</ol>\n" : "");
}

static void
put_list(struct page *page)
{
    put_entries(page, false, "data-en=\"Along the way\">沿途各站");
    put_entries(page, true, "data-en=\"Stories in photos\">照片里的故事");
}

static void
put_stops(struct page *page)
{
    for (size_t i = 0; i < page->press->tour->stop_count; i++) {
        page_put_stop(page, i);
    }
}

static void
put_publisher(struct page *page)
{
    html_put(page->file, page->press->tour->settings.publisher);
}

static void
put_colophon(struct page *page)
{
    const struct settings *settings = &page->press->tour->settings;
    html_put(page->file, settings->publisher);
    page_put(page, settings->publisher.len > 0 && settings->licence.len > 0 ? " · " : "");
    html_put(page->file, settings->licence);
}

static void
put_timeline(struct page *page)
{
    file_put(page->file, page->timeline_sum);
}

static const struct slot {
    str name;
    void (*fill)(struct page *page);
} slots[] = {
    {{"title", 5}, put_title},       {{"lang", 4}, page_put_language},  {{"facts", 5}, put_facts},
    {{"list", 4}, put_list},         {{"publisher", 9}, put_publisher}, {{"stops", 5}, put_stops},
    {{"colophon", 8}, put_colophon}, {{"timeline", 8}, put_timeline},
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
    {"assets/page.js", web_page_js, &web_page_js_size},
    {"assets/tour.js", web_tour_js, &web_tour_js_size},
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
    const struct tour *tour = press->tour;
    size_t syllables = 0;
    for (size_t i = 0; i < tour->sentence_count; i++) {
        syllables += press->publication->readings[i]->syllable_count;
    }
    page->press = press;
    page->sentences = arena_new(out, struct page_words, tour->sentence_count);
    page->words = arena_new(out, struct timed_word, syllables);
    *state = page;
    arena scratch = *out;
    enum status status =
        file_make_folder(file_join(&scratch, press->folder, STR("assets")), scratch, press->diags);
    for (size_t i = 0; i < ASSET_COUNT && status == STATUS_OK; i++) {
        status = write_asset(press, &assets[i], scratch);
    }
    return status;
}

static enum status
sentence(void *state, size_t index, const struct clip *clip, arena scratch)
{
    struct page *page = state;
    struct timed_word *words;
    struct page_words *at = &page->sentences[index];
    at->first = page->word_count;
    if (clip != NULL) {
        at->count = timed_words_find(&scratch, page->press->publication->readings[index], clip, &words);
    }
    for (size_t i = 0; i < at->count; i++) {
        page->words[page->word_count++] = words[i];
    }
    return STATUS_OK;
}

/* Once all words have their times, and timeline.json stands. */
static enum status
end(void *state, arena scratch)
{
    struct page *page = state;
    enum status status = hash_file(&scratch, file_join(&scratch, page->press->folder, STR("timeline.json")),
                                   &page->timeline_sum, page->press->diags);
    if (status != STATUS_OK) {
        return status;
    }
    page->file = file_create(&scratch, file_join(&scratch, page->press->folder, STR("index.html")));
    page->scratch = scratch;
    put_template(page, (str){(const char *)web_index_html, web_index_html_size});
    return file_close(page->file, page->press->diags);
}

const struct form form_page = {.begin = begin, .sentence = sentence, .end = end};
