#include "mandarin/own_words.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"

enum { WORD_MAX = 32, FILE_MAX = 4 << 20 };

struct entry {
    const uint32_t *text;
    const syllable *reading;
    uint32_t count;
    uint32_t line;
};

enum { FIRSTS = 1024 };

struct own_words {
    struct entry *entries; /* by first character, long ones first, then by the rest */
    size_t count, capacity;
    bool begins[FIRSTS]; /* whether an entry's first character leaves this remainder: few do */
};

static int
compare_entries(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    if (x->text[0] != y->text[0])
        return x->text[0] < y->text[0] ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    for (uint32_t i = 1; i < x->count; i++)
        if (x->text[i] != y->text[i])
            return x->text[i] < y->text[i] ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static bool
same_word(const struct entry *a, const struct entry *b)
{
    bool same = a->count == b->count;
    for (uint32_t i = 0; same && i < a->count; i++)
        same = a->text[i] == b->text[i];
    return same;
}

/* The entry's word and reading; what is wrong with it, and in which column, or NULL. */
static const char *
parse_entry(arena *out, str line, struct entry *entry, uint32_t *column)
{
    str word;
    uint32_t *text = arena_new(out, uint32_t, WORD_MAX);
    syllable *reading = arena_new(out, syllable, WORD_MAX);
    if (!str_split(&line, '\t', &word) || word.len == 0)
        return "expected a word, a tab and its reading";
    for (size_t at = 0; at < word.len; ++*column) {
        uint32_t c = utf8_next(word, &at);
        if (!utf8_is_han(c) || entry->count == WORD_MAX)
            return "expected a word of hanzi, 32 at most";
        text[entry->count++] = c;
    }
    ++*column;
    size_t syllables = syllable_parse_list(str_trim(line), reading, WORD_MAX);
    for (size_t i = 0; i < syllables; i++)
        if (syllable_tone(reading[i]) == 0)
            return "a syllable has no tone: write 1 to 5 behind it";
    if (syllables != entry->count)
        return "expected one syllable of pinyin for each hanzi, like chong2 xin1";
    entry->text = text;
    entry->reading = reading;
    return NULL;
}

static void
drop_repeated(struct own_words *own, str path, struct diags *diags)
{
    size_t kept = 0;
    for (size_t i = 0; i < own->count; i++) {
        if (kept > 0 && same_word(&own->entries[kept - 1], &own->entries[i]))
            diag_add(diags, DIAG_ERROR, path, own->entries[i].line, 1, "keep one of the two",
                     "this word was written down before, in line %u", (unsigned)own->entries[kept - 1].line);
        else
            own->entries[kept++] = own->entries[i];
    }
    own->count = kept;
}

const struct own_words *
own_words_parse(arena *out, str path, str text, struct diags *diags)
{
    struct own_words *own = arena_new(out, struct own_words, 1);
    str line;
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_from_offset(text, 3);
    for (uint32_t number = 1; str_split(&text, '\n', &line); number++) {
        line = str_trim(line);
        if (line.len == 0 || line.data[0] == '#')
            continue;
        struct entry entry = {.line = number};
        uint32_t column = 1;
        const char *wrong = parse_entry(out, line, &entry, &column);
        if (wrong != NULL)
            diag_add(diags, DIAG_ERROR, path, number, column,
                     "a line is a word, a tab and one syllable for each hanzi, tones 1 to 5: 重新, tab, "
                     "chong2 xin1",
                     "%s", wrong);
        else
            *arena_push(out, own->entries, own->count, own->capacity) = entry;
    }
    if (own->count > 0)
        qsort(own->entries, own->count, sizeof *own->entries, compare_entries);
    drop_repeated(own, path, diags);
    for (size_t i = 0; i < own->count; i++)
        own->begins[own->entries[i].text[0] % FIRSTS] = true;
    return own;
}

enum status
own_words_read(arena *out, arena scratch, str path, const struct own_words **own, struct diags *diags)
{
    *own = NULL;
    if (!file_exists(scratch, path))
        return STATUS_OK;
    str text;
    enum status status = file_read(out, path, FILE_MAX, &text, diags);
    if (status != STATUS_OK)
        return status;
    size_t errors = diags->errors;
    *own = own_words_parse(out, path, text, diags);
    if ((*own)->count == 0)
        *own = NULL;
    return diags->errors == errors ? STATUS_OK : STATUS_SCRIPT;
}

size_t
own_words_find(const struct own_words *own, const uint32_t *text, size_t count, const syllable **reading)
{
    if (own == NULL || count == 0 || !own->begins[text[0] % FIRSTS])
        return 0;
    size_t low = 0;
    size_t high = own->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (own->entries[middle].text[0] < text[0])
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < own->count && own->entries[low].text[0] == text[0]; low++) {
        const struct entry *entry = &own->entries[low];
        struct entry here = {.text = text, .count = entry->count};
        if (entry->count > count || !same_word(entry, &here))
            continue;
        *reading = entry->reading;
        return entry->count;
    }
    return 0;
}
