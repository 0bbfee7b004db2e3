#include "mandarin/seam.h"

enum cost {
    /* Within a prosodic word. */
    COST_FULL_FULL = 9, /* 两字|两字 */
    COST_FULL_LEANING = 7,
    COST_FULL_SHORT = 3,
    COST_SHORT = 1,
    COST_OPENS = 6,
    COST_QUOTE = 8,
    COST_DE = 6,
    COST_LEAN_LONG = 9,
    /* A phrase break where none is: 在|家, 五月|十八日. */
    COST_NEVER = 25,
};

bool
seam_opens(const struct chunk *chunk)
{
    return chunk->class == CLASS_PREPOSITION || chunk->class == CLASS_CONJUNCTION ||
           chunk->class == CLASS_ADVERB || (chunk->class == CLASS_VERB && !chunk->ends_de);
}

static bool
is_nominal(const struct chunk *chunk)
{
    switch ((enum word_class)chunk->class) {
    case CLASS_VERB:
    case CLASS_ADJECTIVE:
    case CLASS_ADVERB:
    case CLASS_PREPOSITION:
    case CLASS_CONJUNCTION:
        return false;
    default:
        return !chunk->ends_de;
    }
}

unsigned
seam_cost_within_word(const struct chunk *left, const struct chunk *right)
{
    unsigned cost = seam_opens(right) && left->syllables > 1 ? COST_OPENS : 0;
    if (left->leans_right) {
        bool links = left->class == CLASS_PREPOSITION || left->class == CLASS_CONJUNCTION;
        cost += links && right->core >= 3 ? COST_LEAN_LONG : 0;
        return cost + (left->pause == PAUSE_QUOTE ? 1 : 0);
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
    if (left->syllables >= 2) {
        return cost + (right->leans_right ? COST_FULL_LEANING : COST_FULL_SHORT);
    }
    return cost + COST_SHORT;
}

unsigned
seam_cost_alone(const struct chunk *chunk)
{
    switch ((enum word_class)chunk->class) {
    case CLASS_CONJUNCTION:
    case CLASS_PREPOSITION:
        return 4;
    case CLASS_PRONOUN:
        return 8;
    default:
        return chunk->is_copula ? 6 : 10;
    }
}

unsigned
seam_cost_of_length(unsigned syllables)
{
    static const uint8_t costs[] = {20, 20, 7, 3, 1, 0, 0, 2, 4, 8, 12, 16, 20};
    enum { KNOWN = sizeof costs / sizeof costs[0] };
    return syllables < KNOWN ? costs[syllables] : 20 + 8 * (syllables - KNOWN + 1);
}

/* Where a sentence's parts meet, the left one neither 的 nor a function word that leans. */
static unsigned
cost_of_joint(const struct chunk *left, const struct chunk *right)
{
    bool noun = is_nominal(left);
    if (right->class == CLASS_TIME && left->class != CLASS_TIME) {
        return noun ? 3 : 6;
    }
    switch ((enum word_class)right->class) {
    case CLASS_PREPOSITION:
        return noun ? 1 : left->class == CLASS_ADVERB ? 8 : 3;
    case CLASS_CONJUNCTION:
        return 2;
    case CLASS_ADVERB:
        return noun ? 1 : left->class == CLASS_ADVERB ? 7 : 3;
    case CLASS_VERB:
        return noun ? 2 : left->class == CLASS_ADVERB ? 7 : 4;
    case CLASS_ADJECTIVE:
        return noun ? 4 : left->class == CLASS_ADVERB ? 8 : 5;
    case CLASS_NUMERAL:
    case CLASS_PRONOUN:
        return left->class == CLASS_VERB ? 5 : noun ? 4 : 5;
    default:
        break;
    }
    if (left->class == CLASS_TIME) {
        return 3;
    }
    if (left->has_number) {
        return 10;
    }
    return left->class == CLASS_ADVERB ? 8 : left->class == CLASS_VERB ? 6 : 7;
}

unsigned
seam_cost_between_phrases(const struct chunk *left, const struct chunk *right, const struct chunk *next_last,
                          unsigned next_syllables)
{
    if (left->pause >= PAUSE_PHRASE) {
        return 0;
    }
    if (left->leans_right || (left->has_number && right->has_number)) {
        return COST_NEVER;
    }
    if (right->ends_list) {
        return 0;
    }
    if (left->ends_de) {
        return next_syllables <= 3 ? 6 : 4;
    }
    unsigned cost = left->pause == PAUSE_QUOTE ? 2 : cost_of_joint(left, right);
    if (left->ends_place && cost > 2) {
        cost = 2;
    }
    /* 民生|工程的|缩影: what ends with 的 stays with what it follows. */
    return next_last->ends_de && !seam_opens(right) ? cost + 3 : cost;
}
