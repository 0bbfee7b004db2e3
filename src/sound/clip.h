/*
 * A clip: one sentence as Opus packets, by itself.
 *
 * In: a take. Out: packets of 20 ms (960 samples at 48 kHz, mono) and the marks in 48 kHz samples.
 *
 * What the encoder is given: 648 zero samples, the speech, zeros to a whole packet, four packets of decay;
 * with libopus's look-ahead of 312 the speech begins exactly where packet 1 decodes to. So with pre-skip 960,
 * in a file where the clip's packet 0 stands at packet index p, the speech begins at sample 960·p. (The SILK
 * layer of libopus's hybrid mode, below 8 kHz, runs two to three samples early, 60 µs; measured by
 * correlation.)
 *
 *   packet        0          1 … S            S+1 … S+4
 *   decodes to    silence    the speech       decay        S = ceil(speech samples / 960)
 */
#ifndef SOUND_CLIP_H
#define SOUND_CLIP_H

#include "base/diag.h"
#include "speak/take.h"

enum {
    CLIP_RATE_HZ = 48000,
    CLIP_PACKET_SAMPLES = 960,
    CLIP_LEAD_PACKETS = 1,
    CLIP_DECAY_PACKETS = 4,
    CLIP_LEAD_ZEROS = 648,
    CLIP_LOOKAHEAD = 312, /* OPUS_GET_LOOKAHEAD at 48 kHz, checked when encoding */
    CLIP_BITRATE = 24000,
    CLIP_COMPLEXITY = 10,
    CLIP_PACKET_BYTES_MAX = 1275, /* RFC 6716 3.4, R2 */
    CLIP_FORM = 3,                /* of the file; in the identity, so that each form has keys of its own */
    CLIP_KEY_BYTES_MAX = 64,
};

struct clip {
    str key; /* what it is kept under, so that it is not taken for another; letters and digits, may be empty
              */
    const unsigned char *bytes;   /* the packets, one after another */
    const uint16_t *packet_bytes; /* length of each */
    uint32_t packet_count;        /* 1 + speech_packets + 4 */
    uint32_t speech_packets;      /* S, ≥ 1 */
    uint32_t speech_samples;      /* at 48 kHz, ≤ 960·S */
    const struct mark *marks;     /* 48 kHz samples from the start of the speech */
    uint32_t mark_count;
    const uint16_t *levels; /* of each packet as it decodes (loudness.h); NULL: not measured */
};

/*
 * Resamples (soxr, very high quality), levels (voice gain, DC and rumble removed, true-peak limiter) and
 * encodes (libopus, 24 kb/s VBR, mono, 20 ms, complexity 10, OPUS_APPLICATION_AUDIO as measured best, LSB
 * depth 16). A take of up to 24 kHz (eSpeak NG: 22.05) is coded at 24 kHz, super-wideband: it has nothing
 * above, so no bits are spent there, and the work and memory before libopus halve. Others are coded at 48
 * kHz. Deterministic: one take, one gain, one clip.
 */
MUST_CHECK enum status clip_encode(arena *out, arena scratch, const struct take *take, double gain_db,
                                   struct clip *clip, struct diags *diags);

/* Everything in clip_encode that shapes its bytes: settings, libopus's and soxr's versions. For the cache
 * key. */
str clip_identity(arena *out);

/*
 * A clip as an ordinary playable Ogg Opus file whose tag DAOLAN_CLIP carries the marks (see clip_file.c for
 * the form), and back. clip_parse checks every page's CRC and every number it reads: false for anything
 * damaged.
 */
str clip_serialise(arena *out, const struct clip *clip);
bool clip_parse(arena *out, str file, struct clip *clip);

#endif
