#include "mandarin/charset.h"
#include "mandarin/lexicon.h"
#include "mandarin/names.h"
#include "mandarin/numerals.h"
#include "mandarin/tones.h"

/*
 * Third before third becomes second, from the smallest unit to the largest: inside a word along its
 * structure, then between the words of a prosodic word, then between prosodic words; never across a phrase
 * break. What a smaller unit has changed no longer changes what is before it: 我很好 is wo3 [hen2 hao3].
 * Source: C. Shih, The Prosodic Domain of Tone Sandhi in Chinese (1986): the rule is cyclic over feet.
 */

static bool
is_third(const struct tone *tone)
{
    return syllable_tone(tone->syllable->spoken) == 3;
}

static void
change_pair(struct tone *left)
{
    if (is_third(left) && (is_third(left + 1) || left[1].hidden_third)) {
        left->syllable->spoken = syllable_with_tone(left->syllable->spoken, 2);
    }
}

enum { RUN_CHANGES = 2, RUN_AMBIGUOUS = 3 }; /* from three thirds on the outcome depends on the structure */

/* The longest run of thirds in a row, counted to RUN_AMBIGUOUS. */
static size_t
longest_run(const struct tone *items, size_t count)
{
    size_t run = 0, longest = 0;
    for (size_t i = 0; i < count && longest < RUN_AMBIGUOUS; i++) {
        bool third = is_third(&items[i]);
        run = third || items[i].hidden_third ? run + 1 : 0;
        longest = run > longest ? run : longest;
        run = third ? run : 0;
    }
    return longest;
}

static bool
is_ambiguous(const struct tone *items, size_t count)
{
    return longest_run(items, count) == RUN_AMBIGUOUS;
}

/* How common the two characters are as a word of their own; smaller is commoner. */
static unsigned
cost_of_pair(const struct lexicon *lexicon, const struct tone *items)
{
    uint16_t ids[2] = {lexicon_id(lexicon, items[0].character), lexicon_id(lexicon, items[1].character)};
    struct lexicon_word found[LEXICON_WORD_MAX];
    size_t count = lexicon_find(lexicon, ids, 2, found);
    return count > 0 && found[count - 1].length == 2 ? found[count - 1].cost : LEXICON_COST_UNKNOWN;
}

/* Where a word of three divides: 展览|馆, 纸|老虎, 两百|米, 史|可法. */
static size_t
division(const struct lexicon *lexicon, const struct tone *items)
{
    if (charset_has(U"百千万", items[1].character) && numerals_is_digit(items[0].character)) {
        return 2;
    }
    if (lexicon != NULL) {
        unsigned left = cost_of_pair(lexicon, items), right = cost_of_pair(lexicon, items + 1);
        if (left != right) {
            return left < right ? 2 : 1;
        }
    }
    uint32_t name = items[0].character;
    return charset_has(U"小老纸母女好党厂副李米马", name) || names_surname(&name, 1) == 1 ? 1 : 2;
}

/* Longer words go by twos, 岂有|此理 五九|五五, and a three at the end where the count is odd. */
static void
change_in_word(const struct lexicon *lexicon, struct tone *items, size_t count)
{
    size_t done = 0;
    while (is_ambiguous(items + done, count - done)) {
        size_t left = count - done == 3 ? division(lexicon, items + done) : 2;
        if (left == 1) {
            change_pair(&items[done + 1]);
        }
        change_pair(&items[done]);
        done += left;
    }
    for (size_t i = 0; i + 1 < count; i++) {
        change_pair(&items[i]);
    }
}

static bool
is_boundary(const struct tone *items, size_t index)
{
    return items[index].word != items[index + 1].word;
}

/* How closely two neighbouring words belong together; the closest find each other first. */
enum bond {
    BOND_NONE,    /* across a prosodic word's end */
    BOND_SUBJECT, /* 我|走 */
    BOND_PLAIN,   /* 买|酒 */
    BOND_CLOSE,   /* 很|好, 往|北, 小|雨伞, 买|好 */
    BOND_COUNTED, /* 五|把 */
};

static enum bond
bond_of(const struct tone *left, const struct tone *right)
{
    uint32_t l = left->character, r = right->character;
    bool figure = numerals_is_digit(l) || charset_has(U"这那哪每某几", l);
    if (figure && (right->role == ROLE_MEASURE || numerals_measure(&r, 1) == 1)) {
        return BOND_COUNTED;
    }
    bool points = charset_has(U"这那哪每某几我你您他她它", r);
    if ((!points && charset_has(U"很也挺较极最太更不没又再还就才只好小老大古美短雨水女", l)) ||
        charset_has(U"往给把以", l) || charset_has(U"好满起倒紧稳", r)) {
        return BOND_CLOSE;
    }
    if (charset_has(U"我你您俺", l)) {
        return BOND_SUBJECT;
    }
    return left->gap < BREAK_WORD ? BOND_PLAIN : BOND_NONE;
}

/* Syllables of the word that begins at items[0]. */
static size_t
word_length(const struct tone *items, size_t count)
{
    size_t n = 1;
    while (n < count && !is_boundary(items, n - 1)) {
        n++;
    }
    return n;
}

/* Words of one syllable find a partner: (五把)(小雨伞), (我也)(很想)你. The closest bonds first; among 很 and
 * its like the last first. */
static void
change_in_feet(struct tone *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        items[i].in_foot = false;
    }
    for (unsigned bond = BOND_COUNTED; bond > BOND_NONE; bond--) {
        for (size_t k = 0; k + 1 < count; k++) {
            size_t i = bond == BOND_CLOSE ? count - 2 - k : k;
            bool alone = is_boundary(items, i) && (i == 0 || is_boundary(items, i - 1));
            if (!alone || items[i].in_foot || items[i + 1].in_foot ||
                bond_of(&items[i], &items[i + 1]) != bond || word_length(items + i + 1, count - i - 1) > 2) {
                continue;
            }
            change_pair(&items[i]);
            items[i].in_foot = items[i + 1].in_foot = true;
        }
    }
}

/* Syllables from items[0] on up to and with the first that has a phrase's end behind it, or a word's if
 * `word`. */
static size_t
span(const struct tone *items, size_t count, bool word)
{
    size_t n = 1;
    while (n < count && items[n - 1].gap < BREAK_PHRASE && !(word && is_boundary(items, n - 1))) {
        n++;
    }
    return n;
}

static void
change_in_phrase(const struct lexicon *lexicon, struct tone *items, size_t count)
{
    size_t run = longest_run(items, count);
    if (run < RUN_CHANGES) {
        return;
    }
    if (run == RUN_AMBIGUOUS) {
        for (size_t i = 0, n; i < count; i += n) {
            n = span(items + i, count - i, true);
            change_in_word(lexicon, items + i, n);
        }
        change_in_feet(items, count);
    }
    for (size_t i = 0; i + 1 < count; i++) {
        change_pair(&items[i]);
    }
}

void
tones_change_third(struct tones *tones)
{
    for (size_t i = 0, n; i < tones->count; i += n) {
        n = span(tones->items + i, tones->count - i, false);
        change_in_phrase(tones->mandarin->lexicon, tones->items + i, n);
    }
}
