#include "script/source.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

static const char *const hint_encoding = "save the file as UTF-8 text";

static void
report_bytes(const struct source *source, size_t offset, struct diags *diags, const char *hint,
             const char *message)
{
    source_report(source, (uint32_t)offset, diags, DIAG_ERROR, hint, "%s", message);
}

/* A lone carriage return ends a line too, as old Macintosh editors wrote it. */
static void
index_lines(arena *out, struct source *source)
{
    str bytes = source->bytes;
    size_t count = 1;
    for (int round = 0; round < 2; round++) {
        uint32_t *lines = round == 0 ? NULL : arena_new(out, uint32_t, count);
        count = 1;
        for (size_t i = 0; i < bytes.len; i++) {
            bool ends = bytes.data[i] == '\n' ||
                        (bytes.data[i] == '\r' && (i + 1 == bytes.len || bytes.data[i + 1] != '\n'));
            if (ends && lines != NULL) {
                lines[count] = (uint32_t)(i + 1);
            }
            count += ends;
        }
        source->lines = lines;
    }
    source->line_count = count;
}

static uint32_t
count_starts(str bytes, size_t from, size_t to)
{
    uint32_t count = 0;
    for (size_t i = from; i < to; i++) {
        count += ((unsigned char)bytes.data[i] & 0xC0) != 0x80;
    }
    return count;
}

/* Counts code points once, so that columns in very long lines stay cheap. */
static void
index_counts(arena *out, struct source *source)
{
    size_t steps = source->bytes.len / SOURCE_STEP + 1;
    uint32_t *counts = arena_new(out, uint32_t, steps);
    for (size_t i = 1; i < steps; i++) {
        counts[i] = counts[i - 1] + count_starts(source->bytes, (i - 1) * SOURCE_STEP, i * SOURCE_STEP);
    }
    source->counts = counts;
}

static uint32_t
count_before(const struct source *source, size_t offset)
{
    size_t step = source->counts == NULL ? 0 : offset / SOURCE_STEP;
    return (step == 0 ? 0 : source->counts[step]) + count_starts(source->bytes, step * SOURCE_STEP, offset);
}

static bool
is_blank(str s)
{
    for (size_t i = 0; i < s.len;) {
        uint32_t c = utf8_next(s, &i);
        if (c > ' ' && c != 0xA0 && c != 0x3000 && c != 0xFEFF && !(c >= 0x2000 && c <= 0x200B)) {
            return false;
        }
    }
    return true;
}

static enum status
check_bytes(const struct source *source, struct diags *diags)
{
    str bytes = source->bytes;
    const char *nul = bytes.len == 0 ? NULL : memchr(bytes.data, '\0', bytes.len);
    size_t bad = utf8_check(bytes);
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"))) {
        report_bytes(source, 0, diags, hint_encoding, "UTF-16 text, not UTF-8");
    } else if (nul != NULL) {
        report_bytes(source, (size_t)(nul - bytes.data), diags, hint_encoding,
                     "a NUL byte: this is a binary file, not text");
    } else if (bad != STR_NONE) {
        source_report(source, (uint32_t)bad, diags, DIAG_ERROR, hint_encoding, "the byte 0x%02X is not UTF-8",
                      (unsigned char)bytes.data[bad]);
    } else if (bytes.len == 0) {
        diag_add(diags, DIAG_ERROR, source->path, 1, 0, "write the text into it", "the file is empty");
    } else if (is_blank(bytes)) {
        diag_add(diags, DIAG_ERROR, source->path, 1, 0, "write the text into it",
                 "the file holds only white space");
    } else {
        return STATUS_OK;
    }
    return STATUS_SCRIPT;
}

enum status
source_read(arena *out, str path, uint32_t index, struct source *source, struct diags *diags)
{
    *source = (struct source){.index = index, .path = str_copy(out, path)};
    source->name = file_name(source->path);
    enum status status = file_read(out, path, SOURCE_BYTES_MAX, &source->bytes, diags);
    if (status != STATUS_OK) {
        bool is_file = file_exists(*out, path) && !file_is_folder(*out, path);
        return is_file ? status : STATUS_SCRIPT;
    }
    index_lines(out, source);
    index_counts(out, source);
    source->classes = arena_new(out, unsigned char, source->bytes.len);
    if (check_bytes(source, diags) != STATUS_OK) {
        return STATUS_SCRIPT;
    }
    if (str_starts(source->bytes, STR("\xEF\xBB\xBF"))) {
        source_classify(source, 0, 3, TEXT_SILENT);
    }
    return STATUS_OK;
}

/* Index of the line that holds the byte. */
static size_t
find_line(const struct source *source, uint32_t offset)
{
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

void
source_position(const struct source *source, uint32_t offset, uint32_t *line, uint32_t *column)
{
    if (offset > source->bytes.len) {
        offset = (uint32_t)source->bytes.len;
    }
    size_t at = find_line(source, offset);
    uint32_t before = count_before(source, offset) - count_before(source, source->lines[at]);
    if (at == 0 && offset >= 3 && str_starts(source->bytes, STR("\xEF\xBB\xBF"))) {
        before--; /* editors do not show a byte order mark */
    }
    *line = (uint32_t)at + 1;
    *column = before + 1;
}

void
source_report(const struct source *source, uint32_t offset, struct diags *diags, enum diag_severity severity,
              const char *hint, const char *format, ...)
{
    uint32_t line, column;
    source_position(source, offset, &line, &column);
    char text[1024]; /* messages quote at most a sentence */
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    diag_add(diags, severity, source->path, line, column, hint, "%s", text);
}

void
source_classify(struct source *source, uint32_t offset, uint32_t length, enum text_class text_class)
{
    for (size_t i = offset; i < (size_t)offset + length && i < source->bytes.len; i++) {
        unsigned char now = source->classes[i];
        if (now == TEXT_UNSET || (now == TEXT_SILENT && text_class == TEXT_SPOKEN)) {
            source->classes[i] = (unsigned char)text_class;
        }
    }
}

void
source_leave_out(arena *out, struct source *source, uint32_t offset, uint32_t length, str reason)
{
    source_classify(source, offset, length, TEXT_LEFT_OUT);
    size_t count = source->left_out_count, capacity = source->left_out_capacity;
    if (count == capacity) {
        struct span *spans = arena_new(out, struct span, capacity == 0 ? 8 : capacity * 2);
        str *reasons = arena_new(out, str, capacity == 0 ? 8 : capacity * 2);
        if (count > 0) {
            memcpy(spans, source->left_out, count * sizeof *spans);
            memcpy(reasons, source->reasons, count * sizeof *reasons);
        }
        source->left_out = spans;
        source->reasons = reasons;
        source->left_out_capacity = capacity == 0 ? 8 : capacity * 2;
    }
    /* the arrays are const to readers of the struct; this is their one writer */
    ((struct span *)source->left_out)[count] = (struct span){source->index, offset, length};
    ((str *)source->reasons)[count] = str_copy(out, reason);
    source->left_out_count++;
}

size_t
source_unset(const struct source *source)
{
    for (size_t i = 0; i < source->bytes.len; i++) {
        if (source->classes[i] == TEXT_UNSET) {
            return i;
        }
    }
    return STR_NONE;
}
