/*
 * Where a piece that eSpeak NG spoke is voiced, and how long each part of it is to be.
 *
 * In: the piece spoken at two constant pitches or more, and how far each syllable is to be stretched. Out:
 * stretches for overlap_add, and where each unit ends among the samples that come out of it.
 *
 * Example: "ta" spoken at 120 and 160 Hz: the closure is zeros, the burst is equal in both, the vowel
 * differs: it alone is voiced, and it alone is stretched.
 *
 * eSpeak's unvoiced sounds are recordings, the same at any pitch; what it makes with a voice never is.
 */
#ifndef SPEAK_ESPEAK_STRETCHES_H
#define SPEAK_ESPEAK_STRETCHES_H

#include "speak/espeak_capture.h"
#include "speak/overlap_add.h"
#include "speak/prosody.h"

struct espeak_stretches {
    struct overlap_stretch *items;
    size_t count;
    uint32_t *ends; /* one a unit: samples of the result; the last is its length */
};

/* takes: of the same piece, at least 2. units: the piece's. mean_samples: of a
 * mean syllable. False where the takes do not match one another or the piece. */
bool espeak_stretch(arena *out, arena scratch, const struct espeak_piece *piece,
                    const struct espeak_capture *const *takes, size_t take_count,
                    const struct prosody_unit *units, double mean_samples,
                    struct espeak_stretches *stretches);

#endif
