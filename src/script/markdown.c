#include "script/markdown.h"

#include <md4c.h>

#include "base/utf8.h"
#include "script/entity.h"
#include "script/mark.h"

/* Text being collected: of a paragraph, or of an image inside it. */
struct run {
    struct piece *pieces;
    size_t count, capacity;
    bool line_end; /* a line ended since the last piece */
    bool cell_end; /* a table cell ended since the last piece */
};

struct reader {
    arena *out;
    arena scratch;
    struct source *source;
    struct block_list *blocks;
    struct diags *diags;
    struct run body, image;
    unsigned heading;     /* level of the heading we are in, 0: none */
    unsigned loose_depth; /* lists, quotations, tables round us */
    unsigned image_depth;
    unsigned mute_depth; /* code */
    bool has_title, is_html;
    uint32_t last; /* byte offset behind the text seen last */
    struct block caption;
    size_t left_from, left_to; /* code or HTML being left out; empty: none */
    bool left_is_comment;
};

static struct run *
current(struct reader *r)
{
    return r->image_depth > 0 ? &r->image : &r->body;
}

static bool
is_inside(const struct reader *r, const char *text, size_t size)
{
    uintptr_t begin = (uintptr_t)r->source->bytes.data, at = (uintptr_t)text;
    return at >= begin && at + size <= begin + r->source->bytes.len;
}

static void
push(struct reader *r, struct run *run, struct piece piece)
{
    struct piece *last = run->count > 0 ? &run->pieces[run->count - 1] : NULL;
    bool same = piece.from.length == piece.text.len && last != NULL && last->from.length == last->text.len &&
                last->from.offset + last->from.length == piece.from.offset &&
                last->text.data + last->text.len == piece.text.data;
    if (same) {
        last->from.length += piece.from.length;
        last->text.len += piece.text.len;
    } else {
        *arena_push(&r->scratch, run->pieces, run->count, run->capacity) = piece;
    }
}

/* What stands for the line end or the cell's border before this piece. The place behind the text seen last:
 * an image or code may stand between this piece and the one before it. */
static void
push_joint(struct reader *r, struct run *run, const struct piece *piece)
{
    if (run->count > 0 && piece->from.offset >= r->last) {
        struct piece before = run->pieces[run->count - 1];
        struct piece seen = {{r->source->index, r->last, 0}, STR("")};
        if (run->cell_end && piece->from.offset > r->last) {
            push(r, run,
                 (struct piece){{r->source->index, r->last, piece->from.offset - r->last}, STR("，")});
        } else if (run->line_end && block_needs_space(before.text, piece->text)) {
            push(r, run, block_space(r->source, &seen, piece));
        }
    }
    run->line_end = false;
    run->cell_end = false;
}

static void
add_piece(struct reader *r, struct piece piece)
{
    struct run *run = current(r);
    if (piece.text.len == 0) {
        return;
    }
    push_joint(r, run, &piece);
    push(r, run, piece);
    r->last = piece.from.offset + piece.from.length;
}

/* Length of a run of ** or more at s, 0 where there is none. */
static size_t
emphasis_run(str s)
{
    size_t len = 0;
    while (len < s.len && s.data[len] == '*') {
        len++;
    }
    return len >= 2 ? len : 0;
}

static void
add_text(struct reader *r, str text)
{
    if (!is_inside(r, text.data, text.len)) {
        add_piece(r, (struct piece){{r->source->index, r->last, 0}, str_copy(r->out, text)});
        return;
    }
    size_t from = 0;
    uint32_t base = (uint32_t)(text.data - r->source->bytes.data);
    for (size_t i = 0; i < text.len;) {
        size_t stars = text.data[i] == '*' ? emphasis_run(str_from_offset(text, i)) : 0;
        if (stars > 0) {
            add_piece(r, piece_of(r->source, base + (uint32_t)from, (uint32_t)(i - from)));
            from = i + stars;
        }
        i += stars > 0 ? stars : 1;
    }
    add_piece(r, piece_of(r->source, base + (uint32_t)from, (uint32_t)(text.len - from)));
}

static void
add_entity(struct reader *r, str entity)
{
    str text;
    if (!is_inside(r, entity.data, entity.len) || !entity_decode(r->out, entity, &text)) {
        add_text(r, entity);
        return;
    }
    uint32_t offset = (uint32_t)(entity.data - r->source->bytes.data);
    add_piece(r, (struct piece){{r->source->index, offset, (uint32_t)entity.len}, text});
}

/* Ends what is being left out, with its diagnostic. */
static void
leave_out(struct reader *r, const char *what)
{
    if (r->left_to <= r->left_from) {
        return;
    }
    uint32_t from = (uint32_t)r->left_from, length = (uint32_t)(r->left_to - r->left_from);
    enum diag_severity severity = r->left_is_comment ? DIAG_NOTE : DIAG_WARNING;
    str reason = str_format(&r->scratch, "%s is not read aloud", r->left_is_comment ? "a comment" : what);
    source_report(r->source, from, r->diags, severity,
                  r->left_is_comment ? NULL : "write what visitors should hear as text", STR_FMT,
                  STR_ARG(reason));
    source_leave_out(r->out, r->source, from, length, reason);
    r->left_from = r->left_to = 0;
}

static void
add_left_out(struct reader *r, str text)
{
    if (!is_inside(r, text.data, text.len) || text.len == 0) {
        return; /* the line ends and indentation that md4c makes up */
    }
    size_t from = (size_t)(text.data - r->source->bytes.data);
    if (r->left_to <= r->left_from) {
        r->left_from = from;
        r->left_is_comment = str_starts(text, STR("<!--"));
    }
    r->left_to = from + text.len;
    r->last = (uint32_t)r->left_to;
}

static enum segment_kind
block_kind(struct reader *r)
{
    if (r->heading == 0) {
        return SEGMENT_PARAGRAPH;
    }
    if (r->heading == 1 && !r->has_title) {
        r->has_title = true;
        return SEGMENT_TITLE;
    }
    return SEGMENT_HEADING;
}

/* A deeper heading right under a heading goes into its stop. */
static bool
continues_heading(const struct reader *r, unsigned level)
{
    for (size_t i = r->blocks->count; i-- > 0;) {
        const struct block *before = &r->blocks->items[i];
        if (before->kind != SEGMENT_CAPTION) {
            return before->kind == SEGMENT_HEADING && before->level < level;
        }
    }
    return false;
}

/* "#标题" without a space is a paragraph to CommonMark; the producer meant a heading. */
static void
warn_of_hash(struct reader *r, const struct block *block)
{
    size_t hashes = 0;
    while (hashes < block->text.len && block->text.data[hashes] == '#') {
        hashes++;
    }
    if (hashes > 0 && hashes <= 6 && block->kind == SEGMENT_PARAGRAPH) {
        source_report(r->source, block_place(block, 0).offset, r->diags, DIAG_WARNING,
                      "write a space after #, or \\# if it is no heading",
                      "a heading without a space after # is read as a paragraph");
    }
}

/* The block that has been collected, if it says anything. */
static void
flush(struct reader *r)
{
    struct run *run = &r->body;
    struct block block = {.level = (unsigned char)r->heading, .loose = r->loose_depth > 0};
    block_set_pieces(r->out, &block, run->pieces, run->count);
    run->count = 0;
    run->line_end = run->cell_end = false;
    if (!mark_has_word(block.text)) {
        return;
    }
    block.kind = block_kind(r);
    block.continues = block.kind == SEGMENT_HEADING && continues_heading(r, r->heading);
    warn_of_hash(r, &block);
    *arena_push(r->out, r->blocks->items, r->blocks->count, r->blocks->capacity) = block;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct reader *r = user;
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
        return 0;
    }
    flush(r);
    if (type == MD_BLOCK_H) {
        r->heading = ((MD_BLOCK_H_DETAIL *)detail)->level;
    }
    r->mute_depth += type == MD_BLOCK_CODE;
    r->is_html = type == MD_BLOCK_HTML;
    r->loose_depth +=
        type == MD_BLOCK_UL || type == MD_BLOCK_OL || type == MD_BLOCK_QUOTE || type == MD_BLOCK_TABLE;
    return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct reader *r = user;
    (void)detail;
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
        r->body.cell_end = true;
        return 0;
    }
    flush(r);
    if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML) {
        leave_out(r, type == MD_BLOCK_CODE ? "code" : "HTML");
    }
    r->heading = type == MD_BLOCK_H ? 0 : r->heading;
    r->mute_depth -= type == MD_BLOCK_CODE;
    r->is_html = false;
    r->loose_depth -=
        type == MD_BLOCK_UL || type == MD_BLOCK_OL || type == MD_BLOCK_QUOTE || type == MD_BLOCK_TABLE;
    return 0;
}

static void
start_image(struct reader *r, const MD_SPAN_IMG_DETAIL *detail)
{
    str written = {detail->src.text, detail->src.size};
    r->caption = (struct block){.kind = SEGMENT_CAPTION, .photo = str_copy(r->out, written)};
    uint32_t offset = r->last;
    if (written.len > 0 && is_inside(r, written.data, written.len)) {
        offset = (uint32_t)(written.data - r->source->bytes.data);
    }
    r->caption.photo_at = (struct span){r->source->index, offset, (uint32_t)written.len};
    r->image.count = 0;
}

static void
end_image(struct reader *r)
{
    struct block *caption = &r->caption;
    block_set_pieces(r->out, caption, r->image.pieces, r->image.count);
    r->image.line_end = false;
    if (mark_has_word(caption->text)) {
        *arena_push(r->out, r->blocks->items, r->blocks->count, r->blocks->capacity) = *caption;
        return;
    }
    source_report(r->source, caption->photo_at.offset, r->diags, DIAG_WARNING,
                  "write its caption between the brackets: ![caption](photo.jpg)",
                  "a photo without a caption cannot be heard");
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct reader *r = user;
    if (type == MD_SPAN_IMG && r->image_depth++ == 0) {
        start_image(r, detail);
    }
    r->mute_depth += type == MD_SPAN_CODE;
    return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct reader *r = user;
    (void)detail;
    if (type == MD_SPAN_IMG && --r->image_depth == 0) {
        end_image(r);
    }
    if (type == MD_SPAN_CODE) {
        r->mute_depth--;
        leave_out(r, "code");
    }
    return 0;
}

static bool
is_line_break(str tag)
{
    return str_starts(tag, STR("<br")) && tag.len <= 6;
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *data, MD_SIZE size, void *user)
{
    struct reader *r = user;
    str text = {data, size};
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        current(r)->line_end = true;
    } else if (type == MD_TEXT_HTML && is_line_break(text) && !r->is_html) {
        current(r)->line_end = true;
    } else if (r->mute_depth > 0 || type == MD_TEXT_CODE || type == MD_TEXT_HTML ||
               type == MD_TEXT_LATEXMATH) {
        add_left_out(r, text);
        if (type == MD_TEXT_HTML && !r->is_html) {
            leave_out(r, "HTML");
        }
    } else if (type == MD_TEXT_ENTITY) {
        add_entity(r, text);
    } else {
        add_text(r, text);
    }
    return 0;
}

enum status
markdown_read(arena *out, arena scratch, struct source *source, struct block_list *blocks,
              struct diags *diags)
{
    MD_PARSER parser = {.flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES,
                        .enter_block = enter_block,
                        .leave_block = leave_block,
                        .enter_span = enter_span,
                        .leave_span = leave_span,
                        .text = on_text};
    struct reader r = {.out = out, .scratch = scratch, .source = source, .blocks = blocks, .diags = diags};
    str bytes = source->bytes;
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) {
        bytes = str_from_offset(bytes, 3);
    }
    if (md_parse(bytes.data, (MD_SIZE)bytes.len, &parser, &r) != 0) {
        diag_add(diags, DIAG_ERROR, source->path, 0, 0, NULL, "the Markdown cannot be read");
        return STATUS_SYSTEM;
    }
    return STATUS_OK;
}
