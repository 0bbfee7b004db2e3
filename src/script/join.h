/*
 * Paragraphs that a column or a page has cut in two.
 *
 * In: blocks. Out: fewer blocks, each cut paragraph whole again, and warnings for the ends that nothing
 * continues.
 *
 * Example: 两岸的人种树护 | 河，河水就清了。→ one block with two pieces, and at the cut: "joined with its end
 * at 5:1".
 *
 * A paragraph without closing punctuation is joined with the next one when that cannot begin a sentence
 * (，城里…), when it closes a quote or bracket the first left open, or when it does not open like a fresh
 * sentence (opening.h). Else the first is a fragment: reported, kept.
 */
#ifndef SCRIPT_JOIN_H
#define SCRIPT_JOIN_H

#include "script/block.h"

/* A part of a block's text that `repair = omit` leaves out. */
struct cut {
    uint32_t block, from, to; /* index into the blocks; bytes of the text */
    str reason;               /* valid as long as the diagnostics */
};

struct cut_list {
    arena *memory; /* where items grow */
    struct cut *items;
    size_t count, capacity;
};

void join_blocks(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags);

/* Reports fragments, after join_blocks: no end, no beginning, or a short end that stands apart from its
 * sentence. */
void join_find_fragments(arena scratch, struct manuscript *manuscript, struct cut_list *cuts,
                         struct diags *diags);

#endif
