/*
 * A producer's recording, and slices of it as takes.
 *
 * In: any file libsndfile opens. Out: mono samples at 48 kHz; of a range of them, a take that begins and ends
 * in digital silence.
 *
 * Example: recording_read(&out, scratch, STR("takes/3-2.flac"), &recording, diags);
 *          recording_slice(&out, &recording, (struct sample_range){4800, 98400}, &take);
 *
 * Channels are averaged, a constant offset is taken out. A file is read to its end or to the limits below
 * whatever its header claims.
 */
#ifndef SPEAK_RECORDING_H
#define SPEAK_RECORDING_H

#include "base/diag.h"
#include "speak/take.h"

enum {
    RECORDING_RATE_HZ = 48000,
    RECORDING_SOURCE_HZ_LEAST = 8000,
    RECORDING_SOURCE_HZ_MOST = 768000,
    RECORDING_CHANNELS_MOST = 64,
    RECORDING_SECONDS_MOST = 1800,
    RECORDING_FADE_IN_MS = 10,
    RECORDING_FADE_OUT_MS = 30,
};

struct recording {
    float *samples; /* mono, 48 kHz, nominally ±1 */
    size_t count;   /* > 0 */
};

struct sample_range {
    size_t from, to; /* to excluded */
};

/* STATUS_SCRIPT with a diagnostic at path: not a recording, cut off before any sound, empty, too long,
 * samples that are no numbers, more channels or another rate than the limits. */
MUST_CHECK enum status recording_read(arena *out, arena scratch, str path, struct recording *recording,
                                      struct diags *diags);

/* The samples of a range, faded in and out so that the first and the last are 0. No marks yet. The range lies
 * in the recording and is not empty. */
void recording_slice(arena *out, const struct recording *recording, struct sample_range range,
                     struct take *take);

/* The libraries' versions, for cache keys. */
str recording_identity(arena *out);

#endif
