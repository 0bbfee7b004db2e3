/*
 * Another sample rate, by libsoxr at its very high quality: linear phase, delay taken out.
 *
 * In: mono samples at any rate. Out: the same sound at another, starting at the same moment.
 *
 * Example: 22,050 samples at 22,050 Hz become 48,000 at 48 kHz, an impulse at 11,025 one at 24,000.
 */
#ifndef SOUND_RESAMPLE_H
#define SOUND_RESAMPLE_H

#include "base/diag.h"

/* How many samples count become: rounded up. */
size_t resample_count(size_t count, uint32_t from_hz, uint32_t to_hz);

/* *resampled, of resample_count samples, lives in *out. Equal rates copy. Failure: soxr's words. */
MUST_CHECK enum status resample_apply(arena *out, const float *samples, size_t count, uint32_t from_hz,
                                      uint32_t to_hz, float **resampled, struct diags *diags);

#endif
