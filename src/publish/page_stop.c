#include "publish/html.h"
#include "publish/page_part.h"

/* "1:12", to the second below, as the player's clock shows it. */
static void
put_clock(struct page *page, uint64_t samples)
{
    uint64_t seconds = samples / CLIP_RATE_HZ;
    file_put_format(page->file, "%llu:%02u", (unsigned long long)(seconds / 60), (unsigned)(seconds % 60));
}

/* An address that also works without the script: the track from that time on (Media Fragments URI 1.0). */
static void
put_moment(struct page *page, size_t stop, uint64_t start)
{
    arena scratch = page->scratch;
    page_put(page, "<a href=\"");
    html_put(page->file, timeline_stop_file(&scratch, page->press->timeline, stop, "opus"));
    page_put(page, "#t=");
    page_put_seconds(page, start);
    page_put(page, "\"");
}

/* Code points as HTML parses them: a line end is one, however it is written. */
static uint32_t
count_characters(str text)
{
    uint32_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool continues = ((unsigned char)text.data[i] & 0xC0) == 0x80;
        bool line_end = text.data[i] == '\n' && i > 0 && text.data[i - 1] == '\r';
        count += !continues && !line_end;
    }
    return count;
}

/* "2 41 1 20": after two characters, 0.41 s into the sentence, the next word begins; after one more, 0.20 s
 * later, the third. */
static void
put_words(struct page *page, size_t sentence)
{
    const struct page_words *at = &page->sentences[sentence];
    const struct timed_word *words = page->words + at->first;
    str text = page->press->tour->sentences[sentence].text;
    const uint64_t unit = CLIP_RATE_HZ / 100;
    uint64_t before = 0;
    if (at->count < 2) {
        return;
    }
    page_put(page, " data-words=\"");
    for (size_t i = 1; i < at->count; i++) {
        uint64_t now = (words[i].start + unit / 2) / unit;
        str said = str_cut(text, words[i - 1].offset, words[i].offset - words[i - 1].offset);
        file_put_format(page->file, "%s%u %llu", i == 1 ? "" : " ", (unsigned)count_characters(said),
                        (unsigned long long)(now - before));
        before = now;
    }
    page_put(page, "\"");
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
        put_moment(page, stop, placed->start);
        page_put(page, " data-end=\"");
        page_put_seconds(page, placed->start + placed->length);
        page_put(page, "\"");
        put_words(page, i);
        page_put(page, ">");
        html_put(page->file, tour->sentences[i].text);
        page_put(page, "</a>");
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
    file_put_format(page->file, "<header>\n<p class=\"place\"><span class=\"numeral\">%u</span> ",
                    (unsigned)stop->number);
    page_put_duration(page, page->press->timeline->stops[index].length);
    page_put(page, "</p>\n<h2 tabindex=\"-1\">");
    if (has_spoken_heading(page, stop)) {
        put_sentences(page, index, &page->press->tour->segments[stop->first_segment]);
    } else {
        html_put(page->file, stop->title);
    }
    page_put(page, "</h2>\n</header>\n");
}

static void
put_photo(struct page *page, size_t index)
{
    if (page->press->photos[index].len == 0) {
        return;
    }
    page_put(page, "<p class=\"photo\"><img alt=\"");
    html_put(page->file, page->press->tour->stops[index].photo_alt);
    page_put(page, "\" loading=\"lazy\" fetchpriority=\"low\"");
    page_put_photo(page, index);
    page_put(page, "></p>\n");
}

static void
put_chapters(struct page *page, size_t index)
{
    arena kept = page->scratch;
    struct stop_chapter *chapters;
    size_t count = timeline_stop_chapters(&page->scratch, page->press->timeline, index, &chapters);
    if (count > 1) {
        page_put(page, "<details class=\"chapters\"><summary data-en=\"Chapters\">章节</summary>\n<ol>\n");
        for (size_t i = 0; i < count; i++) {
            page_put(page, "<li>");
            put_moment(page, index, chapters[i].start);
            page_put(page, "><span class=\"time\">");
            put_clock(page, chapters[i].start);
            page_put(page, "</span> <bdi>");
            html_put(page->file, chapters[i].title);
            page_put(page, "</bdi></a></li>\n");
        }
        page_put(page, "</ol>\n</details>\n");
    }
    page->scratch = kept;
}

/* The photos that stood in this stop's text behind its first `segments` segments; each is a stop too. */
static void
put_near(struct page *page, size_t index, uint32_t segments)
{
    const struct tour *tour = page->press->tour;
    for (size_t i = 0; i < tour->stop_count; i++) {
        const struct stop *photo = &tour->stops[i];
        if (i == index || photo->near != tour->stops[index].number || photo->near_segments != segments) {
            continue;
        }
        file_put_format(page->file, "<figure><a href=\"#stop=%u\">", (unsigned)photo->number);
        if (page->press->photos[i].len > 0) {
            page_put(page, "<img alt=\"\" loading=\"lazy\" fetchpriority=\"low\"");
            page_put_photo(page, i);
            page_put(page, ">");
        }
        file_put_format(page->file, "<span class=\"number\">%u</span> <bdi>", (unsigned)photo->number);
        html_put(page->file, photo->photo_alt.len > 0 ? photo->photo_alt : photo->title);
        page_put(page, "</bdi></a></figure>\n");
    }
}

static void
put_text(struct page *page, size_t index)
{
    const struct tour *tour = page->press->tour;
    const struct stop *stop = &tour->stops[index];
    uint32_t first = has_spoken_heading(page, stop) ? 1 : 0;
    page_put(page, "<div class=\"text\">\n");
    for (uint32_t i = 0; i <= stop->segment_count; i++) {
        put_near(page, index, i);
        if (i >= first && i < stop->segment_count) {
            page_put(page, "<p>");
            put_sentences(page, index, &tour->segments[stop->first_segment + i]);
            page_put(page, "</p>\n");
        }
    }
    page_put(page, "</div>\n");
}

/* For browsers without the script, which try one after the other by themselves. */
static void
put_sources(struct page *page, str ogg, str mp4)
{
    page_put(page, "<noscript><audio controls preload=\"none\">\n<source src=\"");
    html_put(page->file, ogg);
    page_put(page, "\" type=\"audio/ogg; codecs=opus\">\n<source src=\"");
    html_put(page->file, mp4);
    page_put(page, "\" type=\"audio/mp4; codecs=opus\">\n</audio></noscript>\n");
}

void
page_put_stop(struct page *page, size_t index)
{
    const struct timeline *timeline = page->press->timeline;
    arena kept = page->scratch;
    str ogg = timeline_stop_file(&page->scratch, timeline, index, "opus");
    str mp4 = timeline_stop_file(&page->scratch, timeline, index, "mp4");
    file_put_format(page->file, "<article class=\"stop\" id=\"stop=%u\" lang=\"",
                    (unsigned)timeline->tour->stops[index].number);
    page_put_language(page);
    page_put(page, "\" data-length=\"");
    page_put_seconds(page, timeline->stops[index].length);
    page_put(page, "\" data-tracks=\"");
    html_put(page->file, ogg);
    page_put(page, " ");
    html_put(page->file, mp4);
    page_put(page, "\">\n");
    put_heading(page, index);
    put_photo(page, index);
    put_sources(page, ogg, mp4);
    put_chapters(page, index);
    put_text(page, index);
    page_put(page, "</article>\n");
    page->scratch = kept;
}
