#include "mandarin/lexicon.h"

#include "mandarin/lexicon_format.h"

struct lexicon {
    const uint16_t *pages, *ids;
    const uint16_t *readings, *lists;
    const uint32_t *forms;
    const uint16_t *nodes;
    const uint8_t *classes;
    const uint32_t *fans;
    const uint32_t *entries, *tails;
    const syllable *syllables;
    struct lexicon_header counts;
    str content; /* what follows the header */
};

static const char *
find_fault(str bytes)
{
    const struct lexicon_header *header = (const void *)bytes.data;
    if ((uintptr_t)bytes.data % 8 != 0)
        return "the lexicon is not aligned in memory";
    if (bytes.len < sizeof *header)
        return "the lexicon is cut off";
    if (header->magic != LEXICON_MAGIC)
        return "this is no lexicon, or one packed for another byte order";
    if (header->version != LEXICON_VERSION || header->syllable_bases != SYLLABLE_BASE_COUNT)
        return "the lexicon is of another version";
    if (header->size != bytes.len || lexicon_layout_of(header).size != bytes.len)
        return "the lexicon is cut off";
    if (lexicon_checksum(lexicon_header_summed(bytes)) != header->checksum || header->nodes == 0)
        return "the lexicon is damaged";
    return NULL;
}

const struct lexicon *
lexicon_open(arena *out, str bytes, const char **why)
{
    *why = find_fault(bytes);
    if (*why != NULL)
        return NULL;
    const struct lexicon_header *header = (const void *)bytes.data;
    struct lexicon_layout layout = lexicon_layout_of(header);
    struct lexicon *lexicon = arena_new(out, struct lexicon, 1);
    lexicon->counts = *header;
    lexicon->content = str_from_offset(bytes, sizeof *header);
    lexicon->pages = (const void *)(bytes.data + layout.pages);
    lexicon->ids = (const void *)(bytes.data + layout.ids);
    lexicon->readings = (const void *)(bytes.data + layout.readings);
    lexicon->lists = (const void *)(bytes.data + layout.lists);
    lexicon->forms = (const void *)(bytes.data + layout.forms);
    lexicon->nodes = (const void *)(bytes.data + layout.nodes);
    lexicon->classes = (const void *)(bytes.data + layout.classes);
    lexicon->fans = (const void *)(bytes.data + layout.fans);
    lexicon->entries = (const void *)(bytes.data + layout.entries);
    lexicon->tails = (const void *)(bytes.data + layout.tails);
    lexicon->syllables = (const void *)(bytes.data + layout.syllables);
    return lexicon;
}

bool
lexicon_is_sound(const struct lexicon *lexicon)
{
    return lexicon_checksum(lexicon->content) == lexicon->counts.content;
}

uint16_t
lexicon_id(const struct lexicon *lexicon, uint32_t code_point)
{
    if (code_point >= 0x110000)
        return 0;
    uint32_t block = lexicon->pages[code_point / 256];
    return block < lexicon->counts.blocks ? lexicon->ids[block * 256 + code_point % 256] : 0;
}

static uint32_t
link_of(const struct lexicon *lexicon, uint32_t node)
{
    const uint16_t *parts = lexicon->nodes + (size_t)node * 3;
    return parts[1] | (uint32_t)parts[2] << 16;
}

/* The base of the node's child by this id; 0, which no node has, where the file is not sound. */
static uint32_t
base_of(const struct lexicon *lexicon, uint32_t link, uint16_t id)
{
    uint32_t base = link >> LEXICON_BASE_SHIFT;
    if ((link & LEXICON_FANNED) == 0)
        return base;
    const uint32_t *fan = lexicon->fans + base;
    if (base >= lexicon->counts.fans || base + 1 + (fan[0] & id) >= lexicon->counts.fans)
        return 0;
    return fan[1 + (fan[0] & id)];
}

void
lexicon_fetch(const struct lexicon *lexicon, const uint16_t *ids, size_t count)
{
    uint32_t root = link_of(lexicon, 0);
    for (size_t i = 0; i + 1 < count; i++) {
        uint32_t node = base_of(lexicon, root, ids[i]) + ids[i];
        if (node >= lexicon->counts.nodes)
            continue;
        uint32_t next = base_of(lexicon, link_of(lexicon, node), ids[i + 1]) + ids[i + 1];
        if (next < lexicon->counts.nodes)
            __builtin_prefetch(lexicon->nodes + (size_t)next * 3);
    }
}

size_t
lexicon_find(const struct lexicon *lexicon, const uint16_t *ids, size_t count, struct lexicon_word *found)
{
    size_t words = 0;
    uint32_t link = link_of(lexicon, 0);
    if (count > LEXICON_WORD_MAX)
        count = LEXICON_WORD_MAX;
    for (size_t i = 0; i < count && ids[i] != 0; i++) {
        uint32_t node = base_of(lexicon, link, ids[i]) + ids[i];
        if (node >= lexicon->counts.nodes || lexicon->nodes[(size_t)node * 3] != ids[i])
            break;
        link = link_of(lexicon, node);
        uint32_t cost = link & LEXICON_COST_MASK;
        if (cost != 0)
            found[words++] = (struct lexicon_word){(uint16_t)(i + 1), (uint16_t)cost, node};
    }
    return words;
}

const syllable *
lexicon_reading(const struct lexicon *lexicon, const struct lexicon_word *word)
{
    if (word->entry >= lexicon->counts.nodes || !(link_of(lexicon, word->entry) & LEXICON_OWN_READING))
        return NULL;
    uint32_t low = 0;
    uint32_t high = lexicon->counts.entries;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (lexicon->entries[middle] < word->entry)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == lexicon->counts.entries || lexicon->entries[low] != word->entry)
        return NULL;
    uint32_t from = lexicon->tails[low];
    uint32_t to = lexicon->tails[low + 1];
    return to <= lexicon->counts.syllables && from <= to && to - from == word->length
               ? lexicon->syllables + from
               : NULL;
}

enum word_class
lexicon_class(const struct lexicon *lexicon, const struct lexicon_word *word)
{
    if (word->entry >= lexicon->counts.nodes)
        return CLASS_UNKNOWN;
    return (enum word_class)(lexicon->classes[word->entry / 2] >> word->entry % 2 * 4 & 0xF);
}

size_t
lexicon_readings(const struct lexicon *lexicon, uint16_t id, const syllable **readings)
{
    if (id == 0 || id > lexicon->counts.characters)
        return 0;
    const uint16_t *own = &lexicon->readings[id];
    *readings = own;
    if ((*own & LEXICON_LISTED) == 0)
        return 1;
    uint32_t at = *own & (LEXICON_LISTED - 1u);
    if (at >= lexicon->counts.lists || lexicon->lists[at] >= lexicon->counts.lists - at)
        return 0;
    *readings = &lexicon->lists[at + 1];
    return lexicon->lists[at];
}

syllable
lexicon_default(const struct lexicon *lexicon, uint16_t id)
{
    const syllable *readings;
    return lexicon_readings(lexicon, id, &readings) > 0 ? readings[0] : SYLLABLE_NONE;
}

uint32_t
lexicon_form(const struct lexicon *lexicon, uint16_t id, bool *kept)
{
    uint32_t at = id - lexicon->counts.first_form; /* of ids before the forms as well: past their count */
    if (at >= lexicon->counts.forms)
        return 0;
    *kept = (lexicon->forms[at] & LEXICON_KEPT) != 0;
    return lexicon->forms[at] & ~LEXICON_KEPT;
}

bool
lexicon_allows(const struct lexicon *lexicon, uint16_t written, syllable s)
{
    const syllable *own;
    size_t count = lexicon_readings(lexicon, written, &own);
    for (size_t i = 0; i < count; i++)
        if (own[i] == s || (syllable_tone(s) == 5 && syllable_same_base(own[i], s)))
            return true;
    return count == 0;
}

syllable
lexicon_as_written(const struct lexicon *lexicon, uint16_t written, uint16_t form, syllable s)
{
    /* A reading that the form has in some word only, as 乐 in 乐亭, is not for the character to refuse. */
    if (written == form || lexicon_allows(lexicon, written, s) || !lexicon_allows(lexicon, form, s))
        return s;
    const syllable *readings;
    size_t count = lexicon_readings(lexicon, form, &readings);
    for (size_t i = 0; i < count; i++)
        if (lexicon_allows(lexicon, written, readings[i]))
            return readings[i];
    return s;
}
