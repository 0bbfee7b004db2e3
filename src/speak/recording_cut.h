/*
 * Which pauses of a recording part the sentences that were read out in it.
 *
 * In: a recording's speech and pauses, and for each sentence how much there is to say. Out: for each sentence
 * the frames that hold it; or why that cannot be told safely.
 *
 * Example: 12 and 8 syllables, 5 s with pauses at 1.1 s (210 ms) and 3 s (600 ms) → cut in the second.
 *
 * The cuts are those that fit the sentences' lengths and the pauses' lengths best, by dynamic programming.
 * They are safe where each lies in the longest pause from the cut before to the cut behind, each sentence
 * takes about the time its syllables ask for, and no comma explains a cut better than the sentence's end
 * does. A narrator who left something out, added something, or ran two sentences together fails one of these.
 */
#ifndef SPEAK_RECORDING_CUT_H
#define SPEAK_RECORDING_CUT_H

#include "speak/recording_pauses.h"

struct cut_unit {
    double weight;         /* syllables; recording_cut wants > 0 */
    const double *clauses; /* where clauses end inside it, in syllables, ascending */
    size_t clause_count;
};

struct frame_range {
    size_t from, to; /* frames of PAUSE_FRAME samples; to excluded */
};

/* Counts what a reading says: a hanzi is a syllable, a Latin word about as many as latin_length.h tells.
 * Clauses in *out. weight 0: it says nothing. */
struct cut_unit recording_weigh(arena *out, const struct reading *reading);

/* Cuts the frames `within` into count units, ranges[i] for unit i; they touch in the pauses. NULL: done,
 * safely. Otherwise why not, in words that follow "because". */
const char *recording_cut(arena scratch, const struct recorded_speech *speech, struct frame_range within,
                          const struct cut_unit *units, size_t count, struct frame_range *ranges);

#endif
