/*
 * Times as the tour's files write them.
 *
 * In: HH:MM:SS.mmm (WebVTT, Ogg chapter tags), samples at 48 kHz. Out: milliseconds, text.
 *
 * Example: 00:00:12.400 ↔ 12400 ms ↔ sample 595200.
 */
#ifndef VERIFY_CLOCK_H
#define VERIFY_CLOCK_H

#include "base/str.h"

enum { CLOCK_SAMPLES_PER_MS = 48, CLOCK_RATE_HZ = 48000 };

/* Two or more digits of hours, exactly three of milliseconds; false for anything else. */
bool clock_parse(str text, uint64_t *ms);

str clock_from_ms(arena *out, uint64_t ms);
str clock_from_samples(arena *out, uint64_t samples); /* rounded down to the millisecond */

#endif
