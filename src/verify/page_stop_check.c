#include "verify/page_stop_check.h"

#include <inttypes.h>

#include "verify/html_text.h"
#include "verify/index_check.h"
#include "verify/tour_names.h"

enum { SHOWN_BYTES = 90, CENTISECOND = INDEX_RATE_HZ / 100 };

static const str page_file = {"index.html", sizeof "index.html" - 1};

bool
page_expect(struct page_view *v, const struct index_stop *stop, const char *what, str expected, str found)
{
    if (!str_equal(expected, found)) {
        finding_add(v->f, page_file, "stop %" PRIu64 ": expected %s “" STR_FMT "”, found “" STR_FMT "”",
                    stop->number, what, STR_ARG(str_cut(expected, 0, SHOWN_BYTES)),
                    STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
    }
    return str_equal(expected, found);
}

static bool
expect_at(struct page_view *v, const struct index_stop *stop, uint64_t sample, const char *what, str expected,
          str found)
{
    if (!str_equal(expected, found)) {
        finding_at(v->f, page_file, sample,
                   "stop %" PRIu64 ": expected %s “" STR_FMT "”, found “" STR_FMT "”", stop->number, what,
                   STR_ARG(str_cut(expected, 0, SHOWN_BYTES)), STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
    }
    return str_equal(expected, found);
}

/* "12.34", rounded down. */
static str
seconds(arena *out, uint64_t samples)
{
    uint64_t at = samples / CENTISECOND;
    return str_format(out, "%" PRIu64 ".%02u", at / 100, (unsigned)(at % 100));
}

static str
moment(arena *out, const struct index_stop *stop, uint64_t start)
{
    str at = seconds(out, start);
    return str_format(out, STR_FMT "#t=" STR_FMT, STR_ARG(stop->file), STR_ARG(at));
}

/* What the next element of that name and class shows, as it is written. */
static str
shown(arena *out, str piece, const char *name, const char *class)
{
    struct html_tag tag;
    str inside;
    return html_element(&piece, name, class, &tag, &inside) ? html_without_tags(out, inside) : STR("");
}

bool
page_expect_length(struct page_view *v, const struct index_stop *stop, str piece)
{
    char memory[64];
    arena scratch = {memory, memory + sizeof memory};
    struct html_tag tag = {.attributes = STR("")};
    str inside;
    (void)html_element(&piece, "time", NULL, &tag, &inside);
    str expected =
        str_format(&scratch, "PT%" PRIu64 "S", (stop->at.length + INDEX_RATE_HZ / 2) / INDEX_RATE_HZ);
    return page_expect(v, stop, "the length", expected, html_attribute(&tag, "datetime"));
}

const struct index_stop *
page_stop_at(const struct page_view *v, str address)
{
    str open = STR("#stop=");
    uint32_t number;
    if (str_starts(address, open) && str_to_number(str_from_offset(address, open.len), UINT32_MAX, &number)) {
        for (size_t i = 0; i < v->x->stop_count; i++) {
            if (v->x->stops[i].number == number) {
                return &v->x->stops[i];
            }
        }
    }
    return NULL;
}

/* Characters as a browser counts them: a line end is one, however it is written. */
static uint64_t
count_characters(str text)
{
    uint64_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool continues = ((unsigned char)text.data[i] & 0xC0) == 0x80;
        bool second = text.data[i] == '\n' && i > 0 && text.data[i - 1] == '\r';
        count += !continues && !second;
    }
    return count;
}

/* A word as the page has it: after so many characters, so many hundredths of a second. */
struct page_word {
    uint64_t after, at;
};

/* Adds the next two numbers to *word; false at the end, and where they are none (then *rest is not empty). */
static bool
next_word(str *rest, struct page_word *word)
{
    enum { NUMBER_MAX = 1 << 24 };
    str numbers = *rest, characters, time;
    uint32_t after, at;
    if (!str_split(&numbers, ' ', &characters) || !str_to_number(characters, NUMBER_MAX, &after) ||
        !str_split(&numbers, ' ', &time) || !str_to_number(time, NUMBER_MAX, &at)) {
        return false;
    }
    *word = (struct page_word){word->after + after, word->at + at};
    *rest = numbers;
    return true;
}

static bool
check_words(struct page_view *v, const struct index_stop *stop, const struct index_sentence *s, str words)
{
    struct page_word word = {0, 0};
    bool any = next_word(&words, &word);
    uint64_t said = 0, count = 1;
    for (size_t i = s->first_syllable; i < s->first_syllable + s->syllable_count; i++) {
        const struct index_syllable *y = &v->x->syllables[i];
        bool may = i > s->first_syllable && y->text_at >= said;
        bool must = may && v->x->syllables[i - 1].ends_word;
        bool stands = any && word.after == count_characters(str_cut(s->text, 0, y->text_at));
        if (may && stands && word.at == (y->start - s->at.start + CENTISECOND / 2) / CENTISECOND) {
            any = next_word(&words, &word);
            count++;
        } else if (must || (may && stands)) {
            finding_at(v->f, page_file, y->start,
                       "stop %" PRIu64 ": expected %s of sentence %" PRIu64 " at byte %" PRIu64 ", here",
                       stop->number, must ? "a word" : "no other word", s->index, y->text_at);
            return false;
        }
        said = y->text_at + y->text_length > said ? y->text_at + y->text_length : said;
    }
    if (any || words.len > 0) {
        finding_at(v->f, page_file, s->at.start,
                   "stop %" PRIu64 ": expected no word of sentence %" PRIu64 " where none begins",
                   stop->number, s->index);
        return false;
    }
    v->words += count;
    return true;
}

/* Takes a sentence off what is left of its paragraph. */
static bool
check_sentence(struct page_view *v, const struct index_stop *stop, const struct index_sentence *s, str *rest,
               arena scratch)
{
    str text = html_text(&scratch, s->text), inside;
    struct html_tag link = {.name = STR("")};
    uint64_t start = s->at.start, end = start + s->at.length;
    if (s->at.length == 0) {
        if (!expect_at(v, stop, start, "the text", text, str_cut(*rest, 0, text.len))) {
            return false;
        }
        *rest = str_from_offset(*rest, text.len);
        return true;
    }
    str all = *rest;
    if (!html_element(rest, "a", NULL, &link, &inside) || !str_starts(all, STR("<a "))) {
        return expect_at(v, stop, start, "the sentence", text,
                         str_cut(all, 0, (size_t)(rest->data - all.data)));
    }
    bool good =
        expect_at(v, stop, start, "the start", moment(&scratch, stop, start), html_attribute(&link, "href"));
    good &= expect_at(v, stop, end, "the end", seconds(&scratch, end), html_attribute(&link, "data-end"));
    good &= expect_at(v, stop, start, "the text", text, inside);
    return good && check_words(v, stop, s, html_attribute(&link, "data-words"));
}

static void
check_segment(struct page_view *v, const struct index_stop *stop, const struct index_segment *segment,
              str inside, arena scratch)
{
    for (size_t i = 0; i < segment->sentence_count; i++) {
        const struct index_sentence *s = &v->x->sentences[segment->first_sentence + i];
        if (!check_sentence(v, stop, s, &inside, scratch)) {
            return;
        }
    }
    (void)expect_at(v, stop, segment->at.start, "no more than", STR(""), inside);
}

/* The heading, which is the first segment where that is spoken; and the paragraphs. */
static void
check_text(struct page_view *v, const struct index_stop *stop, str heading, str text, arena scratch)
{
    struct html_tag tag;
    str paragraph;
    for (size_t i = 0; i < stop->segment_count; i++) {
        const struct index_segment *segment = &v->x->segments[stop->first_segment + i];
        if (i == 0 && segment->is_heading && segment->sentence_count > 0) {
            check_segment(v, stop, segment, heading, scratch);
            continue;
        }
        if (i == 0) {
            (void)page_expect(v, stop, "the heading", html_text(&scratch, stop->title), heading);
        }
        if (!html_element(&text, "p", NULL, &tag, &paragraph)) {
            finding_at(v->f, page_file, segment->at.start,
                       "stop %" PRIu64 ": expected a paragraph, found no more", stop->number);
            return;
        }
        check_segment(v, stop, segment, paragraph, scratch);
    }
    (void)page_expect(v, stop, "no more paragraphs than", STR(""),
                      html_element(&text, "p", NULL, &tag, &paragraph) ? paragraph : STR(""));
}

static void
check_chapters(struct page_view *v, const struct index_stop *stop, str inside, arena scratch)
{
    const struct index_file *file = index_stop_file(v->x, stop);
    struct html_tag tag;
    str list = STR(""), item;
    (void)html_element(&inside, "details", "chapters", &tag, &list);
    for (size_t i = 0; file != NULL && file->chapter_count > 1 && i < file->chapter_count; i++) {
        const struct index_chapter *chapter = &v->x->chapters[file->first_chapter + i];
        uint64_t start = chapter->at.start, second = start / INDEX_RATE_HZ;
        arena inner = scratch;
        if (!html_element(&list, "a", NULL, &tag, &item)) {
            (void)expect_at(v, stop, start, "the chapter", chapter->title, STR(""));
            return;
        }
        (void)expect_at(v, stop, start, "the chapter's start", moment(&inner, stop, start),
                        html_attribute(&tag, "href"));
        str clock = str_format(&inner, "%" PRIu64 ":%02u", second / 60, (unsigned)(second % 60));
        (void)expect_at(v, stop, start, "the chapter's time", clock, shown(&inner, item, "span", "time"));
        str title = html_text(&inner, chapter->title);
        (void)expect_at(v, stop, start, "the chapter", title, shown(&inner, item, "bdi", NULL));
    }
    (void)page_expect(v, stop, "no more chapters than", STR(""),
                      html_element(&list, "a", NULL, &tag, &item) ? item : STR(""));
}

static void
check_photo(struct page_view *v, const struct index_stop *stop, str inside, arena scratch)
{
    struct html_tag tag = {.attributes = STR("")};
    str piece = STR("");
    (void)html_element(&inside, "p", "photo", &tag, &piece);
    tag.attributes = STR("");
    (void)html_next(&piece, &tag);
    (void)page_expect(v, stop, "the photo", stop->photo, html_attribute(&tag, "src"));
    str alt = stop->photo.len > 0 ? html_text(&scratch, stop->photo_alt) : STR("");
    (void)page_expect(v, stop, "the photo's text", alt, html_attribute(&tag, "alt"));
}

/* The photos that stood in the stop's text lead to their own stops. */
static void
check_near(struct page_view *v, const struct index_stop *stop, str text, arena scratch)
{
    struct html_tag tag;
    str figure;
    size_t expected = 0, found = 0;
    for (size_t i = 0; i < v->x->stop_count; i++) {
        expected += v->x->stops[i].near == stop->number;
    }
    for (; html_element(&text, "figure", NULL, &tag, &figure); found++) {
        arena inner = scratch;
        str inside = figure, image = figure;
        (void)html_element(&inside, "a", NULL, &tag, &inside);
        const struct index_stop *photo = page_stop_at(v, html_attribute(&tag, "href"));
        if (photo == NULL || photo->near != stop->number) {
            (void)page_expect(v, stop, "a photo of its own in", STR("figure"), html_attribute(&tag, "href"));
            continue;
        }
        struct html_tag img = {.name = STR("")};
        while (html_next(&image, &img) && !str_equal(img.name, STR("img"))) {
        }
        bool shows = str_equal(img.name, STR("img"));
        (void)page_expect(v, photo, "the photo", photo->photo, shows ? html_attribute(&img, "src") : STR(""));
        str alt = photo->photo_alt.len > 0 ? photo->photo_alt : photo->title;
        (void)page_expect(v, photo, "the photo's text", html_text(&inner, alt),
                          shown(&inner, figure, "bdi", NULL));
    }
    if (found != expected) {
        finding_add(v->f, page_file, "stop %" PRIu64 ": expected %zu photos in its text, found %zu",
                    stop->number, expected, found);
    }
}

/* For browsers without the script. */
static void
check_sources(struct page_view *v, const struct index_stop *stop, str mp4, str inside)
{
    struct html_tag source;
    size_t count = 0;
    while (html_next(&inside, &source)) {
        if (str_equal(source.name, STR("source"))) {
            str expected = count == 0 ? stop->file : count == 1 ? mp4 : STR("");
            (void)page_expect(v, stop, "the source", expected, html_attribute(&source, "src"));
            count++;
        }
    }
    if (count < 2) {
        (void)page_expect(v, stop, "the source", count == 0 ? stop->file : mp4, STR(""));
    }
}

void
page_stop_check(struct page_view *v, const struct index_stop *stop, const struct html_tag *article,
                str inside, arena scratch)
{
    struct html_tag tag;
    str heading = STR(""), text = STR(""), rest = inside;
    str mp4 = tour_name_sibling(&scratch, stop->file, "mp4");
    str tracks = str_format(&scratch, STR_FMT " " STR_FMT, STR_ARG(stop->file), STR_ARG(mp4));
    str number = str_format(&scratch, "%" PRIu64, stop->number);
    (void)page_expect(v, stop, "the tracks", tracks, html_attribute(article, "data-tracks"));
    (void)page_expect(v, stop, "the length", seconds(&scratch, stop->at.length),
                      html_attribute(article, "data-length"));
    (void)page_expect(v, stop, "the number", number, shown(&scratch, inside, "span", "numeral"));
    (void)page_expect_length(v, stop, inside);
    (void)html_element(&rest, "h2", NULL, &tag, &heading);
    (void)html_element(&rest, "div", "text", &tag, &text);
    check_photo(v, stop, inside, scratch);
    check_sources(v, stop, mp4, inside);
    check_chapters(v, stop, inside, scratch);
    check_text(v, stop, heading, text, scratch);
    check_near(v, stop, text, scratch);
}
