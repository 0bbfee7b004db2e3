#include "sound/clip.h"

#include <math.h>
#include <opus.h>
#include <soxr.h>
#include <string.h>

#include "sound/level.h"
#include "sound/loudness.h"
#include "sound/opus_encode.h"
#include "sound/peak.h"
#include "sound/resample.h"

enum {
    CLIP_VERSION = 2, /* raise it when the sound changes otherwise than by what clip_identity tells */
    CEILING_ATTEMPTS = 6,
};

static const double first_ceiling_dbtp = LEVEL_CEILING_DBTP;
static const double decoded_peak_dbtp = -1;

/* Marks at 48 kHz, still ascending, apart, and inside the speech. */
static const struct mark *
scale_marks(arena *out, const struct take *take, uint32_t speech_samples)
{
    struct mark *marks = arena_new(out, struct mark, take->mark_count);
    uint32_t end = 0;
    for (size_t i = 0; i < take->mark_count; i++) {
        struct mark m = {(uint32_t)((uint64_t)take->marks[i].start * CLIP_RATE_HZ / take->rate_hz),
                         (uint32_t)((uint64_t)take->marks[i].end * CLIP_RATE_HZ / take->rate_hz)};
        m.start = m.start < end ? end : m.start;
        m.end = m.end > m.start ? m.end : m.start + 1;
        m.end = m.end > speech_samples ? speech_samples : m.end;
        marks[i] = m;
        end = m.end;
    }
    return marks;
}

_Static_assert((int)LOUDNESS_PACKET == (int)CLIP_PACKET_SAMPLES, "a level a packet");

/* What a listener gets: the clip decoded, its highest true peak and its levels. */
static enum status
measure_decoded(arena *out, arena scratch, struct clip *clip, double *peak_dbtp, struct diags *diags)
{
    OpusDecoder *decoder = arena_alloc(&scratch, (size_t)opus_decoder_get_size(1), _Alignof(max_align_t), 1);
    int error = opus_decoder_init(decoder, CLIP_RATE_HZ, 1);
    float *samples = arena_new(&scratch, float, (size_t)clip->packet_count *CLIP_PACKET_SAMPLES);
    const unsigned char *bytes = clip->bytes;
    for (uint32_t i = 0; i < clip->packet_count && error >= 0; i++) {
        error = opus_decode_float(decoder, bytes, clip->packet_bytes[i],
                                  samples + (size_t)i * CLIP_PACKET_SAMPLES, CLIP_PACKET_SAMPLES, 0);
        bytes += clip->packet_bytes[i];
    }
    if (error < 0) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "libopus cannot decode its own packets: %s",
                 opus_strerror(error));
        return STATUS_SYSTEM;
    }
    float highest;
    enum status status =
        peak_highest(scratch, samples, (size_t)clip->packet_count * CLIP_PACKET_SAMPLES, &highest, diags);
    *peak_dbtp = highest > 0 ? 20 * log10((double)highest) : -HUGE_VAL;
    uint16_t *levels = arena_new(out, uint16_t, clip->packet_count);
    clip->levels = levels;
    return status == STATUS_OK ? loudness_find_levels(samples, clip->packet_count, levels, diags) : status;
}

static enum status
encode(arena *out, arena scratch, const float *speech, double ceiling_dbtp, struct clip *clip,
       struct diags *diags)
{
    float *samples = arena_new(&scratch, float, (size_t)clip->packet_count *CLIP_PACKET_SAMPLES);
    memcpy(samples + CLIP_LEAD_ZEROS, speech, clip->speech_samples * sizeof *samples);
    struct opus_packets packets;
    if (level_limit(scratch, samples + CLIP_LEAD_ZEROS, clip->speech_samples, ceiling_dbtp, diags) !=
            STATUS_OK ||
        opus_encode_packets(out, scratch, samples, clip->packet_count, &packets, diags) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    clip->bytes = packets.bytes;
    clip->packet_bytes = packets.packet_bytes;
    return STATUS_OK;
}

/* Opus overshoots by half a decibel as a rule, and by two or three in one sentence of some fifty: that one is
 * limited lower, until what comes out is right. */
static enum status
encode_below_peak(arena *out, arena scratch, const float *speech, struct clip *clip, struct diags *diags)
{
    for (int attempt = 0; attempt < CEILING_ATTEMPTS; attempt++) {
        arena place = *out;
        double peak_dbtp;
        if (encode(&place, scratch, speech, first_ceiling_dbtp - attempt, clip, diags) != STATUS_OK ||
            measure_decoded(&place, scratch, clip, &peak_dbtp, diags) != STATUS_OK) {
            return STATUS_SYSTEM;
        }
        if (peak_dbtp <= decoded_peak_dbtp || attempt + 1 == CEILING_ATTEMPTS) {
            *out = place;
            return STATUS_OK;
        }
    }
    return STATUS_OK;
}

enum status
clip_encode(arena *out, arena scratch, const struct take *take, double gain_db, struct clip *clip,
            struct diags *diags)
{
    *clip = (struct clip){.mark_count = (uint32_t)take->mark_count};
    size_t count = resample_count(take->count, take->rate_hz, CLIP_RATE_HZ);
    if (count == 0 || count > UINT32_MAX - 8 * CLIP_PACKET_SAMPLES) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "a sentence of %zu samples cannot be a clip", count);
        return STATUS_SYSTEM;
    }
    float *speech;
    if (resample_apply(&scratch, take->samples, take->count, take->rate_hz, CLIP_RATE_HZ, &speech, diags) !=
        STATUS_OK) {
        return STATUS_SYSTEM;
    }
    level_remove_rumble(speech, count);
    level_gain(speech, count, gain_db);
    clip->speech_samples = (uint32_t)count;
    clip->speech_packets = (clip->speech_samples + CLIP_PACKET_SAMPLES - 1) / CLIP_PACKET_SAMPLES;
    clip->packet_count = CLIP_LEAD_PACKETS + clip->speech_packets + CLIP_DECAY_PACKETS;
    clip->marks = scale_marks(out, take, clip->speech_samples);
    return encode_below_peak(out, scratch, speech, clip, diags);
}

str
clip_identity(arena *out)
{
    str opus = opus_encode_identity(out), loudness = loudness_identity(out);
    return str_format(out, "clip %d; " STR_FMT "; %s vhq; " STR_FMT "; rumble %d Hz; ceiling %d mdBTP",
                      (int)CLIP_VERSION, STR_ARG(opus), soxr_version(), STR_ARG(loudness),
                      (int)LEVEL_RUMBLE_HZ, (int)(first_ceiling_dbtp * 1000));
}
