#include "script/takes.h"

#include <errno.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "script/mark.h"
#include "script/photo.h"

enum { NUMBER_MAX = 1000000000, EXTENSION_MAX = 8, HASH_LEN = 64, TEXT_BYTES_MAX = 64 << 20 };

static const char name_hint[] =
    "name it by stop, 3.wav, or by stop and segment, 3-2.wav; `daolan segments` lists them";

static enum status
refuse(const struct take_file *take, struct diags *diags, const char *hint, const char *message)
{
    diag_add(diags, DIAG_ERROR, take->path, 0, 0, hint, "%s", message);
    return STATUS_SCRIPT;
}

static bool
is_extension(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
            return false;
        }
    }
    return s.len > 0 && s.len <= EXTENSION_MAX;
}

/* "03-2.wav" → stop 3, segment 2; segment 0: the whole stop. */
static bool
parse_name(str name, uint32_t *stop, uint32_t *segment)
{
    str rest = name, numbers, first;
    *segment = 0;
    if (!str_split(&rest, '.', &numbers) || !is_extension(rest)) {
        return false;
    }
    size_t dash = str_find(numbers, STR("-"));
    first = dash == STR_NONE ? numbers : str_cut(numbers, 0, dash);
    return str_to_number(first, NUMBER_MAX, stop) &&
           (dash == STR_NONE ||
            (str_to_number(str_from_offset(numbers, dash + 1), NUMBER_MAX, segment) && *segment > 0));
}

static enum status
find_place(const struct tour *tour, uint32_t number, uint32_t segment, struct take_file *take,
           struct diags *diags)
{
    size_t s = 0;
    while (s < tour->stop_count && tour->stops[s].number != number) {
        s++;
    }
    if (s == tour->stop_count) {
        diag_add(diags, DIAG_ERROR, take->path, 0, 0, "`daolan segments` lists the stops there are",
                 "no stop %u to speak", (unsigned)number);
        return STATUS_SCRIPT;
    }
    const struct stop *stop = &tour->stops[s];
    if (segment > stop->segment_count) {
        diag_add(diags, DIAG_ERROR, take->path, 0, 0, "`daolan segments` lists the segments there are",
                 "no segment %u to speak: stop %u has %u", (unsigned)segment, (unsigned)number,
                 (unsigned)stop->segment_count);
        return STATUS_SCRIPT;
    }
    take->stop = (uint32_t)s;
    take->of_stop = segment == 0;
    take->first_segment = stop->first_segment + (take->of_stop ? 0 : segment - 1);
    take->segment_count = take->of_stop ? stop->segment_count : 1;
    return STATUS_OK;
}

/* A take is published, so like a photo it has to lie in the script folder itself. */
static enum status
look_at_file(arena scratch, const struct tour *tour, const struct take_file *take, struct diags *diags)
{
    str path;
    switch (photo_resolve(&scratch, scratch, tour->folder, take->name, &path)) {
    case PHOTO_FOUND:
        return STATUS_OK;
    case PHOTO_OUTSIDE:
        return refuse(take, diags, "put the recording itself here",
                      "the recording lies outside the script folder");
    case PHOTO_UNSEEN:
        return diag_system(diags, take->path, "look at", errno);
    default:
        return refuse(take, diags, "put a recording here", "not a file that can be read");
    }
}

static str
text_of(arena *out, const struct tour *tour, const struct take_file *take)
{
    struct str_builder text = {.out = out};
    for (uint32_t g = take->first_segment; g < take->first_segment + take->segment_count; g++) {
        const struct segment *segment = &tour->segments[g];
        for (uint32_t i = 0; i < segment->sentence_count; i++) {
            str_add(&text, tour->sentences[segment->first_sentence + i].text);
        }
        if (g + 1 < take->first_segment + take->segment_count) {
            str_add_char(&text, '\n');
        }
    }
    return str_built(&text);
}

static str
hash_of(arena *out, str text)
{
    arena scratch = arena_split(out, text.len * 2 + 4096);
    struct str_builder dense = {.out = &scratch};
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        if (!mark_is_space(utf8_next(text, &i))) {
            str_add(&dense, str_cut(text, from, i - from));
        }
    }
    return hash_bytes(out, str_built(&dense));
}

static str
memory_path(arena *out, const struct take_file *take)
{
    return str_format(out, STR_FMT ".text", STR_ARG(take->path));
}

static enum status
look_at_age(arena scratch, const struct tour *tour, struct take_file *take, struct diags *diags)
{
    str path = memory_path(&scratch, take), bytes;
    take->age = TAKE_NEW;
    if (!file_exists(scratch, path)) {
        return STATUS_OK;
    }
    enum status status = file_read(&scratch, path, TEXT_BYTES_MAX, &bytes, diags);
    if (status != STATUS_OK) {
        return status;
    }
    if (str_equal(str_trim(str_cut(bytes, 0, HASH_LEN)), hash_of(&scratch, take->text))) {
        take->age = TAKE_CURRENT;
        return STATUS_OK;
    }
    take->age = TAKE_STALE;
    const struct segment *segment = &tour->segments[take->first_segment];
    const struct source *source;
    uint32_t line, column;
    sentence_position(tour, &tour->sentences[segment->first_sentence], 0, &source, &line, &column);
    str hint = str_format(
        &scratch, "record it again, then delete " STR_FMT ".text; or delete that alone to keep the take",
        STR_ARG(take->name));
    diag_add(diags, DIAG_WARNING, source->path, line, column, str_terminated(&scratch, hint),
             "stale take " STR_FMT ", recorded for other text; the voice speaks instead",
             STR_ARG(take->name));
    return STATUS_OK;
}

/* One name in takes/; *found: it is a take. */
static enum status
read_name(arena *out, arena scratch, const struct tour *tour, str name, struct take_file *take,
          struct diags *diags)
{
    uint32_t stop, segment;
    take->name = file_join(out, STR("takes"), name);
    take->path = file_join(out, tour->folder, take->name);
    if (!parse_name(name, &stop, &segment)) {
        return refuse(take, diags, name_hint, "not a name that tells which text was recorded");
    }
    enum status status = find_place(tour, stop, segment, take, diags);
    if (status == STATUS_OK) {
        status = look_at_file(scratch, tour, take, diags);
    }
    if (status == STATUS_OK) {
        take->text = text_of(out, tour, take);
    }
    return status;
}

static int
compare(const void *a, const void *b)
{
    const struct take_file *x = a, *y = b;
    if (x->first_segment != y->first_segment) {
        return x->first_segment < y->first_segment ? -1 : 1;
    }
    if (x->segment_count != y->segment_count) {
        return x->segment_count > y->segment_count ? -1 : 1;
    }
    return str_compare(x->name, y->name);
}

/* Sorted, a take clashes with one before it that reaches into its text. */
static enum status
refuse_doubles(const struct take_file *takes, size_t count, struct diags *diags)
{
    enum status status = STATUS_OK;
    const struct take_file *reaching = NULL;
    for (size_t i = 0; i < count; i++) {
        if (reaching != NULL && takes[i].first_segment < reaching->first_segment + reaching->segment_count) {
            diag_add(diags, DIAG_ERROR, takes[i].path, 0, 0, "keep one of them",
                     STR_FMT " speaks the same text", STR_ARG(reaching->name));
            status = STATUS_SCRIPT;
        } else {
            reaching = &takes[i];
        }
    }
    return status;
}

static enum status
read_names(arena *out, arena scratch, const struct tour *tour, const str *names, size_t name_count,
           struct take_file *takes, size_t *count, struct diags *diags)
{
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < name_count; i++) {
        if (str_starts(names[i], STR(".")) || str_ends(names[i], STR(".text"))) {
            continue;
        }
        enum status status = read_name(out, scratch, tour, names[i], &takes[*count], diags);
        *count += status == STATUS_OK;
        worst = status > worst ? status : worst;
    }
    return worst;
}

enum status
takes_find(arena *out, arena scratch, const struct tour *tour, struct take_file **takes, size_t *count,
           struct diags *diags)
{
    str folder = file_join(&scratch, tour->folder, STR("takes"));
    *takes = NULL;
    *count = 0;
    if (!file_exists(scratch, folder)) {
        return STATUS_OK;
    }
    if (!file_is_folder(scratch, folder)) {
        diag_add(diags, DIAG_ERROR, folder, 0, 0, "make it a folder with the recordings in it",
                 "not a folder");
        return STATUS_SCRIPT;
    }
    str *names;
    size_t name_count;
    enum status status = file_list(&scratch, folder, &names, &name_count, diags);
    if (status != STATUS_OK) {
        return status;
    }
    *takes = arena_new(out, struct take_file, name_count);
    status = read_names(out, scratch, tour, names, name_count, *takes, count, diags);
    if (*count > 0) {
        qsort(*takes, *count, sizeof **takes, compare);
    }
    enum status doubles = refuse_doubles(*takes, *count, diags);
    status = doubles > status ? doubles : status;
    for (size_t i = 0; i < *count; i++) {
        enum status age = look_at_age(scratch, tour, &(*takes)[i], diags);
        status = age > status ? age : status;
    }
    return status;
}

void
takes_remember(const struct take_file *take, arena scratch, struct diags *diags)
{
    if (take->age != TAKE_NEW) {
        return;
    }
    struct diags unheard = diags_unheard(&scratch);
    str path = memory_path(&scratch, take);
    str text = str_format(&scratch, STR_FMT "\n" STR_FMT "\n", STR_ARG(hash_of(&scratch, take->text)),
                          STR_ARG(take->text));
    if (file_replace(path, text, scratch, &unheard) != STATUS_OK) {
        diag_add(diags, DIAG_WARNING, path, 0, 0, "make takes/ writable",
                 "cannot be written: nobody will notice when the take's text changes");
    }
}
