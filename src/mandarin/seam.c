#include "mandarin/seam.h"

/*
 * Found by trial on tests/cases/phrasing_dev.txt (build/bench/phrases); what matters is their order.
 */
enum cost {
    /* Two chunks in one prosodic word. */
    COST_SHORT = 1,        /* 玩|滑梯 */
    COST_FULL_SHORT = 3,   /* 民间|小|… */
    COST_VERB_SHORT = 5,   /* 等到|天 */
    COST_FULL_LEANING = 7, /* 孩子|在 */
    COST_FULL_FULL = 9,    /* 民生|工程 */
    COST_OPENS = 6,        /* more where a verb, an adverb or 在 begins: 公司|发展 */
    COST_OPENS_SHORT = 3,  /* the same behind one syllable: 天|冷了 */
    COST_QUOTE = 8,        /* more across a quotation mark */
    COST_DE = 6,           /* 工程的|缩影 */
    /* One syllable by itself. */
    COST_ALONE_LINK = 4, /* 与 在 */
    COST_ALONE_COPULA = 6,
    COST_ALONE_PRONOUN = 8,
    COST_ALONE_VERB = 8,
    COST_ALONE = 10,
    /* A phrase break between two chunks. */
    COST_LEANS = 25,          /* 在|家 */
    COST_NEVER = 1000,        /* 五月|十八日 */
    COST_MODIFIER = 3,        /* more where what follows ends with 的: 一个|工程的|缩影 */
    COST_RELATIVE = 2,        /* the same for 工匠|留下的 */
    COST_TITLED = 3,          /* more: 总书记|张三 */
    COST_SHORT_HEAD = 3,      /* syllables behind 的 … */
    COST_SHORT_HEAD_MORE = 1, /* … that are seldom parted from it */
};

bool
seam_opens(const struct chunk *chunk)
{
    return chunk->class == CLASS_PREPOSITION || chunk->class == CLASS_CONJUNCTION ||
           chunk->class == CLASS_ADVERB || (chunk->class == CLASS_VERB && !chunk->ends_de);
}

/* 与|同学们 is longer than 与|他: the longer the right one, the less the left one leans on it. */
static unsigned
cost_of_leaning(const struct chunk *left, const struct chunk *right)
{
    enum { LONG = 4 };
    static const uint8_t leans[][LONG] = {
        {0, 0, 9, 9}, /* preposition */
        {0, 0, 9, 9}, /* conjunction */
        {0, 0, 0, 4}, /* adverb */
        {0, 0, 4, 9}, /* copula */
        {0, 0, 0, 4}, /* any other */
    };
    size_t row = left->class == CLASS_PREPOSITION   ? 0
                 : left->class == CLASS_CONJUNCTION ? 1
                 : left->class == CLASS_ADVERB      ? 2
                 : left->class == CLASS_VERB        ? 3
                                                    : 4;
    uint32_t length = right->core < LONG ? right->core : LONG;
    return length == 0 ? 0 : leans[row][length - 1];
}

unsigned
seam_cost_within_word(const struct chunk *left, const struct chunk *right)
{
    unsigned cost = !seam_opens(right)          ? 0
                    : left->syllables > 1       ? COST_OPENS
                    : left->class == CLASS_NOUN ? COST_OPENS_SHORT
                                                : 0;
    if (left->leans_right) {
        return cost + cost_of_leaning(left, right) + (left->pause == PAUSE_QUOTE ? 1 : 0);
    }
    cost += left->pause == PAUSE_QUOTE ? COST_QUOTE : 0;
    if (left->ends_de) {
        bool lone_noun = right->syllables == 1 && !right->leans_right && !seam_opens(right);
        return cost + (lone_noun ? 0 : COST_DE);
    }
    if (left->has_number && right->is_noun) {
        return cost;
    }
    if (left->syllables >= 2 && right->syllables >= 2) {
        return cost + COST_FULL_FULL;
    }
    if (left->class == CLASS_VERB && right->is_person && !left->reports && !left->awaits &&
        !left->is_copula) {
        return cost; /* 透过它|看清 */
    }
    if (left->class == CLASS_VERB && left->syllables >= 2 && right->is_noun) {
        return cost + COST_VERB_SHORT; /* 等到|天冷了 */
    }
    if (left->syllables >= 2 || (left->class == CLASS_VERB && right->leans_right)) {
        return cost + (right->leans_right ? COST_FULL_LEANING : COST_FULL_SHORT);
    }
    return cost + COST_SHORT;
}

unsigned
seam_cost_alone(const struct chunk *chunk, bool last)
{
    if (last) {
        return COST_ALONE;
    }
    switch ((enum word_class)chunk->class) {
    case CLASS_CONJUNCTION:
    case CLASS_PREPOSITION:
        return COST_ALONE_LINK;
    case CLASS_PRONOUN:
        return COST_ALONE_PRONOUN;
    default:
        return chunk->is_copula             ? COST_ALONE_COPULA
               : chunk->class == CLASS_VERB ? COST_ALONE_VERB
                                            : COST_ALONE;
    }
}

/* What a chunk is to the seam on its right. */
enum side {
    SIDE_SUBJECT,
    SIDE_OBJECT,
    SIDE_TIME,
    SIDE_PLACE,
    SIDE_NUMBER,
    SIDE_VERB,
    SIDE_ADVERB,
    SIDE_QUALITY,
    SIDE_DE,
    SIDES
};

/* What a chunk is to the seam on its left. */
enum front {
    FRONT_NOUN,
    FRONT_TIME,
    FRONT_NUMBER,
    FRONT_PRONOUN,
    FRONT_VERB,
    FRONT_COPULA,
    FRONT_ADVERB,
    FRONT_QUALITY,
    FRONT_PREPOSITION,
    FRONT_CONJUNCTION,
    FRONTS
};

static enum side
side_of(const struct chunk *chunk)
{
    if (chunk->ends_de) {
        return SIDE_DE;
    }
    if (chunk->ends_place) {
        return SIDE_PLACE;
    }
    if (chunk->class == CLASS_VERB) {
        return SIDE_VERB;
    }
    if (chunk->has_number) {
        return SIDE_NUMBER;
    }
    switch ((enum word_class)chunk->class) {
    case CLASS_TIME:
        return SIDE_TIME;
    case CLASS_ADVERB:
    case CLASS_CONJUNCTION:
    case CLASS_PREPOSITION:
        return SIDE_ADVERB;
    case CLASS_ADJECTIVE:
        return SIDE_QUALITY;
    default:
        return chunk->after_verb ? SIDE_OBJECT : SIDE_SUBJECT;
    }
}

static enum front
front_of(const struct chunk *chunk)
{
    if (chunk->has_number) {
        return FRONT_NUMBER;
    }
    switch ((enum word_class)chunk->class) {
    case CLASS_TIME:
        return FRONT_TIME;
    case CLASS_NUMERAL:
        return FRONT_NUMBER;
    case CLASS_PRONOUN:
        return FRONT_PRONOUN;
    case CLASS_VERB:
        return chunk->is_copula ? FRONT_COPULA : FRONT_VERB;
    case CLASS_ADVERB:
        return FRONT_ADVERB;
    case CLASS_ADJECTIVE:
        return FRONT_QUALITY;
    case CLASS_PREPOSITION:
        return FRONT_PREPOSITION;
    case CLASS_CONJUNCTION:
        return FRONT_CONJUNCTION;
    default:
        return FRONT_NOUN;
    }
}

unsigned
seam_cost_between_phrases(const struct chunk *left, const struct chunk *right, const struct chunk *next_last,
                          unsigned next_syllables)
{
    if (left->pause >= PAUSE_PHRASE) {
        return 0;
    }
    bool ce = left->chars[0] == U'公' && left->chars[1] == U'元';
    bool era = right->ends_year && left->core <= 3 && !left->ends_de && (ce || !left->ends_place);
    if ((left->has_number && right->has_number) || era) {
        return COST_NEVER;
    }
    if (left->leans_right) {
        return COST_LEANS;
    }
    if (right->ends_list) {
        return 0;
    }
    static const uint8_t costs[SIDES][FRONTS] = {
        /* noun time number pronoun verb copula adverb adjective preposition conjunction */
        [SIDE_SUBJECT] = {6, 3, 2, 2, 0, 0, 0, 2, 1, 2},  [SIDE_OBJECT] = {6, 3, 2, 4, 2, 1, 2, 2, 2, 2},
        [SIDE_TIME] = {5, 8, 5, 3, 4, 2, 4, 4, 3, 3},     [SIDE_PLACE] = {3, 2, 3, 2, 2, 2, 2, 2, 1, 1},
        [SIDE_NUMBER] = {10, 8, 10, 6, 3, 2, 2, 8, 2, 3}, [SIDE_VERB] = {6, 6, 7, 5, 4, 4, 2, 5, 3, 2},
        [SIDE_ADVERB] = {8, 6, 8, 6, 8, 6, 7, 8, 7, 5},   [SIDE_QUALITY] = {7, 5, 3, 5, 5, 4, 3, 5, 3, 2},
        [SIDE_DE] = {5, 6, 5, 6, 6, 6, 6, 6, 6, 6},
    };
    enum side side = side_of(left);
    enum front front = front_of(right);
    unsigned cost = costs[side][front];
    if (side == SIDE_DE && next_syllables <= COST_SHORT_HEAD) {
        cost += COST_SHORT_HEAD_MORE;
    }
    if (left->pause == PAUSE_QUOTE && cost > 2) {
        cost = 2;
    }
    /* 总书记|张三, 雨果|先生. */
    bool titled = left->class == CLASS_PERSON ? front == FRONT_NOUN : right->class == CLASS_PERSON;
    if (titled && (side == SIDE_SUBJECT || side == SIDE_OBJECT)) {
        cost += COST_TITLED;
    }
    /* 民生|工程的|缩影: what ends with 的 stays with what it follows. */
    if (left->awaits) {
        cost += COST_MODIFIER;
    }
    if (right->closes_quote) {
        cost += COST_MODIFIER;
    }
    if (next_last->ends_de) {
        bool relative = (right->class == CLASS_VERB && !right->is_copula) || right->class == CLASS_ADVERB;
        cost += !seam_opens(right) ? COST_MODIFIER : relative ? COST_RELATIVE : 0;
    }
    return cost;
}
