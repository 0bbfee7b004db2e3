/*
 * True peaks: the highest the sound reaches between its samples (ITU-R BS.1770-5, annex 2).
 *
 * In: samples at any rate. Out: magnitudes, found by oversampling four times (libsoxr).
 *
 * Example: a full-scale sine at a quarter of the rate, sampled 45° off its tips, shows samples of 0.71 and a
 * true peak of 1.00.
 */
#ifndef SOUND_PEAK_H
#define SOUND_PEAK_H

#include "base/diag.h"

enum { PEAK_OVERSAMPLING = 4 };

/*
 * peaks[i], of count: the highest magnitude from sample i up to the next, exact where it is above `floor`;
 * below, a sample's own magnitude may stand for it. Only sound within 6 dB of the floor is oversampled: what
 * lies between samples is not that much higher (in speech 1 dB, in noise up to the Nyquist frequency 4 dB).
 * Failure: soxr's words.
 */
MUST_CHECK enum status peak_envelope(arena scratch, const float *samples, size_t count, float floor,
                                     float *peaks, struct diags *diags);

/* The highest of all. */
MUST_CHECK enum status peak_highest(arena scratch, const float *samples, size_t count, float *highest,
                                    struct diags *diags);

#endif
