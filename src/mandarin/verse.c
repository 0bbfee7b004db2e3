#include "mandarin/verse.h"

enum { SHORT_LINE = 5, LONG_LINE = 7 };

/* Does nothing lie between syllable `index` and the next? */
static bool
runs_on(const struct reading *reading, size_t index)
{
    const struct spoken_syllable *s = &reading->syllables[index];
    return index + 1 < reading->syllable_count && s->first + s->count == s[1].first;
}

/* A syllable that verse may have: a hanzi with a full tone; the 儿 of the spoken language counts as one. */
static bool
is_full(const struct reading *reading, size_t index)
{
    const struct spoken_syllable *s = &reading->syllables[index];
    return reading->words[s->word].kind == WORD_HANZI &&
           (syllable_tone(s->citation) != 5 || reading->spoken[s->first].code_point == U'儿');
}

/* Syllables of the line around `index`, *first being its first; 0 where it is none of verse. */
static size_t
line_around(const struct reading *reading, size_t index, size_t *first)
{
    size_t begin = index, end = index + 1;
    while (begin > 0 && index - begin <= LONG_LINE && runs_on(reading, begin - 1)) {
        begin--;
    }
    while (end - begin <= LONG_LINE && runs_on(reading, end - 1)) {
        end++;
    }
    *first = begin;
    if (end - begin != SHORT_LINE && end - begin != LONG_LINE) {
        return 0;
    }
    for (size_t i = begin; i < end; i++) {
        if (!is_full(reading, i)) {
            return 0;
        }
    }
    return end - begin;
}

bool
verse_holds(const struct reading *reading, size_t index)
{
    size_t first, other;
    size_t count = line_around(reading, index, &first);
    if (count == 0) {
        return false;
    }
    bool before = first > 0 && line_around(reading, first - 1, &other) == count;
    size_t next = first + count;
    return before || (next < reading->syllable_count && line_around(reading, next, &other) == count);
}
