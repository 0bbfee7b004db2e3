/*
 * Where a reader parts a sentence: prosodic words (#1), phrases (#2), clauses (#3), its end (#4).
 * Example: 老旧小区改造是民生工程的一个缩影。 → 老旧小区#1改造#2是民生#1工程的#2一个#1缩影#4。
 *
 * Two partitions of each clause, chunks into prosodic words and those into phrases, each the cheapest by
 * length and by what it parts (the balance of length that listeners expect: Gee and Grosjean 1983).
 */
#include "mandarin/chunk.h"
#include "mandarin/passes.h"
#include "mandarin/seam.h"

enum {
    SPAN_MAX = 12,       /* elements of one prosodic word or phrase */
    FOOT_SYLLABLES = 4,  /* of a prosodic word, at most, where its words allow */
    CLAUSE_BRACKET = 5,  /* syllables in brackets from which they are a clause of their own */
    BRACKET_ASIDE = 2,   /* and from which they are a phrase */
    CLAUSE_ITEM = 9,     /* the same for an item of a list */
    CLAUSE_HEADLINE = 3, /* syllables on both sides that make a space a headline's comma */
    BREATH = 26,         /* syllables that a reader says without a pause */
    BREATH_BEFORE = 9,   /* and how many at least lie before and behind a pause that no mark asks for */
    BREATH_BEHIND = 8,
    FOOT_SYLLABLES_MAX = 10, /* beyond which nothing is joined any more */
    COST_BREATH = 1,         /* of a seam, at most, where a reader may pause so */
    COST_OVERLONG = 9,       /* for each syllable too many */
    COST_ADVERBS = 4,        /* one of two such words: 别再 将于 */
    COST_DANGLING = 12,      /* a prosodic word that ends with 在 */
};

/* A prosodic word: chunks first … end - 1. */
struct foot {
    size_t first, end;
    unsigned syllables;
};

/* What the cheapest partition has paid up to here, and where its last part began. */
struct step {
    unsigned cost;
    size_t from;
};

/* The cheaper one, the first where both cost the same; without a branch, which could not be foreseen. */
static inline struct step
cheaper(struct step a, struct step b)
{
    bool second = b.cost < a.cost;
    return (struct step){second ? b.cost : a.cost, second ? b.from : a.from};
}

/* Reads the parts' ends off the steps: ends[i] is set where a part ends behind element i. */
static void
mark_ends(const struct step *steps, size_t count, bool *ends)
{
    for (size_t i = count; i > 0; i = steps[i].from) {
        ends[i - 1] = true;
    }
}

/* Chunks as prosodic words. */
static void
part_into_feet(const struct chunk *chunks, size_t count, bool *ends, arena scratch)
{
    struct step *steps = arena_new(&scratch, struct step, count + 1);
    uint16_t *seams = arena_new(&scratch, uint16_t, count); /* what it costs to join chunk i and the next */
    for (size_t i = 0; i + 1 < count; i++) {
        seams[i] = (uint16_t)seam_cost_within_word(&chunks[i], &chunks[i + 1]);
    }
    for (size_t end = 1; end <= count; end++) {
        const struct chunk *last = &chunks[end - 1];
        bool closes = end == count;
        unsigned syllables = last->syllables, longest = syllables;
        unsigned alone = syllables < 2 ? seam_cost_alone(last, closes) : 0;
        unsigned joined = last->leans_right && !closes ? COST_DANGLING : 0;
        struct step best = {steps[end - 1].cost + alone, end - 1};
        for (size_t from = end - 1; from-- > 0 && end - from <= SPAN_MAX;) {
            if (chunks[from].pause > PAUSE_SPACE) {
                break;
            }
            joined += seams[from];
            syllables += chunks[from].syllables;
            longest = chunks[from].syllables > longest ? chunks[from].syllables : longest;
            bool adverbs = from + 2 == end && chunks[from].leans_right &&
                           (last->class == CLASS_ADVERB || last->class == CLASS_PREPOSITION);
            unsigned dangling = adverbs && joined >= COST_DANGLING ? COST_DANGLING - COST_ADVERBS : 0;
            unsigned fits = longest < FOOT_SYLLABLES ? FOOT_SYLLABLES : longest;
            unsigned over = COST_OVERLONG * (syllables > fits ? syllables - fits : 0);
            best = cheaper(best, (struct step){steps[from].cost + joined + over - dangling, from});
            if (syllables > FOOT_SYLLABLES_MAX) {
                break;
            }
        }
        steps[end] = best;
    }
    mark_ends(steps, count, ends);
}

/* A break before the phrase that begins with this prosodic word. */
static unsigned
cost_before(const struct chunk *chunks, const struct foot *next)
{
    return seam_cost_between_phrases(&chunks[next->first - 1], &chunks[next->first], &chunks[next->end - 1],
                                     next->syllables);
}

/* Prosodic words as phrases. */
static void
part_into_phrases(const struct chunk *chunks, const struct foot *feet, size_t count, bool *ends,
                  arena scratch)
{
    struct step *steps = arena_new(&scratch, struct step, count + 1);
    for (size_t end = 1; end <= count; end++) {
        struct step best = {UINT32_MAX, 0};
        unsigned syllables = 0;
        for (size_t from = end; from-- > 0 && end - from <= SPAN_MAX;) {
            syllables += feet[from].syllables;
            best = cheaper(best, (struct step){steps[from].cost + seam_cost_of_length(syllables), from});
            if (from > 0 && chunks[feet[from].first - 1].pause >= PAUSE_PHRASE) {
                break;
            }
        }
        /* What follows pays for the break here. */
        best.cost += end < count ? cost_before(chunks, &feet[end]) : 0;
        steps[end] = best;
    }
    mark_ends(steps, count, ends);
}

/* Where a reader of more than BREATH syllables without a mark pauses: the best phrase end that leaves enough
 * on both sides. Returns the index of the prosodic word before it, or `count`. `left` are the syllables from
 * feet[first] on. */
static size_t
next_breath(const struct chunk *chunks, const struct foot *feet, const bool *phrase_ends, size_t first,
            size_t count, size_t left)
{
    enum { COST_WEIGHT = 3 };
    size_t parts = (left + BREATH - 1) / BREATH, best = count, least = SIZE_MAX, since = 0;
    for (size_t i = first; i + 1 < count && (since < BREATH || best == count); i++) {
        since += feet[i].syllables;
        if (!phrase_ends[i] || since < BREATH_BEFORE || left - since < BREATH_BEHIND) {
            continue;
        }
        unsigned seam = cost_before(chunks, &feet[i + 1]);
        size_t even = left / parts;
        size_t cost = COST_WEIGHT * seam + (since > even ? since - even : even - since);
        bool quoted = feet[i].first > 0 && chunks[feet[i].first - 1].pause == PAUSE_QUOTE;
        if (seam > COST_BREATH || quoted) {
            continue; /* a pause in the wrong place is worse than none */
        }
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    return best;
}

/* One clause; `last` is the break behind it. */
static void
phrase_clause(const struct chunk *chunks, size_t count, uint8_t last, uint8_t *breaks, arena scratch)
{
    bool *word_ends = arena_new(&scratch, bool, count);
    part_into_feet(chunks, count, word_ends, scratch);
    struct foot *feet = arena_new(&scratch, struct foot, count);
    size_t foot_count = 0, left = 0;
    for (size_t i = 0, first = 0, syllables = 0; i < count; i++) {
        left += chunks[i].syllables;
        syllables += chunks[i].syllables;
        if (word_ends[i]) {
            feet[foot_count++] = (struct foot){first, i + 1, (unsigned)syllables};
            first = i + 1;
            syllables = 0;
        }
    }
    bool *phrase_ends = arena_new(&scratch, bool, foot_count);
    part_into_phrases(chunks, feet, foot_count, phrase_ends, scratch);
    size_t breath = left > BREATH ? next_breath(chunks, feet, phrase_ends, 0, foot_count, left) : foot_count;
    for (size_t i = 0; i < foot_count; i++) {
        uint8_t level = i == breath ? BREAK_CLAUSE : phrase_ends[i] ? BREAK_PHRASE : BREAK_WORD;
        breaks[chunks[feet[i].end - 1].last_word] = i + 1 == foot_count ? last : level;
        left -= feet[i].syllables;
        if (i == breath && left > BREATH) {
            breath = next_breath(chunks, feet, phrase_ends, i + 1, foot_count, left);
        }
    }
}

/* Syllables from chunks[from] on, up to and with the first chunk whose pause is at least `least`; counts to
 * `enough`. */
static unsigned
length_ahead(const struct chunk *chunks, size_t from, size_t count, enum pause least, unsigned enough)
{
    unsigned syllables = 0;
    for (size_t i = from; i < count && syllables < enough; i++) {
        syllables += chunks[i].syllables - chunks[i].closes; /* the particle behind the bracket */
        if (chunks[i].pause >= least || chunks[i].closes) {
            break;
        }
    }
    return syllables;
}

/* The same backwards from chunks[index]; an item of a list begins at 和 or 在 at the latest. */
static unsigned
length_behind(const struct chunk *chunks, size_t index, enum pause least, unsigned enough)
{
    unsigned syllables = 0;
    for (size_t i = index + 1; i-- > 0 && syllables < enough;) {
        syllables += chunks[i].syllables;
        if (i == 0 || chunks[i - 1].pause >= least || (least == PAUSE_LIST && seam_opens(&chunks[i]))) {
            break;
        }
    }
    return syllables;
}

/* Is the item behind the list mark at chunk `index` a long one? The last item's end is not written, so it is
 * not asked. */
static bool
has_long_item(const struct chunk *chunks, size_t index, size_t count)
{
    unsigned syllables = 0;
    for (size_t i = index + 1; i < count && syllables < CLAUSE_ITEM; i++) {
        syllables += chunks[i].syllables;
        if (chunks[i].pause >= PAUSE_QUOTE) {
            return chunks[i].pause == PAUSE_LIST && syllables >= CLAUSE_ITEM;
        }
    }
    return false;
}

/* 市（盟） is read through; a longer aside is set off. */
static uint8_t
bracket_break(unsigned syllables)
{
    if (syllables < BRACKET_ASIDE) {
        return BREAK_NONE;
    }
    return syllables >= CLAUSE_BRACKET ? BREAK_CLAUSE : BREAK_PHRASE;
}

/* The pause behind chunk `index` in its surroundings, as a break; BREAK_NONE where length balance decides. */
static uint8_t
break_behind(const struct chunk *chunks, size_t index, size_t count)
{
    enum pause pause = chunks[index].pause;
    unsigned ahead, behind;
    switch (pause) {
    case PAUSE_END:
        return BREAK_END;
    case PAUSE_CLAUSE:
        return BREAK_CLAUSE;
    case PAUSE_LIST:
        behind = length_behind(chunks, index, PAUSE_LIST, CLAUSE_ITEM);
        return behind >= CLAUSE_ITEM || has_long_item(chunks, index, count) ? BREAK_CLAUSE : BREAK_PHRASE;
    case PAUSE_OPEN:
        ahead = length_ahead(chunks, index + 1, count, PAUSE_CLOSE, CLAUSE_BRACKET);
        return bracket_break(ahead);
    case PAUSE_CLOSE:
        behind = length_behind(chunks, index, PAUSE_OPEN, CLAUSE_BRACKET);
        return bracket_break(behind);
    case PAUSE_SPACE:
        if (chunks[index].latin || chunks[index + 1].latin) {
            return BREAK_NONE;
        }
        ahead = length_ahead(chunks, index + 1, count, PAUSE_SPACE, CLAUSE_HEADLINE);
        behind = length_behind(chunks, index, PAUSE_SPACE, CLAUSE_HEADLINE);
        return ahead >= CLAUSE_HEADLINE && behind >= CLAUSE_HEADLINE ? BREAK_CLAUSE : BREAK_NONE;
    case PAUSE_PHRASE:
        return BREAK_PHRASE;
    case PAUSE_NONE:
    case PAUSE_QUOTE:
    case PAUSE_WORD:
        return BREAK_NONE;
    }
    return BREAK_NONE;
}

void
phrasing_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch)
{
    (void)mandarin;
    reading->breaks = arena_new(out, uint8_t, reading->word_count);
    size_t count = 0;
    struct chunk *chunks = chunk_words(&scratch, reading, &count);
    for (size_t i = 0, first = 0; i < count; i++) {
        uint8_t level = break_behind(chunks, i, count);
        if (level != BREAK_NONE) {
            phrase_clause(chunks + first, i + 1 - first, level, reading->breaks, scratch);
            first = i + 1;
        }
    }
}
