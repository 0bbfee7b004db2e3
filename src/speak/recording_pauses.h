/*
 * Where a recording sounds and where its speaker pauses.
 *
 * In: mono samples at 48 kHz without rumble. Out: frames of 10 ms that sound or not, the stretch of speech,
 * the pauses in it.
 *
 * Example: 1 s of speech, 500 ms of room noise, 2 s of speech → one pause from 48000 to 72000.
 *
 * The floor adapts: the level of the quietest frames plus a margin, but not more than 38 dB and not less than
 * 15 dB below the speech. A recording with less contrast has no pauses and sounds from end to end.
 */
#ifndef SPEAK_RECORDING_PAUSES_H
#define SPEAK_RECORDING_PAUSES_H

#include "speak/recording.h"

enum {
    PAUSE_FRAME = RECORDING_RATE_HZ / 100, /* samples */
    PAUSE_LEAST_FRAMES = 20,               /* 200 ms: shorter ones are stops of consonants */
};

struct recorded_pause {
    size_t from, to; /* frames */
    size_t cut;      /* the middle of its longest silence; a breath may divide a pause */
};

struct recorded_speech {
    unsigned char *sounds; /* one a frame */
    uint32_t *before;      /* one a frame and one more: frames of speech before it, pauses left out */
    size_t frame_count;
    size_t from, to;               /* frames from the first that sounds to behind the last; equal: silence */
    struct recorded_pause *pauses; /* inside, ascending */
    size_t pause_count;
};

struct recorded_speech recording_listen(arena *out, arena scratch, const struct recording *recording);

/* Seconds of speech, pauses left out, between two frames. */
double recording_speech_s(const struct recorded_speech *speech, size_t from, size_t to);

/* The samples from the first frame that sounds to the last, in the frames [from, to), with a little of what
 * is around them. Empty where nothing sounds there. */
struct sample_range recording_trim(const struct recorded_speech *speech, const struct recording *recording,
                                   size_t from, size_t to);

#endif
