/*
 * The pitch contour of a piece of speech.
 *
 * In: the units of a piece with their targets, and where each lies. Out: the length of a pitch period at
 * every step, and the larynx's state at the end, from which the next piece goes on where no pause lies
 * between.
 *
 * No larynx is steady: the pitch flutters by about one percent, as in D. Klatt, L. Klatt, "Analysis,
 * synthesis, and perception of voice quality variations among female and male talkers", JASA 87 (1990)
 * 820–857, eq. 1.
 *
 * Example: one unit of 0.2 s aimed at +4 st about 140 Hz nears 176 Hz: periods from 157 down to 125 samples.
 */
#ifndef SPEAK_CONTOUR_H
#define SPEAK_CONTOUR_H

#include "speak/prosody.h"
#include "speak/tone_target.h"

struct contour {
    double middle_hz;       /* 0 st */
    uint32_t rate_hz, step; /* samples a second; samples from one period to the next */
    struct tone_state state;
    double elapsed_s; /* of speech drawn so far */
};

/* periods: length / step + 2 of them. ends[i]: where unit i ends, in samples, ascending; the last is length.
 */
void contour_draw(struct contour *contour, const struct prosody_unit *units, const uint32_t *ends,
                  size_t count, double *periods);

#endif
