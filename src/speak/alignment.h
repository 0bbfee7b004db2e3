/*
 * The cheapest way to lay a row of units, each a chain of sounds, along frames.
 *
 * In: units, and what each frame costs as each sound. Out: each unit's first frame and the one past its last.
 *
 * Example: two units of one sound each, frames 0–9 cheap as the first's sound, 12–19 as the second's, all
 * else cheap as silence: {0, 10}, {12, 20}.
 */
#ifndef SPEAK_ALIGNMENT_H
#define SPEAK_ALIGNMENT_H

#include "speak/sounds.h"

enum { ALIGNMENT_ANY = SOUND_CLASSES, ALIGNMENT_ROWS }; /* any sound: Latin words */

struct unit {
    unsigned char sounds[SOUNDS_MAX]; /* enum sound_class or ALIGNMENT_ANY */
    unsigned sound_count;             /* at least 1 */
    double frames;                    /* its usual length */
    double pause_cost;                /* of silence before it; 0 where it is expected */
};

struct unit_place {
    uint32_t start, end; /* frames; start < end */
};

struct alignment {
    const struct unit *units;
    size_t unit_count;
    const float (*costs)[ALIGNMENT_ROWS]; /* a frame's */
    size_t frame_count;
    double length_weight; /* of how unusual a length is */
    /* Where each unit may end: from lows[i] to highs[i], ascending; the last one's high is frame_count. */
    const uint32_t *lows, *highs;
};

/* places: one a unit. False where no way keeps within the limits. */
bool alignment_find(const struct alignment *alignment, arena scratch, struct unit_place *places);

/* The cheapest row of its sounds within a unit's place: classes, one a frame of it, in sounds[]. */
void alignment_divide(const struct alignment *alignment, size_t unit, struct unit_place place, arena scratch,
                      unsigned char *sounds);

#endif
