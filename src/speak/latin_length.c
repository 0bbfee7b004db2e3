#include "speak/latin_length.h"

static const double letters_a_syllable = 3;

double
latin_length(const struct reading *reading, const struct spoken_syllable *word)
{
    uint32_t capitals = 0;
    for (uint32_t i = word->first; i < word->first + word->count; i++) {
        uint32_t c = reading->spoken[i].code_point;
        capitals += c >= 'A' && c <= 'Z';
    }
    bool by_letter = capitals * 2 > word->count;
    double syllables = by_letter ? capitals : word->count / letters_a_syllable;
    return syllables < 1 ? 1 : syllables;
}
