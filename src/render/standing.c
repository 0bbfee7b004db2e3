#include "render/standing.h"

#include <sys/stat.h>

#include "base/file.h"
#include "render/landing.h"

enum { RECORD_BYTES_MAX = 16 << 20 };

/* A line for each file, and for each folder and its files; false where one cannot be looked at. */
static bool
list_files(struct str_builder *record, str folder, str inner, arena scratch)
{
    struct diags unheard = diags_unheard(&scratch);
    str *names;
    size_t count;
    str path = file_join(&scratch, folder, inner);
    bool good = file_list(&scratch, path, &names, &count, &unheard) == STATUS_OK;
    for (size_t i = 0; i < count && good; i++) {
        arena kept = scratch;
        struct stat st;
        str name = inner.len > 0 ? file_join(&kept, inner, names[i]) : names[i];
        good = lstat(str_terminated(&kept, file_join(&kept, folder, name)), &st) == 0;
        if (good && S_ISDIR(st.st_mode)) {
            good = inner.len == 0 && list_files(record, folder, name, kept);
        } else if (good) {
            str_add_format(record, "%llu %lld.%09ld " STR_FMT "\n", (unsigned long long)st.st_size,
                           (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec, STR_ARG(name));
        }
    }
    return good;
}

/* What a folder holds and what it was made from, and an empty line; empty where it cannot be read. */
static str
record_of(arena *out, str folder, str inputs, arena scratch)
{
    struct str_builder record = {.out = out};
    str_add(&record, inputs);
    str_add(&record, STR("\n"));
    bool good = list_files(&record, folder, STR(""), scratch);
    str_add(&record, STR("\n"));
    return good ? str_built(&record) : STR("");
}

/* The file beside the tour, whole; empty where there is none. */
static str
read_remembered(arena *out, str folder)
{
    struct diags unheard = diags_unheard(out);
    str path = landing_hidden_name(out, folder, ".built"), remembered;
    return file_exists(*out, path) &&
                   file_read(out, path, RECORD_BYTES_MAX, &remembered, &unheard) == STATUS_OK
               ? remembered
               : STR("");
}

bool
standing_is(str folder, str inputs, arena scratch)
{
    arena kept = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    folder = landing_place(&kept, folder);
    str remembered = read_remembered(&kept, folder);
    if (remembered.len == 0) {
        return false;
    }
    str record = record_of(&kept, folder, inputs, scratch);
    return record.len > 0 && str_starts(remembered, record);
}

str
standing_note(arena *out, str folder)
{
    str remembered = read_remembered(out, landing_place(out, folder));
    size_t end = str_find(remembered, STR("\n\n"));
    return end == STR_NONE ? STR("") : str_from_offset(remembered, end + 2);
}

void
standing_remember(str folder, str staging, str inputs, str note, arena scratch)
{
    arena kept = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    struct diags unheard = diags_unheard(&kept);
    str path = landing_hidden_name(&kept, folder, ".built");
    str record = record_of(&kept, staging, inputs, scratch);
    if (record.len > 0) {
        str whole = str_format(&kept, STR_FMT STR_FMT, STR_ARG(record), STR_ARG(note));
        enum status status = file_replace(path, whole, scratch, &unheard);
        (void)status;
    }
}
