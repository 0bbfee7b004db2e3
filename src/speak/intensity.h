/*
 * The intensity of syllables beside one another.
 *
 * In: a piece of speech, where its units end and how loud each is to be. Out: the same samples, louder or
 * softer.
 *
 * Example: levels 0 and -2 dB: full strength up to the middle of the first unit, two decibels softer from the
 * middle of the second on, and a straight way (in decibels) between.
 */
#ifndef SPEAK_INTENSITY_H
#define SPEAK_INTENSITY_H

#include "speak/prosody.h"

/* In place. ends[i]: where unit i ends, in samples, ascending; the last is the piece's length. */
void intensity_apply(float *samples, const struct prosody_unit *units, const uint32_t *ends, size_t count);

#endif
