/*
 * Spoken characters → words. Hanzi between other characters are cut into the likeliest words of the lexicon
 * (unigram Viterbi); numbers and their measures, names and everything that is no hanzi are cut by rule.
 */
#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/cutting_rules.h"
#include "mandarin/lexicon.h"
#include "mandarin/name_words.h"
#include "mandarin/names.h"
#include "mandarin/numerals.h"
#include "mandarin/own_words.h"
#include "mandarin/passes.h"

/* A written-out number that is no word of the lexicon, and each of its characters. */
enum { COST_NUMBER = 200, COST_NUMBER_CHARACTER = 60 };

/* Each word; it outweighs a small gain of two rare words over one: 依赖于, 笼罩着, 至上. */
enum { COST_WORD = 25 };

/* One by one, 一行行: dearer than most words and cheaper than the two that it would fall into. */
enum { COST_REPEATED = 230 };

struct cutter {
    const struct lexicon *lexicon;
    const struct own_words *house, *tour;
    struct reading *reading;
    size_t capacity;   /* of reading->words */
    uint32_t *text;    /* the spoken characters' code points, */
    uint32_t *written; /* as the producer wrote them (text, where he wrote no other), */
    uint16_t *ids;     /* and their ids in the lexicon */
};

/* The best way to cut from one position to the end of a stretch. */
struct step {
    uint32_t cost;
    uint32_t entry;
    uint16_t length;
    bool number;
};

static bool
is_hanzi(uint32_t code_point, uint16_t id)
{
    return id != 0 || utf8_is_han(code_point);
}

static bool
is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x52F);
}

/* What a rule has found is of the rule's class, whatever the lexicon says. */
static enum word_class
class_of(const struct word *word)
{
    switch (word->role) {
    case ROLE_NUMBER:
    case ROLE_ORDINAL:
    case ROLE_DIGITS:
        return CLASS_NUMERAL;
    case ROLE_MEASURE:
        return CLASS_MEASURE;
    case ROLE_PARTICLE:
        return CLASS_PARTICLE;
    default:
        return (enum word_class)word->class;
    }
}

static struct word *
add_word(struct cutter *c, arena *out, size_t first, size_t count, enum word_kind kind, enum word_role role)
{
    struct reading *r = c->reading;
    struct word word = {
        .first = (uint32_t)first, .count = (uint32_t)count, .kind = (uint8_t)kind, .role = (uint8_t)role};
    word.class = (uint8_t)class_of(&word);
    *arena_push(out, r->words, r->word_count, c->capacity) = word;
    return &r->words[r->word_count - 1];
}

/* A number of several characters; a single one is left to the lexicon. */
static size_t
number_at(const struct cutter *c, size_t at, size_t end)
{
    size_t length = numerals_length(c->text + at, end - at);
    return length > 1 ? length : 0;
}

static bool
is_better(const struct step *a, const struct step *b)
{
    return a->cost < b->cost || (a->cost == b->cost && a->length > b->length);
}

static struct step
best_step(const struct cutter *c, const struct step *steps, size_t first, size_t at, size_t end)
{
    struct lexicon_word found[LEXICON_WORD_MAX];
    size_t count = lexicon_find(c->lexicon, c->ids + at, end - at, found);
    bool counts = numerals_begins(c->text[at]); /* else none of the rules of number applies */
    uint32_t parted = counts && cutting_parts_number(c->text, first, at, end) ? LEXICON_COST_UNKNOWN : 0;
    struct step best = {.cost = parted + COST_WORD + LEXICON_COST_UNKNOWN + steps[at - first + 1].cost,
                        .length = 1,
                        .entry = UINT32_MAX};
    for (size_t i = 0; i < count; i++) {
        struct step step = {.cost =
                                parted + COST_WORD + found[i].cost + steps[at - first + found[i].length].cost,
                            .length = found[i].length,
                            .entry = found[i].entry};
        if (is_better(&step, &best) && !cutting_misleads(c->text, first, at, end, found[i].length))
            best = step;
    }
    if (counts && cutting_repeats(c->text + at, end - at)) {
        struct step step = {
            .cost = COST_REPEATED + steps[at - first + 3].cost, .length = 3, .entry = UINT32_MAX};
        if (is_better(&step, &best))
            best = step;
    }
    size_t number = counts ? number_at(c, at, end) : 0;
    if (number > 0) {
        struct step step = {.cost = COST_NUMBER + COST_NUMBER_CHARACTER * (uint32_t)number +
                                    steps[at - first + number].cost,
                            .length = (uint16_t)number,
                            .entry = UINT32_MAX,
                            .number = true};
        if (is_better(&step, &best))
            best = step;
    }
    return best;
}

#define PARTICLE(c) CHARSET_PLACE(24, c)
static const uint16_t particles[24] = {PARTICLE(U'的'), PARTICLE(U'了'), PARTICLE(U'着'), PARTICLE(U'吗'),
                                       PARTICLE(U'呢'), PARTICLE(U'吧'), PARTICLE(U'啊'), PARTICLE(U'呀'),
                                       PARTICLE(U'嘛'), PARTICLE(U'啦')};

static enum word_role
role_of(const struct cutter *c, size_t at, size_t length, size_t end)
{
    const uint32_t *text = c->text + at;
    if (length == 1 && CHARSET_HOLDS(particles, text[0]))
        return ROLE_PARTICLE;
    if (numerals_begins(text[0]) && numerals_length(text, length) == length &&
        !cutting_is_figure_of_speech(text, length)) {
        bool counts = length > 1 || numerals_measure(c->text + at + 1, end - at - 1) > 0;
        return counts ? numerals_role(text, length) : ROLE_PLAIN;
    }
    return ROLE_PLAIN;
}

static bool
is_number_role(uint8_t role)
{
    return role == ROLE_NUMBER || role == ROLE_ORDINAL || role == ROLE_DIGITS;
}

#define POINTING(c) CHARSET_PLACE(17, c)
static const uint16_t pointing[17] = {POINTING(U'这'), POINTING(U'那'), POINTING(U'哪'), POINTING(U'每'),
                                      POINTING(U'某'), POINTING(U'几'), POINTING(U'多'), POINTING(U'数')};

#define COUNTING(c) CHARSET_PLACE(17, c)
static const uint16_t counting_ends[17] = {COUNTING(U'多'), COUNTING(U'几'), COUNTING(U'少'), COUNTING(U'百'),
                                           COUNTING(U'千'), COUNTING(U'万'), COUNTING(U'十')};

/* Does a measure follow this word, as in 三座, 这座, 多少座? */
static bool
counts(const struct cutter *c, const struct word *word)
{
    const uint32_t *text = c->text + word->first;
    if (word->kind != WORD_HANZI)
        return false;
    bool rounded = word->role == ROLE_MEASURE && charset_has(U"余多来", text[0]);
    bool points = word->count == 1 && CHARSET_HOLDS(pointing, text[0]);
    if (is_number_role(word->role) || rounded || points)
        return true;
    return word->count > 1 && word->count < 4 && CHARSET_HOLDS(counting_ends, text[word->count - 1]) &&
           charset_has_word(
               U"这么多 那么多 好多 好几 多少 许多 上百 上千 上万 近百 近千 数十 数百 数千 数万 几十 "
               U"几百 几千 几万 十几",
               text, word->count);
}

/* Hanzi from first to end that neither figures nor the producer's own words decide. */
static void
cut_stretch(struct cutter *c, arena *out, arena scratch, size_t first, size_t end)
{
    struct step *steps = arena_new(&scratch, struct step, end - first + 1);
    for (size_t at = end; at-- > first;)
        steps[at - first] = best_step(c, steps, first, at, end);
    for (size_t at = first; at < end;) {
        const struct step *step = &steps[at - first];
        size_t length = step->length;
        enum word_role role =
            step->number ? numerals_role(c->text + at, length) : role_of(c, at, length, end);
        struct word *word = add_word(c, out, at, length, WORD_HANZI, role);
        bool counted = c->reading->word_count > 1 && counts(c, &word[-1]);
        if (role == ROLE_PLAIN && counted && numerals_measure(c->text + at, length) == length)
            word->role = ROLE_MEASURE;
        if (step->entry != UINT32_MAX) {
            struct lexicon_word found = {.length = step->length, .entry = step->entry};
            word->reading = lexicon_reading(c->lexicon, &found);
            word->class = (uint8_t)lexicon_class(c->lexicon, &found);
        }
        word->class = (uint8_t)class_of(word);
        at += length;
    }
}

/* An entry may be written like the text or, where that is traditional, in simplified characters. */
static size_t
find_own(const struct cutter *c, const struct own_words *words, size_t at, size_t end,
         const syllable **reading)
{
    size_t length = own_words_find(words, c->written + at, end - at, reading);
    bool found = length > 0 || c->written == c->text;
    return found ? length : own_words_find(words, c->text + at, end - at, reading);
}

/* The longer of the tour's and the house's entry at a position, the tour's where both are equal; 0: none. */
static size_t
own_word_at(const struct cutter *c, size_t at, size_t end, const syllable **reading)
{
    if (c->tour == NULL && c->house == NULL)
        return 0;
    const syllable *tour, *house;
    size_t in_tour = find_own(c, c->tour, at, end, &tour);
    size_t in_house = find_own(c, c->house, at, end, &house);
    if (in_tour > 0 && in_tour >= in_house)
        *reading = tour;
    else if (in_house > 0)
        *reading = house;
    return in_tour >= in_house ? in_tour : in_house;
}

static enum word_class
class_in_lexicon(const struct cutter *c, size_t at, size_t length)
{
    struct lexicon_word found[LEXICON_WORD_MAX];
    size_t count = lexicon_find(c->lexicon, c->ids + at, length, found);
    return count > 0 && found[count - 1].length == length ? lexicon_class(c->lexicon, &found[count - 1])
                                                          : CLASS_UNKNOWN;
}

/* Hanzi from first to end, none of them part of a written figure. */
static void
cut_hanzi(struct cutter *c, arena *out, arena scratch, size_t first, size_t end)
{
    for (size_t at = first; at < end;) {
        const syllable *reading = NULL;
        size_t length = own_word_at(c, at, end, &reading);
        if (length == 0) {
            at++;
            continue;
        }
        if (first < at)
            cut_stretch(c, out, scratch, first, at);
        struct word *word = add_word(c, out, at, length, WORD_HANZI, ROLE_PLAIN);
        word->reading = reading;
        word->settled = true;
        word->class = (uint8_t)class_in_lexicon(c, at, length);
        first = at += length;
    }
    if (first < end)
        cut_stretch(c, out, scratch, first, end);
}

/* Characters from `at` that stand for the same written group. */
static size_t
group_length(const struct cutter *c, size_t at, size_t end)
{
    const struct spoken *spoken = c->reading->spoken;
    size_t i = at + 1;
    while (i < end && spoken[i].from.offset == spoken[at].from.offset &&
           spoken[i].from.length == spoken[at].from.length)
        i++;
    return i - at;
}

/* Does what this character stands for begin with a digit or a sign of number? */
static bool
is_written_figure(const struct cutter *c, size_t at)
{
    const struct reading *r = c->reading;
    uint32_t offset = r->spoken[at].from.offset;
    if (offset >= r->text.len || r->spoken[at].from.length == 0)
        return false;
    unsigned char first = (unsigned char)r->text.data[offset];
    if (first >= 0x80 && first != 0xC2 && first != 0xE2 && first != 0xEF)
        return false; /* ± − and the full-width forms begin with these, hanzi with none */
    size_t next = offset;
    uint32_t written = utf8_next(r->text, &next);
    return (written >= '0' && written <= '9') || (written >= 0xFF10 && written <= 0xFF19) || written == '-' ||
           written == '+' || written == 0x2212 || written == 0xB1;
}

/* A place behind a figure belongs to the number (249.9 万), but not 千 in 千克. */
static bool
is_place_behind(const struct cutter *c, size_t at, size_t end)
{
    return at < end && charset_has(U"十百千万亿兆", c->text[at]) &&
           numerals_measure(c->text + at, end - at) == 0;
}

/* A figure and the measures behind it (年; 余 件). at … group_end is what stands for the figure, perhaps with
 * a 第 before it. Returns where the last measure ends. */
static size_t
cut_figure(struct cutter *c, arena *out, size_t at, size_t group_end, size_t end)
{
    size_t length = numerals_length(c->text + at, group_end - at);
    while (at + length >= group_end && is_place_behind(c, at + length, end))
        length++;
    add_word(c, out, at, length, WORD_HANZI, numerals_role(c->text + at, length));
    at += length;
    bool more = true;
    while (more) {
        size_t measure = numerals_measure(c->text + at, end - at);
        more = measure == 1 && charset_has(U"余多来", c->text[at]);
        if (measure > 0)
            add_word(c, out, at, measure, WORD_HANZI, ROLE_MEASURE);
        at += measure;
    }
    return at;
}

/* What stands for the figure that is written here, 0: none begins. 零下五度 is written -5: 零下 is no number.
 */
static size_t
figure_length(const struct cutter *c, size_t at, size_t end)
{
    if (!is_written_figure(c, at))
        return 0;
    size_t group = group_length(c, at, end);
    bool below_zero = group > 1 && c->text[at] == U'零' && c->text[at + 1] == U'下';
    return !below_zero && numerals_length(c->text + at, group) > 0 ? group : 0;
}

/* A run of hanzi: figures by rule, what lies between them by the lexicon. */
static size_t
cut_run(struct cutter *c, arena *out, arena scratch, size_t first, size_t count)
{
    size_t end = first;
    while (end < count && is_hanzi(c->text[end], c->ids[end]))
        end++;
    size_t begin = first;
    for (size_t at = first; at < end;) {
        size_t figure = figure_length(c, at, end);
        if (figure == 0) {
            at++;
            continue;
        }
        size_t group_end = at + figure;
        if (at > begin && c->text[at - 1] == U'第')
            at--;
        if (begin < at)
            cut_hanzi(c, out, scratch, begin, at);
        at = begin = cut_figure(c, out, at, group_end, end);
    }
    if (begin < end)
        cut_hanzi(c, out, scratch, begin, end);
    return end;
}

/* Letters, with apostrophes between them. */
static size_t
latin_end(const struct cutter *c, size_t at, size_t count)
{
    while (at < count && (is_letter(c->text[at]) || ((c->text[at] == '\'' || c->text[at] == U'’') &&
                                                     at + 1 < count && is_letter(c->text[at + 1]))))
        at++;
    return at;
}

/* The columns of the line that cutting looks at. */
static void
look_up(struct cutter *c, arena *scratch)
{
    const struct reading *r = c->reading;
    c->text = c->written = arena_new(scratch, uint32_t, r->spoken_count + 1);
    c->ids = arena_new(scratch, uint16_t, r->spoken_count + 1);
    bool other = false;
    for (size_t i = 0; i < r->spoken_count; i++) {
        c->text[i] = r->spoken[i].code_point;
        c->ids[i] = lexicon_id(c->lexicon, c->text[i]);
        other |= r->spoken[i].written != 0;
    }
    lexicon_fetch(c->lexicon, c->ids, r->spoken_count);
    if (!other)
        return;
    c->written = arena_new(scratch, uint32_t, r->spoken_count + 1);
    for (size_t i = 0; i < r->spoken_count; i++)
        c->written[i] = r->spoken[i].written != 0 ? r->spoken[i].written : c->text[i];
}

void
words_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch)
{
    size_t count = reading->spoken_count;
    struct cutter c = {
        .lexicon = mandarin->lexicon, .house = mandarin->house, .tour = mandarin->tour, .reading = reading};
    look_up(&c, &scratch);
    c.capacity = count; /* a word has a character at least */
    reading->words = arena_new(out, struct word, count);
    for (size_t at = 0; at < count;) {
        if (is_hanzi(c.text[at], c.ids[at])) {
            at = cut_run(&c, out, scratch, at, count);
        } else if (is_letter(c.text[at])) {
            size_t end = latin_end(&c, at, count);
            add_word(&c, out, at, end - at, WORD_LATIN, ROLE_PLAIN);
            at = end;
        } else {
            add_word(&c, out, at++, 1, WORD_PUNCTUATION, ROLE_PLAIN);
        }
    }
    name_words_join(&(struct name_words){c.lexicon, c.reading, c.text, c.ids}, out);
}
