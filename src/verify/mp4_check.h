/*
 * Proves that an MP4 file is the Ogg file of its name in another wrapping, read by libavformat.
 *
 * In: a tour_index, an Opus file of it. Out: findings.
 *
 *   - one stream of sound, Opus, mono, with the Ogg file's OpusHead, a pre-skip of 960 and the timeline's
 * length
 *   - its packets are those of the Ogg file, one by one, each at its time; the first, and it alone, is
 * skipped
 *   - it says of itself what the Ogg file says (label_check.h)
 *   - its chapters are the timeline's, in the QuickTime text track as well as in chpl
 *
 * Example: packet 7 differs → "stops/03.mp4: error: 00:00:00.120 (sample 5760): expected packet 7 of
 * stops/03.opus, found another of 61 bytes"
 */
#ifndef VERIFY_MP4_CHECK_H
#define VERIFY_MP4_CHECK_H

#include "verify/tour_index.h"

struct mp4_proof {
    uint64_t files, packets, chapters; /* that hold */
};

/* Of every file of the tour. */
struct mp4_proof mp4_check(const struct tour_index *index, arena scratch, struct findings *f);

#endif
