#include "script/captions.h"

#include "base/utf8.h"
#include "script/mark.h"

static const char hint[] = "write it as: number TAB photo file TAB caption";

struct fields {
    str number, photo, caption;
};

/* Takes what comes before white space off *rest. */
static str
take_word(str *rest)
{
    size_t i = 0, end = rest->len;
    while (i < rest->len) {
        size_t at = i;
        if (mark_is_space(utf8_next(*rest, &i))) {
            end = at;
            break;
        }
    }
    str word = str_cut(*rest, 0, end);
    *rest = mark_trim(str_from_offset(*rest, end));
    return word;
}

static struct fields
divide(str line)
{
    struct fields f;
    str rest = line;
    size_t tabs = 0;
    for (size_t i = 0; i < line.len; i++) {
        tabs += line.data[i] == '\t';
    }
    if (tabs < 2) {
        f.number = take_word(&rest);
        f.photo = take_word(&rest);
        f.caption = rest;
        return f;
    }
    str_split(&rest, '\t', &f.number);
    f.number = mark_trim(f.number);
    if (!str_split(&rest, '\t', &f.photo)) {
        f.photo = rest;
    }
    f.photo = mark_trim(f.photo);
    f.caption = mark_trim(rest);
    return f;
}

/* Reports a line that is no caption and leaves it out. */
static void
fail(arena *out, struct source *source, str line, str at, struct diags *diags, const char *message)
{
    source_report(source, (uint32_t)(at.data - source->bytes.data), diags, DIAG_ERROR, hint, "%s", message);
    source_leave_out(out, source, (uint32_t)(line.data - source->bytes.data), (uint32_t)line.len,
                     str_from(message));
}

static void
read_line(arena *out, struct source *source, str line, struct block_list *captions, struct diags *diags)
{
    struct fields f = divide(line);
    struct block block = {.kind = SEGMENT_CAPTION};
    if (!str_to_number(f.number, CAPTION_NUMBER_MAX, &block.number) || block.number == 0) {
        fail(out, source, line, line, diags, "a caption starts with its photo's number, from 1");
        return;
    }
    if (!mark_has_word(f.caption)) {
        fail(out, source, line, f.photo.len > 0 ? f.photo : line, diags,
             f.photo.len > 0 ? "no caption behind the photo" : "no photo and no caption behind the number");
        return;
    }
    block.photo = f.photo;
    block.photo_at =
        (struct span){source->index, (uint32_t)(f.photo.data - source->bytes.data), (uint32_t)f.photo.len};
    struct piece piece =
        piece_of(source, (uint32_t)(f.caption.data - source->bytes.data), (uint32_t)f.caption.len);
    block_set_pieces(out, &block, &piece, 1);
    source_classify(source, (uint32_t)(line.data - source->bytes.data),
                    (uint32_t)(f.caption.data - line.data), TEXT_SILENT);
    *arena_push(out, captions->items, captions->count, captions->capacity) = block;
}

void
captions_read(arena *out, struct source *source, struct block_list *captions, struct diags *diags)
{
    for (size_t i = 0; i < source->line_count; i++) {
        size_t from = source->lines[i];
        size_t to = i + 1 < source->line_count ? source->lines[i + 1] : source->bytes.len;
        str line = mark_trim(str_cut(source->bytes, from, to - from));
        if (line.len == 0 || line.data[0] == '#') {
            source_classify(source, (uint32_t)from, (uint32_t)(to - from), TEXT_SILENT);
        } else {
            read_line(out, source, line, captions, diags);
        }
    }
}
