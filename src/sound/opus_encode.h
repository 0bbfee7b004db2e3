/*
 * Samples to Opus packets of 20 ms, by libopus with the settings of clip.h.
 *
 * In: whole packets of 20 ms, mono, at 24 or 48 kHz. Out: as many packets of 1 to 1275 bytes.
 *
 * Example: opus_encode_packets(out, scratch, pcm, 55, 48000, &packets, diags) for 1.1 s.
 */
#ifndef SOUND_OPUS_ENCODE_H
#define SOUND_OPUS_ENCODE_H

#include "base/diag.h"

struct opus_packets {
    unsigned char *bytes; /* one after another */
    uint16_t *packet_bytes;
    uint32_t count;
};

/* A new encoder each time: the packets depend on these samples alone. The result lives in *out. Failure:
 * libopus's words, or a look-ahead other than CLIP_LOOKAHEAD. */
MUST_CHECK enum status opus_encode_packets(arena *out, arena scratch, const float *samples, uint32_t packets,
                                           uint32_t rate_hz, struct opus_packets *encoded,
                                           struct diags *diags);

/* libopus's version and every setting. */
str opus_encode_identity(arena *out);

#endif
