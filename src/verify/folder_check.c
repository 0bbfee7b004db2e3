#include "verify/folder_check.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "verify/tour_names.h"

struct names {
    str *items;
    size_t count, capacity;
};

static int
compare_names(const void *a, const void *b)
{
    return str_compare(*(const str *)a, *(const str *)b);
}

static void
add(struct names *names, arena *out, str name)
{
    *arena_push(out, names->items, names->count, names->capacity) = name;
}

/* The tour's own names, sorted, each once. */
static struct names
expected_names(const struct tour_index *x, arena *out)
{
    struct names names = {0};
    for (size_t i = 0; tour_name_fixed(i) != NULL; i++) {
        add(&names, out, str_from(tour_name_fixed(i)));
    }
    if (x->base_url.len > 0) {
        add(&names, out, STR("feed.xml"));
        add(&names, out, STR("iiif-manifest.json"));
    }
    for (size_t i = 0; i < x->file_count; i++) {
        add(&names, out, x->files[i].path);
        str mp4 = tour_name_sibling(out, x->files[i].path, "mp4");
        add(&names, out, mp4);
        if (!x->files[i].is_stop) {
            str json = tour_name_chapters(out, x->files[i].path, "json");
            str vtt = tour_name_chapters(out, x->files[i].path, "vtt");
            add(&names, out, json);
            add(&names, out, vtt);
            str cue = tour_name_sibling(out, x->files[i].path, "cue");
            add(&names, out, cue);
        } else if (x->base_url.len > 0) {
            str chapters = tour_name_sibling(out, x->files[i].path, "chapters.json");
            add(&names, out, chapters);
        }
    }
    for (size_t i = 0; i < x->stop_count; i++) {
        str captions = tour_name_sibling(out, x->stops[i].file, "vtt");
        add(&names, out, captions);
        if (x->stops[i].photo.len > 0) {
            add(&names, out, x->stops[i].photo);
        }
    }
    qsort(names.items, names.count, sizeof *names.items, compare_names);
    return names;
}

enum status
folder_names(arena *out, struct findings *f, str **items, size_t *count)
{
    struct names found = {0}, *names = &found;
    str *top;
    size_t top_count;
    enum status status = file_list(out, f->folder, &top, &top_count, f->diags);
    for (size_t i = 0; i < top_count && status == STATUS_OK; i++) {
        str *inner = NULL;
        size_t inner_count = 0;
        arena scratch = *out;
        str path = file_join(&scratch, f->folder, top[i]);
        struct stat st;
        if (lstat(str_terminated(&scratch, path), &st) != 0 || !S_ISDIR(st.st_mode)) {
            add(names, out, top[i]);
            continue;
        }
        path = file_join(out, f->folder, top[i]);
        status = file_list(out, path, &inner, &inner_count, f->diags);
        for (size_t k = 0; k < inner_count; k++) {
            str name = file_join(out, top[i], inner[k]);
            add(names, out, name);
        }
    }
    if (names->count > 0) {
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    }
    *items = names->items;
    *count = names->count;
    return status;
}

static bool
check_one(struct findings *f, str name, arena scratch)
{
    struct stat st;
    str path = file_join(&scratch, f->folder, name);
    if (lstat(str_terminated(&scratch, path), &st) != 0 || !S_ISREG(st.st_mode)) {
        finding_add(f, name, "expected a regular file, found something else");
        return false;
    }
    if (st.st_size == 0) {
        finding_add(f, name, "expected a file with content, found an empty one");
        return false;
    }
    return true;
}

size_t
folder_check(const struct tour_index *x, arena scratch, struct findings *f, enum status *status)
{
    struct names expected = expected_names(x, &scratch), found = {0};
    *status = folder_names(&scratch, f, &found.items, &found.count);
    size_t good = 0, e = 0, i = 0;
    while (*status == STATUS_OK && (e < expected.count || i < found.count)) {
        if (e > 0 && e < expected.count && str_equal(expected.items[e], expected.items[e - 1])) {
            e++;
            continue;
        }
        int order = e == expected.count ? 1
                    : i == found.count  ? -1
                                        : str_compare(expected.items[e], found.items[i]);
        if (order < 0) {
            finding_add(f, expected.items[e++], "expected the file, found none");
        } else if (order > 0) {
            finding_add(f, found.items[i++], "a file that the timeline does not know");
        } else {
            good += check_one(f, expected.items[e], scratch);
            e++;
            i++;
        }
    }
    return good;
}
