#include "script/join.h"

#include "base/utf8.h"
#include "script/lines.h"
#include "script/mark.h"
#include "script/opening.h"
#include "script/pairs.h"
#include "script/split.h"

enum {
    FRAGMENT_CHARS = 16,  /* a shorter line without punctuation may be a signature */
    STRAY_END_CHARS = 20, /* a lone end of a sentence is no longer */
    STRAY_END_BLOCKS = 12 /* and no farther away */
};

static const char hint_end[] = "write the sentence's end, or delete it";
static const char hint_begin[] = "write the sentence's beginning, or delete it";

static bool
holds_pause(str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t c = utf8_next(text, &i);
        if (mark_ends_sentence(c) || c == 0xFF0C || c == 0x3001 || c == ',') {
            return true;
        }
    }
    return false;
}

static bool
is_prose(const struct block *block)
{
    return block->kind == SEGMENT_PARAGRAPH && !block->loose;
}

/* Does the paragraph break off? A short line without a pause may be a signature, unless it ends a cut one. */
static bool
breaks_off(const struct block *block, bool continues, arena scratch)
{
    if (!is_prose(block) || lines_ends(block->text)) {
        return false;
    }
    size_t at;
    if (continues || mark_is_pause(mark_last(block->text, &at))) {
        return true;
    }
    struct pairs pairs = pairs_find(&scratch, block->text);
    return pairs_unmatched(&pairs, true) != NULL ||
           (utf8_count(block->text) >= FRAGMENT_CHARS && holds_pause(block->text));
}

/* Does b close what a left open? */
static bool
closes(const struct block *a, const struct block *b, arena scratch)
{
    struct pairs left = pairs_find(&scratch, a->text), right = pairs_find(&scratch, b->text);
    const struct pair_mark *opener = pairs_unmatched(&left, true), *closer = pairs_unmatched(&right, false);
    return opener != NULL && closer != NULL && opener->kind == closer->kind;
}

static bool
belongs_together(const struct block *a, bool a_continues, const struct block *b, str subject, arena scratch)
{
    if (!is_prose(a) || !is_prose(b) || lines_ends(a->text)) {
        return false;
    }
    if (opening_goes_on(b->text) || closes(a, b, scratch)) {
        return true;
    }
    return breaks_off(a, a_continues, scratch) && !opening_is_fresh(scratch, b->text, subject);
}

/* The next block that is no caption; count where there is none. */
static size_t
next_text(const struct block_list *blocks, size_t i)
{
    for (i++; i < blocks->count && blocks->items[i].kind == SEGMENT_CAPTION; i++) {
    }
    return i;
}

static uint32_t
end_offset(const struct block *block)
{
    size_t at;
    mark_last(block->text, &at);
    return (uint32_t)at;
}

static void
report_join(const struct manuscript *manuscript, const struct block *a, const struct block *b,
            struct diags *diags)
{
    struct span place = block_place(b, 0);
    uint32_t line, column;
    source_position(&manuscript->tour->sources[place.source], place.offset, &line, &column);
    block_report(manuscript->tour, a, end_offset(a), diags, DIAG_WARNING,
                 "join the two paragraphs in the script if that is right",
                 "the sentence is cut here; joined with its end at %u:%u", (unsigned)line, (unsigned)column);
}

/* One block of all those marked as the continuation of first. */
static void
merge(arena *out, arena scratch, const struct manuscript *manuscript, struct block *first,
      const size_t *parts, size_t part_count)
{
    const struct block *items = manuscript->article.items;
    size_t count = 0, capacity = 0;
    struct piece *pieces = NULL;
    for (size_t p = 0; p < part_count; p++) {
        const struct block *part = &items[parts[p]];
        for (uint32_t k = 0; k < part->piece_count; k++) {
            if (k == 0 && count > 0 && block_needs_space(pieces[count - 1].text, part->pieces[0].text)) {
                struct piece before = pieces[count - 1];
                struct piece space =
                    block_space(&manuscript->tour->sources[before.from.source], &before, &part->pieces[0]);
                *arena_push(&scratch, pieces, count, capacity) = space;
            }
            *arena_push(&scratch, pieces, count, capacity) = part->pieces[k];
        }
    }
    block_set_pieces(out, first, pieces, count);
}

static str
find_subject(const struct block_list *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        if (blocks->items[i].kind == SEGMENT_TITLE) {
            return opening_subject(blocks->items[i].text);
        }
    }
    return STR("");
}

void
join_blocks(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    struct block_list *blocks = &manuscript->article;
    str subject = find_subject(blocks);
    bool *gone = arena_new(&scratch, bool, blocks->count);
    size_t *parts = arena_new(&scratch, size_t, blocks->count);
    for (size_t i = 0; i < blocks->count; i++) {
        size_t part_count = 0, last = i, next;
        if (gone[i] || blocks->items[i].kind == SEGMENT_CAPTION) {
            continue;
        }
        parts[part_count++] = i;
        while (
            (next = next_text(blocks, last)) < blocks->count &&
            belongs_together(&blocks->items[last], part_count > 1, &blocks->items[next], subject, scratch)) {
            report_join(manuscript, &blocks->items[last], &blocks->items[next], diags);
            parts[part_count++] = next;
            gone[next] = true;
            last = next;
        }
        if (part_count > 1) {
            merge(out, scratch, manuscript, &blocks->items[i], parts, part_count);
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        if (!gone[i]) {
            blocks->items[kept++] = blocks->items[i];
        }
    }
    blocks->count = kept;
}

static void
add_cut(struct cut_list *cuts, size_t block, uint32_t from, uint32_t to, const struct diags *diags)
{
    struct cut cut = {(uint32_t)block, from, to, diags->items[diags->count - 1].message};
    *arena_push(cuts->memory, cuts->items, cuts->count, cuts->capacity) = cut;
}

/* A paragraph that breaks off; only its last sentence is the fragment. */
static bool
find_open_end(arena scratch, struct manuscript *manuscript, size_t i, struct cut_list *cuts,
              struct diags *diags)
{
    struct block *block = &manuscript->article.items[i];
    size_t next = next_text(&manuscript->article, i);
    const struct block *after = next < manuscript->article.count ? &manuscript->article.items[next] : NULL;
    if (!breaks_off(block, false, scratch)) {
        return false;
    }
    size_t count;
    struct range *sentences = split_briefly(&scratch, block->text, &count);
    block->is_fragment = true;
    block_report(manuscript->tour, block, end_offset(block), diags, DIAG_WARNING, hint_end, "%s",
                 after != NULL && is_prose(after)
                     ? "the sentence breaks off here, and the next paragraph begins a new one"
                     : "the sentence breaks off here");
    if (count > 0) {
        add_cut(cuts, i, sentences[count - 1].from, sentences[count - 1].to, diags);
    }
    return true;
}

/* A paragraph that starts in mid-sentence: by its first mark, or by a closing mark that nothing opens. */
static bool
find_open_start(arena scratch, struct manuscript *manuscript, size_t i, str subject, struct cut_list *cuts,
                struct diags *diags)
{
    struct block *block = &manuscript->article.items[i];
    if (!is_prose(block)) {
        return false;
    }
    size_t count;
    struct range *sentences = split_briefly(&scratch, block->text, &count);
    struct pairs pairs = pairs_find(&scratch, block->text);
    const struct pair_mark *closer = pairs_unmatched(&pairs, false);
    bool in_first = closer != NULL && count > 0 && closer->at < sentences[0].to &&
                    !opening_is_fresh(scratch, block->text, subject);
    if (count == 0 || (!in_first && !opening_is_impossible(block->text))) {
        return false;
    }
    block->starts_inside = true;
    block_report(manuscript->tour, block, 0, diags, DIAG_WARNING, hint_begin,
                 "the paragraph begins in mid-sentence: its beginning is missing");
    add_cut(cuts, i, sentences[0].from, sentences[0].to, diags);
    return true;
}

/* 一个新家, 的湖水: the rest of a sentence. */
static bool
is_rest(str text)
{
    static const char *const starts[] = {"一个", "一种", "一条", "一座", "一项", "一批", "一次",
                                         "一份", "一片", "一段", "一道", "一张", "一名", "一位",
                                         "一场", "一套", "一类", "的",   "了",   "和",   "与",
                                         "及",   "并",   "以及", "新的"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (str_starts(text, str_from(starts[i]))) {
            return true;
        }
    }
    return false;
}

/* A paragraph of a few words without a pause, behind a sentence that broke off: 一条新路。 */
static bool
find_stray_end(const struct manuscript *manuscript, size_t i, size_t open, struct cut_list *cuts,
               struct diags *diags)
{
    const struct block *block = &manuscript->article.items[i];
    const struct block *from = &manuscript->article.items[open];
    size_t chars = utf8_count(str_cut(block->text, 0, STRAY_END_CHARS * 4));
    str body = str_cut(block->text, 0, end_offset(block));
    if (!is_prose(block) || chars > STRAY_END_CHARS || holds_pause(body) || !lines_ends(block->text) ||
        !is_rest(block->text)) {
        return false;
    }
    struct span place = block_place(from, end_offset(from));
    uint32_t line, column;
    source_position(&manuscript->tour->sources[place.source], place.offset, &line, &column);
    block_report(manuscript->tour, block, 0, diags, DIAG_WARNING, "move it to where it belongs, or delete it",
                 "a few words by themselves; they may end the sentence that breaks off at %u:%u",
                 (unsigned)line, (unsigned)column);
    add_cut(cuts, i, 0, (uint32_t)block->text.len, diags);
    return true;
}

void
join_find_fragments(arena scratch, struct manuscript *manuscript, struct cut_list *cuts, struct diags *diags)
{
    struct block_list *blocks = &manuscript->article;
    str subject = find_subject(blocks);
    size_t open = SIZE_MAX; /* the last paragraph that broke off and has found no end */
    for (size_t i = 0; i < blocks->count; i++) {
        struct block *block = &blocks->items[i];
        if (block->kind == SEGMENT_HEADING || (open != SIZE_MAX && i - open > STRAY_END_BLOCKS)) {
            open = SIZE_MAX;
        }
        if (block->kind == SEGMENT_CAPTION) {
            continue;
        }
        bool no_start = find_open_start(scratch, manuscript, i, subject, cuts, diags);
        if (find_open_end(scratch, manuscript, i, cuts, diags)) {
            open = i;
        } else if (!no_start && open != SIZE_MAX && find_stray_end(manuscript, i, open, cuts, diags)) {
            open = SIZE_MAX;
        }
    }
}
