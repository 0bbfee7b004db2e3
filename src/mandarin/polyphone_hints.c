#include "mandarin/polyphone_hints.h"

#include "mandarin/charset.h"
#include "mandarin/numerals.h"
#include "mandarin/polyphone_rules.h"

enum { LATER_MAX = 18 }; /* characters that `later` looks ahead */

struct place {
    const struct reading *reading;
    const uint32_t *text;
    size_t word, at, end; /* the word, its first character, and the one behind it */
};

static bool
is_stop(uint32_t c)
{
    return c == 0 || charset_has(U"，。；：！？、,.;:!?…—（）()“”‘’\"《》〈〉「」『』【】 ·\n", c);
}

static bool
holds_before(const struct place *p, const char32_t *item, size_t length)
{
    size_t at = p->at;
    if (length == 1) {
        switch (item[0]) {
        case U'^':
            return at == 0 || is_stop(p->text[at - 1]);
        case U'#':
            return at > 0 && numerals_is_digit(p->text[at - 1]);
        case U'=':
            return at > 1 && p->text[at - 1] == p->text[at - 2];
        case U'~':
            return at > 3 && p->text[at - 1] == p->text[at - 3] && p->text[at - 2] == p->text[at - 4];
        case U'+':
            return p->word > 0 && p->reading->words[p->word - 1].kind == WORD_HANZI &&
                   p->reading->words[p->word - 1].count > 1;
        default:
            break;
        }
    }
    for (size_t i = 0; i < length; i++)
        if (at < length - i || p->text[at - length + i] != item[i])
            return false;
    return true;
}

static bool
begins(const uint32_t *text, const char32_t *item, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] != item[i]) /* the closing 0 ends the comparison */
            return false;
    return true;
}

static bool
holds_after(const struct place *p, const char32_t *item, size_t length)
{
    const uint32_t *text = p->text + p->end;
    if (length == 1 && item[0] == U'$')
        return is_stop(text[0]);
    if (length == 1 && item[0] == U'#')
        return numerals_is_digit(text[0]);
    return begins(text, item, length);
}

static bool
holds_later(const struct place *p, const char32_t *item, size_t length)
{
    const uint32_t *text = p->text + p->end;
    for (size_t i = 0; i < LATER_MAX && text[i] != 0 && !charset_has(U"，。；：！？,;!?", text[i]); i++)
        if (begins(text + i, item, length))
            return true;
    return false;
}

/* Does one of the alternatives hold? */
static bool
holds(const struct place *p, const char32_t *list,
      bool (*test)(const struct place *, const char32_t *, size_t))
{
    if (list == NULL)
        return true;
    while (*list != 0) {
        size_t length = 0;
        while (list[length] != 0 && list[length] != U' ')
            length++;
        if (length > 0 && test(p, list, length))
            return true;
        list += length + (list[length] == U' ');
    }
    return false;
}

/* Index of the first rule whose word begins with the character, or the place where it would be. */
static size_t
find_rules(const struct polyphone_rule *rules, size_t count, uint32_t character)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rules[middle].word[0] < character)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool
is_word(const uint32_t *text, size_t count, const char32_t *word)
{
    for (size_t i = 0; i < count; i++)
        if (word[i] != text[i]) /* a shorter word's closing 0 is in no text */
            return false;
    return word[count] == 0;
}

static void
note_lengths(struct polyphone_hints *hints, const struct polyphone_rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = 0;
        while (rules[i].word[length] != 0)
            length++;
        hints->lengths[rules[i].word[0] % POLYPHONE_HINTS_PLACES] |= (uint8_t)(1u << length);
    }
}

const struct polyphone_hints *
polyphone_hints_open(arena *out)
{
    struct polyphone_hints *hints = arena_new(out, struct polyphone_hints, 1);
    const struct polyphone_rule *rules;
    size_t count = polyphone_rules(&rules);
    note_lengths(hints, rules, count);
    count = polyphone_rules_of_words(&rules);
    note_lengths(hints, rules, count);
    return hints;
}

bool
polyphone_hints_read(const struct reading *reading, const uint32_t *text, size_t word, syllable *syllables)
{
    size_t at = reading->words[word].first, length = reading->words[word].count;
    struct place p = {.reading = reading, .text = text, .word = word, .at = at, .end = at + length};
    const struct polyphone_rule *rules;
    size_t count = length == 1 ? polyphone_rules(&rules) : polyphone_rules_of_words(&rules);
    if (length > POLYPHONE_HINTS_WORD_MAX)
        return false;
    for (size_t i = find_rules(rules, count, text[at]); i < count && rules[i].word[0] == text[at]; i++) {
        const struct polyphone_rule *rule = &rules[i];
        if (is_word(text + at, length, rule->word) && holds(&p, rule->before, holds_before) &&
            holds(&p, rule->after, holds_after) && holds(&p, rule->later, holds_later) &&
            syllable_parse_list(str_from(rule->reading), syllables, POLYPHONE_HINTS_WORD_MAX) == length)
            return true;
    }
    return false;
}
