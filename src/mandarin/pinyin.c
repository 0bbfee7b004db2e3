/*
 * Words → citation syllables: the producer's own reading or a name's, else a rule's, else what the context
 * model makes of the lexicon's. What stays doubtful is reported, with the line that would settle it.
 */
#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/names.h"
#include "mandarin/passes.h"
#include "mandarin/polyphone_hints.h"
#include "mandarin/polyphones.h"

enum { ENTRY_MAX = 4 }; /* characters of a word that may be joined to a doubtful lone character */

struct writer {
    const struct mandarin *mandarin;
    struct reading *reading;
    struct polyphone_text text;
    syllable *seconds; /* for each spoken character the next likely reading, 0 where it is not doubtful */
    size_t capacity;   /* of reading->syllables */
};

static struct spoken_syllable *
add_syllable(struct writer *w, arena *out, size_t first, size_t count, size_t word)
{
    struct reading *r = w->reading;
    struct spoken_syllable s = {.first = (uint32_t)first, .count = (uint32_t)count, .word = (uint32_t)word};
    struct spoken_syllable *added = arena_push(out, r->syllables, r->syllable_count, w->capacity);
    *added = s;
    return added;
}

static void
add_character(struct str_builder *b, uint32_t code_point)
{
    char bytes[4];
    str_add(b, (str){bytes, utf8_encode(code_point, bytes)});
}

static uint32_t
written_at(const struct reading *reading, size_t at)
{
    return reading->spoken[at].written != 0 ? reading->spoken[at].written : reading->spoken[at].code_point;
}

static void
report_unreadable(struct writer *w, arena *out, arena scratch, size_t at)
{
    uint32_t character = written_at(w->reading, at);
    struct str_builder b = {.out = &scratch};
    add_character(&b, character);
    str_add_format(&b, " (U+%04X) has no known reading", (unsigned)character);
    reading_doubt(w->reading, out, w->reading->spoken[at].from, true, str_built(&b), STR(""));
}

/* In a name that only rules have found, these characters may well be read otherwise. */
static bool
is_doubtful_in_name(uint32_t code_point)
{
    return charset_has(
        U"长重朝乐茜莎行少相传冠曾单解盛召区查覃仇朴缪种乘晟佟盖纪翟尉隗宓任燕葛华载兴为适侗镐颉校"
        U"那撒员",
        code_point);
}

/* The first of the lexicon's readings that is another one. */
static syllable
other_reading(const struct writer *w, size_t at, syllable read)
{
    const syllable *readings;
    size_t count = lexicon_readings(w->mandarin->lexicon, w->text.ids[at], &readings);
    for (size_t i = 0; i < count; i++)
        if (readings[i] != read)
            return readings[i];
    return SYLLABLE_NONE;
}

/* 姓解, 解氏: a lone character is read as a surname; else SYLLABLE_NONE. */
static syllable
read_as_surname(const struct writer *w, const struct word *word)
{
    const uint32_t *c = w->text.characters + word->first;
    bool named = c[-1] == U'姓', clan = c[1] == U'氏' && c[2] != U'度';
    return word->count == 1 && (named || clan) ? names_read_surname(c[0]) : SYLLABLE_NONE;
}

/* A traditional character may have fewer readings than the simplified one: 髮 is only fa4. */
static syllable
read_as_written(const struct writer *w, size_t at, syllable s)
{
    uint32_t written = w->reading->spoken[at].written;
    const struct lexicon *lexicon = w->mandarin->lexicon;
    return written == 0 ? s : lexicon_as_written(lexicon, lexicon_id(lexicon, written), w->text.ids[at], s);
}

/* The readings of a whole word where something surer than the model gives them; NULL: nothing does. */
static const syllable *
given_reading(const struct writer *w, size_t index, syllable room[POLYPHONE_HINTS_WORD_MAX])
{
    const struct word *word = &w->reading->words[index];
    if (word->settled)
        return word->reading;
    room[0] = read_as_surname(w, word);
    if (room[0] != SYLLABLE_NONE)
        return room;
    bool may = polyphone_hints_may_read(w->mandarin->hints, w->text.characters[word->first], word->count);
    return may && polyphone_hints_read(w->reading, w->text.characters, index, room) ? room : NULL;
}

static struct polyphone_choice
read_character(const struct writer *w, const syllable *given, size_t index, size_t at)
{
    const struct word *word = &w->reading->words[index];
    struct polyphone_choice choice =
        given != NULL ? (struct polyphone_choice){given[at - word->first], SYLLABLE_NONE, 1}
                      : polyphones_read(w->mandarin, &w->text, at, index);
    if (!word->settled)
        choice.reading = read_as_written(w, at, choice.reading);
    return choice;
}

/* The word makes the character neutral, and leaves its base: 服 in 衣服. */
static syllable
weakened_in_word(const struct word *word, size_t at, syllable read)
{
    syllable own = word->reading != NULL ? word->reading[at - word->first] : SYLLABLE_NONE;
    bool neutral = syllable_is_valid(own) && syllable_tone(own) == 5 && syllable_same_base(own, read);
    return neutral ? own : read;
}

static void
read_word(struct writer *w, arena *out, arena scratch, size_t index)
{
    const struct word *word = &w->reading->words[index];
    syllable room[POLYPHONE_HINTS_WORD_MAX];
    const syllable *given = given_reading(w, index, room);
    for (size_t at = word->first; at < (size_t)word->first + word->count; at++) {
        struct polyphone_choice choice = read_character(w, given, index, at);
        struct spoken_syllable *s = add_syllable(w, out, at, 1, index);
        s->full = choice.reading;
        s->citation = given != NULL ? choice.reading : weakened_in_word(word, at, choice.reading);
        if (choice.reading == SYLLABLE_NONE) {
            report_unreadable(w, out, scratch, at);
            continue;
        }
        if (word->role == ROLE_NAME && is_doubtful_in_name(w->text.characters[at]))
            choice.second = other_reading(w, at, choice.reading);
        else if (choice.probability >= POLYPHONES_DOUBT)
            choice.second = SYLLABLE_NONE;
        bool other = choice.second != SYLLABLE_NONE && choice.second != choice.reading;
        s->doubtful = other && s->citation == s->full; /* a word that weakens is known */
        w->seconds[at] = s->doubtful ? choice.second : 0;
    }
}

/* Syllables first … last - 1 make up one entry of a lexicon.tsv: the word of a doubtful character, with a
 * neighbour where it stands alone, so that the entry is true here and not everywhere. */
static void
choose_entry(const struct reading *r, size_t index, size_t *first, size_t *last)
{
    const struct spoken_syllable *s = r->syllables;
    *first = *last = index;
    while (*first > 0 && s[*first - 1].word == s[index].word)
        --*first;
    while (*last < r->syllable_count && s[*last].word == s[index].word)
        ++*last;
    if (*last - *first > 1)
        return;
    bool behind = *last < r->syllable_count && s[*last].first == s[index].first + 1 &&
                  r->words[s[*last].word].kind == WORD_HANZI && r->words[s[*last].word].count < ENTRY_MAX;
    bool before = index > 0 && s[index - 1].first + 1 == s[index].first &&
                  r->words[s[index - 1].word].kind == WORD_HANZI &&
                  r->words[s[index - 1].word].count < ENTRY_MAX;
    if (behind)
        *last += r->words[s[*last].word].count;
    else if (before)
        *first -= r->words[s[index - 1].word].count;
}

/* "长 read chang2 in 刘长毅; could be zhang3" and "刘长毅<TAB>liu2 zhang3 yi4". */
static void
report_doubt(struct writer *w, arena *out, arena scratch, size_t index)
{
    const struct reading *r = w->reading;
    size_t at = r->syllables[index].first, first, last;
    choose_entry(r, index, &first, &last);
    struct str_builder message = {.out = &scratch};
    char read[SYLLABLE_TEXT_MAX], other[SYLLABLE_TEXT_MAX];
    syllable_print(r->syllables[index].citation, read);
    syllable_print(w->seconds[at], other);
    add_character(&message, written_at(r, at));
    str_add_format(&message, " read %s", read);
    if (last - first > 1)
        str_add(&message, STR(" in "));
    for (size_t i = first; i < last && last - first > 1; i++)
        add_character(&message, written_at(r, r->syllables[i].first));
    str_add_format(&message, "; could be %s", other);
    str said = str_built(&message);
    struct str_builder entry = {.out = &scratch};
    for (size_t i = first; i < last; i++)
        add_character(&entry, written_at(r, r->syllables[i].first));
    for (size_t i = first; i < last; i++) {
        syllable_print(i == index ? w->seconds[at] : r->syllables[i].citation, other);
        str_add_char(&entry, i == first ? '\t' : ' ');
        str_add(&entry, str_from(other));
    }
    reading_doubt(w->reading, out, r->spoken[at].from, false, said, str_built(&entry));
}

void
pinyin_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch)
{
    reading->syllables = arena_new(out, struct spoken_syllable, reading->spoken_count);
    struct writer w = {.mandarin = mandarin,
                       .reading = reading,
                       .capacity = reading->spoken_count,
                       .text = polyphones_text(&scratch, mandarin, reading),
                       .seconds = arena_new(&scratch, syllable, reading->spoken_count)};
    for (size_t i = 0; i < reading->word_count; i++) {
        const struct word *word = &reading->words[i];
        if (word->kind == WORD_LATIN)
            add_syllable(&w, out, word->first, word->count, i);
        else if (word->kind == WORD_HANZI)
            read_word(&w, out, scratch, i);
    }
    for (size_t i = 0; i < reading->syllable_count; i++)
        if (reading->syllables[i].doubtful)
            report_doubt(&w, out, scratch, i);
}
