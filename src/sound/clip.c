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
    CLIP_VERSION = 3, /* raise it when the sound changes otherwise than by what clip_identity tells */
    CEILING_ATTEMPTS = 6,
};

static const double first_ceiling_dbtp = LEVEL_CEILING_DBTP;
static const double decoded_peak_dbtp = -1, ceiling_margin_db = 0.1;

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

_Static_assert((int)LOUDNESS_PACKETS_A_SECOND *(int)CLIP_PACKET_SAMPLES == (int)CLIP_RATE_HZ,
               "a level a packet");

/* A sentence at the rate at which it is coded: the lowest of libopus's that holds all the take has. */
struct speech {
    float *samples;
    uint32_t count, rate_hz;
};

static uint32_t
coding_rate(const struct take *take)
{
    return take->rate_hz <= CLIP_RATE_HZ / 2 ? CLIP_RATE_HZ / 2 : CLIP_RATE_HZ;
}

static size_t
coded_samples(const struct clip *clip, uint32_t rate_hz)
{
    return (size_t)clip->packet_count * (rate_hz / LOUDNESS_PACKETS_A_SECOND);
}

/* What a listener gets: the clip decoded, its highest true peak and its levels. */
static enum status
measure_decoded(arena *out, arena scratch, uint32_t rate_hz, struct clip *clip, double *peak_dbtp,
                struct diags *diags)
{
    OpusDecoder *decoder = arena_alloc(&scratch, (size_t)opus_decoder_get_size(1), _Alignof(max_align_t), 1);
    int error = opus_decoder_init(decoder, (opus_int32)rate_hz, 1);
    const size_t packet = rate_hz / LOUDNESS_PACKETS_A_SECOND;
    float *samples = arena_new(&scratch, float, coded_samples(clip, rate_hz));
    const unsigned char *bytes = clip->bytes;
    for (uint32_t i = 0; i < clip->packet_count && error >= 0; i++) {
        error =
            opus_decode_float(decoder, bytes, clip->packet_bytes[i], samples + i * packet, (int)packet, 0);
        bytes += clip->packet_bytes[i];
    }
    if (error < 0) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "libopus cannot decode its own packets: %s",
                 opus_strerror(error));
        return STATUS_SYSTEM;
    }
    float highest;
    enum status status = peak_highest(scratch, samples, coded_samples(clip, rate_hz), &highest, diags);
    *peak_dbtp = highest > 0 ? 20 * log10((double)highest) : -HUGE_VAL;
    uint16_t *levels = arena_new(out, uint16_t, clip->packet_count);
    clip->levels = levels;
    return status == STATUS_OK ? loudness_find_levels(samples, clip->packet_count, rate_hz, levels, diags)
                               : status;
}

static enum status
encode(arena *out, arena scratch, const struct speech *speech, double ceiling_dbtp, struct clip *clip,
       struct diags *diags)
{
    float *samples = arena_new(&scratch, float, coded_samples(clip, speech->rate_hz));
    float *after_lead = samples + CLIP_LEAD_ZEROS / (CLIP_RATE_HZ / speech->rate_hz);
    memcpy(after_lead, speech->samples, speech->count * sizeof *samples);
    struct opus_packets packets;
    if (level_limit(scratch, after_lead, speech->count, speech->rate_hz, ceiling_dbtp, diags) != STATUS_OK ||
        opus_encode_packets(out, scratch, samples, clip->packet_count, speech->rate_hz, &packets, diags) !=
            STATUS_OK) {
        return STATUS_SYSTEM;
    }
    clip->bytes = packets.bytes;
    clip->packet_bytes = packets.packet_bytes;
    return STATUS_OK;
}

/* Opus overshoots by half a decibel as a rule, and by two or three in one sentence of some fifty: that one is
 * limited lower by as much, until what comes out is right. */
static enum status
encode_below_peak(arena *out, arena scratch, const struct speech *speech, struct clip *clip,
                  struct diags *diags)
{
    double ceiling_dbtp = first_ceiling_dbtp, peak_dbtp = 0;
    arena place = *out;
    for (int attempt = 0; attempt < CEILING_ATTEMPTS && peak_dbtp > decoded_peak_dbtp; attempt++) {
        place = *out;
        if (encode(&place, scratch, speech, ceiling_dbtp, clip, diags) != STATUS_OK ||
            measure_decoded(&place, scratch, speech->rate_hz, clip, &peak_dbtp, diags) != STATUS_OK) {
            return STATUS_SYSTEM;
        }
        ceiling_dbtp -= peak_dbtp - decoded_peak_dbtp + ceiling_margin_db;
    }
    *out = place;
    return STATUS_OK;
}

enum status
clip_encode(arena *out, arena scratch, const struct take *take, double gain_db, struct clip *clip,
            struct diags *diags)
{
    *clip = (struct clip){.mark_count = (uint32_t)take->mark_count};
    struct speech speech = {.rate_hz = coding_rate(take)};
    const uint32_t scale = CLIP_RATE_HZ / speech.rate_hz;
    size_t count = resample_count(take->count, take->rate_hz, speech.rate_hz);
    if (count == 0 || count > UINT32_MAX / scale - 8 * CLIP_PACKET_SAMPLES) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "a sentence of %zu samples cannot be a clip", count);
        return STATUS_SYSTEM;
    }
    if (resample_apply(&scratch, take->samples, take->count, take->rate_hz, speech.rate_hz, &speech.samples,
                       diags) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    speech.count = (uint32_t)count;
    level_remove_rumble(speech.samples, speech.count, speech.rate_hz);
    level_gain(speech.samples, speech.count, gain_db);
    clip->speech_samples = speech.count * scale;
    clip->speech_packets = (clip->speech_samples + CLIP_PACKET_SAMPLES - 1) / CLIP_PACKET_SAMPLES;
    clip->packet_count = CLIP_LEAD_PACKETS + clip->speech_packets + CLIP_DECAY_PACKETS;
    clip->marks = scale_marks(out, take, clip->speech_samples);
    return encode_below_peak(out, scratch, &speech, clip, diags);
}

str
clip_identity(arena *out)
{
    str opus = opus_encode_identity(out), loudness = loudness_identity(out);
    return str_format(out, "clip %d.%d; " STR_FMT "; %s vhq; " STR_FMT "; rumble %d Hz; ceiling %d mdBTP",
                      (int)CLIP_VERSION, (int)CLIP_FORM, STR_ARG(opus), soxr_version(), STR_ARG(loudness),
                      (int)LEVEL_RUMBLE_HZ, (int)(first_ceiling_dbtp * 1000));
}
