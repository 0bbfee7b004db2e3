/*
 * Unvoiced sounds without the rumble they were recorded with.
 *
 * In: a consonant or its burst. Out: the same in place, without what lies below 250 Hz, where no unvoiced
 * sound has anything to say, and without a click where its offset from zero sets in.
 *
 * Example: eSpeak NG's zh begins with 42 ms at -30 dBFS below 100 Hz, set in by a step: a closure that hums.
 */
#ifndef SPEAK_UNVOICED_H
#define SPEAK_UNVOICED_H

#include <stddef.h>
#include <stdint.h>

/* A second-order Butterworth high-pass, settled at the first sample. */
void unvoiced_clean(float *samples, size_t count, uint32_t rate_hz);

#endif
