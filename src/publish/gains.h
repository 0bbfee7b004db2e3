/*
 * How much louder or softer a player is to play each track (RFC 7845 section 5.2.1, EBU R 128).
 *
 * In: the timeline, the levels of every sentence's clip. Out: gains in 1/256 dB that bring a track, or the
 * tour as a whole, to -23 LUFS, plain mono. Nothing is decoded: levels add up.
 *
 * Example: a stop of -19.02 LUFS has a gain of -1019, which is -3.98 dB
 */
#ifndef PUBLISH_GAINS_H
#define PUBLISH_GAINS_H

#include "publish/publish.h"

struct gain {
    bool known; /* not of silence */
    int q8_db;  /* -32768 to 32767 */
};

struct gains {
    struct gain *stops; /* one a stop */
    struct gain *parts; /* one a part */
    struct gain tour;
};

/* All unknown where the publication has no levels. */
const struct gains *gains_find(arena *out, arena scratch, const struct publication *publication);

#endif
