/*
 * How strong speech is in bands of frequency, frame by frame.
 *
 * In: samples at any rate from 8 kHz. Out: a level in decibels for every 5 ms and band, against the take's
 * own loud parts, so that neither gain nor rate matters.
 *
 * Example: an [i] is near 0 dB in band 0, 15 dB lower in band 1 (500–1000 Hz), higher again in band 3.
 */
#ifndef SPEAK_BANDS_H
#define SPEAK_BANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { BANDS_MAX = 6, BANDS_HOP_US = 5000 };

/* Below the loud parts; quieter counts as this. */
#define BANDS_FLOOR_DB (-60.0F)

struct bands {
    float (*levels_db)[BANDS_MAX];
    size_t frame_count;
    unsigned band_count; /* fewer at low rates: what lies above half the rate is not there */
};

/* The levels live in *out. False for silence (nothing above −70 dBFS), for samples that are no numbers, and
 * where there is no whole frame. */
bool bands_measure(arena *out, const float *samples, size_t count, uint32_t rate_hz, struct bands *bands);

/* The sample at which frame i begins; frame_count gives the end. */
size_t bands_sample(uint32_t rate_hz, size_t frame);

#endif
