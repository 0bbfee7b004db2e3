/*
 * Which of its readings a polyphonic character has here.
 *
 * In: a sentence cut into words. Out: for each character that has several readings, the one that fits.
 * Example: 长 in 他|长|得|很|高 → zhang3, in 长|三百米 → chang2
 *
 * The context model decides (polyphone_model.h), with the lexicon's words among its witnesses. Names, the
 * producer's own words and those that a rule reads (polyphone_hints.h) are settled before and not asked
 * about.
 */
#ifndef MANDARIN_POLYPHONES_H
#define MANDARIN_POLYPHONES_H

#include "mandarin/polyphone_model.h"

/* A reading that is less likely than this is doubtful. */
#define POLYPHONES_DOUBT 0.8

/* The sentence, made ready for polyphones_read. */
struct polyphone_text polyphones_text(arena *out, const struct mandarin *mandarin,
                                      const struct reading *reading);

/* The character `at` of the word `word`; a probability of 1 where there is nothing to decide. `second` is
 * SYLLABLE_NONE then. */
struct polyphone_choice polyphones_read(const struct mandarin *mandarin, const struct polyphone_text *text,
                                        size_t at, size_t word);

#endif
