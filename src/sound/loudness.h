/*
 * How loud a recording is, by ITU-R BS.1770 (libebur128), each channel counted as both of a pair.
 *
 * In: mono samples at 48 kHz. Out: integrated loudness in LUFS, and the gain that brings it to −16.
 *
 * Example: a sine of 1 kHz at −20 dBFS measures −20.0 LUFS; loudness_gain_db(-20.0) is 4.0.
 */
#ifndef SOUND_LOUDNESS_H
#define SOUND_LOUDNESS_H

#include "base/diag.h"

#define LOUDNESS_TARGET_LUFS (-16.0)

/* −HUGE_VAL for silence (everything below the absolute gate of −70 LUFS). Sound shorter than the 400 ms that
 * BS.1770 measures is padded with silence. Failure: libebur128's. */
MUST_CHECK enum status loudness_measure(const float *samples, size_t count, double *lufs,
                                        struct diags *diags);

double loudness_gain_db(double lufs);

/* libebur128's version, for cache keys. */
str loudness_identity(arena *out);

#endif
