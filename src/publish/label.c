#include "publish/label.h"

#include "base/utf8.h"
#include "publish/photos.h"

enum { TAGS_MAX = 16 + 2 * TIMELINE_CHAPTERS_MAX };

static struct label
common(const struct press *press)
{
    const struct settings *settings = &press->tour->settings;
    return (struct label){
        .album = settings->title,
        .publisher = settings->publisher,
        .licence = settings->licence,
        .language = settings->language,
        .generator = press->publication->generator,
        .date = press->publication->date,
        .album_gain = press->gains->tour,
    };
}

/* What is said after the heading: whole sentences as far as there is room, the first in any case. */
static str
describe(arena *out, const struct tour *tour, size_t stop)
{
    const struct stop *s = &tour->stops[stop];
    struct str_builder b = {.out = out};
    size_t room = LABEL_DESCRIPTION_MAX;
    for (uint32_t i = s->first_segment; i < s->first_segment + s->segment_count; i++) {
        const struct segment *segment = &tour->segments[i];
        if (segment->kind == SEGMENT_TITLE || segment->kind == SEGMENT_HEADING) {
            continue;
        }
        for (uint32_t k = segment->first_sentence; k < segment->first_sentence + segment->sentence_count;
             k++) {
            str text = tour->sentences[k].text;
            size_t count = utf8_count(text);
            if (b.len > 0 && count > room) {
                return str_built(&b);
            }
            for (size_t at = 0; at < text.len && room > 0; room--) {
                size_t from = at;
                utf8_next(text, &at);
                str_add(&b, str_cut(text, from, at - from));
            }
        }
        break;
    }
    return str_built(&b);
}

static struct picture
picture_of(arena *out, const struct press *press, size_t stop)
{
    struct picture picture = {.width = 0};
    str bytes;
    if (press->photos[stop].len > 0 && photos_read(press, stop, out, &bytes)) {
        picture_read(bytes, &picture);
    }
    return picture;
}

/* The first photo that fits, in every part the same. */
static struct picture
cover_of(arena *out, const struct press *press)
{
    struct picture picture = {.width = 0};
    for (size_t i = 0; i < press->tour->stop_count && picture.bytes.len == 0; i++) {
        arena attempt = *out;
        picture = picture_of(&attempt, press, i);
        *out = picture.bytes.len > 0 ? attempt : *out;
    }
    return picture;
}

struct label
label_of_stop(arena *out, const struct press *press, size_t stop)
{
    struct label label = common(press);
    label.title = press->tour->stops[stop].title;
    label.number = (unsigned)press->tour->stops[stop].number;
    label.description = describe(out, press->tour, stop);
    label.track_gain = press->gains->stops[stop];
    label.picture = picture_of(out, press, stop);
    struct stop_chapter *chapters;
    label.chapter_count = timeline_stop_chapters(out, press->timeline, stop, &chapters);
    label.chapters = chapters;
    return label;
}

struct label
label_of_part(arena *out, const struct press *press, size_t part)
{
    const struct timeline *timeline = press->timeline;
    const struct part *p = &timeline->parts[part];
    struct label label = common(press);
    label.title = label.album;
    label.picture = cover_of(out, press);
    label.description = describe(out, press->tour, p->first_stop);
    label.track_gain = press->gains->parts[part];
    if (timeline->part_count > 1) {
        label.number = (unsigned)part + 1;
        label.title =
            str_format(out, STR_FMT "（%u/%zu）", STR_ARG(label.album), label.number, timeline->part_count);
    }
    struct stop_chapter *chapters = arena_new(out, struct stop_chapter, p->chapter_count);
    for (uint32_t i = 0; i < p->chapter_count; i++) {
        const struct chapter *chapter = &timeline->chapters[p->first_chapter + i];
        chapters[i] = (struct stop_chapter){chapter->title, chapter->start, chapter->length};
    }
    label.chapters = chapters;
    label.chapter_count = p->chapter_count;
    return label;
}

struct comments {
    struct ogg_tag *items;
    size_t count;
};

static void
add(struct comments *comments, str name, str value)
{
    if (value.len > 0) {
        comments->items[comments->count++] = (struct ogg_tag){name, value};
    }
}

static void
add_gain(struct comments *comments, str name, struct gain gain, arena *out)
{
    add(comments, name, gain.known ? str_format(out, "%d", gain.q8_db) : STR(""));
}

size_t
label_comments(arena *out, const struct label *label, const struct ogg_tag **tags)
{
    struct comments comments = {.items = arena_new(out, struct ogg_tag, TAGS_MAX)};
    add(&comments, STR("TITLE"), label->title);
    add(&comments, STR("ALBUM"), label->album);
    add(&comments, STR("ARTIST"), label->publisher);
    add(&comments, STR("PUBLISHER"), label->publisher);
    if (label->number > 0) {
        add(&comments, STR("TRACKNUMBER"), str_format(out, "%u", label->number));
    }
    add(&comments, STR("DATE"), label->date);
    add(&comments, STR("LANGUAGE"), label->language);
    add(&comments, STR("LICENSE"), label->licence);
    add(&comments, STR("DESCRIPTION"), label->description);
    add(&comments, STR("ENCODER"), label->generator);
    add_gain(&comments, STR("R128_TRACK_GAIN"), label->track_gain, out);
    add_gain(&comments, STR("R128_ALBUM_GAIN"), label->album_gain, out);
    for (size_t i = 0; i < label->chapter_count; i++) {
        str name = str_format(out, "CHAPTER%03zu", i);
        add(&comments, name, timeline_clock(out, label->chapters[i].start));
        name = str_format(out, "CHAPTER%03zuNAME", i);
        add(&comments, name, label->chapters[i].title);
    }
    if (label->picture.bytes.len > 0) {
        add(&comments, STR("METADATA_BLOCK_PICTURE"), picture_block(out, &label->picture, label->title));
    }
    *tags = comments.items;
    return comments.count;
}
