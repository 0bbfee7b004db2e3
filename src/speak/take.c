#include "speak/take.h"

bool
take_has_mark(const struct reading *reading, const struct spoken_syllable *s)
{
    return reading->words[s->word].kind == WORD_LATIN || (!s->merged && syllable_is_valid(s->spoken));
}

uint32_t
take_count_marks(const struct reading *reading)
{
    uint32_t count = 0;
    for (size_t i = 0; i < reading->syllable_count; i++) {
        count += take_has_mark(reading, &reading->syllables[i]);
    }
    return count;
}
