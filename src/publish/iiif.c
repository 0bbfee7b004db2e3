/* iiif-manifest.json: the tour for viewers of museums' collections (IIIF Presentation API 3.0). A stop is a
 * canvas as long as its track and, where it has a photo, as large as that. Every id is an address below the
 * tour's own, as the standard asks, so without one there is no manifest. */
#include "base/file.h"
#include "base/media_type.h"
#include "publish/json.h"
#include "publish/label.h"
#include "publish/licence.h"
#include "publish/photo_size.h"
#include "script/image.h"

/* Of a photo that does not say how large it is; viewers fit it in. */
enum { CANVAS_WIDTH = 1600, CANVAS_HEIGHT = 1200, WORDS_BYTES = 1 << 16 };

struct manifest {
    const struct press *press;
    struct json json;
    arena scratch; /* of whoever calls the next two */
    arena words;   /* theirs alone: what they are given may stand in scratch */
};

/* Text in the tour's language: {"cmn": ["…"]}. */
static void
put_words(struct manifest *m, const char *key, str text)
{
    arena scratch = m->words;
    json_key(&m->json, key);
    json_object(&m->json, JSON_INLINE);
    json_key(&m->json, str_terminated(&scratch, m->press->tour->settings.language));
    json_array(&m->json, JSON_INLINE);
    json_string(&m->json, text);
    json_end(&m->json);
    json_end(&m->json);
}

/* An id below the tour's address, and what it is. */
static void
put_id(struct manifest *m, str path, const char *type)
{
    arena scratch = m->words;
    str base = m->press->tour->settings.base_url;
    json_text(&m->json, "id", str_format(&scratch, STR_FMT STR_FMT, STR_ARG(base), STR_ARG(path)));
    json_text(&m->json, "type", str_from(type));
}

/* "iiif/03", or below it "iiif/03/sound"; neither is a file. */
static str
canvas_path(arena *out, const struct press *press, size_t stop, const char *below)
{
    return str_format(out, "iiif/%0*u%s", (int)press->timeline->number_digits,
                      (unsigned)press->tour->stops[stop].number, below);
}

static void
put_part_id(struct manifest *m, size_t stop, const char *below, const char *type)
{
    arena scratch = m->scratch;
    put_id(m, canvas_path(&scratch, m->press, stop, below), type);
}

static void
open_array(struct manifest *m, const char *key, enum json_layout layout)
{
    json_key(&m->json, key);
    json_array(&m->json, layout);
}

/* [{id, type, format, label}]: a file beside the manifest. */
static void
put_file(struct manifest *m, const char *key, str path, const char *type, const char *format, str label)
{
    open_array(m, key, JSON_INLINE);
    json_object(&m->json, JSON_INLINE);
    put_id(m, path, type);
    json_text(&m->json, "format", str_from(format));
    put_words(m, "label", label);
    json_end(&m->json);
    json_end(&m->json);
}

static struct photo_size
measure(const struct manifest *m, size_t stop)
{
    arena scratch = m->scratch;
    struct diags unheard = diags_unheard(&scratch);
    struct photo_size size;
    str bytes, path = file_join(&scratch, m->press->folder, m->press->photos[stop]);
    bool known = file_read(&scratch, path, (size_t)IMAGE_FILE_MIB_MAX << 20, &bytes, &unheard) == STATUS_OK &&
                 photo_measure(bytes, &size);
    return known ? size : (struct photo_size){0, 0};
}

static void
put_image(struct manifest *m, size_t stop, const struct photo_size *size)
{
    str photo = m->press->photos[stop];
    put_id(m, photo, "Image");
    json_text(&m->json, "format", media_type(photo));
    if (size->width > 0) {
        json_count(&m->json, "width", size->width);
        json_count(&m->json, "height", size->height);
    }
}

static void
open_annotation(struct manifest *m, size_t stop, const char *below, const char *motivation)
{
    json_object(&m->json, JSON_INLINE);
    put_part_id(m, stop, below, "Annotation");
    json_text(&m->json, "motivation", str_from(motivation));
    json_key(&m->json, "body");
    json_object(&m->json, JSON_INLINE);
}

static void
close_annotation(struct manifest *m, size_t stop)
{
    arena scratch = m->scratch;
    str base = m->press->tour->settings.base_url, path = canvas_path(&scratch, m->press, stop, "");
    json_end(&m->json);
    json_text(&m->json, "target", str_format(&scratch, STR_FMT STR_FMT, STR_ARG(base), STR_ARG(path)));
    json_end(&m->json);
}

static void
open_page(struct manifest *m, const char *key, size_t stop, const char *below)
{
    open_array(m, key, JSON_LINES);
    json_object(&m->json, JSON_LINES);
    put_part_id(m, stop, below, "AnnotationPage");
    open_array(m, "items", JSON_LINES);
}

static void
close_page(struct manifest *m)
{
    json_end(&m->json);
    json_end(&m->json);
    json_end(&m->json);
}

/* The photo, if any, and the sound, both for as long as the canvas lasts. */
static void
put_painting(struct manifest *m, size_t stop, const struct photo_size *size)
{
    arena scratch = m->scratch;
    open_page(m, "items", stop, "/page");
    if (m->press->photos[stop].len > 0) {
        open_annotation(m, stop, "/photo", "painting");
        put_image(m, stop, size);
        close_annotation(m, stop);
    }
    open_annotation(m, stop, "/sound", "painting");
    put_id(m, timeline_stop_file(&scratch, m->press->timeline, stop, "mp4"), "Sound");
    json_text(&m->json, "format", STR("audio/mp4"));
    json_key(&m->json, "duration");
    json_seconds(&m->json, m->press->timeline->stops[stop].length);
    close_annotation(m, stop);
    close_page(m);
}

static void
put_captions(struct manifest *m, size_t stop)
{
    arena scratch = m->scratch;
    open_page(m, "annotations", stop, "/texts");
    open_annotation(m, stop, "/captions", "supplementing");
    put_id(m, timeline_stop_file(&scratch, m->press->timeline, stop, "vtt"), "Text");
    json_text(&m->json, "format", STR("text/vtt"));
    json_text(&m->json, "language", m->press->tour->settings.language);
    put_words(m, "label", STR("字幕"));
    close_annotation(m, stop);
    close_page(m);
}

static void
put_canvas(struct manifest *m, size_t stop)
{
    const struct stop *s = &m->press->tour->stops[stop];
    bool photo = m->press->photos[stop].len > 0;
    struct photo_size size = photo ? measure(m, stop) : (struct photo_size){.width = 0};
    arena scratch = m->scratch;
    json_object(&m->json, JSON_LINES);
    put_part_id(m, stop, "", "Canvas");
    put_words(m, "label", s->title);
    if (photo && s->photo_alt.len > 0) {
        put_words(m, "summary", s->photo_alt);
    }
    if (photo) {
        json_count(&m->json, "width", size.width > 0 ? size.width : CANVAS_WIDTH);
        json_count(&m->json, "height", size.width > 0 ? size.height : CANVAS_HEIGHT);
    }
    json_key(&m->json, "duration");
    json_seconds(&m->json, m->press->timeline->stops[stop].length);
    put_file(m, "rendering", timeline_stop_file(&scratch, m->press->timeline, stop, "opus"), "Sound",
             "audio/ogg", STR("Ogg Opus"));
    put_painting(m, stop, &size);
    put_captions(m, stop);
    json_end(&m->json);
}

/* A canvas, or from `chapter` the stretch of it that the chapter takes (Media Fragments URI 1.0). */
static void
put_canvas_link(struct manifest *m, size_t stop, const struct stop_chapter *chapter)
{
    enum { SAMPLES_PER_MS = CLIP_RATE_HZ / 1000 };
    arena scratch = m->scratch;
    str path = canvas_path(&scratch, m->press, stop, "");
    if (chapter != NULL) {
        uint64_t from = chapter->start / SAMPLES_PER_MS, to = from + chapter->length / SAMPLES_PER_MS;
        path = str_format(&scratch, STR_FMT "#t=%llu.%03u,%llu.%03u", STR_ARG(path),
                          (unsigned long long)(from / 1000), (unsigned)(from % 1000),
                          (unsigned long long)(to / 1000), (unsigned)(to % 1000));
    }
    json_object(&m->json, JSON_INLINE);
    put_id(m, path, "Canvas");
    json_end(&m->json);
}

static void
put_stop_range(struct manifest *m, size_t stop)
{
    arena scratch = m->scratch;
    struct stop_chapter *chapters;
    size_t count = timeline_stop_chapters(&scratch, m->press->timeline, stop, &chapters);
    m->scratch = scratch;
    json_object(&m->json, JSON_LINES);
    put_part_id(m, stop, "/range", "Range");
    put_words(m, "label", m->press->tour->stops[stop].title);
    open_array(m, "items", JSON_LINES);
    for (size_t i = 0; i < count && count > 1; i++) {
        arena inner = scratch;
        json_object(&m->json, JSON_INLINE);
        const char *below = str_terminated(&inner, str_format(&inner, "/range/%zu", i + 1));
        m->scratch = inner;
        put_part_id(m, stop, below, "Range");
        put_words(m, "label", chapters[i].title);
        open_array(m, "items", JSON_INLINE);
        put_canvas_link(m, stop, &chapters[i]);
        json_end(&m->json);
        json_end(&m->json);
    }
    if (count <= 1) {
        put_canvas_link(m, stop, NULL);
    }
    json_end(&m->json);
    json_end(&m->json);
}

static void
put_structures(struct manifest *m)
{
    open_array(m, "structures", JSON_LINES);
    json_object(&m->json, JSON_LINES);
    put_id(m, STR("iiif/range"), "Range");
    put_words(m, "label", m->press->tour->settings.title);
    open_array(m, "items", JSON_LINES);
    for (size_t i = 0; i < m->press->tour->stop_count; i++) {
        arena scratch = m->scratch;
        put_stop_range(m, i);
        m->scratch = scratch;
    }
    json_end(&m->json);
    json_end(&m->json);
    json_end(&m->json);
}

static void
put_thumbnail(struct manifest *m)
{
    for (size_t i = 0; i < m->press->tour->stop_count; i++) {
        if (m->press->photos[i].len > 0) {
            struct photo_size size = measure(m, i);
            open_array(m, "thumbnail", JSON_INLINE);
            json_object(&m->json, JSON_INLINE);
            put_image(m, i, &size);
            json_end(&m->json);
            json_end(&m->json);
            return;
        }
    }
}

/* Whose it is and on which terms: as words, which viewers have to show, and as an address where there is one.
 */
static void
put_rights(struct manifest *m)
{
    const struct settings *settings = &m->press->tour->settings;
    arena scratch = m->scratch;
    str uri = licence_uri(&scratch, settings->licence);
    json_optional(&m->json, "rights", uri);
    if (settings->publisher.len == 0 && settings->licence.len == 0) {
        return;
    }
    bool both = settings->publisher.len > 0 && settings->licence.len > 0;
    json_key(&m->json, "requiredStatement");
    json_object(&m->json, JSON_INLINE);
    put_words(m, "label", STR("署名"));
    put_words(m, "value",
              str_format(&scratch, STR_FMT "%s" STR_FMT, STR_ARG(settings->publisher), both ? " · " : "",
                         STR_ARG(settings->licence)));
    json_end(&m->json);
}

static void
put_head(struct manifest *m)
{
    arena scratch = m->scratch;
    struct label label = label_of_part(&scratch, m->press, 0);
    json_text(&m->json, "@context", STR("http://iiif.io/api/presentation/3/context.json"));
    put_id(m, STR("iiif-manifest.json"), "Manifest");
    put_words(m, "label", m->press->tour->settings.title);
    if (label.description.len > 0) {
        put_words(m, "summary", label.description);
    }
    put_rights(m);
    put_thumbnail(m);
    open_array(m, "behavior", JSON_INLINE);
    json_string(&m->json, STR("auto-advance"));
    json_end(&m->json);
    put_file(m, "homepage", STR("index.html"), "Text", "text/html", m->press->tour->settings.title);
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    (void)state;
    if (press->tour->settings.base_url.len == 0) {
        return STATUS_OK;
    }
    struct manifest m = {.press = press, .scratch = *out};
    m.words = arena_split(&m.scratch, WORDS_BYTES);
    struct file_writer *file =
        file_create(&m.scratch, file_join(&m.scratch, press->folder, STR("iiif-manifest.json")));
    m.json = json_start(file);
    json_object(&m.json, JSON_LINES);
    put_head(&m);
    open_array(&m, "items", JSON_LINES);
    for (size_t i = 0; i < press->tour->stop_count; i++) {
        put_canvas(&m, i);
    }
    json_end(&m.json);
    put_structures(&m);
    json_end(&m.json);
    return file_close(file, press->diags);
}

const struct form form_iiif = {.begin = begin};
