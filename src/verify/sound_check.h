/*
 * Proves the sound: every Opus file decoded once, every time of the timeline listened to.
 *
 * In: a tour_index that index_check has found sound. Out: findings, and how much was proved.
 *
 *   - a file decodes to exactly the samples that the timeline gives it
 *   - the 100 ms before each chapter are silent (peak ≤ −60 dBFS); its first sentence is heard within 60 ms
 * of the place the timeline gives it, and that place is within 600 ms of the chapter's start
 *   - from 100 ms after a sentence (its decay) to 10 ms before the next all is silent, and each is heard
 * within 60 ms of its start
 *   - every syllable has a sample above −60 dBFS
 *   - a tour file decodes to what its stops' own files decode to (≥ 40 dB; the decoder's state differs)
 *   - the CHAPTER tags of every file
 *   - the R128 gains of every file (gain_check.h), and what else it says of itself (label_check.h)
 *
 * Example: stop 3's file is one packet short → "stops/03.opus: error: expected 960000 samples, found 959040".
 */
#ifndef VERIFY_SOUND_CHECK_H
#define VERIFY_SOUND_CHECK_H

#include "verify/tour_index.h"

struct sound_proof {
    uint64_t files, samples, chapters, sentences, syllables, pauses, labels;
    double worst_snr_db; /* of a stop's sound in its tour file; 999 where all are equal */
};

struct sound_proof sound_check(const struct tour_index *index, arena scratch, struct findings *f);

#endif
