#include "verify/iiif_check.h"

#include <inttypes.h>

#include "base/file.h"
#include "verify/image_size.h"
#include "verify/index_check.h"
#include "verify/tour_names.h"

static const str manifest_file = {"iiif-manifest.json", 18};

struct manifest {
    const struct tour_index *x;
    struct json_reader *r;
    arena scratch; /* a text that is handed on stands before it, in the caller's copy of all this */
};

/* An id below the tour's address, and what it is. */
static bool
expect_id(struct manifest *m, const struct json_value *object, str path, const char *type)
{
    arena scratch = m->scratch;
    str id = str_format(&scratch, STR_FMT STR_FMT, STR_ARG(m->x->base_url), STR_ARG(path));
    bool good = read_expected(m->r, object, "id", id);
    return read_expected(m->r, object, "type", str_from(type)) && good;
}

/* {"cmn": ["…"]}, nothing else. */
static bool
expect_words(struct manifest *m, const struct json_value *object, const char *key, str expected)
{
    struct json_value map;
    if (!read_object(m->r, object, key, &map)) {
        return false;
    }
    const cJSON *words = map.node->child;
    const cJSON *text = cJSON_IsArray(words) ? words->child : NULL;
    bool good = text != NULL && words->next == NULL && text->next == NULL && cJSON_IsString(text) &&
                str_equal(str_from(words->string), m->x->language) &&
                str_equal(str_from(text->valuestring), expected);
    if (!good) {
        finding_add(m->r->findings, manifest_file, "expected %s “" STR_FMT "” in the tour's language", key,
                    STR_ARG(str_cut(expected, 0, 90)));
    }
    return good;
}

static bool
expect_ms(struct manifest *m, const struct json_value *object, uint64_t samples, str where)
{
    uint64_t ms;
    if (!read_ms(m->r, object, "duration", &ms)) {
        return false;
    }
    if (ms * INDEX_MS != samples) {
        finding_add(m->r->findings, manifest_file,
                    STR_FMT ": expected a duration of %" PRIu64 " ms, found %" PRIu64, STR_ARG(where),
                    samples / INDEX_MS, ms);
    }
    return ms * INDEX_MS == samples;
}

/* The elements of an array that must be so many. */
static bool
expect_array(struct manifest *m, const struct json_value *object, const char *key, size_t count,
             struct json_value *array)
{
    if (!read_array(m->r, object, key, array)) {
        return false;
    }
    size_t found = (size_t)cJSON_GetArraySize(array->node);
    if (found != count) {
        finding_add(m->r->findings, manifest_file, "expected %zu %s, found %zu", count, key, found);
    }
    return found == count;
}

/* "iiif/03" of stops/03.opus, and below it. */
static str
canvas_path(arena *out, const struct index_stop *stop, const char *below)
{
    size_t from = sizeof "stops/" - 1;
    str digits = str_cut(stop->file, from, stop->file.len - from - (sizeof ".opus" - 1));
    return str_format(out, "iiif/" STR_FMT "%s", STR_ARG(digits), below);
}

static bool
expect_part(struct manifest *m, const struct json_value *object, const struct index_stop *stop,
            const char *below, const char *type)
{
    struct manifest inner = *m;
    str path = canvas_path(&inner.scratch, stop, below);
    return expect_id(&inner, object, path, type);
}

/* An annotation on the stop's canvas; its body is handed on. */
static bool
expect_annotation(struct manifest *m, const struct json_value *annotation, const struct index_stop *stop,
                  const char *below, const char *motivation, struct json_value *body)
{
    bool good = expect_part(m, annotation, stop, below, "Annotation");
    arena scratch = m->scratch;
    str canvas = canvas_path(&scratch, stop, "");
    str target = str_format(&scratch, STR_FMT STR_FMT, STR_ARG(m->x->base_url), STR_ARG(canvas));
    good = read_expected(m->r, annotation, "motivation", str_from(motivation)) && good;
    good = read_expected(m->r, annotation, "target", target) && good;
    return read_object(m->r, annotation, "body", body) && good;
}

/* The one page of annotations under a key; its items are handed on. */
static bool
expect_page(struct manifest *m, const struct json_value *canvas, const char *key,
            const struct index_stop *stop, const char *below, size_t count, struct json_value hold[2],
            struct json_value *items)
{
    if (!expect_array(m, canvas, key, 1, &hold[0])) {
        return false;
    }
    hold[1] = read_first(&hold[0]);
    bool good = expect_part(m, &hold[1], stop, below, "AnnotationPage");
    return expect_array(m, &hold[1], "items", count, items) && good;
}

static bool
expect_side(struct manifest *m, const struct json_value *object, const char *key, uint64_t expected)
{
    uint64_t found;
    if (!read_number(m->r, object, key, &found)) {
        return false;
    }
    if (found != expected) {
        finding_add(m->r->findings, manifest_file, "expected a %s of %" PRIu64 ", found %" PRIu64, key,
                    expected, found);
    }
    return found == expected;
}

/* The photo says how large it is, where we can read it; else the canvas and the body agree, if both say it.
 */
static bool
check_size(struct manifest *m, const struct json_value *canvas, const struct json_value *image, str photo)
{
    uint64_t width, height;
    if (!read_number(m->r, canvas, "width", &width) || !read_number(m->r, canvas, "height", &height)) {
        return false;
    }
    struct image_size size;
    bool good = true;
    if (image_size_read(m->r->findings, photo, m->scratch, &size)) {
        good = expect_side(m, canvas, "width", size.width);
        good = expect_side(m, canvas, "height", size.height) && good;
        good = expect_side(m, image, "width", size.width) && good;
        return expect_side(m, image, "height", size.height) && good;
    }
    if (read_has(image, "width") || read_has(image, "height")) {
        good = expect_side(m, image, "width", width);
        good = expect_side(m, image, "height", height) && good;
    }
    if (width == 0 || height == 0) {
        finding_add(m->r->findings, manifest_file, STR_FMT ": expected a canvas of some size",
                    STR_ARG(photo));
    }
    return good && width > 0 && height > 0;
}

static bool
check_painting(struct manifest *m, const struct json_value *canvas, const struct index_stop *stop)
{
    struct json_value hold[2], items, body;
    bool photo = stop->photo.len > 0;
    if (!expect_page(m, canvas, "items", stop, "/page", photo ? 2 : 1, hold, &items)) {
        return false;
    }
    bool good = true;
    struct json_value annotation = read_first(&items);
    if (photo) {
        good = expect_annotation(m, &annotation, stop, "/photo", "painting", &body) &&
               expect_id(m, &body, stop->photo, "Image") && check_size(m, canvas, &body, stop->photo);
        annotation = read_next(&annotation);
    }
    if (!expect_annotation(m, &annotation, stop, "/sound", "painting", &body)) {
        return false;
    }
    struct manifest inner = *m;
    str track = tour_name_sibling(&inner.scratch, stop->file, "mp4");
    good = expect_id(&inner, &body, track, "Sound") && good;
    good = read_expected(m->r, &body, "format", STR("audio/mp4")) && good;
    return expect_ms(m, &body, stop->at.length, stop->file) && good;
}

static bool
check_captions(struct manifest *m, const struct json_value *canvas, const struct index_stop *stop)
{
    struct json_value hold[2], items, body;
    if (!expect_page(m, canvas, "annotations", stop, "/texts", 1, hold, &items)) {
        return false;
    }
    struct json_value annotation = read_first(&items);
    bool good = expect_annotation(m, &annotation, stop, "/captions", "supplementing", &body);
    struct manifest inner = *m;
    str captions = tour_name_sibling(&inner.scratch, stop->file, "vtt");
    return good && expect_id(&inner, &body, captions, "Text") &&
           read_expected(m->r, &body, "format", STR("text/vtt")) &&
           read_expected(m->r, &body, "language", m->x->language);
}

static bool
check_canvas(struct manifest *m, const struct json_value *canvas, const struct index_stop *stop)
{
    struct json_value rendering;
    bool good = expect_part(m, canvas, stop, "", "Canvas");
    good = expect_words(m, canvas, "label", stop->title) && good;
    if (stop->photo.len > 0 && stop->photo_alt.len > 0) {
        good = expect_words(m, canvas, "summary", stop->photo_alt) && good;
    }
    if (stop->photo.len == 0 && (read_has(canvas, "width") || read_has(canvas, "height"))) {
        finding_add(m->r->findings, manifest_file, STR_FMT ": expected no size of a canvas without a photo",
                    STR_ARG(stop->file));
        good = false;
    }
    good = expect_ms(m, canvas, stop->at.length, stop->file) && good;
    if (expect_array(m, canvas, "rendering", 1, &rendering)) {
        struct json_value file = read_first(&rendering);
        good = expect_id(m, &file, stop->file, "Sound") && good;
    }
    good = check_painting(m, canvas, stop) && good;
    return check_captions(m, canvas, stop) && good;
}

/* The canvas, or the stretch of it that a chapter takes. */
static bool
check_link(struct manifest *m, const struct json_value *range, const struct index_stop *stop,
           const struct index_chapter *chapter)
{
    struct json_value items;
    struct manifest inner = *m;
    if (!expect_array(m, range, "items", 1, &items)) {
        return false;
    }
    const char *below = "";
    if (chapter != NULL) {
        uint64_t from = chapter->at.start / INDEX_MS, to = from + chapter->at.length / INDEX_MS;
        str text = str_format(&inner.scratch, "#t=%" PRIu64 ".%03u,%" PRIu64 ".%03u", from / 1000,
                              (unsigned)(from % 1000), to / 1000, (unsigned)(to % 1000));
        below = str_terminated(&inner.scratch, text);
    }
    struct json_value link = read_first(&items);
    return expect_part(&inner, &link, stop, below, "Canvas");
}

static bool
check_range(struct manifest *m, const struct json_value *range, const struct index_stop *stop)
{
    const struct index_file *file = index_stop_file(m->x, stop);
    size_t count = file != NULL ? file->chapter_count : 0, number = 0;
    bool good = expect_part(m, range, stop, "/range", "Range");
    good = expect_words(m, range, "label", stop->title) && good;
    if (count <= 1) {
        return check_link(m, range, stop, NULL) && good;
    }
    struct json_value items;
    if (!expect_array(m, range, "items", count, &items)) {
        return false;
    }
    for (struct json_value c = read_first(&items); c.node != NULL; c = read_next(&c), number++) {
        const struct index_chapter *chapter = &m->x->chapters[file->first_chapter + number];
        good = read_expected(m->r, &c, "type", STR("Range")) && good;
        good = expect_words(m, &c, "label", chapter->title) && good;
        good = check_link(m, &c, stop, chapter) && good;
    }
    return good;
}

static void
check_structures(struct manifest *m, const struct json_value *root)
{
    struct json_value structures, items;
    size_t number = 0;
    if (!expect_array(m, root, "structures", 1, &structures)) {
        return;
    }
    struct json_value whole = read_first(&structures);
    expect_id(m, &whole, STR("iiif/range"), "Range");
    expect_words(m, &whole, "label", m->x->title);
    if (expect_array(m, &whole, "items", m->x->stop_count, &items)) {
        for (struct json_value s = read_first(&items); s.node != NULL; s = read_next(&s)) {
            check_range(m, &s, &m->x->stops[number++]);
        }
    }
}

/* Who is named, wherever the tour names anybody. */
static void
check_rights(struct manifest *m, const struct json_value *root)
{
    struct json_value statement;
    arena scratch = m->scratch;
    str publisher = m->x->publisher, licence = m->x->licence;
    if (publisher.len == 0 && licence.len == 0) {
        return;
    }
    str words = str_format(&scratch, STR_FMT "%s" STR_FMT, STR_ARG(publisher),
                           publisher.len > 0 && licence.len > 0 ? " · " : "", STR_ARG(licence));
    if (read_object(m->r, root, "requiredStatement", &statement)) {
        expect_words(m, &statement, "value", words);
    }
}

size_t
iiif_check(const struct tour_index *x, arena scratch, struct findings *f)
{
    struct json_reader r;
    struct json_value root, items;
    size_t agree = 0, number = 0;
    if (read_open(&r, &scratch, f, manifest_file, &root)) {
        struct manifest m = {.x = x, .r = &r, .scratch = scratch};
        (void)read_expected(&r, &root, "@context", STR("http://iiif.io/api/presentation/3/context.json"));
        expect_id(&m, &root, manifest_file, "Manifest");
        expect_words(&m, &root, "label", x->title);
        check_rights(&m, &root);
        if (expect_array(&m, &root, "items", x->stop_count, &items)) {
            for (struct json_value c = read_first(&items); c.node != NULL; c = read_next(&c)) {
                agree += check_canvas(&m, &c, &x->stops[number++]);
            }
        }
        check_structures(&m, &root);
    }
    read_close(&r);
    return agree;
}
