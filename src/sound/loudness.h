/*
 * How loud a recording is, by ITU-R BS.1770 (libebur128), each channel counted as both of a pair.
 *
 * In: mono samples and their rate. Out: integrated loudness in LUFS, and the gain that brings it to −16.
 *
 * Example: a sine of 1 kHz at −20 dBFS measures −20.0 LUFS and asks for a gain of 4.0 dB.
 */
#ifndef SOUND_LOUDNESS_H
#define SOUND_LOUDNESS_H

#include "base/diag.h"
#include "sound/level.h"

#define LOUDNESS_TARGET_LUFS (-16.0)

/* −HUGE_VAL for silence (everything below the absolute gate of −70 LUFS). Sound shorter than the 400 ms that
 * BS.1770 measures is padded with silence. Failure: libebur128's. */
MUST_CHECK enum status loudness_measure(const float *samples, size_t count, uint32_t rate_hz, double *lufs,
                                        struct diags *diags);

/*
 * The one gain that brings a recording to the target as it will be heard, limited to LEVEL_CEILING_DBTP: what
 * the limiter takes off a voice with high peaks is added again, up to 3 dB. *lufs: the recording's own
 * loudness; where that is −HUGE_VAL, *gain_db is 0. samples stay as they are.
 */
MUST_CHECK enum status loudness_find_gain(arena scratch, const float *samples, size_t count, uint32_t rate_hz,
                                          double *lufs, double *gain_db, struct diags *diags);

/*
 * Loudness of a whole from its parts, so that a tour of stored clips is measured without decoding them again:
 * BS.1770 gates blocks of 400 ms that begin every 100 ms, which are 20 packets of 20 ms every 5.
 *
 * A level: K-weighted, plain mono (the one channel counted once), of one packet by itself, in tenths of a
 * decibel above −100 LUFS; 0: none. Example: a sine of 1 kHz at −20 dBFS has levels of 770 (−23.0 LUFS).
 */
enum { LOUDNESS_PACKETS_A_SECOND = 50 };

/* One of each packet of the samples, packets · rate_hz / 50 of them. Failure: libebur128's. */
MUST_CHECK enum status loudness_find_levels(const float *samples, size_t packets, uint32_t rate_hz,
                                            uint16_t *levels, struct diags *diags);

/* Integrated loudness in LUFS, plain mono; false for silence, and for less than 400 ms. */
bool loudness_of_levels(arena scratch, const uint16_t *levels, size_t packets, double *lufs);

/* libebur128's version, for cache keys. */
str loudness_identity(arena *out);

#endif
