#include "verify/publication_check.h"

#include <inttypes.h>

#include "base/file.h"
#include "base/hash.h"
#include "verify/tour_names.h"

enum { SHOWN_BYTES = 90, FILE_BYTES_MAX = 1 << 30 };

static const str manifest = {"publication.json", sizeof "publication.json" - 1};

/* PT12.34S as milliseconds; false for any other form. */
static bool
parse_duration(str text, uint64_t *ms)
{
    enum { DIGITS_MAX = 9 };
    uint32_t whole, part = 0;
    if (!str_starts(text, STR("PT")) || !str_ends(text, STR("S")) || text.len > DIGITS_MAX + 7) {
        return false;
    }
    str rest = str_cut(text, 2, text.len - 3), seconds;
    if (!str_split(&rest, '.', &seconds) || !str_to_number(seconds, 999999999, &whole)) {
        return false;
    }
    uint32_t scale = rest.len == 0 ? 0 : rest.len == 1 ? 100 : rest.len == 2 ? 10 : rest.len == 3 ? 1 : 0;
    if (rest.len > 0 && (scale == 0 || !str_to_number(rest, 999, &part))) {
        return false;
    }
    *ms = (uint64_t)whole * 1000 + (uint64_t)part * scale;
    return true;
}

static bool
expect_duration(struct json_reader *r, const struct json_value *object, str what, uint64_t samples)
{
    str found;
    uint64_t ms;
    if (!read_text(r, object, "duration", &found)) {
        return false;
    }
    if (parse_duration(found, &ms) && ms * INDEX_MS == samples) {
        return true;
    }
    finding_add(r->findings, manifest,
                STR_FMT ": expected a duration of %" PRIu64 " samples, %" PRIu64 " ms, found " STR_FMT,
                STR_ARG(what), samples, samples / INDEX_MS, STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
    return false;
}

/* The array's texts begin with these. */
static void
expect_strings(struct json_reader *r, const struct json_value *object, const char *key, const str *expected,
               size_t count)
{
    struct json_value array;
    if (!read_array(r, object, key, &array)) {
        return;
    }
    struct json_value s = read_first(&array);
    for (size_t i = 0; i < count; i++) {
        if (s.node == NULL || !cJSON_IsString(s.node) ||
            !str_equal(str_from(s.node->valuestring), expected[i])) {
            finding_add(r->findings, manifest, "expected “" STR_FMT "” in %s", STR_ARG(expected[i]), key);
            return;
        }
        s = read_next(&s);
    }
}

static bool
add_sum(struct findings *f, str name, struct str_builder *sums, arena scratch)
{
    str bytes, path = file_join(&scratch, f->folder, name);
    if (!file_exists(scratch, path) ||
        file_read(&scratch, path, FILE_BYTES_MAX, &bytes, f->diags) != STATUS_OK) {
        return false; /* folder_check says so */
    }
    str_add(sums, hash_bytes(&scratch, bytes));
    str_add_format(sums, "  " STR_FMT "\n", STR_ARG(name));
    return true;
}

/* The first 128 bits of the hash of sha256sum's lines, as a UUID of version 8 (RFC 9562). */
static bool
make_id(const struct tour_index *x, struct findings *f, arena *out, str *id)
{
    enum { LINE_BYTES = 128 };
    arena memory = arena_split(out, 4 * LINE_BYTES * (x->stop_count + 2));
    struct str_builder sums = {.out = &memory};
    bool whole = add_sum(f, STR("timeline.json"), &sums, *out);
    for (size_t i = 0; i < x->stop_count && whole; i++) {
        whole = tour_name_is_stop(x->stops[i].file) && add_sum(f, x->stops[i].file, &sums, *out);
    }
    if (!whole) {
        return false;
    }
    str sum = hash_bytes(out, str_built(&sums));
    const char *variant = str_find(STR("048c"), str_cut(sum, 16, 1)) != STR_NONE   ? "8"
                          : str_find(STR("159d"), str_cut(sum, 16, 1)) != STR_NONE ? "9"
                          : str_find(STR("26ae"), str_cut(sum, 16, 1)) != STR_NONE ? "a"
                                                                                   : "b";
    *id = str_format(out, "urn:uuid:" STR_FMT "-" STR_FMT "-8" STR_FMT "-%s" STR_FMT "-" STR_FMT,
                     STR_ARG(str_cut(sum, 0, 8)), STR_ARG(str_cut(sum, 8, 4)), STR_ARG(str_cut(sum, 13, 3)),
                     variant, STR_ARG(str_cut(sum, 17, 3)), STR_ARG(str_cut(sum, 20, 12)));
    return true;
}

static void
check_head(const struct tour_index *x, struct json_reader *r, const struct json_value *root, arena scratch)
{
    static const str contexts[] = {{"https://schema.org", 18}, {"https://www.w3.org/ns/pub-context", 33}};
    str text, id;
    struct json_value array;
    expect_strings(r, root, "@context", contexts, 2);
    read_expected(r, root, "conformsTo", STR("https://www.w3.org/TR/audiobooks/"));
    read_expected(r, root, "type", STR("Audiobook"));
    read_expected(r, root, "name", x->title);
    read_expected(r, root, "inLanguage", x->language);
    expect_duration(r, root, STR("the tour"), x->length);
    if (make_id(x, r->findings, &scratch, &id)) {
        read_expected(r, root, "id", id);
    }
    static const char *const modes[] = {"accessMode", "accessModeSufficient", "accessibilityFeature",
                                        "accessibilityHazard"};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (read_array(r, root, modes[i], &array) && array.node->child == NULL) {
            read_finding(r, &array, "something");
        }
    }
    (void)read_text(r, root, "accessibilitySummary", &text);
}

/* The captions and the same sound for other players, these two and no more. */
static bool
check_alternates(struct json_reader *r, const struct json_value *alternates, const struct index_stop *stop,
                 arena scratch)
{
    static const char *const kinds[][2] = {{"vtt", "text/vtt"}, {"mp4", "audio/mp4; codecs=opus"}};
    struct json_value alternate = read_first(alternates);
    bool good = true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        str url = tour_name_sibling(&scratch, stop->file, kinds[i][0]);
        if (alternate.node == NULL) {
            finding_add(r->findings, manifest, "expected the alternate " STR_FMT ", found no more",
                        STR_ARG(url));
            return false;
        }
        good = read_expected(r, &alternate, "url", url) && good;
        good = read_expected(r, &alternate, "encodingFormat", str_from(kinds[i][1])) && good;
        if (str_ends(url, STR(".mp4"))) {
            good = expect_duration(r, &alternate, url, stop->at.length) && good;
        }
        alternate = read_next(&alternate);
    }
    if (alternate.node != NULL) {
        finding_add(r->findings, manifest, "expected no more alternates of " STR_FMT " than captions and MP4",
                    STR_ARG(stop->file));
    }
    return good && alternate.node == NULL;
}

static bool
check_stop(struct json_reader *r, const struct json_value *item, const struct index_stop *stop, arena scratch)
{
    struct json_value alternates;
    bool url = read_expected(r, item, "url", stop->file);
    bool type = read_expected(r, item, "encodingFormat", STR("audio/ogg; codecs=opus"));
    bool name = read_expected(r, item, "name", stop->title);
    bool duration = expect_duration(r, item, stop->file, stop->at.length);
    return read_array(r, item, "alternate", &alternates) && check_alternates(r, &alternates, stop, scratch) &&
           url && type && name && duration;
}

static size_t
check_order(const struct tour_index *x, struct json_reader *r, const struct json_value *root, arena scratch)
{
    struct json_value order;
    size_t number = 0, agree = 0;
    if (!read_array(r, root, "readingOrder", &order)) {
        return 0;
    }
    for (struct json_value item = read_first(&order); item.node != NULL; item = read_next(&item)) {
        agree += number < x->stop_count && check_stop(r, &item, &x->stops[number], scratch);
        number++;
    }
    if (number != x->stop_count) {
        finding_add(r->findings, manifest, "expected %zu tracks in the reading order, found %zu",
                    x->stop_count, number);
    }
    return agree;
}

static bool
check_resource(struct json_reader *r, struct json_value *item, str url, const char *rel)
{
    bool good = item->node != NULL && read_expected(r, item, "url", url);
    if (item->node == NULL) {
        finding_add(r->findings, manifest, "expected the resource " STR_FMT ", found no more", STR_ARG(url));
        return false;
    }
    if (rel != NULL) {
        good = read_expected(r, item, "rel", str_from(rel)) && good;
    }
    *item = read_next(item);
    return good;
}

static size_t
check_resources(const struct tour_index *x, struct json_reader *r, const struct json_value *root)
{
    struct json_value resources;
    if (!read_array(r, root, "resources", &resources)) {
        return 0;
    }
    size_t agree = 0;
    struct json_value item = read_first(&resources);
    for (size_t i = 0; tour_name_page(i) != NULL; i++) {
        str page = str_from(tour_name_page(i));
        agree += check_resource(r, &item, page, str_equal(page, STR("contents.html")) ? "contents" : NULL);
    }
    const char *rel = "cover";
    for (size_t i = 0; i < x->stop_count; i++) {
        if (x->stops[i].photo.len > 0) {
            agree += check_resource(r, &item, x->stops[i].photo, rel);
            rel = NULL;
        }
    }
    if (item.node != NULL) {
        finding_add(r->findings, manifest, "expected no more resources than the tour's pages and photos");
    }
    return agree;
}

size_t
publication_check(const struct tour_index *x, arena scratch, struct findings *f)
{
    struct json_reader r;
    struct json_value root;
    size_t agree = 0;
    if (read_open(&r, &scratch, f, manifest, &root)) {
        check_head(x, &r, &root, scratch);
        agree = check_order(x, &r, &root, scratch) + check_resources(x, &r, &root);
    }
    read_close(&r);
    return agree;
}
