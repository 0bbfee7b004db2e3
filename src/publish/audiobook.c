/* The tour as a W3C audiobook: publication.json (Audiobooks, a profile of Publication Manifest),
 * contents.html and, packed with all they name, tour.lpf (Lightweight Packaging Format). */
#include "base/file.h"
#include "base/media_type.h"
#include "publish/archive.h"
#include "publish/content_id.h"
#include "publish/contents.h"
#include "publish/form.h"
#include "publish/json.h"
#include "publish/narrators.h"
#include "publish/page.h"

/* ISO 8601: seconds alone, exact because all lengths are multiples of 20 ms. */
static void
put_duration(struct json *j, uint64_t samples, arena scratch)
{
    uint64_t centiseconds = samples / (CLIP_RATE_HZ / 100);
    json_text(j, "duration",
              str_format(&scratch, "PT%llu.%02uS", (unsigned long long)(centiseconds / 100),
                         (unsigned)(centiseconds % 100)));
}

static void
put_strings(struct json *j, const char *key, const char *const *strings, size_t count)
{
    json_key(j, key);
    json_array(j, JSON_INLINE);
    for (size_t i = 0; i < count; i++) {
        json_string(j, str_from(strings[i]));
    }
    json_end(j);
}

static void
put_organization(struct json *j, const char *key, str name)
{
    if (name.len == 0) {
        return;
    }
    json_key(j, key);
    json_object(j, JSON_INLINE);
    json_text(j, "type", STR("Organization"));
    json_text(j, "name", name);
    json_end(j);
}

static void
put_voices(struct json *j, const struct press *press, arena scratch)
{
    str *names;
    size_t count = narrators_find(&scratch, press, &names);
    json_key(j, "readBy");
    json_array(j, JSON_INLINE);
    for (size_t i = 0; i < count; i++) {
        json_string(j, names[i]);
    }
    json_end(j);
}

static bool
has_photos(const struct press *press)
{
    for (size_t i = 0; i < press->tour->stop_count; i++) {
        if (press->photos[i].len > 0) {
            return true;
        }
    }
    return false;
}

static void
put_accessibility(struct json *j, bool photos)
{
    static const char *const modes[] = {"auditory", "textual", "visual"};
    static const char *const features[] = {"captions",        "transcript",           "synchronizedAudioText",
                                           "tableOfContents", "structuralNavigation", "readingOrder",
                                           "alternativeText"};
    static const char *const hazards[] = {"none"};
    put_strings(j, "accessMode", modes, photos ? 3 : 2);
    json_key(j, "accessModeSufficient");
    json_array(j, JSON_INLINE);
    for (size_t i = 0; i < 2; i++) {
        json_object(j, JSON_INLINE);
        json_text(j, "type", STR("ItemList"));
        put_strings(j, "itemListElement", &modes[i], 1);
        json_end(j);
    }
    json_end(j);
    put_strings(j, "accessibilityFeature", features, photos ? 7 : 6);
    put_strings(j, "accessibilityHazard", hazards, 1);
    json_text(
        j, "accessibilitySummary",
        photos
            ? STR("全部内容可听也可读：每句话都有文字和逐词时间的字幕，照片都有文字说明，可按站、按段跳转。")
            : STR("全部内容可听也可读：每句话都有文字和逐词时间的字幕，可按站、按段跳转。"));
}

static void
put_head(struct json *j, const struct press *press, str id, arena scratch)
{
    static const char *const contexts[] = {"https://schema.org", "https://www.w3.org/ns/pub-context"};
    const struct settings *settings = &press->tour->settings;
    put_strings(j, "@context", contexts, 2);
    json_text(j, "conformsTo", STR("https://www.w3.org/TR/audiobooks/"));
    json_text(j, "type", STR("Audiobook"));
    json_text(j, "id", id);
    json_text(j, "name", settings->title);
    put_organization(j, "author", settings->publisher);
    put_organization(j, "publisher", settings->publisher);
    put_voices(j, press, scratch);
    if (settings->licence.len > 0) {
        json_key(j, "license");
        json_object(j, JSON_INLINE);
        json_text(j, "type", STR("CreativeWork"));
        json_text(j, "name", settings->licence);
        json_end(j);
    }
    json_text(j, "inLanguage", settings->language);
    json_text(j, "readingProgression", STR("ltr"));
    json_key(j, "abridged");
    json_bool(j, false);
    put_duration(j, press->timeline->length, scratch);
    put_accessibility(j, has_photos(press));
}

/* Opens a resource, without its end. */
static void
open_resource(struct json *j, str url, str type)
{
    json_object(j, JSON_INLINE);
    json_text(j, "type", STR("LinkedResource"));
    json_text(j, "url", url);
    json_text(j, "encodingFormat", type);
}

static void
put_reading_order(struct json *j, const struct press *press, arena scratch)
{
    json_key(j, "readingOrder");
    json_array(j, JSON_LINES);
    for (size_t i = 0; i < press->tour->stop_count; i++) {
        arena inner = scratch;
        open_resource(j, timeline_stop_file(&inner, press->timeline, i, "opus"),
                      STR("audio/ogg; codecs=opus"));
        json_text(j, "name", press->tour->stops[i].title);
        put_duration(j, press->timeline->stops[i].length, inner);
        json_key(j, "alternate");
        json_array(j, JSON_INLINE);
        open_resource(j, timeline_stop_file(&inner, press->timeline, i, "vtt"), STR("text/vtt"));
        json_end(j);
        str mp4 = timeline_stop_file(&inner, press->timeline, i, "mp4");
        open_resource(j, mp4, media_type(mp4));
        put_duration(j, press->timeline->stops[i].length, inner);
        json_end(j);
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

static void
put_resources(struct json *j, const struct press *press)
{
    bool cover = false;
    json_key(j, "resources");
    json_array(j, JSON_LINES);
    open_resource(j, STR("contents.html"), STR("text/html"));
    json_text(j, "rel", STR("contents"));
    json_end(j);
    for (size_t i = 0; page_file(i) != NULL; i++) {
        str path = str_from(page_file(i));
        open_resource(j, path, media_type(path));
        json_end(j);
    }
    for (size_t i = 0; i < press->tour->stop_count; i++) {
        if (press->photos[i].len == 0) {
            continue;
        }
        open_resource(j, press->photos[i], media_type(press->photos[i]));
        json_optional(j, "name", press->tour->stops[i].photo_alt);
        if (!cover) {
            json_text(j, "rel", STR("cover"));
            cover = true;
        }
        json_end(j);
    }
    json_end(j);
}

static enum status
write_manifest(const struct press *press, arena scratch)
{
    str id;
    enum status status = content_id(&scratch, press, &id);
    if (status != STATUS_OK) {
        return status;
    }
    struct file_writer *file =
        file_create(&scratch, file_join(&scratch, press->folder, STR("publication.json")));
    struct json j = json_start(file);
    json_object(&j, JSON_LINES);
    put_head(&j, press, id, scratch);
    put_reading_order(&j, press, scratch);
    put_resources(&j, press);
    json_end(&j);
    return file_close(file, press->diags);
}

static void
add_member(struct archive_member **last, const struct press *press, str name, arena *out)
{
    *(*last)++ = (struct archive_member){.name = name, .path = file_join(out, press->folder, name)};
}

/* The manifest first, so that a reader of the stream knows what comes. */
static enum status
write_package(const struct press *press, arena scratch)
{
    size_t stops = press->tour->stop_count;
    size_t pages = 0;
    while (page_file(pages) != NULL) {
        pages++;
    }
    struct archive_member *members = arena_new(&scratch, struct archive_member, 2 + pages + 4 * stops);
    struct archive_member *last = members;
    add_member(&last, press, STR("publication.json"), &scratch);
    add_member(&last, press, STR("contents.html"), &scratch);
    for (size_t i = 0; i < pages; i++) {
        add_member(&last, press, str_from(page_file(i)), &scratch);
    }
    for (size_t i = 0; i < stops; i++) {
        str track = timeline_stop_file(&scratch, press->timeline, i, "opus");
        str captions = timeline_stop_file(&scratch, press->timeline, i, "vtt");
        str mp4 = timeline_stop_file(&scratch, press->timeline, i, "mp4");
        add_member(&last, press, track, &scratch);
        add_member(&last, press, captions, &scratch);
        add_member(&last, press, mp4, &scratch);
        if (press->photos[i].len > 0) {
            add_member(&last, press, press->photos[i], &scratch);
        }
    }
    str path = file_join(&scratch, press->folder, STR("tour.lpf"));
    return archive_write(path, members, (size_t)(last - members), scratch, press->diags);
}

struct audiobook {
    const struct press *press;
    size_t stops;  /* that are whole */
    size_t errors; /* reported before */
};

static enum status
begin(const struct press *press, arena *out, void **state)
{
    struct audiobook *a = arena_new(out, struct audiobook, 1);
    a->press = press;
    a->errors = press->diags->errors;
    *state = a;
    return contents_write(press, *out);
}

static enum status
stop_end(void *state, size_t stop)
{
    struct audiobook *a = state;
    (void)stop;
    a->stops++;
    return STATUS_OK;
}

/* All other files stand by now; after a failure some do not. */
static enum status
end(void *state, arena scratch)
{
    struct audiobook *a = state;
    if (a->stops < a->press->tour->stop_count || a->press->diags->errors > a->errors) {
        return STATUS_OK;
    }
    enum status status = write_manifest(a->press, scratch);
    return status == STATUS_OK ? write_package(a->press, scratch) : status;
}

const struct form form_audiobook = {.begin = begin, .stop_end = stop_end, .end = end};
