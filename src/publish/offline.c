#include "publish/offline.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "publish/json.h"
#include "publish/page.h"
#include "publish/web.h"

static const str paper = {"#f6f2ea", sizeof "#f6f2ea" - 1}; /* --paper of style.css */

static str
short_name(str title)
{
    size_t end = 0;
    for (size_t i = 0; i < OFFLINE_SHORT_NAME && end < title.len; i++) {
        (void)utf8_next(title, &end);
    }
    return str_cut(title, 0, end);
}

static void
put_icon(struct json *j, const char *path, const char *sizes, const char *type, const char *purpose)
{
    json_object(j, JSON_INLINE);
    json_text(j, "src", str_from(path));
    json_text(j, "sizes", str_from(sizes));
    json_text(j, "type", str_from(type));
    json_text(j, "purpose", str_from(purpose));
    json_end(j);
}

/* W3C Web Application Manifest. */
static enum status
write_manifest(const struct press *press, arena scratch)
{
    const struct settings *settings = &press->tour->settings;
    struct file_writer *file =
        file_create(&scratch, file_join(&scratch, press->folder, STR(OFFLINE_MANIFEST)));
    struct json j = json_start(file);
    json_object(&j, JSON_LINES);
    json_text(&j, "name", settings->title);
    json_text(&j, "short_name", short_name(settings->title));
    json_text(&j, "lang", settings->language);
    json_text(&j, "start_url", STR("."));
    json_text(&j, "scope", STR("."));
    json_text(&j, "display", STR("standalone"));
    json_text(&j, "theme_color", paper);
    json_text(&j, "background_color", paper);
    json_key(&j, "icons");
    json_array(&j, JSON_LINES);
    put_icon(&j, "assets/icon-192.png", "192x192", "image/png", "any");
    put_icon(&j, "assets/icon-512.png", "512x512", "image/png", "any maskable");
    put_icon(&j, "assets/icon.svg", "any", "image/svg+xml", "any");
    json_end(&j);
    json_end(&j);
    return file_close(file, press->diags);
}

static enum status
write_worker(const struct press *press, arena scratch)
{
    struct file_writer *file = file_create(&scratch, file_join(&scratch, press->folder, STR("sw.js")));
    file_put(file, (str){(const char *)web_sw_js, web_sw_js_size});
    return file_close(file, press->diags);
}

struct listed {
    str url;
    const char *role; /* NULL: every phone needs it */
    str sha256;
    uint64_t bytes;
};

struct list {
    struct listed *files;
    size_t count, capacity;
    str timeline; /* SHA-256 of timeline.json */
    uint64_t bytes;
};

static void
add(struct list *list, arena *out, str url, const char *role)
{
    *arena_push(out, list->files, list->count, list->capacity) = (struct listed){.url = url, .role = role};
}

static struct list
list_files(arena *out, const struct press *press)
{
    struct list list = {0};
    for (size_t i = 0; page_file(i) != NULL; i++) {
        add(&list, out, str_from(page_file(i)), NULL);
    }
    for (size_t i = 0; i < press->tour->stop_count; i++) {
        str ogg = timeline_stop_file(out, press->timeline, i, "opus");
        str mp4 = timeline_stop_file(out, press->timeline, i, "mp4");
        add(&list, out, ogg, "ogg");
        add(&list, out, mp4, "mp4");
        if (press->photos[i].len > 0) {
            add(&list, out, press->photos[i], NULL);
        }
    }
    return list;
}

enum { FILE_BYTES_MAX = 1 << 30 };

static enum status
sum_files(arena *out, const struct press *press, struct list *list, arena scratch)
{
    str path = file_join(&scratch, press->folder, STR("timeline.json"));
    enum status status = hash_file(out, path, &list->timeline, press->diags);
    for (size_t i = 0; i < list->count && status == STATUS_OK; i++) {
        arena inner = scratch;
        struct listed *file = &list->files[i];
        str bytes;
        path = file_join(&inner, press->folder, file->url);
        status = file_read(&inner, path, FILE_BYTES_MAX, &bytes, press->diags);
        if (status == STATUS_OK) {
            file->sha256 = hash_bytes(out, bytes);
            file->bytes = bytes.len;
            list->bytes += bytes.len;
        }
    }
    return status;
}

static str
version_of(arena *out, const struct list *list, arena scratch)
{
    struct str_builder lines = {.out = &scratch};
    for (size_t i = 0; i < list->count; i++) {
        str_add(&lines, list->files[i].sha256);
        str_add_format(&lines, "  " STR_FMT "\n", STR_ARG(list->files[i].url));
    }
    return hash_bytes(out, str_built(&lines));
}

static void
put_file(struct json *j, const struct listed *file)
{
    json_object(j, JSON_INLINE);
    json_text(j, "url", file->url);
    json_count(j, "bytes", file->bytes);
    json_text(j, "sha256", file->sha256);
    if (file->role != NULL) {
        json_text(j, "role", str_from(file->role));
    }
    json_end(j);
}

static enum status
write_list(const struct press *press, arena out)
{
    arena scratch = arena_split(&out, (size_t)(out.end - out.begin) / 2);
    struct list list = list_files(&out, press);
    enum status status = sum_files(&out, press, &list, scratch);
    if (status != STATUS_OK) {
        return status;
    }
    struct file_writer *file = file_create(&out, file_join(&out, press->folder, STR("offline.json")));
    struct json j = json_start(file);
    json_object(&j, JSON_LINES);
    json_text(&j, "version", version_of(&out, &list, scratch));
    json_text(&j, "timeline", list.timeline);
    json_count(&j, "bytes", list.bytes);
    json_key(&j, "files");
    json_array(&j, JSON_LINES);
    for (size_t i = 0; i < list.count; i++) {
        put_file(&j, &list.files[i]);
    }
    json_end(&j);
    json_end(&j);
    return file_close(file, press->diags);
}

struct offline {
    const struct press *press;
    size_t stops;  /* that are whole */
    size_t errors; /* reported before */
};

static enum status
begin(const struct press *press, arena *out, void **state)
{
    struct offline *o = arena_new(out, struct offline, 1);
    *o = (struct offline){.press = press, .errors = press->diags->errors};
    *state = o;
    enum status status = write_manifest(press, *out);
    return status == STATUS_OK ? write_worker(press, *out) : status;
}

static enum status
stop_end(void *state, size_t stop)
{
    struct offline *o = state;
    (void)stop;
    o->stops++;
    return STATUS_OK;
}

/* All files it lists stand by now; after a failure some do not. */
static enum status
end(void *state, arena scratch)
{
    struct offline *o = state;
    bool whole = o->stops == o->press->tour->stop_count && o->press->diags->errors == o->errors;
    return whole ? write_list(o->press, scratch) : STATUS_OK;
}

const struct form form_offline = {.begin = begin, .stop_end = stop_end, .end = end};
