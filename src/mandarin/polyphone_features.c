#include "mandarin/polyphone_features.h"

enum {
    MARGIN = 16, /* zeros on both sides of a sentence, so that looking aside needs no bounds */
    NEAR = 8,    /* characters on each side that are near */
    NEAR_IN_CLAUSE = 10,
    NEAR_WORDS = 6,
    BEFORE_MAX = 3, /* a word of the lexicon that covers the character may begin so far before it */
    BEHIND_MAX = 6, /* and must end so far behind */
    FOREIGN_RUN = 3,
    LATIN_CLASS = 16, /* beyond enum word_class */
    MARK_CLASS,
    NO_CLASS,
    NUMBER_WORD = 3, /* the key that all numbers share */
};

/* Templates: the first component of every key. */
enum template {
    T_BIAS,
    T_CHARACTER,
    T_PAIR,
    T_TRIPLE,
    T_OWN_WORD,
    T_WORD,
    T_WORD_PAIR,
    T_CLASS,
    T_NEAR,
    T_NEAR_WORD,
    T_AHEAD,
    T_BEHIND,
    T_KIND,
    T_FOREIGN,
    T_ROLE,
    T_ROLE_CLASSES,
    T_VOTE,
    T_VOTE_LENGTH,
    T_VOTE_COST,
};

/* Ballots by what casts them; those of words by length, too. */
enum {
    BALLOT_PATH = 0,     /* the word that was cut here, read by its characters' defaults: length 1 … 4 */
    BALLOT_PATH_OWN = 4, /* the same with a reading of its own */
    BALLOT_RANK = 8,     /* the lexicon's order of the character's readings, 4 */
    BALLOT_SETTLED = 12, /* a name's reading */
    BALLOT_COVER = 13,   /* another word that covers the character: length 2 … 4 */
    BALLOT_COVER_OWN = 16,
    BALLOT_COVER_SIDE = 19, /* such a word by whether it begins here, and whether a lone character was cut */
    BALLOT_COST = 23,       /* the cut word's frequency, 6 steps */
    BALLOT_NAME = 29,       /* the cut word is a name found by rule */
};

struct site {
    const struct polyphone_text *text;
    const uint32_t *c; /* the character; its neighbours at c[-1], c[1] … */
    size_t at, index;
    const struct word *word;
    uint64_t seed;
    struct polyphone_table table;
    struct polyphone_features *to;
};

static uint64_t
mix(uint64_t h, uint64_t value)
{
    h = (h ^ value) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 32;
}

/* A key where `seen`, without a branch on it: often nothing foretells what is seen. The memory that its
 * weights lie in is asked for; it is there when all keys are known. Part of each place where it is called:
 * there most of what is mixed is known. */
static inline __attribute__((always_inline)) void
add_if(struct site *s, bool seen, enum template which, uint32_t a, uint32_t b, uint32_t c)
{
    uint64_t h = mix(mix(s->seed + (uint64_t)which, (uint64_t)a << 32 | b), c);
    uint32_t key = (uint32_t)(h * 0xBF58476D1CE4E5B9u >> 32);
    if (s->to->key_count == POLYPHONE_KEYS_MAX)
        return;
    s->to->keys[s->to->key_count] = key;
    s->to->key_count += seen;
    size_t bucket = polyphone_bucket_of(key & -(uint32_t)seen, s->table.buckets);
    __builtin_prefetch(s->table.slots + bucket * POLYPHONE_BUCKET);
}

static inline __attribute__((always_inline)) void
add(struct site *s, enum template which, uint32_t a, uint32_t b, uint32_t c)
{
    add_if(s, true, which, a, b, c);
}

static bool
ends_clause(uint32_t c)
{
    switch (c) {
    case 0:
    case U'，':
    case U'。':
    case U'；':
    case U'！':
    case U'？':
    case U'…':
    case ',':
    case '.':
    case ';':
    case '!':
    case '?':
        return true;
    default:
        return false;
    }
}

static uint8_t
kind_of(const struct site *s, uint32_t c)
{
    uint32_t index = c - POLYPHONE_KINDS_FIRST;
    if (index < POLYPHONE_KINDS_COUNT)
        return s->text->kinds[index];
    return c == 0 ? 64 : c == U'·' ? 65 : c < 128 ? 66 : 67; /* beyond the bits of enum polyphone_kind */
}

static uint32_t
word_key(const struct polyphone_text *text, size_t index, int distance)
{
    size_t i = index + (size_t)distance;
    return i < text->reading->word_count ? text->words[i] : 1; /* before the first: wraps around */
}

static uint32_t
class_of(const struct polyphone_text *text, size_t index, int distance)
{
    size_t i = index + (size_t)distance;
    if (i >= text->reading->word_count)
        return NO_CLASS;
    const struct word *word = &text->reading->words[i];
    return word->kind == WORD_HANZI ? word->class : word->kind == WORD_LATIN ? LATIN_CLASS : MARK_CLASS;
}

static void
add_characters(struct site *s)
{
    const uint32_t *c = s->c;
    add(s, T_BIAS, 0, 0, 0);
    for (int d = 1; d <= 3; d++) {
        add(s, T_CHARACTER, c[-d], (uint32_t)d, 0);
        add(s, T_CHARACTER, c[d], (uint32_t)d, 1);
    }
    add(s, T_PAIR, c[-2], c[-1], 1);
    add(s, T_PAIR, c[-1], c[1], 2);
    add(s, T_PAIR, c[1], c[2], 3);
    add(s, T_PAIR, c[2], c[3], 4);
    add(s, T_PAIR, c[-3], c[-2], 5);
    add(s, T_TRIPLE, c[-1], c[1], c[2]);
    for (int d = 1; d <= NEAR; d++) {
        if (c[-d] == 0)
            break;
        add(s, T_NEAR, c[-d], 0, 0);
    }
    for (int d = 1; d <= NEAR; d++) {
        if (c[d] == 0)
            break;
        add(s, T_NEAR, c[d], 0, 0);
    }
    for (int d = 1; d <= NEAR_IN_CLAUSE && !ends_clause(c[d]); d++)
        add(s, T_AHEAD, c[d], 0, 0);
    for (int d = 1; d <= NEAR_IN_CLAUSE && !ends_clause(c[-d]); d++)
        add(s, T_BEHIND, c[-d], 0, 0);
}

static void
add_words(struct site *s)
{
    const struct polyphone_text *t = s->text;
    size_t w = s->index;
    bool lone = s->word->count == 1;
    uint32_t own = t->words[w], before = word_key(t, w, -1), behind = word_key(t, w, 1);
    add(s, T_OWN_WORD, own, (uint32_t)(s->at - s->word->first), 0);
    add(s, T_WORD, before, 0, 0);
    add(s, T_WORD, behind, 1, 0);
    add(s, T_WORD_PAIR, before, own, 0);
    add(s, T_WORD_PAIR, own, behind, 1);
    add(s, T_WORD_PAIR, before, behind, 2);
    for (int d = -2; d <= 2; d++)
        if (d != 0)
            add(s, T_CLASS, class_of(t, w, d), lone, (uint32_t)(d + 2));
    add(s, T_CLASS, s->word->class, s->word->count, 9);
    add(s, T_ROLE, s->word->role, s->word->class, s->word->count);
    add(s, T_ROLE_CLASSES, s->word->role, class_of(t, w, -1), class_of(t, w, 1));
    for (int d = -NEAR_WORDS; d <= NEAR_WORDS; d++) {
        size_t i = w + (size_t)d;
        if (d == 0 || i >= t->reading->word_count)
            continue;
        const struct word *word = &t->reading->words[i];
        add_if(s, (word->kind == WORD_HANZI) & (word->count > 1), T_NEAR_WORD, t->words[i], 0, 0);
    }
}

static void
add_kinds(struct site *s)
{
    uint32_t kinds[2 * FOREIGN_RUN + 1];
    for (int d = -FOREIGN_RUN; d <= FOREIGN_RUN; d++)
        kinds[d + FOREIGN_RUN] = kind_of(s, s->c[d]);
    const uint32_t *k = kinds + FOREIGN_RUN;
    add(s, T_KIND, k[-1], k[1], 0);
    for (int d = -2; d <= 2; d++)
        if (d != 0)
            add(s, T_KIND, k[d], 300, (uint32_t)(d + 3));
    uint32_t foreign = 0, run = 0;
    for (int d = -FOREIGN_RUN; d <= FOREIGN_RUN; d++)
        if (d != 0)
            foreign += s->c[d] == U'·' ? 2 : k[d] < 64 && (k[d] & KIND_FOREIGN);
    for (int d = 1; d <= FOREIGN_RUN && k[d] < 64 && (k[d] & KIND_FOREIGN); d++)
        run++;
    for (int d = 1; d <= FOREIGN_RUN && k[-d] < 64 && (k[-d] & KIND_FOREIGN); d++)
        run++;
    add(s, T_FOREIGN, foreign, 0, 0);
    add(s, T_FOREIGN, run, 1, s->word->count);
}

static void
cast(struct site *s, int kind, syllable for_whom, const syllable *candidates, size_t count)
{
    for (size_t i = 0; i < count && s->to->ballot_count < POLYPHONE_BALLOTS_MAX; i++) {
        s->to->ballots[s->to->ballot_count] = (struct polyphone_ballot){(uint8_t)kind, (uint8_t)i};
        s->to->ballot_count += candidates[i] == for_whom;
    }
}

/* 0: not in the lexicon; then from everyday words to rare ones. */
static int
step_of_cost(uint32_t cost)
{
    return cost == 0 ? 0 : cost < 300 ? 1 : cost < 360 ? 2 : cost < 400 ? 3 : cost < 440 ? 4 : 5;
}

static int
up_to_4(size_t length)
{
    return length > 4 ? 4 : (int)length;
}

/* Every word of the lexicon that covers the character but the one cut; returns the cost of that one. */
static uint32_t
cast_covering(struct site *s, const syllable *candidates, size_t count)
{
    const struct polyphone_text *t = s->text;
    uint32_t cost = 0;
    for (size_t before = 0; before <= BEFORE_MAX && before <= s->at; before++) {
        size_t first = s->at - before;
        struct lexicon_word found[LEXICON_WORD_MAX]; /* the zeros behind the sentence end the search */
        size_t words = lexicon_find(t->lexicon, t->ids + first, before + BEHIND_MAX, found);
        for (size_t i = 0; i < words; i++) {
            if (first == s->word->first && found[i].length == s->word->count)
                cost = found[i].cost;
            else if (found[i].length > before && found[i].length > 1) {
                const syllable *own = lexicon_reading(t->lexicon, &found[i]);
                syllable r = own != NULL ? own[before] : lexicon_default(t->lexicon, t->ids[s->at]);
                int kind = own != NULL ? BALLOT_COVER_OWN : BALLOT_COVER;
                cast(s, kind + up_to_4(found[i].length) - 2, r, candidates, count);
                cast(s, BALLOT_COVER_SIDE + (before == 0) + 2 * (s->word->count == 1), r, candidates, count);
            }
        }
    }
    return cost;
}

static void
add_votes(struct site *s, const syllable *candidates, size_t count)
{
    const struct polyphone_text *t = s->text;
    syllable vote = polyphone_vote(t, s->at, s->index);
    bool own = s->word->reading != NULL;
    int length = up_to_4(s->word->count);
    uint32_t cost = cast_covering(s, candidates, count);
    cast(s, (own ? BALLOT_PATH_OWN : BALLOT_PATH) + length - 1, vote, candidates, count);
    const syllable *readings;
    size_t known = lexicon_readings(t->lexicon, t->ids[s->at], &readings);
    for (size_t i = 0; i < known && i < 4; i++)
        cast(s, BALLOT_RANK + (int)i, readings[i], candidates, count);
    if (s->word->settled)
        cast(s, BALLOT_SETTLED, vote, candidates, count);
    if (s->word->role == ROLE_NAME)
        cast(s, BALLOT_NAME, vote, candidates, count);
    if (s->word->count > 1) {
        cast(s, BALLOT_COST + step_of_cost(cost), vote, candidates, count);
        add(s, T_VOTE_COST, (uint32_t)step_of_cost(cost), vote, 0);
    }
    add(s, T_VOTE_LENGTH, vote, (uint32_t)length, own);
    add(s, T_VOTE, vote, 0, 0);
}

syllable
polyphone_vote(const struct polyphone_text *text, size_t at, size_t word)
{
    const struct word *w = &text->reading->words[word];
    return w->reading != NULL ? w->reading[at - w->first] : lexicon_default(text->lexicon, text->ids[at]);
}

static uint32_t
key_of_word(const struct reading *reading, const struct word *word)
{
    if (word->role == ROLE_NUMBER || word->role == ROLE_DIGITS)
        return NUMBER_WORD;
    uint64_t h = 0;
    for (size_t i = 0; i < word->count; i++)
        h = mix(h, reading->spoken[word->first + i].code_point);
    return (uint32_t)h;
}

struct polyphone_text
polyphone_text_of(arena *out, const struct lexicon *lexicon, const uint8_t *kinds,
                  const struct reading *reading)
{
    uint32_t *characters = arena_new(out, uint32_t, reading->spoken_count + 2 * MARGIN);
    uint16_t *ids = arena_new(out, uint16_t, reading->spoken_count + 2 * MARGIN);
    uint32_t *words = arena_new(out, uint32_t, reading->word_count);
    for (size_t i = 0; i < reading->spoken_count; i++) {
        characters[MARGIN + i] = reading->spoken[i].code_point;
        ids[MARGIN + i] = lexicon_id(lexicon, reading->spoken[i].code_point);
    }
    for (size_t i = 0; i < reading->word_count; i++)
        words[i] = key_of_word(reading, &reading->words[i]);
    return (struct polyphone_text){.reading = reading,
                                   .lexicon = lexicon,
                                   .kinds = kinds,
                                   .characters = characters + MARGIN,
                                   .ids = ids + MARGIN,
                                   .words = words,
                                   .table = {words, 0} /* no table, but memory that may be fetched */};
}

void
polyphone_features_of(const struct polyphone_text *text, size_t at, size_t word, const syllable *candidates,
                      size_t count, struct polyphone_features *features)
{
    features->key_count = features->ballot_count = 0;
    struct site s = {.text = text,
                     .c = text->characters + at,
                     .at = at,
                     .index = word,
                     .word = &text->reading->words[word],
                     .seed = mix(0, text->characters[at]),
                     .table = text->table,
                     .to = features};
    add_characters(&s);
    add_words(&s);
    add_kinds(&s);
    add_votes(&s, candidates, count);
}
