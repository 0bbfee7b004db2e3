#include "script/repair.h"

#include <stdlib.h>

#include "script/damage.h"
#include "script/join.h"
#include "script/mark.h"
#include "script/repeat.h"

static int
compare_cuts(const void *a, const void *b)
{
    const struct cut *x = a, *y = b;
    if (x->block != y->block) {
        return x->block < y->block ? -1 : 1;
    }
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    return (x->to < y->to) - (x->to > y->to); /* the longer first */
}

static void
leave_out_piece(arena *out, struct tour *tour, const struct piece *piece, str reason)
{
    source_leave_out(out, &tour->sources[piece->from.source], piece->from.offset, piece->from.length, reason);
}

/* Takes the cuts (of one block, sorted) out of its text. */
static void
cut_block(arena *out, arena scratch, struct tour *tour, struct block *block, const struct cut *cuts,
          size_t count)
{
    struct piece *kept = NULL;
    size_t kept_count = 0, capacity = 0, part_count;
    uint32_t at = 0;
    for (size_t i = 0; i <= count; i++) {
        uint32_t from = i < count ? cuts[i].from : (uint32_t)block->text.len;
        uint32_t to = i < count ? cuts[i].to : from;
        from = from < at ? at : from;
        if (from > at) {
            struct piece *parts = block_slice(&scratch, block, at, from, &part_count);
            for (size_t k = 0; k < part_count; k++) {
                *arena_push(&scratch, kept, kept_count, capacity) = parts[k];
            }
        }
        if (to > from) {
            struct piece *parts = block_slice(&scratch, block, from, to, &part_count);
            for (size_t k = 0; k < part_count; k++) {
                leave_out_piece(out, tour, &parts[k], cuts[i].reason);
            }
        }
        at = to > at ? to : at;
    }
    block_set_pieces(out, block, kept, kept_count);
}

/* Leaves out what was found; blocks that say nothing more go. */
static void
apply_cuts(arena *out, arena scratch, struct manuscript *manuscript, struct cut_list *cuts)
{
    struct block_list *blocks = &manuscript->article;
    if (cuts->count > 0) {
        qsort(cuts->items, cuts->count, sizeof *cuts->items, compare_cuts);
    }
    for (size_t i = 0; i < cuts->count;) {
        size_t end = i;
        while (end < cuts->count && cuts->items[end].block == cuts->items[i].block) {
            end++;
        }
        cut_block(out, scratch, manuscript->tour, &blocks->items[cuts->items[i].block], cuts->items + i,
                  end - i);
        i = end;
    }
    size_t kept = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        if (mark_has_word(blocks->items[i].text)) {
            blocks->items[kept++] = blocks->items[i];
        }
    }
    blocks->count = kept;
}

enum status
repair_article(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    struct cut_list cuts = {.memory = out};
    join_blocks(out, scratch, manuscript, diags);
    join_find_fragments(scratch, manuscript, &cuts, diags);
    repeat_find(scratch, manuscript, &cuts, diags);
    damage_find(scratch, manuscript, &cuts, diags);
    if (manuscript->tour->settings.repair == REPAIR_OMIT) {
        apply_cuts(out, scratch, manuscript, &cuts);
    }
    return STATUS_OK;
}
