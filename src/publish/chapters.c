/* Chapters beside the tour's files: Podcasting 2.0 JSON chapters 1.2 and WebVTT chapters. Where the tour has
 * an address, so that a podcast feed is written, the stops have JSON chapters as well. */
#include "base/file.h"
#include "publish/form.h"
#include "publish/html.h"
#include "publish/json.h"

/* "chapters.json" beside tour.opus, "chapters-2.json" beside tour-2.opus. */
static str
chapters_path(arena *out, const struct press *press, const struct part *part, const char *extension)
{
    str suffix = str_from_offset(part->stem, sizeof "tour" - 1);
    str name = str_format(out, "chapters" STR_FMT ".%s", STR_ARG(suffix), extension);
    return file_join(out, press->folder, name);
}

static struct json
open_json(struct file_writer *file, const struct press *press, str title, str track)
{
    const struct settings *settings = &press->tour->settings;
    struct json j = json_start(file);
    json_object(&j, JSON_LINES);
    json_text(&j, "version", STR("1.2.0"));
    json_text(&j, "title", title);
    json_optional(&j, "author", settings->publisher);
    json_optional(&j, "podcastName", settings->base_url.len > 0 ? settings->title : STR(""));
    json_text(&j, "fileName", file_name(track));
    json_key(&j, "chapters");
    json_array(&j, JSON_LINES);
    return j;
}

/* All are shown to the listener: "toc" is false only of marks that change the picture unseen. */
static void
put_chapter(struct json *j, const struct press *press, size_t stop, struct stop_chapter chapter,
            arena scratch)
{
    str base = press->tour->settings.base_url;
    json_object(j, JSON_INLINE);
    json_key(j, "startTime");
    json_seconds(j, chapter.start);
    json_key(j, "endTime");
    json_seconds(j, chapter.start + chapter.length);
    json_text(j, "title", chapter.title);
    if (press->photos[stop].len > 0) {
        json_text(j, "img",
                  str_format(&scratch, STR_FMT STR_FMT, STR_ARG(base), STR_ARG(press->photos[stop])));
    }
    if (base.len > 0) {
        json_text(j, "url",
                  str_format(&scratch, STR_FMT "index.html#stop=%u", STR_ARG(base),
                             (unsigned)press->tour->stops[stop].number));
    }
    json_key(j, "toc");
    json_bool(j, true);
    json_end(j);
}

static enum status
close_json(struct json *j, const struct press *press)
{
    json_end(j);
    json_end(j);
    return file_close(j->file, press->diags);
}

static enum status
write_json(const struct press *press, const struct part *part, arena scratch)
{
    struct file_writer *file = file_create(&scratch, chapters_path(&scratch, press, part, "json"));
    str track = str_format(&scratch, STR_FMT ".opus", STR_ARG(part->stem));
    struct json j = open_json(file, press, press->tour->settings.title, track);
    for (uint32_t i = 0; i < part->chapter_count; i++) {
        const struct chapter *chapter = &press->timeline->chapters[part->first_chapter + i];
        put_chapter(&j, press, chapter->stop,
                    (struct stop_chapter){chapter->title, chapter->start, chapter->length}, scratch);
    }
    return close_json(&j, press);
}

/* For the feed, whose episodes are the stops' MP4 files. */
static enum status
write_stop_json(const struct press *press, size_t stop, arena scratch)
{
    str name = timeline_stop_file(&scratch, press->timeline, stop, "chapters.json");
    struct file_writer *file = file_create(&scratch, file_join(&scratch, press->folder, name));
    struct stop_chapter *chapters;
    size_t count = timeline_stop_chapters(&scratch, press->timeline, stop, &chapters);
    str track = timeline_stop_file(&scratch, press->timeline, stop, "mp4");
    struct json j = open_json(file, press, press->tour->stops[stop].title, track);
    for (size_t i = 0; i < count; i++) {
        put_chapter(&j, press, stop, chapters[i], scratch);
    }
    return close_json(&j, press);
}

static enum status
write_vtt(const struct press *press, const struct part *part, arena scratch)
{
    struct file_writer *file = file_create(&scratch, chapters_path(&scratch, press, part, "vtt"));
    file_put(file, STR("WEBVTT\n"));
    for (uint32_t i = 0; i < part->chapter_count; i++) {
        const struct chapter *chapter = &press->timeline->chapters[part->first_chapter + i];
        arena inner = scratch;
        file_put_format(file, "\n%u\n", (unsigned)i + 1);
        file_put(file, timeline_clock(&inner, chapter->start));
        file_put(file, STR(" --> "));
        file_put(file, timeline_clock(&inner, chapter->start + chapter->length));
        file_put(file, STR("\n"));
        html_put_cue(file, chapter->title);
        file_put(file, STR("\n"));
    }
    return file_close(file, press->diags);
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    enum status status = STATUS_OK;
    const struct press **p = arena_new(out, const struct press *, 1);
    *p = press;
    *state = p;
    for (size_t i = 0; i < press->timeline->part_count && status == STATUS_OK; i++) {
        status = write_json(press, &press->timeline->parts[i], *out);
        if (status == STATUS_OK) {
            status = write_vtt(press, &press->timeline->parts[i], *out);
        }
    }
    return status;
}

static enum status
stop_begin(void *state, size_t stop, arena *out)
{
    const struct press *press = *(const struct press **)state;
    return press->tour->settings.base_url.len > 0 ? write_stop_json(press, stop, *out) : STATUS_OK;
}

const struct form form_chapters = {.begin = begin, .stop_begin = stop_begin};
