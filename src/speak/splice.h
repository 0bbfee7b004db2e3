/*
 * A take put together from pieces that an engine spoke one by one.
 *
 * In: pieces as the engine left them, with its own silence around them, and marks inside them. Out: a take:
 * the pieces without that silence, exact digital silence between them, no click at a joint.
 *
 * Example: splice_begin(out, 22050, 7, &s); splice_add(&s, &piece, 0); splice_add(&s, &piece2, 300);
 *          ok = splice_finish(&s, take);
 */
#ifndef SPEAK_SPLICE_H
#define SPEAK_SPLICE_H

#include "base/arena.h"
#include "speak/take.h"

#include <stdbool.h>

enum {
    SPLICE_FADE_IN_US = 1500,
    SPLICE_FADE_OUT_US = 5000,
};
/* Below this (−60 dBFS) a sample at a piece's edge counts as silence. */
#define SPLICE_SILENCE 0.001F

struct splice_piece {
    const float *samples;
    size_t count;
    const uint32_t *starts; /* where each syllable starts; ascending; one lasts until the next */
    uint32_t start_count;   /* at least 1 */
};

struct splice {
    arena *out;
    struct take take;
    uint32_t mark_limit;
};

/* Room for mark_limit marks; the samples grow in *out, so put nothing else there in between. */
void splice_begin(arena *out, uint32_t rate_hz, uint32_t mark_limit, struct splice *s);

/* Adds pause_ms of silence (none before the first piece) and the sounding part of the piece. False where
 * there is none: the engine kept silent. */
bool splice_add(struct splice *s, const struct splice_piece *piece, uint32_t pause_ms);

/* Every mark is there, not empty, in order: *take is ready. False otherwise. */
bool splice_finish(struct splice *s, struct take *take);

#endif
