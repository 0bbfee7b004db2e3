#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/lexicon.h"
#include "mandarin/passes.h"
#include "mandarin/tones.h"

uint32_t
tones_character(const struct tones *tones, size_t index, int distance)
{
    size_t i = index;
    for (; distance < 0; distance++, i--) {
        if (i == 0 || !tones->items[i - 1].joined) {
            return 0;
        }
    }
    for (; distance > 0; distance--, i++) {
        if (i + 1 == tones->count || !tones->items[i].joined) {
            return 0;
        }
    }
    return tones->items[i].character;
}

bool
tones_word_begins(const struct tones *tones, size_t index)
{
    return index == 0 || tones->items[index - 1].word != tones->items[index].word;
}

bool
tones_word_ends(const struct tones *tones, size_t index)
{
    return index + 1 == tones->count || tones->items[index + 1].word != tones->items[index].word;
}

size_t
tones_word_length(const struct tones *tones, size_t index)
{
    return tones->reading->words[tones->items[index].word].count;
}

uint8_t
tones_class_before(const struct tones *tones, size_t index)
{
    while (index > 0 && !tones_word_begins(tones, index)) {
        index--;
    }
    return index > 0 && tones->items[index - 1].joined ? tones->items[index - 1].class : CLASS_UNKNOWN;
}

unsigned
tones_full_tone(const struct tones *tones, size_t index)
{
    const struct tone *tone = &tones->items[index];
    unsigned cited = syllable_tone(tone->syllable->citation);
    if (cited != 5) {
        return cited;
    }
    if (charset_has(U"个下上是去过见意", tone->character)) {
        return 4;
    }
    const struct lexicon *lexicon = tones->mandarin->lexicon;
    if (lexicon == NULL) {
        return 0;
    }
    unsigned usual = syllable_tone(lexicon_default(lexicon, lexicon_id(lexicon, tone->character)));
    return usual == 5 ? 0 : usual;
}

void
tones_set(struct tone *tone, unsigned value)
{
    tone->syllable->spoken = syllable_with_tone(tone->syllable->citation, value);
}

/* Whether the spoken characters from … to - 1 part nothing: opening quotation marks and spaces. */
static bool
joins(const struct reading *reading, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (!charset_has(U"“‘「『《〈\"' ", reading->spoken[i].code_point)) {
            return false;
        }
    }
    return true;
}

static bool
is_heard(const struct reading *reading, const struct spoken_syllable *s)
{
    return reading->words[s->word].kind == WORD_LATIN || (!s->merged && syllable_is_valid(s->citation));
}

/* The strongest break behind the words from … to - 1. */
static uint8_t
strongest(const uint8_t *breaks, size_t from, size_t to)
{
    uint8_t most = BREAK_NONE;
    for (size_t i = from; i < to; i++) {
        most = breaks[i] > most ? breaks[i] : most;
    }
    return most;
}

/* Field by field: a whole struct would be put together in one place only to be copied to another. */
static void
view(const struct reading *reading, struct spoken_syllable *s, struct tone *tone)
{
    const struct word *word = &reading->words[s->word];
    tone->syllable = s;
    tone->character = word->kind == WORD_LATIN ? 0 : reading->spoken[s->first].code_point;
    tone->word = s->word;
    tone->role = word->role;
    tone->class = word->class;
}

/* Where nothing changes it: the citation's; but 儿 by itself is never neutral. */
static syllable
unchanged(const struct reading *reading, const struct spoken_syllable *s)
{
    bool lone_er = reading->spoken[s->first].code_point == U'儿' && !s->merged &&
                   reading->words[s->word].kind == WORD_HANZI;
    return lone_er ? syllable_with_tone(s->citation, 2) : s->citation;
}

/* One entry a heard syllable; room for all of them at items. */
static struct tones
tones_of(const struct mandarin *mandarin, struct reading *reading, struct tone *items)
{
    struct tones tones = {.mandarin = mandarin, .reading = reading, .items = items};
    for (size_t i = 0; i < reading->syllable_count; i++) {
        struct spoken_syllable *s = &reading->syllables[i];
        s->spoken = unchanged(reading, s);
        if (!is_heard(reading, s)) {
            continue;
        }
        if (tones.count > 0) {
            struct tone *before = &items[tones.count - 1];
            size_t end = before->syllable->first + before->syllable->count + before->syllable->erhua;
            before->joined = joins(reading, end, s->first);
            before->gap =
                before->word == s->word ? BREAK_NONE : strongest(reading->breaks, before->word, s->word);
        }
        view(reading, s, &items[tones.count++]);
    }
    if (tones.count > 0) {
        items[tones.count - 1].gap = BREAK_END;
    }
    return tones;
}

void
sandhi_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch)
{
    (void)out;
    struct tone *items = arena_new(&scratch, struct tone, reading->syllable_count);
    struct tones tones = tones_of(mandarin, reading, items);
    tones_change_yi(&tones);
    tones_change_bu(&tones);
    tones_make_neutral(&tones);
    tones_change_third(&tones);
}
