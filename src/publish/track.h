/*
 * A track in either format that players know: Ogg Opus or MP4.
 *
 * In: a label, packets. Out: STEM.opus or STEM.mp4; of the same packets both decode to the same samples.
 *
 * Example: struct track *t = track_create(&scratch, TRACK_OGG, folder, STR("stops/01"), &label, 48000);
 *          track_put(t, packet) … 51 times
 *          return track_close(t, diags);
 */
#ifndef PUBLISH_TRACK_H
#define PUBLISH_TRACK_H

#include "publish/label.h"

struct track;

enum track_format { TRACK_OGG, TRACK_MP4 };

/* samples: the track's length; as many packets will come, and one more that is skipped. Never NULL: failures
 * show at track_close. */
struct track *track_create(arena *out, enum track_format format, str folder, str stem,
                           const struct label *label, uint64_t samples);

/* The next packet, 20 ms; the bytes are copied. */
void track_put(struct track *track, str packet);

MUST_CHECK enum status track_close(struct track *track, struct diags *diags);

#endif
