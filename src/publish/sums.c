/* SHA256SUMS: what every other file of the tour hashes to, for `sha256sum -c SHA256SUMS` in its folder. */
#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "publish/form.h"

struct sums {
    const struct press *press;
    size_t errors; /* reported before */
};

struct names {
    str *items;
    size_t count, capacity;
};

static int
compare(const void *a, const void *b)
{
    return str_compare(*(const str *)a, *(const str *)b);
}

/* Every file below press.folder/prefix, by its name from press.folder on; folders within folders as well. */
static enum status
collect(const struct press *press, str prefix, arena *out, struct names *names)
{
    str *found;
    size_t count;
    enum status status = file_list(out, file_join(out, press->folder, prefix), &found, &count, press->diags);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        str name = file_join(out, prefix, found[i]);
        str path = file_join(out, press->folder, name);
        if (file_is_folder(*out, path)) {
            status = collect(press, name, out, names);
        } else {
            *arena_push(out, names->items, names->count, names->capacity) = name;
        }
    }
    return status;
}

static enum status
write_sums(const struct press *press, const struct names *names, arena scratch)
{
    enum status status = STATUS_OK;
    struct file_writer *file = file_create(&scratch, file_join(&scratch, press->folder, STR("SHA256SUMS")));
    for (size_t i = 0; i < names->count && status == STATUS_OK; i++) {
        arena inner = scratch;
        str sum;
        str path = file_join(&inner, press->folder, names->items[i]);
        status = hash_file(&inner, path, &sum, press->diags);
        file_put(file, sum);
        file_put(file, STR("  "));
        file_put(file, names->items[i]);
        file_put(file, STR("\n"));
    }
    enum status closed = file_close(file, press->diags);
    return status == STATUS_OK ? closed : status;
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    struct sums *s = arena_new(out, struct sums, 1);
    *s = (struct sums){press, press->diags->errors};
    *state = s;
    return STATUS_OK;
}

/* All other files stand by now; after a failure some do not. */
static enum status
end(void *state, arena scratch)
{
    struct sums *s = state;
    struct names names = {0};
    if (s->press->diags->errors > s->errors) {
        return STATUS_OK;
    }
    enum status status = collect(s->press, STR(""), &scratch, &names);
    if (status != STATUS_OK) {
        return status;
    }
    qsort(names.items, names.count, sizeof *names.items, compare);
    return write_sums(s->press, &names, scratch);
}

const struct form form_sums = {.begin = begin, .end = end};
