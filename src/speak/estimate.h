/*
 * Where the syllables of a take lie, where the engine or the speaker does not say.
 *
 * In: samples and the reading that was spoken. Out: the take's marks.
 *
 * Example: a recording of 你好 gives two marks; the second starts where the friction of h does.
 *
 * Each syllable is a chain of sounds (sounds.h), each sound has usual levels in a few bands (bands.h), each
 * syllable a usual length; between words, most likely at a clause's end, there may be silence. The cheapest
 * way through the take is found by dynamic programming (Viterbi, with lengths of their own: a hidden
 * semi-Markov model, Rabiner 1989 section IV.D): over frames of 10 ms first, from which the levels of this
 * voice are learnt, then of 5 ms near what was found. A Latin word is any sound, as long as its letters ask.
 * Memory and time grow with the length of the take.
 */
#ifndef SPEAK_ESTIMATE_H
#define SPEAK_ESTIMATE_H

#include "speak/take.h"

enum { ESTIMATE_SECONDS_MAX = 600 };

/* take: samples, count and rate_hz (from 8000) are set; marks are filled in *out, as take.h has them. False,
 * and the take as it was, where the samples are silent, no numbers, too short for so many syllables (30 ms
 * each) or too long, or where the reading has none. */
bool estimate_marks(arena *out, arena scratch, const struct reading *reading, struct take *take);

#endif
