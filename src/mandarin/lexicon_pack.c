/*
 * lexicon_pack characters.tsv words.tsv out.bin: packs the committed text files into mandarin/lexicon.bin.
 *
 * In:  重<TAB>zhong4 chong2 and 重新<TAB>8137<TAB>d<TAB>chong2 xin1, each file sorted by code points
 * Out: the file lexicon_format.h describes, the same bytes on every run
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "mandarin/lexicon.h"
#include "mandarin/lexicon_format.h"

enum { SOURCE_MAX = 64 << 20, READINGS_MAX = 32, COST_MAX = LEXICON_COST_MASK };

struct character {
    uint32_t code_point;
    uint32_t uses; /* words whose path through the trie needs a node for it */
    uint32_t first, count;
    uint16_t id;
};

struct entry {
    uint16_t ids[LEXICON_WORD_MAX];
    uint32_t length, frequency;
    uint8_t class;         /* enum word_class */
    uint32_t first, count; /* own reading; count 0: none */
};

struct branch {
    uint32_t first_word, word_count, depth; /* words that share their first `depth` characters */
    uint32_t parent;                        /* branch; the root is its own */
    uint32_t first_child, child_count;      /* branches */
    uint32_t base;                          /* 0 where there are no children */
};

struct pack {
    struct diags *diags;
    str path; /* file being read */
    struct character *characters;
    size_t character_count, character_capacity;
    syllable *readings;
    size_t reading_count, reading_capacity;
    struct entry *words;
    size_t word_count, word_capacity;
    syllable *syllables;
    size_t syllable_count, syllable_capacity;
    struct branch *branches;
    size_t branch_count, branch_capacity;
    uint32_t node_count;
    uint16_t *labels;
    uint32_t *links;
    uint8_t *classes; /* one a node */
};

static enum status
complain(struct pack *p, uint32_t line, const char *what)
{
    diag_add(p->diags, DIAG_ERROR, p->path, line, 0, NULL, "%s", what);
    return STATUS_SCRIPT;
}

static int
compare_code_points(const void *key, const void *item)
{
    uint32_t a = *(const uint32_t *)key;
    uint32_t b = ((const struct character *)item)->code_point;
    return (a > b) - (a < b);
}

static struct character *
find_character(struct pack *p, uint32_t code_point)
{
    return bsearch(&code_point, p->characters, p->character_count, sizeof *p->characters,
                   compare_code_points);
}

static enum status
read_character(arena *out, struct pack *p, uint32_t line, str row)
{
    str field;
    if (!str_split(&row, '\t', &field) || field.len == 0)
        return complain(p, line, "a character is missing");
    size_t at = 0;
    struct character c = {.code_point = utf8_next(field, &at), .first = (uint32_t)p->reading_count};
    syllable list[READINGS_MAX];
    c.count = (uint32_t)syllable_parse_list(row, list, READINGS_MAX);
    if (at != field.len || c.count == 0)
        return complain(p, line, "expected one character and its readings");
    if (p->character_count > 0 && p->characters[p->character_count - 1].code_point >= c.code_point)
        return complain(p, line, "characters are not in order");
    for (uint32_t i = 0; i < c.count; i++)
        *arena_push(out, p->readings, p->reading_count, p->reading_capacity) = list[i];
    *arena_push(out, p->characters, p->character_count, p->character_capacity) = c;
    return STATUS_OK;
}

/* The letter that words.tsv has for each class. */
static bool
parse_class(str letter, uint8_t *class)
{
    static const char letters[] = "-nhltsvadpcrmquo"; /* in the order of enum word_class */
    const char *found = letter.len == 1 ? strchr(letters, letter.data[0]) : NULL;
    *class = (uint8_t)(found == NULL ? 0 : found - letters);
    return found != NULL && *found != 0;
}

/* ids hold indexes of characters until number_characters gives them their ids. */
static enum status
read_word(arena *out, struct pack *p, uint32_t line, str row)
{
    str text, frequency, class;
    struct entry w = {.first = (uint32_t)p->syllable_count};
    if (!str_split(&row, '\t', &text) || !str_split(&row, '\t', &frequency) ||
        !str_to_number(frequency, UINT32_MAX, &w.frequency) || w.frequency == 0 ||
        !str_split(&row, '\t', &class) || !parse_class(class, &w.class))
        return complain(p, line, "expected a word, its frequency and its class");
    for (size_t at = 0; at < text.len;) {
        struct character *c = find_character(p, utf8_next(text, &at));
        if (c == NULL || w.length == LEXICON_WORD_MAX)
            return complain(p, line, "a character has no reading, or the word is too long");
        w.ids[w.length++] = (uint16_t)(c - p->characters);
    }
    syllable list[LEXICON_WORD_MAX];
    w.count = (uint32_t)syllable_parse_list(row, list, LEXICON_WORD_MAX);
    if (w.length == 0 || (row.len > 0 && w.count != w.length))
        return complain(p, line, "expected one syllable for each character");
    for (uint32_t i = 0; i < w.count; i++)
        *arena_push(out, p->syllables, p->syllable_count, p->syllable_capacity) = list[i];
    *arena_push(out, p->words, p->word_count, p->word_capacity) = w;
    return STATUS_OK;
}

static enum status
read_rows(arena *out, struct pack *p, str path,
          enum status (*read_row)(arena *, struct pack *, uint32_t, str))
{
    arena *own = arena_new(out, arena, 1);
    *own = arena_split(out, SOURCE_MAX + 4096);
    str bytes, row;
    p->path = path;
    if (file_read(own, path, SOURCE_MAX, &bytes, p->diags) != STATUS_OK)
        return STATUS_SYSTEM;
    for (uint32_t line = 1; str_split(&bytes, '\n', &row); line++) {
        enum status status = row.len == 0 ? STATUS_OK : read_row(out, p, line, row);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static int
compare_uses(const void *a, const void *b)
{
    const struct character *x = *(const struct character *const *)a;
    const struct character *y = *(const struct character *const *)b;
    if (x->uses != y->uses)
        return x->uses < y->uses ? 1 : -1;
    return (x->code_point > y->code_point) - (x->code_point < y->code_point);
}

static int
compare_words(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    for (uint32_t i = 0; i < x->length && i < y->length; i++)
        if (x->ids[i] != y->ids[i])
            return x->ids[i] < y->ids[i] ? -1 : 1;
    return (x->length > y->length) - (x->length < y->length);
}

/* Frequent characters get small ids, so that the double array stays dense. */
static enum status
number_characters(arena scratch, struct pack *p)
{
    if (p->character_count >= UINT16_MAX)
        return complain(p, 0, "too many characters");
    struct character **order = arena_new(&scratch, struct character *, p->character_count);
    for (size_t i = 0; i < p->character_count; i++)
        order[i] = &p->characters[i];
    for (size_t i = 0; i < p->word_count; i++)
        for (uint32_t k = 0; k < p->words[i].length; k++)
            p->characters[p->words[i].ids[k]].uses++;
    qsort(order, p->character_count, sizeof *order, compare_uses);
    for (size_t i = 0; i < p->character_count; i++)
        order[i]->id = (uint16_t)(i + 1);
    for (size_t i = 0; i < p->word_count; i++)
        for (uint32_t k = 0; k < p->words[i].length; k++)
            p->words[i].ids[k] = p->characters[p->words[i].ids[k]].id;
    qsort(p->words, p->word_count, sizeof *p->words, compare_words);
    for (size_t i = 1; i < p->word_count; i++)
        if (compare_words(&p->words[i - 1], &p->words[i]) == 0)
            return complain(p, 0, "a word occurs twice");
    return STATUS_OK;
}

/* One branch per distinct beginning of a word, breadth first. */
static void
grow_branches(arena *out, struct pack *p)
{
    struct branch root = {.word_count = (uint32_t)p->word_count};
    *arena_push(out, p->branches, p->branch_count, p->branch_capacity) = root;
    for (size_t at = 0; at < p->branch_count; at++) {
        struct branch b = p->branches[at];
        uint32_t i = b.first_word;
        uint32_t end = i + b.word_count;
        if (i < end && p->words[i].length == b.depth)
            i++;
        b.first_child = (uint32_t)p->branch_count;
        while (i < end) {
            struct branch child = {.first_word = i, .depth = b.depth + 1, .parent = (uint32_t)at};
            uint16_t id = p->words[i].ids[b.depth];
            while (i < end && p->words[i].ids[b.depth] == id)
                i++;
            child.word_count = i - child.first_word;
            *arena_push(out, p->branches, p->branch_count, p->branch_capacity) = child;
            b.child_count++;
        }
        p->branches[at] = b;
    }
}

static uint16_t
label_of(const struct pack *p, const struct branch *b)
{
    return p->words[b->first_word].ids[b->depth - 1];
}

/* Which slots and bases of the double array are taken, one bit each. */
struct slots {
    uint64_t *used, *base_used;
    uint32_t count;
    uint32_t lowest; /* no slot before it is free */
};

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
take_slots(struct pack *p, struct slots *slots, struct branch *b, uint32_t base)
{
    b->base = base;
    set_bit(slots->base_used, base);
    for (uint32_t i = 0; i < b->child_count; i++) {
        uint32_t at = base + label_of(p, &p->branches[b->first_child + i]);
        set_bit(slots->used, at);
        if (at >= p->node_count)
            p->node_count = at + 1;
    }
    while (slots->lowest + 64 < slots->count && (load_bits(slots->used, slots->lowest) & 1) != 0)
        slots->lowest++;
}

/* The first base that leaves all the children's slots free, 64 bases at a time. */
static bool
place_branch(struct pack *p, struct slots *slots, struct branch *b)
{
    uint32_t first = label_of(p, &p->branches[b->first_child]);
    uint32_t base = slots->lowest > first ? slots->lowest - first : 1;
    for (; base + UINT16_MAX + 128 < slots->count; base += 64) {
        uint64_t taken = load_bits(slots->base_used, base);
        for (uint32_t i = 0; i < b->child_count && taken != UINT64_MAX; i++)
            taken |= load_bits(slots->used, base + label_of(p, &p->branches[b->first_child + i]));
        for (uint32_t bit = 0; taken != UINT64_MAX && bit < 64; bit++) {
            if ((taken >> bit & 1) == 0) {
                take_slots(p, slots, b, base + bit);
                return true;
            }
        }
    }
    return false;
}

static int
compare_children(const void *a, const void *b)
{
    const struct branch *x = *(const struct branch *const *)a;
    const struct branch *y = *(const struct branch *const *)b;
    if (x->child_count != y->child_count)
        return x->child_count < y->child_count ? 1 : -1;
    return (x > y) - (x < y);
}

/* First fit, branches with most children first: those with one fill the gaps. */
static enum status
place_branches(arena scratch, struct pack *p)
{
    struct slots slots = {.count = (uint32_t)p->branch_count * 2 + 3 * UINT16_MAX};
    slots.used = arena_new(&scratch, uint64_t, slots.count / 64 + 2);
    slots.base_used = arena_new(&scratch, uint64_t, slots.count / 64 + 2);
    slots.used[0] = 3; /* the root, and a slot that no base reaches */
    slots.lowest = 2;
    struct branch **order = arena_new(&scratch, struct branch *, p->branch_count);
    for (size_t i = 0; i < p->branch_count; i++)
        order[i] = &p->branches[i];
    qsort(order, p->branch_count, sizeof *order, compare_children);
    p->node_count = 1;
    for (size_t i = 0; i < p->branch_count && order[i]->child_count > 0; i++)
        if (!place_branch(p, &slots, order[i]))
            return complain(p, 0, "the double array grew too large");
    if (p->node_count >> (32 - LEXICON_BASE_SHIFT) != 0)
        return complain(p, 0, "the double array grew too large");
    return STATUS_OK;
}

static uint32_t
cost_of(uint32_t frequency, double total)
{
    double cost = floor(LEXICON_COST_PER_NAT * log(total / frequency) + 0.5);
    return cost < 1 ? 1 : cost > COST_MAX ? COST_MAX : (uint32_t)cost;
}

static uint32_t
node_of(const struct pack *p, const struct branch *b)
{
    return b->depth == 0 ? 0 : p->branches[b->parent].base + label_of(p, b);
}

/* Labels and links; *owners[node] is the word with its own reading that ends at the node. */
static void
fill_nodes(arena *out, struct pack *p, const struct entry **owners)
{
    double total = 0;
    for (size_t i = 0; i < p->word_count; i++)
        total += p->words[i].frequency;
    p->labels = arena_new(out, uint16_t, p->node_count);
    p->links = arena_new(out, uint32_t, p->node_count);
    p->classes = arena_new(out, uint8_t, p->node_count);
    for (size_t i = 0; i < p->branch_count; i++) {
        const struct branch *b = &p->branches[i];
        const struct entry *w = &p->words[b->first_word];
        uint32_t node = node_of(p, b);
        uint32_t link = b->base << LEXICON_BASE_SHIFT;
        if (b->depth > 0) {
            p->labels[node] = label_of(p, b);
            if (w->length == b->depth) {
                link |= cost_of(w->frequency, total);
                link |= w->count > 0 ? LEXICON_OWN_READING : 0;
                p->classes[node] = w->class;
                owners[node] = w->count > 0 ? w : NULL;
            }
        }
        p->links[node] = link;
    }
}

static void
write_characters(const struct pack *p, char *bytes, const struct lexicon_layout *layout)
{
    uint16_t *pages = (void *)(bytes + layout->pages);
    uint16_t *ids = (void *)(bytes + layout->ids);
    uint32_t *starts = (void *)(bytes + layout->starts);
    syllable *readings = (void *)(bytes + layout->readings);
    uint16_t block = 0;
    for (size_t i = 0; i < p->character_count; i++) {
        const struct character *c = &p->characters[i];
        if (pages[c->code_point / 256] == 0)
            pages[c->code_point / 256] = ++block;
        ids[pages[c->code_point / 256] * 256u + c->code_point % 256] = c->id;
        starts[c->id + 1] = c->count;
    }
    for (size_t id = 1; id <= p->character_count; id++)
        starts[id + 1] += starts[id];
    for (size_t i = 0; i < p->character_count; i++) {
        const struct character *c = &p->characters[i];
        memcpy(readings + starts[c->id], p->readings + c->first, c->count * sizeof *readings);
    }
}

static void
write_readings(const struct pack *p, const struct entry *const *owners, char *bytes,
               const struct lexicon_layout *layout)
{
    uint32_t *entries = (void *)(bytes + layout->entries);
    uint32_t *tails = (void *)(bytes + layout->tails);
    syllable *syllables = (void *)(bytes + layout->syllables);
    uint32_t entry = 0;
    for (uint32_t node = 0; node < p->node_count; node++) {
        const struct entry *w = owners[node];
        if (w == NULL)
            continue;
        entries[entry] = node;
        tails[entry + 1] = tails[entry] + w->count;
        memcpy(syllables + tails[entry], p->syllables + w->first, w->count * sizeof *syllables);
        entry++;
    }
}

static struct lexicon_header
count_all(const struct pack *p)
{
    struct lexicon_header header = {.magic = LEXICON_MAGIC,
                                    .version = LEXICON_VERSION,
                                    .syllable_bases = SYLLABLE_BASE_COUNT,
                                    .blocks = 1,
                                    .characters = (uint32_t)p->character_count,
                                    .readings = (uint32_t)p->reading_count,
                                    .nodes = p->node_count,
                                    .syllables = (uint32_t)p->syllable_count};
    for (size_t i = 0; i < p->character_count; i++)
        header.blocks += i == 0 || p->characters[i].code_point / 256 != p->characters[i - 1].code_point / 256;
    for (size_t i = 0; i < p->word_count; i++)
        header.entries += p->words[i].count > 0;
    header.size = lexicon_layout_of(&header).size;
    return header;
}

static enum status
write_file(arena scratch, struct pack *p, str path)
{
    const struct entry **owners = arena_new(&scratch, const struct entry *, p->node_count);
    fill_nodes(&scratch, p, owners);
    struct lexicon_header header = count_all(p);
    struct lexicon_layout layout = lexicon_layout_of(&header);
    char *bytes = (char *)arena_new(&scratch, uint64_t, header.size / 8);
    write_characters(p, bytes, &layout);
    memcpy(bytes + layout.labels, p->labels, p->node_count * sizeof *p->labels);
    memcpy(bytes + layout.links, p->links, p->node_count * sizeof *p->links);
    for (uint32_t node = 0; node < p->node_count; node++)
        bytes[layout.classes + node / 2] |= (char)(p->classes[node] << node % 2 * 4);
    write_readings(p, owners, bytes, &layout);
    memcpy(bytes, &header, sizeof header);
    str whole = {bytes, header.size};
    header.checksum = lexicon_checksum(str_from_offset(whole, offsetof(struct lexicon_header, size)));
    memcpy(bytes, &header, sizeof header);
    return file_replace(path, whole, scratch, p->diags);
}

static enum status
pack(arena *out, struct diags *diags, str characters, str words, str binary)
{
    struct pack p = {.diags = diags};
    enum status status = read_rows(out, &p, characters, read_character);
    if (status == STATUS_OK)
        status = read_rows(out, &p, words, read_word);
    if (status == STATUS_OK)
        status = number_characters(*out, &p);
    if (status != STATUS_OK)
        return status;
    grow_branches(out, &p);
    status = place_branches(*out, &p);
    return status == STATUS_OK ? write_file(*out, &p, binary) : status;
}

int
main(int argc, char **argv)
{
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    if (argc != 4) {
        fputs("usage: lexicon_pack characters.tsv words.tsv out.bin\n", stderr);
        return STATUS_USAGE;
    }
    enum status status = pack(&memory, &diags, str_from(argv[1]), str_from(argv[2]), str_from(argv[3]));
    diags_print(&diags, stderr, DIAG_NOTE);
    return (int)status;
}
