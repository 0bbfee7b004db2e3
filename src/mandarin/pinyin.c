/*
 * Words → citation syllables: the house's own reading, else a rule for words with several, else the
 * lexicon's, else each character's default. What stays doubtful is reported.
 */
#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/lexicon.h"
#include "mandarin/names.h"
#include "mandarin/passes.h"
#include "mandarin/polyphones.h"

struct writer {
    const struct lexicon *lexicon;
    struct reading *reading;
    const uint32_t *text;
    size_t capacity; /* of reading->syllables */
};

static void
add_syllable(struct writer *w, arena *out, size_t first, size_t count, size_t word, syllable citation,
             bool doubtful)
{
    struct reading *r = w->reading;
    struct spoken_syllable s = {.first = (uint32_t)first,
                                .count = (uint32_t)count,
                                .word = (uint32_t)word,
                                .citation = citation,
                                .doubtful = doubtful};
    *arena_push(out, r->syllables, r->syllable_count, w->capacity) = s;
}

static void
add_character(struct str_builder *b, uint32_t code_point)
{
    char bytes[4];
    str_add(b, (str){bytes, utf8_encode(code_point, bytes)});
}

static void
report_unreadable(struct writer *w, arena *out, arena scratch, size_t at)
{
    struct str_builder b = {.out = &scratch};
    add_character(&b, w->text[at]);
    str_add_format(&b, " (U+%04X) has no known reading", (unsigned)w->text[at]);
    reading_doubt(w->reading, out, w->reading->spoken[at].from, true, str_built(&b));
}

/* "长 read chang2; could be zhang3" */
static void
report_doubt(struct writer *w, arena *out, arena scratch, size_t at, syllable read)
{
    const syllable *others;
    size_t count = lexicon_readings(w->lexicon, lexicon_id(w->lexicon, w->text[at]), &others);
    struct str_builder b = {.out = &scratch};
    char printed[SYLLABLE_TEXT_MAX];
    syllable_print(read, printed);
    add_character(&b, w->text[at]);
    str_add_format(&b, " read %s", printed);
    const char *link = "; could be ";
    for (size_t i = 0; i < count; i++) {
        if (others[i] == read)
            continue;
        syllable_print(others[i], printed);
        str_add_format(&b, "%s%s", link, printed);
        link = " or ";
    }
    reading_doubt(w->reading, out, w->reading->spoken[at].from, false, str_built(&b));
}

/* In a name that only rules have found, these characters may well be read otherwise. */
static bool
is_doubtful(const struct word *word, uint32_t code_point)
{
    return word->role == ROLE_NAME &&
           charset_has(U"长重朝乐茜莎行少相传冠曾单解盛召区查覃仇朴缪种乘晟佟", code_point);
}

/* 姓解, 解氏: a lone character is read as a surname; else SYLLABLE_NONE. */
static syllable
read_as_surname(const struct writer *w, const struct word *word)
{
    size_t at = word->first;
    bool named = at > 0 && w->text[at - 1] == U'姓';
    bool clan = w->text[at + 1] == U'氏' && w->text[at + 2] != U'度';
    return word->count == 1 && (named || clan) ? names_read_surname(w->text[at]) : SYLLABLE_NONE;
}

/* A traditional character may have fewer readings than the simplified one: 髮 is only fa4. */
static syllable
read_as_written(const struct writer *w, size_t at, syllable s)
{
    uint32_t written = w->reading->spoken[at].written;
    return lexicon_as_written(w->lexicon, lexicon_id(w->lexicon, written),
                              lexicon_id(w->lexicon, w->text[at]), s);
}

/* The hanzi of one word: a settled reading, else what the rules say, else the lexicon's, else the defaults.
 */
static void
read_word(struct writer *w, arena *out, arena scratch, size_t index)
{
    const struct word *word = &w->reading->words[index];
    syllable ruled[POLYPHONES_WORD_MAX];
    const syllable *given = word->reading;
    syllable surname = read_as_surname(w, word);
    if (!word->settled && surname != SYLLABLE_NONE)
        given = &surname;
    else if (!word->settled && polyphones_read(w->reading, w->text, index, ruled))
        given = ruled;
    for (size_t i = 0; i < word->count; i++) {
        size_t at = word->first + i;
        syllable s =
            given != NULL ? given[i] : lexicon_default(w->lexicon, lexicon_id(w->lexicon, w->text[at]));
        if (!word->settled && w->reading->spoken[at].written != 0)
            s = read_as_written(w, at, s);
        bool doubtful = s != SYLLABLE_NONE && is_doubtful(word, w->text[at]);
        add_syllable(w, out, at, 1, index, s, doubtful);
        if (s == SYLLABLE_NONE)
            report_unreadable(w, out, scratch, at);
        else if (doubtful)
            report_doubt(w, out, scratch, at, s);
    }
}

void
pinyin_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch)
{
    uint32_t *text = arena_new(&scratch, uint32_t, reading->spoken_count + 1);
    for (size_t i = 0; i < reading->spoken_count; i++)
        text[i] = reading->spoken[i].code_point;
    struct writer w = {.lexicon = mandarin->lexicon, .reading = reading, .text = text};
    for (size_t i = 0; i < reading->word_count; i++) {
        const struct word *word = &reading->words[i];
        if (word->kind == WORD_LATIN)
            add_syllable(&w, out, word->first, word->count, i, 0, false);
        else if (word->kind == WORD_HANZI)
            read_word(&w, out, scratch, i);
    }
}
