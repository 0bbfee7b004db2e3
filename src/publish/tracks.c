/* The tracks of either format: one a stop, and one for the whole tour (or one a part of it). */
#include "base/file.h"
#include "publish/track.h"

struct stop_tracks {
    const struct press *press;
    enum track_format format;
    struct track *track;
};

static enum status
stops_begin(const struct press *press, enum track_format format, arena *out, void **state)
{
    struct stop_tracks *s = arena_new(out, struct stop_tracks, 1);
    s->press = press;
    s->format = format;
    *state = s;
    arena scratch = *out;
    return file_make_folder(file_join(&scratch, press->folder, STR("stops")), scratch, press->diags);
}

static enum status
stops_begin_ogg(const struct press *press, arena *out, void **state)
{
    return stops_begin(press, TRACK_OGG, out, state);
}

static enum status
stops_begin_mp4(const struct press *press, arena *out, void **state)
{
    return stops_begin(press, TRACK_MP4, out, state);
}

static enum status
stops_stop_begin(void *state, size_t stop, arena *out)
{
    struct stop_tracks *s = state;
    const struct press *press = s->press;
    struct label label = label_of_stop(out, press, stop);
    str name = timeline_stop_file(out, press->timeline, stop, "opus");
    str stem = str_cut(name, 0, name.len - sizeof "opus"); /* the dot as well */
    s->track = track_create(out, s->format, press->folder, stem, &label, press->timeline->stops[stop].length);
    return STATUS_OK;
}

static void
stops_packet(void *state, uint64_t index, str packet)
{
    struct stop_tracks *s = state;
    (void)index;
    track_put(s->track, packet);
}

static enum status
stops_stop_end(void *state, size_t stop)
{
    struct stop_tracks *s = state;
    (void)stop;
    return track_close(s->track, s->press->diags);
}

const struct form form_stop_tracks = {
    .begin = stops_begin_ogg,
    .stop_begin = stops_stop_begin,
    .packet = stops_packet,
    .stop_end = stops_stop_end,
};

const struct form form_stop_mp4 = {
    .begin = stops_begin_mp4,
    .stop_begin = stops_stop_begin,
    .packet = stops_packet,
    .stop_end = stops_stop_end,
};

struct tour_tracks {
    const struct press *press;
    enum track_format format;
    arena memory; /* of the file that is open */
    struct track *track;
    size_t part, stop;
};

static enum status
tour_begin(const struct press *press, enum track_format format, arena *out, void **state)
{
    struct tour_tracks *t = arena_new(out, struct tour_tracks, 1);
    t->press = press;
    t->format = format;
    /* a share, as chapters' titles may be as long as the script */
    t->memory = arena_split(out, (size_t)(out->end - out->begin) / 4);
    *state = t;
    return STATUS_OK;
}

static enum status
tour_begin_ogg(const struct press *press, arena *out, void **state)
{
    return tour_begin(press, TRACK_OGG, out, state);
}

static enum status
tour_begin_mp4(const struct press *press, arena *out, void **state)
{
    return tour_begin(press, TRACK_MP4, out, state);
}

static void
open_part(struct tour_tracks *t)
{
    const struct timeline *timeline = t->press->timeline;
    const struct part *part = &timeline->parts[t->part];
    arena memory = t->memory;
    struct label label = label_of_part(&memory, t->press, t->part);
    t->track = track_create(&memory, t->format, t->press->folder, part->stem, &label, part->length);
}

static enum status
tour_stop_begin(void *state, size_t stop, arena *out)
{
    struct tour_tracks *t = state;
    (void)out;
    t->stop = stop;
    if (t->track == NULL) {
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
        track_put(t->track, packet);
    }
}

static enum status
close_part(struct tour_tracks *t)
{
    enum status status = track_close(t->track, t->press->diags);
    t->track = NULL;
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
    return t->track != NULL ? close_part(t) : STATUS_OK;
}

const struct form form_tour_tracks = {
    .begin = tour_begin_ogg,
    .stop_begin = tour_stop_begin,
    .packet = tour_packet,
    .stop_end = tour_stop_end,
    .end = tour_end,
};

const struct form form_tour_mp4 = {
    .begin = tour_begin_mp4,
    .stop_begin = tour_stop_begin,
    .packet = tour_packet,
    .stop_end = tour_stop_end,
    .end = tour_end,
};
