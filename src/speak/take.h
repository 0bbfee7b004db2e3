/*
 * A take: one sentence as an engine spoke it.
 *
 * In: reading + voice. Out: samples, trimmed so that speech begins at sample 0 and ends at the last, and
 * where each syllable lies in them.
 */
#ifndef SPEAK_TAKE_H
#define SPEAK_TAKE_H

#include <stddef.h>
#include <stdint.h>

#include "mandarin/reading.h"

struct mark {
    uint32_t start, end; /* samples; start < end; marks ascend and do not overlap */
};

struct take {
    float *samples; /* mono, nominally ±1, may exceed it (the limiter comes later) */
    size_t count;   /* > 0 */
    uint32_t rate_hz;
    struct mark *marks; /* one per syllable of the reading that take_has_mark, in order */
    size_t mark_count;
};

/* Whether a syllable of the reading has a mark: hanzi with a reading and Latin words do; a 儿 that sounds in
 * the syllable before (merged) and an unreadable character do not. */
bool take_has_mark(const struct reading *reading, const struct spoken_syllable *s);

uint32_t take_count_marks(const struct reading *reading);

#endif
