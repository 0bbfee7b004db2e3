/*
 * Pitch as the approach to targets: the quantitative target approximation model.
 *
 * In: one target after another, each a straight line in semitones and a haste to reach it. Out: the pitch
 * that a larynx makes of them: it begins each syllable where, and moving as, it left the one before, and
 * draws near its line.
 *
 * Example: a low target behind a high one falls for the first half of its syllable: the carry-over of tones
 * in running speech is not drawn but follows.
 *
 * Source: S. Prom-on, Y. Xu, B. Thipakorn, "Modeling tone and intonation in Mandarin and English as a process
 * of target approximation", JASA 125 (2009) 405–424: a third-order critically damped linear system,
 * f0(t) = m·t + b + (c1 + c2·t + c3·t²)·exp(−λt), whose c1 to c3 are set by the state at its start.
 */
#ifndef SPEAK_TONE_TARGET_H
#define SPEAK_TONE_TARGET_H

#include <stddef.h>

struct tone_target {
    double duration_s; /* > 0 */
    double height_st;  /* the line's height at its end, in semitones from the voice's middle */
    double slope_st_s; /* the line's slope, in semitones a second */
    double haste;      /* λ, a second: 15 is lax, 60 is quick */
};

/* The larynx between two targets: pitch, its first and its second derivative (st, st/s, st/s²). */
struct tone_state {
    double st, st_s, st_s2;
};

/* A larynx at rest at that pitch: behind a pause. */
struct tone_state tone_rest(double st);

/* The state `at_s` seconds after `from` on the way to the target; from 0 to the target's duration. */
struct tone_state tone_approach(const struct tone_target *target, struct tone_state from, double at_s);

#endif
