#include "script/block.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "script/mark.h"

struct piece
piece_of(const struct source *source, uint32_t offset, uint32_t length)
{
    return (struct piece){{source->index, offset, length}, str_cut(source->bytes, offset, length)};
}

void
block_set_pieces(arena *out, struct block *block, const struct piece *pieces, size_t count)
{
    struct piece *copy = arena_new(out, struct piece, count);
    uint32_t *starts = arena_new(out, uint32_t, count);
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        copy[i] = pieces[i];
        starts[i] = (uint32_t)len;
        len += pieces[i].text.len;
    }
    block->pieces = copy;
    block->starts = starts;
    block->piece_count = (uint32_t)count;
    if (count == 1) {
        block->text = pieces[0].text;
        return;
    }
    char *text = arena_new(out, char, len);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + starts[i], pieces[i].text.data, pieces[i].text.len);
    }
    block->text = (str){text, len};
}

/* Index of the piece that holds the byte of the text. */
static size_t
find_piece(const struct block *block, uint32_t offset)
{
    size_t low = 0, high = block->piece_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (block->starts[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The part [from, to) of one piece's text. */
static struct piece
cut_piece(const struct piece *piece, size_t from, size_t to)
{
    struct piece part = {piece->from, str_cut(piece->text, from, to - from)};
    if (piece->from.length == piece->text.len) {
        part.from.offset += (uint32_t)from;
        part.from.length = (uint32_t)(to - from);
    } else if (from > 0) {
        part.from.offset += piece->from.length;
        part.from.length = 0;
    }
    return part;
}

struct piece *
block_slice(arena *out, const struct block *block, uint32_t from, uint32_t to, size_t *count)
{
    size_t first = find_piece(block, from), end = first;
    while (end < block->piece_count && block->starts[end] < to) {
        end++;
    }
    struct piece *parts = arena_new(out, struct piece, end - first);
    *count = 0;
    for (size_t i = first; i < end; i++) {
        size_t start = block->starts[i], len = block->pieces[i].text.len;
        size_t a = from > start ? from - start : 0;
        size_t b = to - start < len ? to - start : len;
        if (a < b) {
            parts[(*count)++] = cut_piece(&block->pieces[i], a, b);
        }
    }
    return parts;
}

struct span
block_place(const struct block *block, uint32_t offset)
{
    size_t i = find_piece(block, offset);
    struct span place = block->pieces[i].from;
    uint32_t into = offset - block->starts[i];
    if (place.length == block->pieces[i].text.len) {
        place.offset += into < place.length ? into : place.length;
    }
    return place;
}

static bool
is_wide(uint32_t c)
{
    return c >= 0x2E80 || (c >= 0x2010 && c <= 0x2027);
}

bool
block_needs_space(str before, str after)
{
    if (before.len == 0 || after.len == 0) {
        return false;
    }
    size_t end = before.len, start = 0;
    uint32_t last = utf8_previous(before, &end), first = utf8_next(after, &start);
    return !is_wide(last) && !is_wide(first) && !mark_is_space(last) && !mark_is_space(first);
}

struct piece
block_space(const struct source *source, const struct piece *before, const struct piece *after)
{
    uint32_t from = before->from.offset + before->from.length, at = from;
    while (at < after->from.offset && source->bytes.data[at] != '\n' && source->bytes.data[at] != '\r') {
        at++;
    }
    if (at >= after->from.offset) {
        return (struct piece){{source->index, from, 0}, STR(" ")};
    }
    return (struct piece){{source->index, at, 1}, STR(" ")};
}

void
block_report(const struct tour *tour, const struct block *block, uint32_t offset, struct diags *diags,
             enum diag_severity severity, const char *hint, const char *format, ...)
{
    char text[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    struct span place = block_place(block, offset);
    source_report(&tour->sources[place.source], place.offset, diags, severity, hint, "%s", text);
}
