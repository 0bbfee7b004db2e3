#include "base/diag.h"

#include <string.h>

#include "base/utf8.h"

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

void
diag_add(struct diags *diags, enum diag_severity severity, str path, uint32_t line, uint32_t column,
         const char *hint, const char *format, ...)
{
    diags->warnings += severity == DIAG_WARNING;
    diags->errors += severity == DIAG_ERROR;
    if (diags->count > DIAGS_MAX) {
        return;
    }
    if (diags->count == DIAGS_MAX) {
        struct diag last = {.severity = DIAG_WARNING, .message = STR("more findings than can be listed")};
        *arena_push(&diags->memory, diags->items, diags->count, diags->capacity) = last;
        return;
    }
    struct diag d = {.severity = severity, .line = line, .column = column};
    va_list list;
    va_start(list, format);
    d.message = str_format_list(&diags->memory, format, list);
    va_end(list);
    d.path = str_copy(&diags->memory, path);
    d.hint = str_copy(&diags->memory, hint == NULL ? STR("") : str_from(hint));
    *arena_push(&diags->memory, diags->items, diags->count, diags->capacity) = d;
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

/* What moves a terminal's cursor or colours, or the order of what follows (Unicode's Bidi_Control). */
static bool
is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void
add_shown(struct str_builder *b, str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        uint32_t c = utf8_next(text, &i);
        bool wrong = c == UTF8_BAD && i - from == 1;
        if (!wrong && !is_control(c)) {
            str_add(b, str_cut(text, from, i - from));
            continue;
        }
        for (; from < i; from++) {
            str_add_format(b, "\\x%02X", (unsigned char)text.data[from]);
        }
    }
}

str
diag_shown(arena *out, str text)
{
    struct str_builder b = {.out = out};
    add_shown(&b, text);
    return str_built(&b);
}

static void
add_line(struct str_builder *b, const struct diag *d)
{
    static const char *const names[] = {"note", "warning", "error"};
    add_shown(b, d->path.len > 0 ? d->path : STR("daolan"));
    if (d->line > 0) {
        str_add_format(b, ":%u", (unsigned)d->line);
    }
    if (d->line > 0 && d->column > 0) {
        str_add_format(b, ":%u", (unsigned)d->column);
    }
    str_add_format(b, ": %s: ", names[d->severity]);
    add_shown(b, d->message);
    str_add_char(b, '\n');
    if (d->hint.len > 0) {
        str_add(b, STR("  hint: "));
        str rest = d->hint, piece;
        for (bool first = true; str_split(&rest, '\t', &piece); first = false) {
            str_add(b, first ? STR("") : STR("\t")); /* a line to copy keeps its tabs */
            add_shown(b, piece);
        }
        str_add_char(b, '\n');
    }
}

/* One write a finding: standard error has no buffer, and builds at once do not tear each other's lines. */
void
diags_print(struct diags *diags, FILE *stream, enum diag_severity least)
{
    diags_sort(diags);
    for (size_t i = 0; i < diags->count; i++) {
        if (diags->items[i].severity >= least) {
            arena scratch = diags->memory;
            struct str_builder b = {.out = &scratch};
            add_line(&b, &diags->items[i]);
            fwrite(b.data, 1, b.len, stream);
        }
    }
}
