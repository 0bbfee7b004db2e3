/* timeline.json, the index of record; its form is fixed by tests/timeline.schema.json. */
#include "base/file.h"
#include "publish/form.h"
#include "publish/json.h"
#include "publish/ogg.h"
#include "publish/sentence_json.h"
#include "publish/source_json.h"

enum { FORMAT_VERSION = 1 };

struct index {
    const struct press *press;
    struct file_writer *file;
    struct json json;
    uint32_t segment;  /* open, or the next to be opened */
    bool segment_open; /* its sentences array as well */
};

static void
write_chapter(struct json *j, uint64_t start, uint64_t length, str title)
{
    json_count(j, "start", start);
    json_count(j, "length", length);
    json_text(j, "title", title);
}

static void
open_file(struct json *j, str path, uint64_t start, uint64_t length)
{
    json_object(j, JSON_LINES);
    json_text(j, "path", path);
    json_count(j, "start", start);
    json_count(j, "length", length);
}

static void
write_tour_files(struct json *j, const struct timeline *t, arena scratch)
{
    for (size_t i = 0; i < t->part_count; i++) {
        const struct part *part = &t->parts[i];
        arena inner = scratch;
        open_file(j, str_format(&inner, STR_FMT ".opus", STR_ARG(part->stem)), part->start, part->length);
        json_key(j, "chapters");
        json_array(j, JSON_LINES);
        for (uint32_t c = part->first_chapter; c < part->first_chapter + part->chapter_count; c++) {
            json_object(j, JSON_INLINE);
            write_chapter(j, t->chapters[c].start, t->chapters[c].length, t->chapters[c].title);
            json_count(j, "stop", t->tour->stops[t->chapters[c].stop].number);
            json_end(j);
        }
        json_end(j);
        json_end(j);
    }
}

static void
write_stop_files(struct json *j, const struct timeline *t, arena scratch)
{
    for (size_t i = 0; i < t->tour->stop_count; i++) {
        arena inner = scratch;
        open_file(j, timeline_stop_file(&inner, t, i, "opus"), t->stops[i].start, t->stops[i].length);
        json_count(j, "stop", t->tour->stops[i].number);
        struct stop_chapter *chapters;
        size_t count = timeline_stop_chapters(&inner, t, i, &chapters);
        json_key(j, "chapters");
        json_array(j, JSON_LINES);
        for (size_t c = 0; c < count; c++) {
            json_object(j, JSON_INLINE);
            write_chapter(j, chapters[c].start, chapters[c].length, chapters[c].title);
            json_end(j);
        }
        json_end(j);
        json_end(j);
    }
}

static void
write_head(struct json *j, const struct press *press)
{
    const struct settings *settings = &press->tour->settings;
    json_text(j, "format", STR("daolan timeline"));
    json_count(j, "version", FORMAT_VERSION);
    json_text(j, "generator", press->publication->generator);
    json_text(j, "title", settings->title);
    json_text(j, "language", settings->language);
    json_text(j, "voice", press->timeline->voice->name);
    json_optional(j, "publisher", settings->publisher);
    json_optional(j, "licence", settings->licence);
    json_optional(j, "base_url", settings->base_url);
    json_optional(j, "date", press->publication->date);
    json_count(j, "rate", CLIP_RATE_HZ);
    json_count(j, "packet", CLIP_PACKET_SAMPLES);
    json_count(j, "pre_skip", OGG_PRE_SKIP);
    json_count(j, "length", press->timeline->length);
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    struct index *x = arena_new(out, struct index, 1);
    x->press = press;
    x->file = file_create(out, file_join(out, press->folder, STR("timeline.json")));
    x->json = json_start(x->file);
    *state = x;
    json_object(&x->json, JSON_LINES);
    write_head(&x->json, press);
    json_key(&x->json, "sources");
    enum status status = source_json_write(&x->json, press->tour, *out, press->diags);
    json_key(&x->json, "files");
    json_array(&x->json, JSON_LINES);
    write_tour_files(&x->json, press->timeline, *out);
    write_stop_files(&x->json, press->timeline, *out);
    json_end(&x->json);
    json_key(&x->json, "stops");
    json_array(&x->json, JSON_LINES);
    return status;
}

static void
write_photo(struct json *j, str path, const struct stop *stop)
{
    json_key(j, "photo");
    json_object(j, JSON_INLINE);
    json_text(j, "path", path);
    json_text(j, "source", stop->photo);
    json_text(j, "alt", stop->photo_alt);
    json_end(j);
}

static enum status
stop_begin(void *state, size_t index, arena *out)
{
    struct index *x = state;
    struct json *j = &x->json;
    const struct stop *stop = &x->press->tour->stops[index];
    const struct placed *placed = &x->press->timeline->stops[index];
    arena scratch = *out;
    json_object(j, JSON_LINES);
    json_count(j, "number", stop->number);
    json_text(j, "title", stop->title);
    json_text(j, "kind", stop->is_caption ? STR("caption") : STR("article"));
    json_text(j, "file", timeline_stop_file(&scratch, x->press->timeline, index, "opus"));
    json_count(j, "start", placed->start);
    json_count(j, "length", placed->length);
    if (x->press->photos[index].len > 0) {
        write_photo(j, x->press->photos[index], stop);
    }
    if (stop->near > 0) {
        json_count(j, "near", stop->near);
    }
    json_key(j, "segments");
    json_array(j, JSON_LINES);
    x->segment = stop->first_segment;
    x->segment_open = false;
    return STATUS_OK;
}

static void
write_position(struct json *j, const struct tour *tour, const struct segment *segment)
{
    if (segment->sentence_count == 0) {
        return;
    }
    const struct source *source;
    uint32_t line, column;
    sentence_position(tour, &tour->sentences[segment->first_sentence], 0, &source, &line, &column);
    json_count(j, "source", (uint64_t)(source - tour->sources));
    json_count(j, "line", line);
    json_count(j, "column", column);
}

/* Where it is not the tour's voice. */
static void
write_speaker(struct json *j, const struct press *press, uint32_t segment)
{
    str take = press->tour->segments[segment].take;
    if (take.len > 0) {
        json_text(j, "take", take);
        return;
    }
    const str *voices = press->publication->voices;
    if (voices != NULL && !str_equal(voices[segment], press->timeline->voice->name)) {
        json_text(j, "voice", voices[segment]);
    }
}

static void
open_segment(struct index *x)
{
    const struct segment *segment = &x->press->tour->segments[x->segment];
    const struct placed *placed = &x->press->timeline->segments[x->segment];
    struct json *j = &x->json;
    json_object(j, JSON_LINES);
    json_text(j, "kind", str_from(segment_kind_name(segment->kind)));
    json_count(j, "start", placed->start);
    json_count(j, "length", placed->length);
    write_speaker(j, x->press, x->segment);
    write_position(j, x->press->tour, segment);
    json_key(j, "sentences");
    json_array(j, JSON_LINES);
    x->segment_open = true;
}

/* Closes and opens segments until `segment` is the next to be opened, or open. */
static void
reach_segment(struct index *x, uint32_t segment)
{
    while (x->segment < segment) {
        if (!x->segment_open) {
            open_segment(x);
        }
        json_end(&x->json);
        json_end(&x->json);
        x->segment_open = false;
        x->segment++;
    }
}

static enum status
sentence(void *state, size_t index, const struct clip *clip, arena scratch)
{
    struct index *x = state;
    const struct segment *segments = x->press->tour->segments;
    uint32_t segment = x->segment;
    while (index >= segments[segment].first_sentence + segments[segment].sentence_count) {
        segment++;
    }
    reach_segment(x, segment);
    if (!x->segment_open) {
        open_segment(x);
    }
    return sentence_json_write(&x->json, x->press->publication, index, clip, scratch, x->press->diags);
}

static enum status
stop_end(void *state, size_t index)
{
    struct index *x = state;
    const struct stop *stop = &x->press->tour->stops[index];
    reach_segment(x, stop->first_segment + stop->segment_count);
    json_end(&x->json);
    json_end(&x->json);
    return STATUS_OK;
}

static enum status
end(void *state, arena scratch)
{
    struct index *x = state;
    (void)scratch;
    json_end(&x->json);
    json_end(&x->json);
    return file_close(x->file, x->press->diags);
}

const struct form form_timeline_json = {
    .begin = begin,
    .stop_begin = stop_begin,
    .sentence = sentence,
    .stop_end = stop_end,
    .end = end,
};
