/*
 * Proves that the tracks say truly how loud they are: R128_TRACK_GAIN and R128_ALBUM_GAIN (RFC 7845 section
 * 5.2.1), in 1/256 dB to −23 LUFS, plain mono.
 *
 * In: samples as they are decoded, of a file or of all that make the tour; a file's tags. Out: findings where
 * a tag is not what libebur128 measures, to 0.1 dB.
 *
 * Example: −19.02 LUFS and R128_TRACK_GAIN=-1019 agree; R128_TRACK_GAIN=-1060 does not
 */
#ifndef VERIFY_GAIN_CHECK_H
#define VERIFY_GAIN_CHECK_H

#include "verify/pcm.h"
#include "verify/tour_index.h"

struct meter; /* hears a file, or several that follow one another */

struct meter *meter_open(arena *out);
void meter_hear(struct meter *meter, const float *samples, size_t count);
void meter_close(struct meter *meter); /* after the last gain_check; NULL is fine */

/* The track's own gain, of an open file that the meter has heard. */
bool gain_check_track(const struct pcm *pcm, const struct index_file *file, const struct meter *meter,
                      struct findings *f);

/* Remembers what a file says of the tour's gain, which is known only when all is heard. album: one a file of
 * the index. */
struct album_gain {
    bool told;
    int q8_db;
};
void gain_read_album(const struct pcm *pcm, const struct index_file *file, struct album_gain *album,
                     struct findings *f);

/* All that was remembered, against a meter that has heard the whole tour. */
void gain_check_album(const struct tour_index *index, const struct album_gain *albums,
                      const struct meter *meter, struct findings *f);

#endif
