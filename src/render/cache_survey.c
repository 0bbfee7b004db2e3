#include "render/cache_survey.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"

enum { SHARED_SECONDS = 2 * CACHE_USE_SECONDS };

static int
compare_uses(const void *a, const void *b)
{
    const struct cache_entry *x = a, *y = b;
    if (x->used != y->used) {
        return x->used < y->used ? -1 : 1;
    }
    return str_compare(x->name, y->name);
}

enum status
cache_survey(arena *out, arena scratch, str folder, struct cache_survey *survey, struct diags *diags)
{
    str *names;
    size_t count, capacity = 0;
    *survey = (struct cache_survey){.count = 0};
    enum status status = file_list(&scratch, folder, &names, &count, diags);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        arena inner = scratch;
        struct stat st;
        enum cache_kind kind = cache_kind_of(names[i]);
        const char *path = str_terminated(&inner, file_join(&inner, folder, names[i]));
        if (kind != CACHE_KINDS && lstat(path, &st) == 0 && S_ISREG(st.st_mode)) {
            struct cache_entry entry = {names[i], kind, (uint64_t)st.st_size, st.st_mtime, false};
            *arena_push(out, survey->entries, survey->count, capacity) = entry;
        }
    }
    for (size_t i = 0; i < survey->count; i++) {
        survey->entries[i].name = str_copy(out, survey->entries[i].name);
    }
    if (survey->count > 0) {
        qsort(survey->entries, survey->count, sizeof *survey->entries, compare_uses);
    }
    return status;
}

void
cache_choose(struct cache_survey *survey, const struct cache_limits *limits, bool shared, time_t now)
{
    uint64_t left = 0;
    for (size_t i = 0; i < survey->count; i++) {
        left += survey->entries[i].bytes;
    }
    for (size_t i = 0; i < survey->count; i++) {
        struct cache_entry *entry = &survey->entries[i];
        int64_t unused = entry->used < now ? (int64_t)(now - entry->used) : 0;
        bool old = limits->seconds != CACHE_NO_LIMIT && unused >= limits->seconds;
        bool too_much = limits->bytes != CACHE_NO_LIMIT && left > (uint64_t)limits->bytes;
        entry->goes = (old || too_much) && !(shared && unused < SHARED_SECONDS);
        left -= entry->goes ? entry->bytes : 0;
    }
}

enum status
cache_remove(str folder, const struct cache_survey *survey, arena scratch, struct diags *diags)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < survey->count && status == STATUS_OK; i++) {
        arena inner = scratch;
        if (survey->entries[i].goes) {
            status = file_remove(file_join(&inner, folder, survey->entries[i].name), inner, diags);
        }
    }
    return status;
}
