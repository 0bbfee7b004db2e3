#include "verify/offline_check.h"

#include <inttypes.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/hash.h"
#include "verify/tour_names.h"

enum { PAGE_BYTES_MAX = 1 << 28 };

static const str list_file = {"offline.json", sizeof "offline.json" - 1};
static const str manifest_file = {"manifest.webmanifest", sizeof "manifest.webmanifest" - 1};

struct reading {
    struct json_reader json;
    struct findings *f;
    struct json_value file;   /* the next one of the list */
    struct str_builder lines; /* as sha256sum would print them; from them follows the version */
    uint64_t bytes;
    size_t good;
};

static bool
expect_text(struct json_reader *r, const struct json_value *object, const char *key, str what, str expected)
{
    str found;
    if (!read_text(r, object, key, &found)) {
        return false;
    }
    if (!str_equal(found, expected)) {
        finding_add(r->findings, r->file, STR_FMT ": expected the %s “" STR_FMT "”, found “" STR_FMT "”",
                    STR_ARG(what), key, STR_ARG(str_cut(expected, 0, 90)), STR_ARG(str_cut(found, 0, 90)));
    }
    return str_equal(found, expected);
}

static bool
expect_bytes(struct json_reader *r, const struct json_value *object, str what, uint64_t expected)
{
    uint64_t found;
    if (!read_number(r, object, "bytes", &found)) {
        return false;
    }
    if (found != expected) {
        finding_add(r->findings, r->file, STR_FMT ": expected %" PRIu64 " bytes, found %" PRIu64,
                    STR_ARG(what), expected, found);
    }
    return found == expected;
}

static bool
expect_role(struct reading *r, str url, str role)
{
    if (role.len > 0) {
        return expect_text(&r->json, &r->file, "role", url, role);
    }
    if (read_has(&r->file, "role")) {
        finding_add(r->f, list_file, STR_FMT ": expected no role: every phone needs it", STR_ARG(url));
        return false;
    }
    return true;
}

/* The next file of the list is this one. role: empty where it has none. */
static void
check_file(struct reading *r, str url, str role, arena scratch)
{
    struct stat st;
    str sum, path = file_join(&scratch, r->f->folder, url);
    if (stat(str_terminated(&scratch, path), &st) != 0 || !S_ISREG(st.st_mode) ||
        hash_file(&scratch, path, &sum, r->f->diags) != STATUS_OK) {
        return; /* folder_check says so */
    }
    str_add(&r->lines, sum);
    str_add_format(&r->lines, "  " STR_FMT "\n", STR_ARG(url));
    r->bytes += (uint64_t)st.st_size;
    if (r->file.node == NULL) {
        finding_add(r->f, list_file, STR_FMT ": expected it in the list, which has no more", STR_ARG(url));
        return;
    }
    bool named = expect_text(&r->json, &r->file, "url", url, url);
    bool sized = named && expect_bytes(&r->json, &r->file, url, (uint64_t)st.st_size);
    bool hashed = named && expect_text(&r->json, &r->file, "sha256", url, sum);
    bool role_right = named && expect_role(r, url, role);
    r->good += sized && hashed && role_right;
    r->file = read_next(&r->file);
}

static void
check_files(struct reading *r, const struct tour_index *x, arena scratch)
{
    static const str contents = {"contents.html", sizeof "contents.html" - 1};
    for (size_t i = 0; tour_name_page(i) != NULL; i++) {
        str page = str_from(tour_name_page(i));
        if (!str_equal(page, contents)) { /* the audiobook's; the page does without */
            check_file(r, page, STR(""), scratch);
        }
    }
    for (size_t i = 0; i < x->stop_count; i++) {
        const struct index_stop *stop = &x->stops[i];
        arena inner = scratch;
        if (!tour_name_is_stop(stop->file)) {
            return; /* index_check says so */
        }
        check_file(r, stop->file, STR("ogg"), inner);
        str mp4 = tour_name_sibling(&inner, stop->file, "mp4");
        check_file(r, mp4, STR("mp4"), inner);
        if (stop->photo.len > 0) {
            check_file(r, stop->photo, STR(""), inner);
        }
    }
    if (r->file.node != NULL) {
        finding_add(r->f, list_file, "expected no more files than the page, its tracks and its photos");
    }
}

/* index.html says of which build it is, and so does the list. */
static void
check_build(struct reading *r, const struct json_value *root, arena scratch)
{
    str sum, page, path = file_join(&scratch, r->f->folder, STR("timeline.json"));
    if (hash_file(&scratch, path, &sum, r->f->diags) != STATUS_OK) {
        return;
    }
    (void)expect_text(&r->json, root, "timeline", STR("the tour"), sum);
    path = file_join(&scratch, r->f->folder, STR("index.html"));
    if (!file_exists(scratch, path) ||
        file_read(&scratch, path, PAGE_BYTES_MAX, &page, r->f->diags) != STATUS_OK) {
        return; /* folder_check says so */
    }
    str mark = str_format(&scratch, " data-timeline=\"" STR_FMT "\"", STR_ARG(sum));
    if (str_find(page, mark) == STR_NONE) {
        finding_add(r->f, STR("index.html"), "expected" STR_FMT ", as timeline.json is now", STR_ARG(mark));
    }
}

static size_t
check_list(const struct tour_index *x, struct findings *f, arena scratch)
{
    struct json_value root, files;
    struct reading r = {.f = f};
    if (read_open(&r.json, &scratch, f, list_file, &root) && read_array(&r.json, &root, "files", &files)) {
        arena lines = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
        r.lines = (struct str_builder){.out = &lines};
        r.file = read_first(&files);
        check_files(&r, x, scratch);
        (void)expect_bytes(&r.json, &root, STR("all files"), r.bytes);
        str version = hash_bytes(&scratch, str_built(&r.lines));
        (void)expect_text(&r.json, &root, "version", STR("the tour"), version);
        check_build(&r, &root, scratch);
    }
    read_close(&r.json);
    return r.good;
}

/* An icon is a file of the page. */
static bool
is_page(str path)
{
    for (size_t i = 0; tour_name_page(i) != NULL; i++) {
        if (str_equal(path, str_from(tour_name_page(i)))) {
            return true;
        }
    }
    return false;
}

static void
check_manifest(const struct tour_index *x, struct findings *f, arena scratch)
{
    struct json_reader json;
    struct json_value root, icons;
    str path;
    if (read_open(&json, &scratch, f, manifest_file, &root)) {
        (void)expect_text(&json, &root, "name", STR("the tour"), x->title);
        (void)expect_text(&json, &root, "lang", STR("the tour"), x->language);
        (void)expect_text(&json, &root, "start_url", STR("the tour"), STR("."));
        (void)expect_text(&json, &root, "scope", STR("the tour"), STR("."));
        (void)expect_text(&json, &root, "display", STR("the tour"), STR("standalone"));
        (void)read_text(&json, &root, "short_name", &path);
        size_t count = 0;
        if (read_array(&json, &root, "icons", &icons)) {
            for (struct json_value icon = read_first(&icons); icon.node != NULL; icon = read_next(&icon)) {
                count++;
                if (read_text(&json, &icon, "src", &path) && !is_page(path)) {
                    read_finding(&json, &icon, "a file of the page");
                }
            }
        }
        if (count == 0) {
            finding_add(f, manifest_file, "expected icons, found none");
        }
    }
    read_close(&json);
}

size_t
offline_check(const struct tour_index *x, arena scratch, struct findings *f)
{
    check_manifest(x, f, scratch);
    return check_list(x, f, scratch);
}
