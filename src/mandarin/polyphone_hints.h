/*
 * Words with several readings, decided by their neighbours: 地 after 慢慢 is de5, 只 after a number zhi1,
 * 东西 before 两侧 dong1 xi1. Where a rule (polyphone_rules.h) fits, it comes before the context model: rules
 * are few, and written where the model has too little to learn from.
 *
 * In: a word in its sentence. Out: its citation reading, where a rule fits.
 * Example: 为|解决|问题|提供 → wei4, since 提供 comes later in the clause
 */
#ifndef MANDARIN_POLYPHONE_HINTS_H
#define MANDARIN_POLYPHONE_HINTS_H

#include "mandarin/reading.h"

#define POLYPHONE_HINTS_WORD_MAX 4u /* characters; longer words have no rules */

/* What words the rules are about, made ready once: most words are none of them, and are not searched for. */
#define POLYPHONE_HINTS_PLACES 1024u
struct polyphone_hints {
    uint8_t lengths[POLYPHONE_HINTS_PLACES]; /* at a first character's remainder: bit n for n characters */
};

/* Lives in *out. */
const struct polyphone_hints *polyphone_hints_open(arena *out);

/* Whether a rule may be about a word of that length that begins with the character: false is certain. hints:
 * NULL says nothing. */
static inline bool
polyphone_hints_may_read(const struct polyphone_hints *hints, uint32_t first, size_t length)
{
    return length <= POLYPHONE_HINTS_WORD_MAX &&
           (hints == NULL || (hints->lengths[first % POLYPHONE_HINTS_PLACES] >> length & 1) != 0);
}

/* Whether a rule fits the word `word`; syllables (room for POLYPHONE_HINTS_WORD_MAX) then begins with one
 * syllable a character and is otherwise undefined. text: the code points of reading->spoken, with a 0 behind
 * the last. */
bool polyphone_hints_read(const struct reading *reading, const uint32_t *text, size_t word,
                          syllable *syllables);

#endif
