/* The Opus files: one a stop, and one for the whole tour (or one a part of it). */
#include "base/file.h"
#include "publish/form.h"
#include "publish/ogg.h"

enum { TAGS_MAX = 16 + 2 * TIMELINE_CHAPTERS_MAX };

struct tags {
    struct ogg_tag items[TAGS_MAX];
    size_t count;
};

static void
add_tag(struct tags *tags, str name, str value)
{
    if (value.len > 0) {
        tags->items[tags->count++] = (struct ogg_tag){name, value};
    }
}

/* number: the track's; 0: none. */
static void
add_common(struct tags *tags, const struct press *press, str title, unsigned number, arena *out)
{
    const struct settings *settings = &press->tour->settings;
    add_tag(tags, STR("TITLE"), title);
    add_tag(tags, STR("ALBUM"), settings->title);
    add_tag(tags, STR("ARTIST"), settings->publisher);
    add_tag(tags, STR("PUBLISHER"), settings->publisher);
    if (number > 0) {
        add_tag(tags, STR("TRACKNUMBER"), str_format(out, "%u", number));
    }
    add_tag(tags, STR("LANGUAGE"), settings->language);
    add_tag(tags, STR("LICENSE"), settings->licence);
    add_tag(tags, STR("ENCODER"), press->publication->generator);
}

/* Number within its file, start within its file. */
static void
add_chapter(struct tags *tags, size_t number, uint64_t start, str title, arena *out)
{
    add_tag(tags, str_format(out, "CHAPTER%03zu", number), timeline_clock(out, start));
    add_tag(tags, str_format(out, "CHAPTER%03zuNAME", number), title);
}

static struct ogg_file *
create(const struct press *press, str name, const struct tags *tags, uint64_t samples, arena *out)
{
    str path = file_join(out, press->folder, name);
    return ogg_create(out, path, tags->items, tags->count, samples / CLIP_PACKET_SAMPLES + 1);
}

struct stop_tracks {
    const struct press *press;
    struct ogg_file *file;
};

static enum status
stops_begin(const struct press *press, arena *out, void **state)
{
    struct stop_tracks *s = arena_new(out, struct stop_tracks, 1);
    s->press = press;
    *state = s;
    arena scratch = *out;
    return file_make_folder(file_join(&scratch, press->folder, STR("stops")), scratch, press->diags);
}

static enum status
stops_stop_begin(void *state, size_t stop, arena *out)
{
    struct stop_tracks *s = state;
    const struct press *press = s->press;
    struct tags *tags = arena_new(out, struct tags, 1);
    add_common(tags, press, press->tour->stops[stop].title, (unsigned)press->tour->stops[stop].number, out);
    struct stop_chapter *chapters;
    size_t count = timeline_stop_chapters(out, press->timeline, stop, &chapters);
    for (size_t i = 0; i < count; i++) {
        add_chapter(tags, i, chapters[i].start, chapters[i].title, out);
    }
    str name = timeline_stop_file(out, press->timeline, stop, "opus");
    s->file = create(press, name, tags, press->timeline->stops[stop].length, out);
    return STATUS_OK;
}

static void
stops_packet(void *state, uint64_t index, str packet)
{
    struct stop_tracks *s = state;
    (void)index;
    ogg_put(s->file, packet);
}

static enum status
stops_stop_end(void *state, size_t stop)
{
    struct stop_tracks *s = state;
    (void)stop;
    return ogg_close(s->file, s->press->diags);
}

const struct form form_stop_tracks = {
    .begin = stops_begin,
    .stop_begin = stops_stop_begin,
    .packet = stops_packet,
    .stop_end = stops_stop_end,
};

struct tour_tracks {
    const struct press *press;
    arena memory; /* of the file that is open */
    struct ogg_file *file;
    size_t part, stop;
};

static enum status
tour_begin(const struct press *press, arena *out, void **state)
{
    struct tour_tracks *t = arena_new(out, struct tour_tracks, 1);
    t->press = press;
    /* a share, as chapters' titles may be as long as the script */
    t->memory = arena_split(out, (size_t)(out->end - out->begin) / 4);
    *state = t;
    return STATUS_OK;
}

static void
open_part(struct tour_tracks *t)
{
    const struct timeline *timeline = t->press->timeline;
    const struct part *part = &timeline->parts[t->part];
    arena memory = t->memory;
    struct tags *tags = arena_new(&memory, struct tags, 1);
    str title = t->press->tour->settings.title;
    unsigned number = timeline->part_count > 1 ? (unsigned)t->part + 1 : 0;
    if (number > 0) {
        title = str_format(&memory, STR_FMT "（%u/%zu）", STR_ARG(title), number, timeline->part_count);
    }
    add_common(tags, t->press, title, number, &memory);
    for (uint32_t i = 0; i < part->chapter_count; i++) {
        const struct chapter *chapter = &timeline->chapters[part->first_chapter + i];
        add_chapter(tags, i, chapter->start, chapter->title, &memory);
    }
    str name = str_format(&memory, STR_FMT ".opus", STR_ARG(part->stem));
    t->file = create(t->press, name, tags, part->length, &memory);
}

static enum status
tour_stop_begin(void *state, size_t stop, arena *out)
{
    struct tour_tracks *t = state;
    (void)out;
    t->stop = stop;
    if (t->file == NULL) {
        open_part(t);
    }
    return STATUS_OK;
}

/* A stop's packet 0 only fills the pre-skip of its own file; a part needs one as well, its first stop's. */
static void
tour_packet(void *state, uint64_t index, str packet)
{
    struct tour_tracks *t = state;
    if (index > 0 || t->stop == t->press->timeline->parts[t->part].first_stop) {
        ogg_put(t->file, packet);
    }
}

static enum status
close_part(struct tour_tracks *t)
{
    enum status status = ogg_close(t->file, t->press->diags);
    t->file = NULL;
    return status;
}

static enum status
tour_stop_end(void *state, size_t stop)
{
    struct tour_tracks *t = state;
    const struct part *part = &t->press->timeline->parts[t->part];
    if (stop + 1 < part->first_stop + part->stop_count) {
        return STATUS_OK;
    }
    t->part++;
    return close_part(t);
}

static enum status
tour_end(void *state, arena scratch)
{
    struct tour_tracks *t = state;
    (void)scratch;
    return t->file != NULL ? close_part(t) : STATUS_OK;
}

const struct form form_tour_tracks = {
    .begin = tour_begin,
    .stop_begin = tour_stop_begin,
    .packet = tour_packet,
    .stop_end = tour_stop_end,
    .end = tour_end,
};
