#include <math.h>
#include <opus.h>
#include <string.h>

#include "sound/clip.h"
#include "sound/peak.h"
#include "speak/engine.h"
#include "support_cmocka.h"
#include "support_reading.h"

enum { MS = 48 };

static const unsigned char silence[] = {0xF8, 0xFF, 0xFE};

static struct take
fake(arena *memory, const char *notation)
{
    arena scratch = arena_split(memory, (size_t)64 << 20);
    struct diags diags = diags_new(memory);
    static const struct voice voice = {.engine = {"fake", 4}, .clause_ms = 240, .list_ms = 140};
    struct engine engine;
    struct take take;
    assert_int_equal(engine_open(memory, scratch, &voice, &engine, &diags), STATUS_OK);
    assert_int_equal(engine.speak(&engine, &(struct utterance){reading_from(memory, notation), DELIVERY_TEXT},
                                  memory, scratch, &take, &diags),
                     STATUS_OK);
    return take;
}

static struct clip
encode(arena *memory, const struct take *take, double gain_db)
{
    arena scratch = arena_split(memory, (size_t)256 << 20);
    struct diags diags = diags_new(memory);
    struct clip clip;
    assert_int_equal(clip_encode(memory, scratch, take, gain_db, &clip, &diags), STATUS_OK);
    return clip;
}

/* Decodes with libopus; samples from packet 0 on, nothing skipped. */
struct decoded {
    OpusDecoder *decoder;
    float *samples;
    size_t count;
};

static struct decoded
decoder_new(arena *memory, size_t packets)
{
    struct decoded d = {.samples = arena_new(memory, float, packets *CLIP_PACKET_SAMPLES)};
    int error;
    d.decoder = opus_decoder_create(CLIP_RATE_HZ, 1, &error);
    assert_int_equal(error, OPUS_OK);
    return d;
}

static void
decode(struct decoded *d, const unsigned char *packet, size_t bytes)
{
    int frames = opus_decode_float(d->decoder, packet, (opus_int32)bytes, d->samples + d->count,
                                   CLIP_PACKET_SAMPLES, 0);
    assert_int_equal(frames, CLIP_PACKET_SAMPLES);
    d->count += CLIP_PACKET_SAMPLES;
}

static void
decode_clip(struct decoded *d, const struct clip *clip)
{
    const unsigned char *at = clip->bytes;
    for (uint32_t i = 0; i < clip->packet_count; i++) {
        decode(d, at, clip->packet_bytes[i]);
        at += clip->packet_bytes[i];
    }
}

/* The shift of b against a, within ±range, at which they agree best. */
static int
best_shift(const float *a, const float *b, size_t count, int range)
{
    int best = 0;
    double highest = -HUGE_VAL;
    for (int shift = -range; shift <= range; shift++) {
        double sum = 0;
        for (size_t i = 0; i < count; i++) {
            sum += (double)a[i] * (double)b[(ptrdiff_t)i + shift];
        }
        if (sum > highest) {
            highest = sum;
            best = shift;
        }
    }
    return best;
}

/* Scenario: the fake engine's tones. Expect: packets counted as clip.h says, the tone exactly at decoded
 * sample 960 (by correlation), silence before it and after its decay. */
static void
layout(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct take take = fake(&memory, "ni2 hao3 , jin3 zhou1");
    struct clip clip = encode(&memory, &take, 0);
    assert_int_equal(clip.speech_samples, take.count);
    assert_int_equal(clip.speech_packets, (take.count + 959) / 960);
    assert_int_equal(clip.packet_count, 1 + clip.speech_packets + 4);
    assert_int_equal(clip.mark_count, 4);
    assert_memory_equal(clip.marks, take.marks, 4 * sizeof *take.marks);
    struct decoded d = decoder_new(&memory, clip.packet_count);
    decode_clip(&d, &clip);
    /* libopus's SILK layer, which codes a low tone, runs up to 3 samples (62 µs) early. */
    assert_in_range(best_shift(take.samples, d.samples + 960, 8640, 23) + 3, 0, 3);
    for (size_t i = 0; i < 960 - 5 * MS; i++) {
        assert_true(fabsf(d.samples[i]) < 1e-3F);
    }
    for (size_t i = d.count - 960; i < d.count; i++) {
        assert_true(fabsf(d.samples[i]) < 1e-3F);
    }
    opus_decoder_destroy(d.decoder);
}

/* Scenario: a click at sample 0 of a take at each rate an engine may have. Expect: it decodes at 960 ± 1 ms.
 */
static void
starts_at_once(void **state)
{
    (void)state;
    static const uint32_t rates[] = {16000, 22050, 44100, 48000, 96000};
    for (size_t r = 0; r < sizeof rates / sizeof rates[0]; r++) {
        arena memory = arena_reserve(0);
        uint32_t count = rates[r] / 2;
        struct mark mark = {0, count};
        struct take take = {arena_new(&memory, float, count), count, rates[r], &mark, 1};
        for (uint32_t i = 0; i < count; i++) {
            take.samples[i] = 0.3F * sinf((float)i * 2 * 3.14159265F * 440 / (float)rates[r]);
        }
        struct clip clip = encode(&memory, &take, 0);
        assert_int_equal(clip.speech_samples, 24000);
        assert_int_equal(clip.marks[0].end, 24000);
        struct decoded d = decoder_new(&memory, clip.packet_count);
        decode_clip(&d, &clip);
        size_t first = 0;
        while (fabsf(d.samples[first]) < 0.05F) {
            first++;
        }
        assert_in_range(first, 960 - MS, 960 + MS);
        opus_decoder_destroy(d.decoder);
    }
}

static double
decibels(const float *a, const float *b, size_t count)
{
    double signal = 0, noise = 0;
    for (size_t i = 0; i < count; i++) {
        double difference = (double)a[i] - (double)b[i];
        signal += (double)a[i] * (double)a[i];
        noise += difference * difference;
    }
    return 10 * log10(signal / (noise + 1e-30));
}

/* Noise in bursts: as hard to code as speech. */
static struct take
noise(arena *memory, uint32_t seed)
{
    enum { COUNT = 30000 };
    struct take take = {.samples = arena_new(memory, float, COUNT), .count = COUNT, .rate_hz = 22050};
    take.marks = arena_new(memory, struct mark, 1);
    take.marks[0] = (struct mark){0, COUNT};
    take.mark_count = 1;
    float low = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        seed = seed * 1664525U + 1013904223U;
        low += 0.2F * ((float)(int32_t)seed / 2147483648.0F - low);
        take.samples[i] = low * (i / 2000 % 3 == 2 ? 0.01F : 0.8F);
    }
    return take;
}

/* Scenario: takes far too loud, coded at 48 and at 24 kHz. Expect: at most -1 dBTP once decoded at 48 kHz. */
static void
decoded_peak(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct take takes[] = {fake(&memory, "ni2 hao3 , jin3 zhou1"), noise(&memory, 7)};
    for (size_t i = 0; i < sizeof takes / sizeof takes[0]; i++) {
        struct clip clip = encode(&memory, &takes[i], 30);
        struct decoded d = decoder_new(&memory, clip.packet_count);
        decode_clip(&d, &clip);
        float highest;
        assert_int_equal(peak_highest(memory, d.samples, d.count, &highest, &diags), STATUS_OK);
        assert_true(highest <= 0.8913F);
        assert_true(highest > 0.5F);
        opus_decoder_destroy(d.decoder);
    }
}

/* Scenario: three clips with silence packets between them in one stream. Expect: each decodes as it does
 * alone, to 60 dB. */
static void
spliced(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct decoded stream = decoder_new(&memory, 2000);
    decode(&stream, silence, sizeof silence);
    for (uint32_t i = 0; i < 3; i++) {
        struct take take = i == 1 ? fake(&memory, "ni2 hao3 @GDP , a1") : noise(&memory, i);
        struct clip clip = encode(&memory, &take, 6);
        struct decoded alone = decoder_new(&memory, clip.packet_count);
        decode_clip(&alone, &clip);
        size_t from = stream.count;
        decode_clip(&stream, &clip);
        double worst = decibels(alone.samples + 960, stream.samples + from + 960, alone.count - 960);
        print_message("clip %u: spliced as alone to %.1f dB\n", (unsigned)i, worst);
        assert_true(worst >= 60);
        decode(&stream, silence, sizeof silence);
        opus_decoder_destroy(alone.decoder);
    }
    opus_decoder_destroy(stream.decoder);
}

static void
repeatable(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct take take = fake(&memory, "ni2 hao3");
    struct clip first = encode(&memory, &take, 3);
    struct clip second = encode(&memory, &take, 3);
    str a = clip_serialise(&memory, &first);
    assert_true(str_equal(a, clip_serialise(&memory, &second)));
    assert_true(clip_identity(&memory).len > 40);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layout),  cmocka_unit_test(starts_at_once), cmocka_unit_test(decoded_peak),
        cmocka_unit_test(spliced), cmocka_unit_test(repeatable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
