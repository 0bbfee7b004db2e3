/*
 * What it costs to read two neighbouring chunks as one, or to part them; the smaller the likelier.
 *
 * In: the chunks on both sides of a seam. Out: costs that phrasing adds up over a clause.
 * Example: 孩子们|在 is a good place for a phrase break (subject, preposition), 在|广场上 is none.
 */
#ifndef MANDARIN_SEAM_H
#define MANDARIN_SEAM_H

#include "mandarin/chunk.h"

/* Of both inside one prosodic word. */
unsigned seam_cost_within_word(const struct chunk *left, const struct chunk *right);

/* Of a chunk of one syllable that is a prosodic word by itself; last: of its clause. */
unsigned seam_cost_alone(const struct chunk *chunk, bool last);

/* Of a phrase break between them; next_last and next_syllables tell of the prosodic word that right begins.
 */
unsigned seam_cost_between_phrases(const struct chunk *left, const struct chunk *right,
                                   const struct chunk *next_last, unsigned next_syllables);

/* Of a phrase of that length. */
static inline unsigned
seam_cost_of_length(unsigned syllables)
{
    static const uint8_t costs[] = {20, 20, 3, 1, 0, 1, 1, 3, 4, 5, 9, 14, 20};
    enum { KNOWN = sizeof costs / sizeof costs[0] };
    return syllables < KNOWN ? costs[syllables] : 20 + 8 * (syllables - KNOWN + 1);
}

/* Does it begin with what goes before a whole phrase: 在 和 是 不断? */
bool seam_opens(const struct chunk *chunk);

#endif
