#include "mandarin/reading_join.h"

#include <string.h>

static void
append(struct reading *all, const struct reading *one, uint32_t offset)
{
    uint32_t spoken = (uint32_t)all->spoken_count, words = (uint32_t)all->word_count;
    for (size_t i = 0; i < one->spoken_count; i++) {
        struct spoken *s = &all->spoken[all->spoken_count++];
        *s = one->spoken[i];
        s->from.offset += offset;
    }
    for (size_t i = 0; i < one->syllable_count; i++) {
        struct spoken_syllable *s = &all->syllables[all->syllable_count++];
        *s = one->syllables[i];
        s->first += spoken;
        s->word += words;
    }
    for (size_t i = 0; i < one->word_count; i++) {
        all->breaks[all->word_count] = one->breaks[i];
        struct word *w = &all->words[all->word_count++];
        *w = one->words[i];
        w->first += spoken;
    }
}

/* Inside a sentence there is no end. */
static void
soften_ends(struct reading *all)
{
    size_t last = all->word_count;
    for (size_t i = all->word_count; i-- > 0 && last == all->word_count;) {
        last = all->breaks[i] == BREAK_END ? i : last;
    }
    for (size_t i = 0; i < last && i < all->word_count; i++) {
        all->breaks[i] = all->breaks[i] == BREAK_END ? BREAK_CLAUSE : all->breaks[i];
    }
}

struct reading *
reading_join(arena *out, str text, struct reading *const *readings, const uint32_t *offsets, size_t count)
{
    struct reading *all = arena_new(out, struct reading, 1);
    size_t spoken = 0, words = 0, syllables = 0;
    for (size_t i = 0; i < count; i++) {
        spoken += readings[i]->spoken_count;
        words += readings[i]->word_count;
        syllables += readings[i]->syllable_count;
    }
    all->text = text;
    all->spoken = arena_new(out, struct spoken, spoken);
    all->words = arena_new(out, struct word, words);
    all->syllables = arena_new(out, struct spoken_syllable, syllables);
    all->breaks = arena_new(out, uint8_t, words);
    for (size_t i = 0; i < count; i++) {
        append(all, readings[i], offsets[i]);
    }
    soften_ends(all);
    return all;
}
