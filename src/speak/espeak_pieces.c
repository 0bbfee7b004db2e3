#include "speak/espeak_pieces.h"

#include "base/utf8.h"
#include "speak/espeak_phonemes.h"
#include "speak/letters.h"
#include "speak/pauses.h"
#include "speak/take.h"

/* At most, with what parts it from the next: a hanzi's syllable, a letter's name, a Latin character. */
enum { SYLLABLE_BYTES = 17, LETTER_BYTES = 24, CHARACTER_BYTES = 5 };

/* Said by the Latin voice; letter words are not. */
static bool
is_latin(const struct reading *reading, const struct spoken_syllable *s)
{
    return reading->words[s->word].kind == WORD_LATIN && !letters_are_spelled(reading, s);
}

static bool
is_letters(const struct reading *reading, const struct spoken_syllable *s)
{
    return reading->words[s->word].kind == WORD_LATIN && letters_are_spelled(reading, s);
}

/* The syllables that have a mark, as indexes. */
static size_t
list_units(arena *out, const struct reading *reading, uint32_t **units)
{
    *units = arena_new(out, uint32_t, reading->syllable_count);
    size_t count = 0;
    for (uint32_t i = 0; i < reading->syllable_count; i++) {
        if (take_has_mark(reading, &reading->syllables[i])) {
            (*units)[count++] = i;
        }
    }
    return count;
}

static size_t
unit_bytes(const struct reading *reading, const struct spoken_syllable *s)
{
    if (is_latin(reading, s)) {
        return (size_t)s->count * CHARACTER_BYTES + 1;
    }
    return is_letters(reading, s) ? (size_t)s->count * LETTER_BYTES : SYLLABLE_BYTES;
}

/* Room left in a piece that holds `bytes` of text? */
static bool
fits(const struct reading *reading, uint32_t before, uint32_t next, size_t bytes)
{
    const struct spoken_syllable *a = &reading->syllables[before];
    const struct spoken_syllable *b = &reading->syllables[next];
    size_t limit = is_latin(reading, b) ? ESPEAK_PIECE_LATIN_BYTES
                   : a->word == b->word ? (size_t)ESPEAK_PIECE_SYLLABLES_MAX * SYLLABLE_BYTES
                                        : (size_t)ESPEAK_PIECE_SYLLABLES * SYLLABLE_BYTES;
    return bytes + unit_bytes(reading, b) <= limit;
}

static bool
breaks_word(const struct reading *reading, uint32_t before, uint32_t next)
{
    for (uint32_t w = reading->syllables[before].word; w < reading->syllables[next].word; w++) {
        if (reading->breaks[w] != BREAK_NONE) {
            return true;
        }
    }
    return false;
}

/* A letter word: each letter a word of eSpeak's. */
static unsigned
write_letters(struct str_builder *text, const struct reading *reading, const struct spoken_syllable *s)
{
    unsigned phonemes = 0;
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        unsigned own;
        const char *name = letters_name(reading->spoken[i].code_point, &own);
        str_add(text, i > s->first ? STR(" ") : STR(""));
        str_add(text, str_from(name));
        phonemes += own;
    }
    return phonemes;
}

static void
write_mandarin(arena *out, const struct reading *reading, const uint32_t *units, size_t count,
               struct espeak_piece *piece)
{
    struct str_builder text = {.out = out};
    str_add(&text, STR("[["));
    unsigned in_word = 0;
    bool closed = false; /* the unit before lets nothing join it */
    for (size_t i = 0; i < count; i++) {
        const struct spoken_syllable *s = &reading->syllables[units[i]];
        bool letters = is_letters(reading, s);
        struct espeak_syllable spelled = {.phonemes = 0};
        if (!letters) {
            espeak_spell(s->spoken, s->erhua, &spelled);
        }
        bool apart = closed || letters || spelled.opens_with_vowel || in_word == ESPEAK_WORD_SYLLABLES ||
                     (i > 0 && breaks_word(reading, units[i - 1], units[i]));
        in_word = apart ? 0 : in_word;
        str_add(&text, i == 0 ? STR("") : apart ? STR(" ") : STR("|"));
        if (letters) {
            piece->units[i].phonemes = write_letters(&text, reading, s);
        } else {
            str_add(&text, str_from(spelled.text));
            piece->units[i].phonemes = spelled.phonemes;
        }
        closed = letters || s->erhua;
        in_word++;
    }
    str_add(&text, STR("]]"));
    piece->text_bytes = text.len;
    str_add_char(&text, '\0');
    piece->text = text.data;
}

static void
write_latin(arena *out, const struct reading *reading, const uint32_t *units, size_t count,
            struct espeak_piece *piece)
{
    struct str_builder text = {.out = out};
    uint32_t characters = 0;
    for (size_t i = 0; i < count; i++) {
        const struct spoken_syllable *s = &reading->syllables[units[i]];
        if (i > 0) {
            str_add_char(&text, ' ');
            characters++;
        }
        piece->units[i].character = characters + 1;
        for (uint32_t c = s->first; c < s->first + s->count; c++) {
            char bytes[4];
            str_add(&text, (str){bytes, utf8_encode(reading->spoken[c].code_point, bytes)});
            characters++;
        }
    }
    piece->text_bytes = text.len;
    str_add_char(&text, '\0');
    piece->text = text.data;
}

/* How many units from units[0] on make one piece. */
static size_t
measure(const struct reading *reading, const struct voice *voice, const uint32_t *units, size_t count)
{
    bool latin = is_latin(reading, &reading->syllables[units[0]]);
    size_t bytes = unit_bytes(reading, &reading->syllables[units[0]]);
    size_t held = 1;
    while (held < count) {
        const struct spoken_syllable *a = &reading->syllables[units[held - 1]];
        const struct spoken_syllable *b = &reading->syllables[units[held]];
        if (is_latin(reading, b) != latin || pauses_between_ms(reading, voice, a->word, b->word) > 0 ||
            !fits(reading, units[held - 1], units[held], bytes)) {
            break;
        }
        bytes += unit_bytes(reading, b);
        held++;
    }
    return held;
}

static uint32_t
pause_before_ms(const struct reading *reading, const struct voice *voice, const uint32_t *units, size_t i)
{
    if (i == 0) {
        return 0;
    }
    uint32_t pause_ms = pauses_between_ms(reading, voice, reading->syllables[units[i - 1]].word,
                                          reading->syllables[units[i]].word);
    return pause_ms > ESPEAK_JOINT_MS ? pause_ms : ESPEAK_JOINT_MS;
}

struct espeak_pieces
espeak_cut(arena *out, arena scratch, const struct reading *reading, const struct voice *voice)
{
    uint32_t *units;
    size_t count = list_units(&scratch, reading, &units);
    struct espeak_pieces pieces = {.items = arena_new(out, struct espeak_piece, count),
                                   .unit_count = (uint32_t)count};
    for (size_t i = 0; i < count;) {
        struct espeak_piece *piece = &pieces.items[pieces.count++];
        size_t held = measure(reading, voice, units + i, count - i);
        piece->latin = is_latin(reading, &reading->syllables[units[i]]);
        piece->pause_ms = pause_before_ms(reading, voice, units, i);
        piece->unit_count = (uint32_t)held;
        piece->units = arena_new(out, struct espeak_unit, held);
        if (piece->latin) {
            write_latin(out, reading, units + i, held, piece);
        } else {
            write_mandarin(out, reading, units + i, held, piece);
        }
        i += held;
    }
    return pieces;
}
