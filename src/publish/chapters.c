/* Chapters beside the tour's files: Podcasting 2.0 JSON chapters 1.2 and WebVTT chapters. */
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

static enum status
write_json(const struct press *press, const struct part *part, arena scratch)
{
    struct file_writer *file = file_create(&scratch, chapters_path(&scratch, press, part, "json"));
    const struct settings *settings = &press->tour->settings;
    struct json j = json_start(file);
    json_object(&j, JSON_LINES);
    json_text(&j, "version", STR("1.2.0"));
    json_text(&j, "title", settings->title);
    json_optional(&j, "author", settings->publisher);
    json_text(&j, "fileName", str_format(&scratch, STR_FMT ".opus", STR_ARG(part->stem)));
    json_key(&j, "chapters");
    json_array(&j, JSON_LINES);
    for (uint32_t i = 0; i < part->chapter_count; i++) {
        const struct chapter *chapter = &press->timeline->chapters[part->first_chapter + i];
        json_object(&j, JSON_INLINE);
        json_key(&j, "startTime");
        json_seconds(&j, chapter->start);
        json_key(&j, "endTime");
        json_seconds(&j, chapter->start + chapter->length);
        json_text(&j, "title", chapter->title);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    return file_close(file, press->diags);
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
    (void)state;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < press->timeline->part_count && status == STATUS_OK; i++) {
        status = write_json(press, &press->timeline->parts[i], *out);
        if (status == STATUS_OK) {
            status = write_vtt(press, &press->timeline->parts[i], *out);
        }
    }
    return status;
}

const struct form form_chapters = {.begin = begin};
