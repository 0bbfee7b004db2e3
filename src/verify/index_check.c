#include "verify/index_check.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "verify/tour_names.h"

enum {
    GAP_PACKETS_LEAST = 6, /* four of decay, one of silence, one of lead */
    STOPS_MAX = 9999,
};

static const str timeline_file = {"timeline.json", sizeof "timeline.json" - 1};

static bool
expect(struct findings *f, const char *what, uint64_t number, const char *of, uint64_t expected,
       uint64_t found)
{
    if (expected != found) {
        finding_add(f, timeline_file, "%s %" PRIu64 ": expected %s %" PRIu64 ", found %" PRIu64, what, number,
                    of, expected, found);
    }
    return expected == found;
}

static void
expect_packets(struct findings *f, const char *what, uint64_t number, struct index_span at)
{
    if (at.start % INDEX_PACKET != 0 || at.length % INDEX_PACKET != 0) {
        finding_add(f, timeline_file,
                    "%s %" PRIu64 ": expected whole packets of 960 samples, found start %" PRIu64
                    ", length %" PRIu64,
                    what, number, at.start, at.length);
    }
}

static bool
check_head(const struct tour_index *x, struct findings *f)
{
    expect(f, "format", 1, "version", 1, x->version);
    expect(f, "format", 1, "rate", INDEX_RATE_HZ, x->rate);
    expect(f, "format", 1, "packet", INDEX_PACKET, x->packet);
    expect(f, "format", 1, "pre_skip", INDEX_PACKET, x->pre_skip);
    bool sane = x->stop_count > 0 && x->stop_count <= STOPS_MAX && x->file_count <= 2 * STOPS_MAX;
    if (!sane) {
        finding_add(f, timeline_file, "expected 1 to %d stops and their files, found %zu and %zu", STOPS_MAX,
                    x->stop_count, x->file_count);
    }
    return sane;
}

/* A syllable says whole characters of its sentence and sounds inside it, after the one before. */
static void
check_syllables(const struct tour_index *x, const struct index_sentence *s, struct findings *f)
{
    uint64_t last = s->at.start, end = s->at.start + s->at.length;
    for (size_t i = s->first_syllable; i < s->first_syllable + s->syllable_count; i++) {
        const struct index_syllable *y = &x->syllables[i];
        if (y->start < last || y->end <= y->start || y->end > end) {
            finding_add(f, timeline_file,
                        "sentence %" PRIu64 ": expected syllable %zu between %" PRIu64 " and %" PRIu64
                        ", found %" PRIu64 " to %" PRIu64,
                        s->index, i - s->first_syllable, last, end, y->start, y->end);
        }
        last = y->end;
        bool inside = y->text_at <= s->text.len && y->text_length <= s->text.len - y->text_at;
        if (!inside || y->text_length == 0 ||
            utf8_check(str_cut(s->text, (size_t)y->text_at, (size_t)y->text_length)) != STR_NONE) {
            finding_add(f, timeline_file,
                        "sentence %" PRIu64 ": syllable %zu says no whole characters of it: %" PRIu64
                        ", %" PRIu64,
                        s->index, i - s->first_syllable, y->text_at, y->text_length);
        }
    }
    if ((s->at.length > 0) != (s->syllable_count > 0)) {
        finding_add(f, timeline_file,
                    "sentence %" PRIu64 ": expected syllables where there is sound, found %zu in %" PRIu64
                    " samples",
                    s->index, s->syllable_count, s->at.length);
    }
}

/* last_end: where the sound before ends in this stop; 0: none yet. */
static void
check_segment(const struct tour_index *x, size_t index, uint64_t *last_end, struct findings *f)
{
    const struct index_segment *g = &x->segments[index];
    expect_packets(f, "segment", index, g->at);
    for (size_t i = g->first_sentence; i < g->first_sentence + g->sentence_count; i++) {
        const struct index_sentence *s = &x->sentences[i];
        expect(f, "sentence", i, "the index", i, s->index);
        expect_packets(f, "sentence", i, s->at);
        check_syllables(x, s, f);
        if (s->at.start < g->at.start || s->at.start + s->at.length > g->at.start + g->at.length) {
            finding_add(f, timeline_file,
                        "sentence %zu: expected it inside its segment, %" PRIu64 " to %" PRIu64
                        ", found %" PRIu64 " to %" PRIu64,
                        i, g->at.start, g->at.start + g->at.length, s->at.start, s->at.start + s->at.length);
        }
        uint64_t least =
            *last_end > 0 ? *last_end + (uint64_t)GAP_PACKETS_LEAST * INDEX_PACKET : INDEX_PACKET;
        if (s->at.length > 0 && s->at.start < least) {
            finding_add(f, timeline_file, "sentence %zu: expected it from %" PRIu64 " on, found %" PRIu64, i,
                        least, s->at.start);
        }
        *last_end = s->at.length > 0 ? s->at.start + s->at.length : *last_end;
    }
}

const struct index_file *
index_stop_file(const struct tour_index *x, const struct index_stop *stop)
{
    for (size_t i = 0; i < x->file_count; i++) {
        if (x->files[i].is_stop && x->files[i].stop == stop->number) {
            return &x->files[i];
        }
    }
    return NULL;
}

static void
check_stop_file(const struct tour_index *x, const struct index_stop *stop, struct findings *f)
{
    const struct index_file *file = index_stop_file(x, stop);
    if (file == NULL || !str_equal(file->path, stop->file)) {
        finding_add(f, timeline_file, "stop %" PRIu64 ": expected its file in the list of files",
                    stop->number);
        return;
    }
    expect(f, "stop", stop->number, "its file's length", stop->at.length, file->at.length);
    expect(f, "stop", stop->number, "its file's start", stop->at.start, file->at.start);
    uint32_t number = 0;
    str name = str_cut(file->path, sizeof "stops/" - 1, file->path.len - sizeof "stops/.opus" + 1);
    if (!str_to_number(name, UINT32_MAX, &number) || number != stop->number) {
        finding_add(f, file->path, "expected stop %" PRIu64 " in a file of its number", stop->number);
    }
}

static void
check_stop(const struct tour_index *x, const struct index_stop *stop, struct findings *f)
{
    uint64_t at = 0, last_end = 0;
    expect_packets(f, "stop", stop->number, stop->at);
    for (size_t i = stop->first_segment; i < stop->first_segment + stop->segment_count; i++) {
        expect(f, "segment", i, "its start, where the one before ends, at", at, x->segments[i].at.start);
        check_segment(x, i, &last_end, f);
        at = x->segments[i].at.start + x->segments[i].at.length;
    }
    expect(f, "stop", stop->number, "segments that add up to", stop->at.length, at);
    check_stop_file(x, stop, f);
}

static bool
check_stops(const struct tour_index *x, struct findings *f)
{
    uint64_t at = 0;
    bool tile = true;
    for (size_t i = 0; i < x->stop_count; i++) {
        tile = expect(f, "stop", x->stops[i].number, "its start, where the one before ends, at", at,
                      x->stops[i].at.start) &&
               tile;
        at = x->stops[i].at.start + x->stops[i].at.length;
        for (size_t k = 0; k < i; k++) {
            if (x->stops[k].number == x->stops[i].number) {
                finding_add(f, timeline_file, "stop %" PRIu64 ": expected one of this number, found two",
                            x->stops[i].number);
                tile = false;
            }
        }
        check_stop(x, &x->stops[i], f);
    }
    return expect(f, "tour", 1, "stops that add up to", x->length, at) && tile;
}

static bool
segment_starts_at(const struct tour_index *x, const struct index_stop *stop, uint64_t at)
{
    for (size_t i = stop->first_segment; i < stop->first_segment + stop->segment_count; i++) {
        if (x->segments[i].at.start == at && x->segments[i].at.length > 0) {
            return true;
        }
    }
    return false;
}

static const struct index_stop *
stop_numbered(const struct tour_index *x, uint64_t number)
{
    for (size_t i = 0; i < x->stop_count; i++) {
        if (x->stops[i].number == number) {
            return &x->stops[i];
        }
    }
    return NULL;
}

/* A stop's file has its chapters where segments begin; a tour's where its stops do, and inside them. */
static void
check_chapter(const struct tour_index *x, const struct index_file *file, size_t number, struct findings *f)
{
    const struct index_chapter *c = &x->chapters[file->first_chapter + number];
    const struct index_stop *stop = stop_numbered(x, file->is_stop ? file->stop : c->stop);
    if (stop == NULL) {
        finding_add(f, file->path, "chapter %zu: expected a stop of the tour, found none of its number",
                    number);
    } else if (file->is_stop && !segment_starts_at(x, stop, c->at.start)) {
        finding_at(f, file->path, c->at.start, "expected a segment where chapter %zu begins", number);
    } else if (!file->is_stop) {
        uint64_t at = file->at.start + c->at.start;
        if (at < stop->at.start || at + c->at.length > stop->at.start + stop->at.length) {
            finding_at(f, file->path, c->at.start, "expected chapter %zu inside stop %" PRIu64, number,
                       stop->number);
        }
    }
}

static void
check_file(const struct tour_index *x, const struct index_file *file, struct findings *f)
{
    uint64_t at = 0;
    for (size_t i = 0; i < file->chapter_count; i++) {
        const struct index_chapter *c = &x->chapters[file->first_chapter + i];
        if (c->at.start != at || c->at.length == 0) {
            finding_at(f, file->path, c->at.start, "expected chapter %zu at sample %" PRIu64, i, at);
        }
        at = c->at.start + c->at.length;
        check_chapter(x, file, i, f);
    }
    if (at != file->at.length) {
        finding_add(f, file->path, "expected chapters that add up to %" PRIu64 " samples, found %" PRIu64,
                    file->at.length, at);
    }
    if (file->is_stop && stop_numbered(x, file->stop) == NULL) {
        finding_add(f, file->path, "expected stop %" PRIu64 " in the timeline, found none", file->stop);
    }
    for (const struct index_file *other = x->files; other < file; other++) {
        if (str_equal(other->path, file->path)) {
            finding_add(f, file->path, "expected it once in the list of files, found it twice");
        }
    }
}

static bool
check_files(const struct tour_index *x, struct findings *f)
{
    uint64_t at = 0;
    bool tile = true;
    for (size_t i = 0; i < x->file_count; i++) {
        check_file(x, &x->files[i], f);
        if (!x->files[i].is_stop) {
            tile = expect(f, "tour file", i + 1, "its start, where the one before ends, at", at,
                          x->files[i].at.start) &&
                   tile;
            at = x->files[i].at.start + x->files[i].at.length;
        }
    }
    return expect(f, "tour files", 1, "lengths that add up to", x->length, at) && tile;
}

bool
index_check(const struct tour_index *x, struct findings *f)
{
    size_t before = f->count;
    if (!check_head(x, f)) {
        return false;
    }
    bool stops = check_stops(x, f);
    bool files = check_files(x, f);
    return stops && files && f->count == before;
}
