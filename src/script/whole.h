/*
 * Segments that are one sentence each: what a recording that cannot be cut makes of them.
 *
 * In: a tour, and which of its segments are to be whole. Out: the tour again, the sentences of those segments
 * put together, piece after piece.
 *
 * Example: {船来了。 | 走吧！} whole is {船来了。走吧！}; a space stays between sentences of Latin text.
 */
#ifndef SCRIPT_WHOLE_H
#define SCRIPT_WHOLE_H

#include "script/tour.h"

/* A sentence's origin: sentences of the tour as it was, and where each begins in the new text. */
struct origin {
    uint32_t first, count;
    const uint32_t *offsets; /* bytes, one a sentence */
};

/* whole: one a segment. Segments keep their places, sentences do not. *origins: one a new sentence, in *out.
 */
struct tour whole_segments(arena *out, const struct tour *tour, const bool *whole, struct origin **origins);

#endif
