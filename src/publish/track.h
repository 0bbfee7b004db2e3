/*
 * A track in every format that players know, of the same packets: Ogg Opus and MP4.
 *
 * In: a label, packets. Out: STEM.opus and STEM.mp4, which decode to the same samples.
 *
 * Example: struct track *t = track_create(&scratch, folder, STR("stops/01"), &label, 48000);
 *          track_put(t, packet) … 51 times
 *          return track_close(t, diags);
 */
#ifndef PUBLISH_TRACK_H
#define PUBLISH_TRACK_H

#include "publish/label.h"

struct track;

/* samples: the track's length; as many packets will come, and one more that is skipped. Never NULL: failures
 * show at track_close. */
struct track *track_create(arena *out, str folder, str stem, const struct label *label, uint64_t samples);

/* The next packet, 20 ms; the bytes are copied. */
void track_put(struct track *track, str packet);

MUST_CHECK enum status track_close(struct track *track, struct diags *diags);

#endif
