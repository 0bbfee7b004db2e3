/*
 * Proves that a stop's captions say what timeline.json says.
 *
 * In: a tour_index, stops/NN.vtt. Out: findings, each with the time that differs, and how much was proved.
 *
 *   - a cue for each sentence that sounds, in order, with its start, its end and its text
 *   - a timestamp stands before a character that a syllable says, and is that syllable's start to the nearest
 * millisecond; the timestamps ascend inside their cue
 *   - wherever the timeline has a word end and the next begin, there is one
 *
 * Example: sentence 4 at 19200 ↔ "2-1" ↔ 00:00:00.400 --> …
 */
#ifndef VERIFY_CAPTION_CHECK_H
#define VERIFY_CAPTION_CHECK_H

#include "verify/tour_index.h"
#include "verify/vtt_read.h"

struct caption_proof {
    uint64_t cues, words; /* that agree; words: timestamps */
};

void caption_check(const struct tour_index *index, const struct index_stop *stop, arena scratch,
                   struct caption_proof *proof, struct findings *f);

/* The words of one sentence alone; false with a finding at the first that is wrong, missing or too much. */
bool caption_check_stamps(const struct tour_index *index, struct findings *f, str file,
                          const struct index_sentence *sentence, const struct vtt_cue *cue);

#endif
