/*
 * About how long another voice than ours takes for a Latin word.
 *
 * In: a Latin word of a reading. Out: so many Mandarin syllables' time.
 *
 * Example: GDP, said letter by letter, takes 3; Coffee, a syllable for three letters, 2.
 *
 * How a recorded narrator or an outside program says a word is not known; a rough length is enough to cut a
 * recording and to look for syllables. How our own voice says it is letters.h's.
 */
#ifndef SPEAK_LATIN_LENGTH_H
#define SPEAK_LATIN_LENGTH_H

#include "mandarin/reading.h"

/* At least 1. */
double latin_length(const struct reading *reading, const struct spoken_syllable *word);

#endif
