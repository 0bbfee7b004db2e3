/*
 * The level of a sentence: rumble removed, the voice's gain, and a true-peak limiter.
 *
 * In: samples, their rate, one gain, one ceiling. Out: the same samples in place, no true peak above the
 * ceiling.
 *
 * Example: level_remove_rumble(samples, count, 48000); level_gain(samples, count, -2.0);
 *          status = level_limit(scratch, samples, count, 48000, -2.0, diags);
 *
 * One gain a voice, measured once, keeps a speaker's natural dynamics; the limiter only takes the tips off.
 * It sees the peaks between samples (peak.h), looks 5 ms ahead, and lets go over 80 ms.
 */
#ifndef SOUND_LEVEL_H
#define SOUND_LEVEL_H

#include "base/diag.h"

enum {
    LEVEL_RATE_MAX_HZ = 48000,
    LEVEL_RUMBLE_HZ = 50, /* below every voice; 12 dB an octave */
    LEVEL_LOOK_AHEAD_MS = 5,
};

#define LEVEL_RELEASE_MS   80.0
#define LEVEL_CEILING_DBTP (-2.0) /* before encoding, which adds up to a decibel as a rule */

/* A second-order Butterworth high-pass: direct current and rumble. */
void level_remove_rumble(float *samples, size_t count, uint32_t rate_hz);

void level_gain(float *samples, size_t count, double gain_db);

/* Failure: soxr's words. */
MUST_CHECK enum status level_limit(arena scratch, float *samples, size_t count, uint32_t rate_hz,
                                   double ceiling_dbtp, struct diags *diags);

#endif
