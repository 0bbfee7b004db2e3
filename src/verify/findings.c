#include "verify/findings.h"

#include <inttypes.h>

#include "base/file.h"
#include "verify/clock.h"

enum { FINDINGS_BYTES = 1 << 20 };

struct findings
findings_start(arena *out, str folder, struct diags *diags)
{
    return (struct findings){.diags = diags, .memory = arena_split(out, FINDINGS_BYTES), .folder = folder};
}

void
findings_close(struct findings *f)
{
    arena scratch = f->memory;
    scratch.begin += FINDINGS_BYTES / 2; /* the next file's message may stand in the first half */
    if (f->in_path > FINDINGS_PER_FILE) {
        diag_add(f->diags, DIAG_ERROR, file_join(&scratch, f->folder, f->path), 0, 0, NULL,
                 "and %zu more mismatches in this file", f->in_path - FINDINGS_PER_FILE);
    }
    f->in_path = 0;
}

/* A file's name may come from a hostile timeline: what is shown of it is kept short. */
static str
shown(str text)
{
    enum { LONGEST = 400 };
    size_t len = text.len < LONGEST ? text.len : LONGEST;
    while (len > 0 && len < text.len && ((unsigned char)text.data[len] & 0xC0) == 0x80) {
        len--;
    }
    return str_cut(text, 0, len);
}

static void
add(struct findings *f, str file, str message)
{
    arena scratch = f->memory;
    scratch.begin += FINDINGS_BYTES / 2; /* message stands in the first half */
    file = shown(file);
    if (f->in_path > 0 && !str_equal(file, f->path)) {
        findings_close(f);
    }
    if (f->in_path == 0) {
        f->path = str_copy(&f->diags->memory, file);
    }
    f->in_path++;
    f->count++;
    if (f->in_path <= FINDINGS_PER_FILE) {
        message = shown(message);
        diag_add(f->diags, DIAG_ERROR, file_join(&scratch, f->folder, file), 0, 0, NULL, STR_FMT,
                 STR_ARG(message));
    }
}

void
finding_at(struct findings *f, str file, uint64_t sample, const char *format, ...)
{
    arena scratch = f->memory;
    str clock = clock_from_samples(&scratch, sample);
    va_list list;
    va_start(list, format);
    str words = str_format_list(&scratch, format, list);
    va_end(list);
    add(f, file,
        str_format(&scratch, STR_FMT " (sample %" PRIu64 "): " STR_FMT, STR_ARG(clock), sample,
                   STR_ARG(words)));
}

void
finding_add(struct findings *f, str file, const char *format, ...)
{
    arena scratch = f->memory;
    va_list list;
    va_start(list, format);
    str words = str_format_list(&scratch, format, list);
    va_end(list);
    add(f, file, words);
}
