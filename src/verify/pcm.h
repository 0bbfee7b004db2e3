/*
 * An Ogg Opus file of the tour, decoded as a stream by opusfile.
 *
 * In: a path. Out: its head, its tags, its samples in order.
 *
 * Example: pcm_open(&arena, f, STR("stops/01.opus")) … while ((n = pcm_read(p, block, PCM_BLOCK)) > 0) …
 */
#ifndef VERIFY_PCM_H
#define VERIFY_PCM_H

#include "verify/findings.h"

enum { PCM_BLOCK = 5760 }; /* samples: the longest Opus packet at 48 kHz */

struct pcm;

/*
 * Opens a file of the tour and reports what its head has wrong: not a regular file, not Ogg Opus, more than
 * one link, not mono, pre-skip other than 960, output gain other than 0. NULL when it cannot be decoded at
 * all. `file` is a name that tour_index has found safe.
 */
struct pcm *pcm_open(arena *out, struct findings *f, str file);

/* Samples read into block, at most `max` and at most PCM_BLOCK; 0 at the end or after a failure. Gaps and
 * damaged packets are reported. */
size_t pcm_read(struct pcm *p, float *block, size_t max);

/* Samples read so far. */
uint64_t pcm_position(const struct pcm *p);

/* The length the file's last granule position claims. */
uint64_t pcm_claimed_length(const struct pcm *p);

/* Comment number i of the file, as KEY=value; false past the last. Valid until pcm_close. */
bool pcm_comment(const struct pcm *p, size_t i, str *comment);

void pcm_close(struct pcm *p);

#endif
