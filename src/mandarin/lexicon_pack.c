/*
 * lexicon_pack characters.tsv words.tsv out.bin: packs the committed text files into mandarin/lexicon.bin.
 *
 * In:  重<TAB>zhong4 chong2 (麼<TAB>me5 mo2<TAB>么: it is also read as 么) and 重新<TAB>8137<TAB>d<TAB>chong2
 * xin1, each file sorted by code points Out: the file lexicon_format.h describes, the same bytes on every run
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "mandarin/lexicon.h"
#include "mandarin/lexicon_array.h"
#include "mandarin/lexicon_format.h"

enum { SOURCE_MAX = 64 << 20, READINGS_MAX = 32, COST_MAX = LEXICON_COST_MASK };

struct character {
    uint32_t code_point;
    uint32_t uses; /* words that are written with it */
    uint32_t first, count;
    uint32_t form_of; /* code point; 0: it stands for itself */
    uint16_t id;
};

struct entry {
    struct array_word word; /* ids are indexes of characters until number_characters gives them their ids */
    uint32_t frequency;
    uint8_t class;         /* enum word_class */
    uint32_t first, count; /* own reading; count 0: none */
};

struct pack {
    struct diags *diags;
    str path; /* file being read */
    struct character *characters;
    size_t character_count, character_capacity;
    syllable *readings;
    size_t reading_count, reading_capacity;
    struct entry *entries;
    size_t entry_count, entry_capacity;
    syllable *syllables;
    size_t syllable_count, syllable_capacity;
    struct lexicon_array array;
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
    str readings = {NULL, 0};
    if (at != field.len || !str_split(&row, '\t', &readings))
        return complain(p, line, "expected one character and its readings");
    c.count = (uint32_t)syllable_parse_list(readings, list, READINGS_MAX);
    if (c.count == 0)
        return complain(p, line, "expected readings");
    at = 0;
    c.form_of = row.len > 0 ? utf8_next(row, &at) : 0;
    if (at != row.len)
        return complain(p, line, "expected one character that it is a form of");
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

static enum status
read_word(arena *out, struct pack *p, uint32_t line, str row)
{
    str text, frequency, class;
    struct entry w = {.first = (uint32_t)p->syllable_count};
    if (!str_split(&row, '\t', &text) || !str_split(&row, '\t', &frequency) ||
        !str_to_number(frequency, UINT32_MAX, &w.frequency) || w.frequency == 0 ||
        !str_split(&row, '\t', &class) || !parse_class(class, &w.class))
        return complain(p, line, "expected a word, its frequency and its class");
    struct array_word *word = &w.word;
    for (size_t at = 0; at < text.len;) {
        struct character *c = find_character(p, utf8_next(text, &at));
        if (c == NULL || word->length == LEXICON_WORD_MAX)
            return complain(p, line, "a character has no reading, or the word is too long");
        word->ids[word->length++] = (uint16_t)(c - p->characters);
        c->uses++;
    }
    syllable list[LEXICON_WORD_MAX];
    w.count = (uint32_t)syllable_parse_list(row, list, LEXICON_WORD_MAX);
    if (word->length == 0 || (row.len > 0 && w.count != word->length))
        return complain(p, line, "expected one syllable for each character");
    for (uint32_t i = 0; i < w.count; i++)
        *arena_push(out, p->syllables, p->syllable_count, p->syllable_capacity) = list[i];
    *arena_push(out, p->entries, p->entry_count, p->entry_capacity) = w;
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

/* Characters of words, forms, and the rest; the forms that words are also written with are forms. */
static int
group_of(const struct character *c)
{
    return c->form_of != 0 ? 1 : c->uses > 0 ? 0 : 2;
}

static int
compare_characters(const void *a, const void *b)
{
    const struct character *x = *(const struct character *const *)a;
    const struct character *y = *(const struct character *const *)b;
    if (group_of(x) != group_of(y))
        return group_of(x) - group_of(y);
    if (group_of(x) == 0 && x->uses != y->uses)
        return x->uses < y->uses ? 1 : -1;
    return (x->code_point > y->code_point) - (x->code_point < y->code_point);
}

static int
compare_entries(const void *a, const void *b)
{
    const struct array_word *x = &((const struct entry *)a)->word;
    const struct array_word *y = &((const struct entry *)b)->word;
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
    qsort(order, p->character_count, sizeof *order, compare_characters);
    for (size_t i = 0; i < p->character_count; i++)
        order[i]->id = (uint16_t)(i + 1);
    for (size_t i = 0; i < p->entry_count; i++) {
        struct array_word *word = &p->entries[i].word;
        for (uint32_t k = 0; k < word->length; k++)
            word->ids[k] = p->characters[word->ids[k]].id;
    }
    qsort(p->entries, p->entry_count, sizeof *p->entries, compare_entries);
    for (size_t i = 1; i < p->entry_count; i++)
        if (compare_entries(&p->entries[i - 1], &p->entries[i]) == 0)
            return complain(p, 0, "a word occurs twice");
    return STATUS_OK;
}

static enum status
build_array(arena *out, struct pack *p)
{
    struct array_word *words = arena_new(out, struct array_word, p->entry_count);
    for (size_t i = 0; i < p->entry_count; i++)
        words[i] = p->entries[i].word;
    const struct lexicon_array *array = &p->array;
    bool fits = lexicon_array_build(out, words, p->entry_count, &p->array) &&
                array->node_count >> (32 - LEXICON_BASE_SHIFT) == 0 &&
                array->fan_count >> (32 - LEXICON_BASE_SHIFT) == 0;
    return fits ? STATUS_OK : complain(p, 0, "the double array grew too large");
}

static uint32_t
cost_of(uint32_t frequency, double total)
{
    double cost = floor(LEXICON_COST_PER_NAT * log(total / frequency) + 0.5);
    return cost < 1 ? 1 : cost > COST_MAX ? COST_MAX : (uint32_t)cost;
}

/* What fills the sections of characters. */
static void
write_characters(const struct pack *p, char *bytes, const struct lexicon_header *header,
                 const struct lexicon_layout *layout)
{
    uint16_t *pages = (void *)(bytes + layout->pages);
    uint16_t *ids = (void *)(bytes + layout->ids);
    uint16_t *readings = (void *)(bytes + layout->readings);
    uint16_t *lists = (void *)(bytes + layout->lists);
    uint32_t *forms = (void *)(bytes + layout->forms);
    uint16_t block = 0, listed = 0;
    for (size_t i = 0; i < p->character_count; i++) {
        const struct character *c = &p->characters[i];
        if (pages[c->code_point / 256] == 0)
            pages[c->code_point / 256] = ++block;
        ids[pages[c->code_point / 256] * 256u + c->code_point % 256] = c->id;
        if (c->form_of != 0)
            forms[c->id - header->first_form] = c->form_of | (c->uses > 0 ? LEXICON_KEPT : 0);
        if (c->count == 1) {
            readings[c->id] = p->readings[c->first];
            continue;
        }
        readings[c->id] = (uint16_t)(LEXICON_LISTED | listed);
        lists[listed++] = (uint16_t)c->count;
        memcpy(lists + listed, p->readings + c->first, c->count * sizeof *lists);
        listed = (uint16_t)(listed + c->count);
    }
}

/* What fills the nodes, and their classes; *owners[node] is the word with its own reading that ends there. */
static void
write_nodes(const struct pack *p, const struct entry **owners, char *bytes,
            const struct lexicon_layout *layout)
{
    const struct lexicon_array *array = &p->array;
    uint16_t *nodes = (void *)(bytes + layout->nodes);
    double total = 0;
    for (size_t i = 0; i < p->entry_count; i++)
        total += p->entries[i].frequency;
    for (uint32_t node = 0; node < array->node_count; node++) {
        uint32_t link = array->bases[node] << LEXICON_BASE_SHIFT | (array->fanned[node] ? LEXICON_FANNED : 0);
        nodes[3 * node] = array->labels[node];
        nodes[3 * node + 1] = (uint16_t)link;
        nodes[3 * node + 2] = (uint16_t)(link >> 16);
    }
    for (size_t i = 0; i < p->entry_count; i++) {
        const struct entry *e = &p->entries[i];
        uint32_t node = array->ends[i];
        nodes[3 * node + 1] |=
            (uint16_t)(cost_of(e->frequency, total) | (e->count > 0 ? LEXICON_OWN_READING : 0));
        bytes[layout->classes + node / 2] |= (char)(e->class << node % 2 * 4);
        owners[node] = e->count > 0 ? e : NULL;
    }
    memcpy(bytes + layout->fans, array->fans, array->fan_count * sizeof *array->fans);
}

static void
write_readings(const struct pack *p, const struct entry *const *owners, char *bytes,
               const struct lexicon_layout *layout)
{
    uint32_t *entries = (void *)(bytes + layout->entries);
    uint32_t *tails = (void *)(bytes + layout->tails);
    syllable *syllables = (void *)(bytes + layout->syllables);
    uint32_t entry = 0;
    for (uint32_t node = 0; node < p->array.node_count; node++) {
        const struct entry *e = owners[node];
        if (e == NULL)
            continue;
        entries[entry] = node;
        tails[entry + 1] = tails[entry] + e->count;
        memcpy(syllables + tails[entry], p->syllables + e->first, e->count * sizeof *syllables);
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
                                    .first_form = 1,
                                    .nodes = p->array.node_count,
                                    .fans = (uint32_t)p->array.fan_count,
                                    .syllables = (uint32_t)p->syllable_count};
    for (size_t i = 0; i < p->character_count; i++) {
        const struct character *c = &p->characters[i];
        header.blocks += i == 0 || c->code_point / 256 != c[-1].code_point / 256;
        header.lists += c->count > 1 ? c->count + 1 : 0;
        header.first_form += group_of(c) == 0;
        header.forms += group_of(c) == 1;
    }
    for (size_t i = 0; i < p->entry_count; i++)
        header.entries += p->entries[i].count > 0;
    header.size = lexicon_layout_of(&header).size;
    return header;
}

static enum status
write_file(arena scratch, struct pack *p, str path)
{
    struct lexicon_header header = count_all(p);
    if (header.lists >= LEXICON_LISTED)
        return complain(p, 0, "too many readings");
    struct lexicon_layout layout = lexicon_layout_of(&header);
    const struct entry **owners = arena_new(&scratch, const struct entry *, header.nodes);
    char *bytes = (char *)arena_new(&scratch, uint64_t, header.size / 8);
    write_characters(p, bytes, &header, &layout);
    write_nodes(p, owners, bytes, &layout);
    write_readings(p, owners, bytes, &layout);
    str whole = {bytes, header.size};
    header.content = lexicon_checksum(str_from_offset(whole, sizeof header));
    memcpy(bytes, &header, sizeof header);
    header.checksum = lexicon_checksum(lexicon_header_summed(whole));
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
    status = build_array(out, &p);
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
