#include "mandarin/lexicon_array.h"

#include <stdlib.h>

/* A node with more children than FAN_MIN has a base for every FAN_SHARE of them or fewer, more or less. */
enum { FAN_MIN = 24, FAN_SHARE = 12 };

/* Words that share their first `depth` characters. */
struct branch {
    uint32_t first_word, word_count, depth;
    uint32_t parent, node;             /* the root is its own parent */
    uint32_t first_child, child_count; /* branches */
};

/* Children that are placed by one base: all of a branch's, or those whose labels end in the same bits. */
struct litter {
    uint32_t branch, mask, bits;
    uint32_t count;
    uint32_t base;
};

/* Which slots and bases are taken, one bit each. */
struct slots {
    uint64_t *used, *base_used;
    uint32_t count;
    uint32_t lowest; /* no slot before it is free */
};

struct builder {
    const struct array_word *words;
    struct branch *branches;
    size_t branch_count, branch_capacity;
    struct litter *litters;
    size_t litter_count, litter_capacity;
    struct slots slots;
    struct lexicon_array *array;
};

/* One branch per distinct beginning of a word, breadth first. */
static void
grow_branches(arena *out, struct builder *b, size_t word_count)
{
    struct branch root = {.word_count = (uint32_t)word_count};
    *arena_push(out, b->branches, b->branch_count, b->branch_capacity) = root;
    for (size_t at = 0; at < b->branch_count; at++) {
        struct branch grown = b->branches[at];
        uint32_t i = grown.first_word;
        uint32_t end = i + grown.word_count;
        if (i < end && b->words[i].length == grown.depth)
            i++;
        grown.first_child = (uint32_t)b->branch_count;
        while (i < end) {
            struct branch child = {.first_word = i, .depth = grown.depth + 1, .parent = (uint32_t)at};
            uint16_t id = b->words[i].ids[grown.depth];
            while (i < end && b->words[i].ids[grown.depth] == id)
                i++;
            child.word_count = i - child.first_word;
            *arena_push(out, b->branches, b->branch_count, b->branch_capacity) = child;
            grown.child_count++;
        }
        b->branches[at] = grown;
    }
}

static uint16_t
label_of(const struct builder *b, const struct branch *branch)
{
    return b->words[branch->first_word].ids[branch->depth - 1];
}

/* The label of the litter's next child from *at on, which then points behind it; 0: no more. */
static uint16_t
next_label(const struct builder *b, const struct litter *litter, uint32_t *at)
{
    const struct branch *branch = &b->branches[litter->branch];
    while (*at < branch->child_count) {
        uint16_t label = label_of(b, &b->branches[branch->first_child + (*at)++]);
        if ((label & litter->mask) == litter->bits)
            return label;
    }
    return 0;
}

static void
add_litters(arena *out, struct builder *b, uint32_t branch)
{
    uint32_t children = b->branches[branch].child_count, mask = 0;
    if (children == 0)
        return;
    while (branch != 0 && children > FAN_MIN && children / (mask + 1) > FAN_SHARE)
        mask = 2 * mask + 1;
    for (uint32_t bits = 0; bits <= mask; bits++) {
        struct litter litter = {.branch = branch, .mask = mask, .bits = bits};
        for (uint32_t at = 0; next_label(b, &litter, &at) != 0;)
            litter.count++;
        *arena_push(out, b->litters, b->litter_count, b->litter_capacity) = litter;
    }
}

/* Bits at … at + 63. */
static uint64_t
load_bits(const uint64_t *bits, uint32_t at)
{
    uint64_t low = bits[at / 64] >> at % 64;
    return at % 64 == 0 ? low : low | bits[at / 64 + 1] << (64 - at % 64);
}

static void
set_bit(uint64_t *bits, uint32_t at)
{
    bits[at / 64] |= (uint64_t)1 << at % 64;
}

static void
take_slots(struct builder *b, struct litter *litter, uint32_t base)
{
    struct slots *slots = &b->slots;
    litter->base = base;
    set_bit(slots->base_used, base);
    uint16_t label;
    for (uint32_t at = 0; (label = next_label(b, litter, &at)) != 0;) {
        set_bit(slots->used, base + label);
        if (base + label >= b->array->node_count)
            b->array->node_count = base + label + 1;
    }
    while (slots->lowest + 64 < slots->count && (load_bits(slots->used, slots->lowest) & 1) != 0)
        slots->lowest++;
}

/* The first base that leaves all the children's slots free, 64 bases at a time. */
static bool
place_litter(struct builder *b, struct litter *litter)
{
    struct slots *slots = &b->slots;
    uint32_t at = 0;
    uint16_t label = next_label(b, litter, &at);
    uint32_t base = slots->lowest > label ? slots->lowest - label : 1;
    for (; base + UINT16_MAX + 128 < slots->count; base += 64) {
        uint64_t taken = load_bits(slots->base_used, base);
        for (at = 0; taken != UINT64_MAX && (label = next_label(b, litter, &at)) != 0;)
            taken |= load_bits(slots->used, base + label);
        for (uint32_t bit = 0; taken != UINT64_MAX && bit < 64; bit++) {
            if ((taken >> bit & 1) == 0) {
                take_slots(b, litter, base + bit);
                return true;
            }
        }
    }
    return false;
}

static int
compare_litters(const void *a, const void *b)
{
    const struct litter *x = *(const struct litter *const *)a;
    const struct litter *y = *(const struct litter *const *)b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return (x > y) - (x < y);
}

/* First fit, the largest litters first: those of one fill the gaps. */
static bool
place_litters(arena scratch, struct builder *b)
{
    struct slots *slots = &b->slots;
    slots->count = (uint32_t)b->branch_count * 2 + 3 * UINT16_MAX;
    slots->used = arena_new(&scratch, uint64_t, slots->count / 64 + 2);
    slots->base_used = arena_new(&scratch, uint64_t, slots->count / 64 + 2);
    slots->used[0] = 3; /* the root, and a slot that no base reaches */
    slots->lowest = 2;
    struct litter **order = arena_new(&scratch, struct litter *, b->litter_count);
    for (size_t i = 0; i < b->litter_count; i++)
        order[i] = &b->litters[i];
    qsort(order, b->litter_count, sizeof *order, compare_litters);
    b->array->node_count = 1;
    for (size_t i = 0; i < b->litter_count && order[i]->count > 0; i++)
        if (!place_litter(b, order[i]))
            return false;
    return true;
}

/* The children of one litter learn their nodes; those of a branch come one after the other. */
static void
settle_litter(arena *out, struct builder *b, const struct litter *litter)
{
    struct lexicon_array *array = b->array;
    const struct branch *branch = &b->branches[litter->branch];
    if (litter->mask == 0) {
        array->bases[branch->node] = litter->base;
    } else {
        if (litter->bits == 0) {
            array->bases[branch->node] = (uint32_t)array->fan_count;
            array->fanned[branch->node] = true;
            *arena_push(out, array->fans, array->fan_count, array->fan_capacity) = litter->mask;
        }
        *arena_push(out, array->fans, array->fan_count, array->fan_capacity) = litter->base;
    }
    for (uint32_t i = 0; i < branch->child_count; i++) {
        struct branch *child = &b->branches[branch->first_child + i];
        uint16_t label = label_of(b, child);
        if ((label & litter->mask) != litter->bits)
            continue;
        child->node = litter->base + label;
        array->labels[child->node] = label;
        if (b->words[child->first_word].length == child->depth)
            array->ends[child->first_word] = child->node;
    }
}

bool
lexicon_array_build(arena *out, const struct array_word *words, size_t count, struct lexicon_array *array)
{
    *array = (struct lexicon_array){.ends = arena_new(out, uint32_t, count)};
    struct builder b = {.words = words, .array = array};
    grow_branches(out, &b, count);
    for (size_t i = 0; i < b.branch_count; i++)
        add_litters(out, &b, (uint32_t)i);
    if (!place_litters(*out, &b))
        return false;
    array->labels = arena_new(out, uint16_t, array->node_count);
    array->bases = arena_new(out, uint32_t, array->node_count);
    array->fanned = arena_new(out, bool, array->node_count);
    for (size_t i = 0; i < b.litter_count; i++)
        settle_litter(out, &b, &b.litters[i]);
    return true;
}
