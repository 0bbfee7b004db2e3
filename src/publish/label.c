#include "publish/label.h"

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
    };
}

struct label
label_of_stop(arena *out, const struct press *press, size_t stop)
{
    struct label label = common(press);
    label.title = press->tour->stops[stop].title;
    label.number = (unsigned)press->tour->stops[stop].number;
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
    add(&comments, STR("LANGUAGE"), label->language);
    add(&comments, STR("LICENSE"), label->licence);
    add(&comments, STR("ENCODER"), label->generator);
    for (size_t i = 0; i < label->chapter_count; i++) {
        str name = str_format(out, "CHAPTER%03zu", i);
        add(&comments, name, timeline_clock(out, label->chapters[i].start));
        name = str_format(out, "CHAPTER%03zuNAME", i);
        add(&comments, name, label->chapters[i].title);
    }
    *tags = comments.items;
    return comments.count;
}
