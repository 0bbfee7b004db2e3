#include "base/diag.h"

#include <string.h>

enum { DIAGS_BYTES = 256 << 20, UNHEARD_BYTES = 1 << 16 }; /* address space only */

struct diags
diags_new(arena *out)
{
    return (struct diags){.memory = arena_split(out, DIAGS_BYTES)};
}

struct diags
diags_unheard(arena *scratch)
{
    return (struct diags){.memory = arena_split(scratch, UNHEARD_BYTES)};
}

static void
add(struct diags *diags, struct diag d)
{
    diags->warnings += d.severity == DIAG_WARNING;
    diags->errors += d.severity == DIAG_ERROR;
    *arena_push(&diags->memory, diags->items, diags->count, diags->capacity) = d;
}

void
diag_add(struct diags *diags, enum diag_severity severity, str path, uint32_t line, uint32_t column,
         const char *hint, const char *format, ...)
{
    struct diag d = {.severity = severity, .line = line, .column = column};
    va_list list;
    va_start(list, format);
    d.message = str_format_list(&diags->memory, format, list);
    va_end(list);
    d.path = str_copy(&diags->memory, path);
    d.hint = str_copy(&diags->memory, hint == NULL ? STR("") : str_from(hint));
    add(diags, d);
}

enum status
diag_system(struct diags *diags, str path, const char *verb, int error)
{
    diag_add(diags, DIAG_ERROR, path, 0, 0, NULL, "cannot %s: %s", verb, strerror(error));
    return STATUS_SYSTEM;
}

static bool
comes_after(const struct diag *a, const struct diag *b)
{
    int order = str_compare(a->path, b->path);
    if (order != 0) {
        return order > 0;
    }
    return a->line != b->line ? a->line > b->line : a->column > b->column;
}

/* A stable merge sort: qsort is not stable, and damaged scripts can have very many findings. */
static void
sort(struct diag *items, struct diag *spare, size_t count)
{
    if (count < 2) {
        return;
    }
    size_t half = count / 2;
    sort(items, spare, half);
    sort(items + half, spare, count - half);
    memcpy(spare, items, half * sizeof *items);
    for (size_t left = 0, right = half, to = 0; left < half; to++) {
        bool take_right = right < count && comes_after(&spare[left], &items[right]);
        items[to] = take_right ? items[right++] : spare[left++];
    }
}

void
diags_sort(struct diags *diags)
{
    arena scratch = diags->memory;
    sort(diags->items, arena_new(&scratch, struct diag, diags->count), diags->count);
}

/* A message may quote a hostile script: no escape sequence of it reaches the terminal. */
static void
print_safe(FILE *stream, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        bool control =
            c < 0x20 || c == 0x7F || (c == 0xC2 && i + 1 < s.len && (unsigned char)s.data[i + 1] < 0xA0);
        if (control) {
            fprintf(stream, "\\x%02X", c);
        } else {
            fputc(c, stream);
        }
    }
}

void
diags_print(struct diags *diags, FILE *stream, enum diag_severity least)
{
    static const char *const names[] = {"note", "warning", "error"};
    diags_sort(diags);
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *d = &diags->items[i];
        if (d->severity < least) {
            continue;
        }
        print_safe(stream, d->path.len > 0 ? d->path : STR("daolan"));
        if (d->line > 0) {
            fprintf(stream, ":%u", (unsigned)d->line);
        }
        if (d->line > 0 && d->column > 0) {
            fprintf(stream, ":%u", (unsigned)d->column);
        }
        fprintf(stream, ": %s: ", names[d->severity]);
        print_safe(stream, d->message);
        fputc('\n', stream);
        if (d->hint.len > 0) {
            fputs("  hint: ", stream);
            print_safe(stream, d->hint);
            fputc('\n', stream);
        }
    }
}
