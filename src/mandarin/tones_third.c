#include "mandarin/charset.h"
#include "mandarin/lexicon.h"
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

/* Is there a run of three thirds, whose outcome depends on the structure? */
static bool
is_ambiguous(const struct tone *items, size_t count)
{
    size_t run = 0;
    for (size_t i = 0; i < count && run < 3; i++) {
        run = is_third(&items[i]) ? run + 1 : 0;
    }
    return run == 3;
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

/* Where a word of three divides: 展览|馆, 纸|老虎. */
static size_t
division(const struct lexicon *lexicon, const struct tone *items)
{
    if (lexicon != NULL) {
        unsigned left = cost_of_pair(lexicon, items), right = cost_of_pair(lexicon, items + 1);
        if (left != right) {
            return left < right ? 2 : 1;
        }
    }
    return charset_has(U"小老纸母女好党厂副李米马", items[0].character) ? 1 : 2;
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

/* One-syllable words from items[0] on. */
static size_t
count_short_words(const struct tone *items, size_t count)
{
    size_t n = 0;
    while (n < count && (n + 1 == count || is_boundary(items, n))) {
        n++;
    }
    return n;
}

/* Between the words of one prosodic word: short words pair from the left (给你|买), but a pronoun in front of
 * an odd number of beats stands by itself (我|很好). */
static void
change_in_group(struct tone *items, size_t count)
{
    size_t run = count_short_words(items, count);
    bool odd = (run + (run < count)) % 2 == 1;
    if (run >= 2 && odd && charset_has(U"我你您俺", items[0].character)) {
        change_in_group(items + 1, count - 1);
        change_pair(items);
        return;
    }
    for (size_t i = 0; i < count;) {
        run = count_short_words(items + i, count - i);
        for (size_t pair = 0; pair + 1 < run; pair += 2) {
            change_pair(&items[i + pair]);
        }
        i += run;
        while (i < count && (i + 1 == count || !is_boundary(items, i))) {
            i++;
        }
        i += i < count;
    }
    for (size_t i = 0; i + 1 < count; i++) {
        change_pair(&items[i]);
    }
}

/* Syllables from items[0] on up to and with the first that has a break of at least `least` behind it, or that
 * ends a word if `word`. */
static size_t
span(const struct tone *items, size_t count, unsigned least, bool word)
{
    size_t n = 1;
    while (n < count && items[n - 1].gap < least && !(word && is_boundary(items, n - 1))) {
        n++;
    }
    return n;
}

static void
change_in_phrase(const struct lexicon *lexicon, struct tone *items, size_t count)
{
    for (size_t i = 0, n; i < count; i += n) {
        n = span(items + i, count - i, BREAK_WORD, true);
        change_in_word(lexicon, items + i, n);
    }
    for (size_t i = 0, n; i < count; i += n) {
        n = span(items + i, count - i, BREAK_WORD, false);
        change_in_group(items + i, n);
    }
    for (size_t i = 0; i + 1 < count; i++) {
        change_pair(&items[i]);
    }
}

void
tones_change_third(struct tones *tones)
{
    for (size_t i = 0, n; i < tones->count; i += n) {
        n = span(tones->items + i, tones->count - i, BREAK_PHRASE, false);
        change_in_phrase(tones->mandarin->lexicon, tones->items + i, n);
    }
}
