#include "script/repeat.h"

#include <string.h>

#include "base/utf8.h"
#include "script/mark.h"
#include "script/split.h"

enum {
    SEED = 12,     /* characters that must be equal in a row */
    GAP_MAX = 2,   /* differing characters between equal ones, on either side */
    AFTER_GAP = 6, /* equal ones that must follow */
    REPORTS_MAX = 500
};

/* The paragraphs' words as one row of characters. */
struct row {
    uint32_t *chars;
    uint32_t *blocks;  /* index of the block */
    uint32_t *offsets; /* byte in the block's text */
    size_t count;
};

/* A repeat: row[from, to) stood already at first. */
struct match {
    size_t from, to, first;
};

static bool
takes_part(const struct block *block)
{
    return block->kind == SEGMENT_PARAGRAPH;
}

static struct row
make_row(arena *out, const struct block_list *blocks)
{
    size_t bytes = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        bytes += takes_part(&blocks->items[i]) ? utf8_count(blocks->items[i].text) : 0;
    }
    struct row row = {arena_new(out, uint32_t, bytes), arena_new(out, uint32_t, bytes),
                      arena_new(out, uint32_t, bytes), 0};
    for (size_t i = 0; i < blocks->count; i++) {
        str text = takes_part(&blocks->items[i]) ? blocks->items[i].text : STR("");
        for (size_t k = 0; k < text.len;) {
            uint32_t at = (uint32_t)k;
            uint32_t c = utf8_next(text, &k);
            if (mark_is_word(c)) {
                row.chars[row.count] = c >= 'A' && c <= 'Z' ? c + 32 : c;
                row.blocks[row.count] = (uint32_t)i;
                row.offsets[row.count++] = at;
            }
        }
    }
    return row;
}

/* Equal characters from a and b on, at most `limit`. */
static size_t
count_equal(const struct row *row, size_t a, size_t b, size_t limit)
{
    size_t n = 0;
    while (n < limit && b + n < row->count && row->chars[a + n] == row->chars[b + n]) {
        n++;
    }
    return n;
}

/* Extends a match to the right over small differences. */
static struct match
extend(const struct row *row, size_t first, size_t at)
{
    size_t a = first, b = at;
    for (;;) {
        size_t equal = count_equal(row, a, b, SIZE_MAX);
        a += equal;
        b += equal;
        size_t skip_a = 0, skip_b = 0;
        bool found = false;
        for (size_t gap = 1; gap <= 2 * GAP_MAX && !found; gap++) {
            for (skip_a = gap > GAP_MAX ? gap - GAP_MAX : 0; skip_a <= GAP_MAX && skip_a <= gap; skip_a++) {
                skip_b = gap - skip_a;
                if (b + skip_b + AFTER_GAP <= row->count && a + skip_a < b + skip_b &&
                    count_equal(row, a + skip_a, b + skip_b, AFTER_GAP) >= AFTER_GAP) {
                    found = true;
                    break;
                }
            }
        }
        if (!found) {
            return (struct match){at, b, first};
        }
        a += skip_a;
        b += skip_b;
    }
}

struct index {
    uint32_t *slots; /* position + 1 of the first window with a hash; 0: free */
    size_t mask;
};

/* The first place of the window at `at`; remembers `at` where it is new. */
static size_t
find_or_add(struct index *index, const struct row *row, uint64_t hash, size_t at)
{
    size_t slot = (size_t)((hash * 0x9E3779B97F4A7C15u) >> 20) & index->mask;
    for (;; slot = (slot + 1) & index->mask) {
        if (index->slots[slot] == 0) {
            index->slots[slot] = (uint32_t)(at + 1);
            return at;
        }
        size_t place = index->slots[slot] - 1;
        if (memcmp(row->chars + place, row->chars + at, SEED * sizeof *row->chars) == 0) {
            return place;
        }
    }
}

static void
report_match(const struct manuscript *manuscript, const struct row *row, struct match match,
             struct diags *diags)
{
    const struct block *blocks = manuscript->article.items;
    const struct block *block = &blocks[row->blocks[match.from]];
    struct span first = block_place(&blocks[row->blocks[match.first]], row->offsets[match.first]);
    uint32_t line, column;
    source_position(&manuscript->tour->sources[first.source], first.offset, &line, &column);
    str passage = str_from_offset(block->text, row->offsets[match.from]);
    str head = mark_excerpt(passage, 12);
    block_report(manuscript->tour, block, row->offsets[match.from], diags, DIAG_WARNING,
                 "delete one of the two passages",
                 "%zu characters that stood already at %u:%u: " STR_FMT "%s", match.to - match.from,
                 (unsigned)line, (unsigned)column, STR_ARG(head), head.len < passage.len ? "…" : "");
}

/* The sentences of the block looked at last. */
struct memory {
    arena *out;
    uint32_t block;
    const struct range *sentences; /* NULL: none yet */
    size_t count;
};

static void
recall(struct memory *memory, uint32_t block, str text, arena scratch)
{
    if (memory->sentences == NULL || memory->block != block) {
        memory->block = block;
        memory->sentences = split_sentences(memory->out, scratch, text, &memory->count);
    }
}

/* Index of the first sentence that starts at byte `from` or behind it. */
static size_t
find_sentence(const struct memory *memory, uint32_t from)
{
    size_t low = 0, high = memory->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memory->sentences[middle].from < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Sentences of one block whose words all lie in the repeat. */
static void
cut_sentences(const struct manuscript *manuscript, const struct row *row, struct match match,
              struct memory *memory, arena scratch, struct cut_list *cuts, str reason)
{
    for (size_t k = match.from; k < match.to;) {
        uint32_t b = row->blocks[k];
        size_t end = k;
        while (end < match.to && row->blocks[end] == b) {
            end++;
        }
        str text = manuscript->article.items[b].text;
        bool whole_head = k == 0 || row->blocks[k - 1] != b;
        bool whole_tail = end == row->count || row->blocks[end] != b;
        uint32_t from = whole_head ? 0 : row->offsets[k - 1] + 1;
        uint32_t to = whole_tail ? (uint32_t)text.len : row->offsets[end];
        recall(memory, b, text, scratch);
        for (size_t i = find_sentence(memory, from); i < memory->count && memory->sentences[i].to <= to;
             i++) {
            struct cut cut = {b, memory->sentences[i].from, memory->sentences[i].to, reason};
            *arena_push(cuts->memory, cuts->items, cuts->count, cuts->capacity) = cut;
        }
        k = end;
    }
}

static void
add_match(struct manuscript *manuscript, const struct row *row, struct match match, size_t number,
          struct memory *memory, arena scratch, struct cut_list *cuts, struct diags *diags)
{
    if (number < REPORTS_MAX) {
        report_match(manuscript, row, match, diags);
    } else if (number == REPORTS_MAX) {
        block_report(manuscript->tour, &manuscript->article.items[row->blocks[match.from]],
                     row->offsets[match.from], diags, DIAG_WARNING, NULL,
                     "more repeats than can be listed; this is the first that is not");
    }
    if (manuscript->tour->settings.repair == REPAIR_OMIT) {
        cut_sentences(manuscript, row, match, memory, scratch, cuts, diags->items[diags->count - 1].message);
    }
}

void
repeat_find(arena scratch, struct manuscript *manuscript, struct cut_list *cuts, struct diags *diags)
{
    static const uint64_t base = 0x100000001B3u;
    struct row row = make_row(&scratch, &manuscript->article);
    size_t slots = 64, matches = 0, free_from = 0; /* where the last match ended */
    while (slots < row.count * 2) {
        slots *= 2;
    }
    struct index index = {arena_new(&scratch, uint32_t, slots), slots - 1};
    arena texts = arena_split(&scratch, row.count * 16 + (1 << 16));
    struct memory memory = {.out = &texts};
    uint64_t hash = 0, oldest = 1;
    for (size_t k = 0; k < SEED; k++) {
        oldest *= base;
    }
    for (size_t i = 0; i < row.count; i++) {
        hash = hash * base + row.chars[i];
        if (i + 1 < SEED) {
            continue;
        }
        size_t at = i + 1 - SEED;
        hash -= at > 0 ? row.chars[at - 1] * oldest : 0;
        size_t first = find_or_add(&index, &row, hash, at);
        if (at < free_from || at - first < SEED) {
            continue;
        }
        struct match match = extend(&row, first, at);
        if (match.to - match.from >= REPEAT_CHARS) {
            add_match(manuscript, &row, match, matches++, &memory, scratch, cuts, diags);
            free_from = match.to;
        }
    }
}
