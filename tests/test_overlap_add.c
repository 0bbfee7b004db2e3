/* Overlap-add on synthetic vowels: pulses that ring in one formant, at three constant pitches. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "speak/overlap_add.h"
#include "support_cmocka.h"

enum { RATE_HZ = 22050, TAKES = 3, SAMPLES = 12000, LONG = 2 * SAMPLES, GUARD = 64 };

static const double turn = 6.283185307179586;
static const double formant_hz = 700, bandwidth_hz = 120, middle_hz = 140, third_st = 11 / 3.;

/* Takes, and room for a result, all between guards that are no numbers: what is read there shows. */
struct bench {
    float take_memory[TAKES][SAMPLES + 2 * GUARD];
    float result_memory[LONG + 2 * GUARD];
    double periods[LONG];
    struct overlap_take takes[TAKES];
    struct overlap_piece piece;
    float *result;
};

static float
noise(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (float)(*seed >> 8) / (1 << 24) - 0.5F;
}

/* Each pulse rings for as long as its resonance does; then all is brought to one level. */
static void
make_vowel(float *samples, size_t count, double period)
{
    for (double pulse = 0.4 * period - 3 * period; pulse < (double)count; pulse += period) {
        for (unsigned k = 0; k < 900; k++) {
            double at = ceil(pulse) + k, s = (at - pulse) / RATE_HZ;
            if (at >= 0 && at < (double)count) {
                samples[(size_t)at] +=
                    (float)(exp(-turn / 2 * bandwidth_hz * s) * sin(turn * formant_hz * s));
            }
        }
    }
    double energy = 0;
    for (size_t i = 0; i < count; i++) {
        energy += (double)samples[i] * samples[i];
    }
    for (size_t i = 0; i < count; i++) {
        samples[i] = (float)(samples[i] * 0.1 / sqrt(energy / (double)count));
    }
}

static int
set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    static const double steps[TAKES] = {0, -1, 1};
    for (size_t t = 0; t < TAKES; t++) {
        double period = RATE_HZ / (middle_hz * exp2(steps[t] * third_st / 12));
        float *samples = b->take_memory[t] + GUARD;
        for (size_t i = 0; i < GUARD; i++) {
            b->take_memory[t][i] = samples[SAMPLES + i] = NAN;
        }
        make_vowel(samples, SAMPLES, period);
        b->takes[t] = (struct overlap_take){samples, SAMPLES, period};
    }
    b->result = b->result_memory + GUARD;
    b->piece = (struct overlap_piece){.takes = b->takes, .take_count = TAKES, .periods = b->periods};
    *state = b;
    return 0;
}

static int
tear_down(void **state)
{
    free(*state);
    return 0;
}

/* `from` and `count` in samples of take 0; the same moments in the other takes. */
static struct overlap_stretch
stretch(uint32_t from, uint32_t count, bool voiced, uint32_t length)
{
    return (struct overlap_stretch){
        voiced, {from, from, from}, {count, count, count}, voiced ? length : count};
}

/* Speaks the stretches at a pitch that goes straight from one height to another; returns the length. */
static size_t
speak(struct bench *b, const struct overlap_stretch *stretches, size_t count, double from_st, double to_st)
{
    b->piece.stretches = stretches;
    b->piece.stretch_count = count;
    size_t length = overlap_length(stretches, count);
    size_t periods = length / OVERLAP_STEP + 2;
    for (size_t i = 0; i < LONG; i++) {
        double st = from_st + (to_st - from_st) * (double)i / (double)periods;
        b->periods[i] = i < periods ? RATE_HZ / (middle_hz * exp2(st / 12)) : NAN;
    }
    for (size_t i = 0; i < LONG + 2 * GUARD; i++) {
        b->result_memory[i] = 77;
    }
    overlap_add(&b->piece, b->result);
    for (size_t i = 0; i < GUARD; i++) {
        assert_true(b->result_memory[i] == 77 && b->result[length + i] == 77);
    }
    for (size_t i = 0; i < length; i++) {
        assert_true(isfinite(b->result[i]) && fabsf(b->result[i]) < 4);
    }
    return length;
}

static double
level_db(const float *samples, size_t count)
{
    double energy = 0;
    for (size_t i = 0; i < count; i++) {
        energy += (double)samples[i] * samples[i];
    }
    return 10 * log10(energy / (double)count);
}

/* The lag, 70 to 300 Hz, at which the samples about a moment are most like themselves; in semitones from the
 * middle. */
static double
pitch_st(const float *samples, size_t at)
{
    double likeness[400] = {0}, best = 0;
    for (size_t lag = RATE_HZ / 300; lag < RATE_HZ / 70; lag++) {
        double sum = 0, first = 0, second = 0;
        for (size_t i = at - 400; i < at + 400; i++) {
            double x = samples[i - lag / 2], y = samples[i - lag / 2 + lag];
            sum += x * y;
            first += x * x;
            second += y * y;
        }
        likeness[lag] = sum / sqrt(first * second);
        best = fmax(best, likeness[lag]);
    }
    size_t lag = RATE_HZ / 300 + 1;
    while (likeness[lag] < 0.93 * best || likeness[lag] < likeness[lag - 1] ||
           likeness[lag] < likeness[lag + 1]) {
        lag++;
    }
    double before = likeness[lag - 1], behind = likeness[lag + 1];
    double part = (before - behind) / (2 * (before - 2 * likeness[lag] + behind));
    return 12 * log2(RATE_HZ / (((double)lag + part) * middle_hz));
}

static void
assert_near(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance)) {
        fail_msg("found %.4f, expected %.4f", found, expected);
    }
}

/* Scenario: constant pitches over the voice's range. Expect: that pitch, and the level it had. */
static void
wanted_pitch(void **state)
{
    struct bench *b = *state;
    for (int st = -6; st <= 6; st++) {
        struct overlap_stretch all = stretch(0, SAMPLES, true, SAMPLES);
        speak(b, &all, 1, st, st);
        assert_near(pitch_st(b->result, SAMPLES / 3), st, 0.15);
        assert_near(pitch_st(b->result, SAMPLES * 2 / 3), st, 0.15);
        if (abs(st) <= 4) {
            assert_near(level_db(b->result + 500, SAMPLES - 1000),
                        level_db(b->takes[0].samples + 500, SAMPLES - 1000), 1);
        }
    }
}

/* Scenario: a single take, four semitones up and down. Expect: that pitch, the level within a decibel. */
static void
one_take(void **state)
{
    struct bench *b = *state;
    b->piece.take_count = 1;
    for (int st = -4; st <= 4; st += 4) {
        struct overlap_stretch all = stretch(0, SAMPLES, true, SAMPLES);
        speak(b, &all, 1, st, st);
        assert_near(pitch_st(b->result, SAMPLES / 2), st, 0.15);
        assert_near(level_db(b->result + 500, SAMPLES - 1000),
                    level_db(b->takes[0].samples + 500, SAMPLES - 1000), 1);
    }
    b->piece.take_count = TAKES;
}

/* Scenario: a fall through all takes. Expect: the pitch of the line at each quarter; no sample leaps further
 * than in the takes, where one gives way to another. */
static void
falling(void **state)
{
    struct bench *b = *state;
    struct overlap_stretch all = stretch(0, SAMPLES, true, SAMPLES);
    speak(b, &all, 1, 5, -5);
    for (size_t quarter = 1; quarter < 4; quarter++) {
        assert_near(pitch_st(b->result, SAMPLES * quarter / 4), 5 - 2.5 * (double)quarter, 0.3);
    }
    float leap = 0, leap_before = 0;
    for (size_t i = 1; i < SAMPLES; i++) {
        leap = fmaxf(leap, fabsf(b->result[i] - b->result[i - 1]));
        for (size_t t = 0; t < TAKES; t++) {
            leap_before = fmaxf(leap_before, fabsf(b->takes[t].samples[i] - b->takes[t].samples[i - 1]));
        }
    }
    assert_true(leap < 1.3F * leap_before);
}

/* Scenario: slower and quicker, two stretches each at a pace of its own. Expect: the lengths exactly, the
 * pitch as wanted, sound to the end. */
static void
wanted_lengths(void **state)
{
    struct bench *b = *state;
    static const uint32_t lengths[][2] = {{3000, 9001}, {12345, 4000}, {2500, 2501}, {5999, 6001}};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct overlap_stretch two[] = {stretch(0, 6000, true, lengths[i][0]),
                                        stretch(6000, SAMPLES - 6000, true, lengths[i][1])};
        size_t length = speak(b, two, 2, 2, 2);
        assert_int_equal(length, lengths[i][0] + lengths[i][1]);
        assert_near(pitch_st(b->result, lengths[i][0] / 2), 2, 0.15);
        assert_near(pitch_st(b->result, lengths[i][0] + lengths[i][1] / 2), 2, 0.15);
        assert_true(level_db(b->result + length - 200, 200) > level_db(b->result + 500, 1000) - 4);
    }
}

/* Scenario: a vowel that turns from loud to soft half way, the loud half made three times as long. Expect: it
 * turns where the halves of the result meet: each stretch sounds in its own time. */
static void
stretches_keep_their_time(void **state)
{
    struct bench *b = *state;
    float *samples = b->take_memory[0] + GUARD;
    float kept[SAMPLES];
    memcpy(kept, samples, sizeof kept);
    for (size_t i = 6000; i < SAMPLES; i++) {
        samples[i] *= 0.1F;
    }
    b->piece.take_count = 1;
    struct overlap_stretch two[] = {stretch(0, 6000, true, 18000), stretch(6000, 6000, true, 3000)};
    speak(b, two, 2, 1, 1);
    memcpy(samples, kept, sizeof kept);
    b->piece.take_count = TAKES;
    assert_near(level_db(b->result + 16500, 1200) - level_db(b->result + 3000, 1200), 0, 1);
    assert_near(level_db(b->result + 18300, 1200) - level_db(b->result + 3000, 1200), -20, 1);
}

/* Scenario: friction before, between and behind vowels. Expect: it is copied sample for sample, and nothing
 * of a vowel leaks into it. */
static void
unvoiced_is_copied(void **state)
{
    struct bench *b = *state;
    float *samples = b->take_memory[0] + GUARD;
    float kept[SAMPLES];
    uint32_t seed = 1;
    memcpy(kept, samples, sizeof kept);
    for (size_t i = 0; i < SAMPLES; i++) {
        samples[i] = i < 1000 || i / 1000 == 5 || i >= 11000 ? 0.2F * noise(&seed) : samples[i];
    }
    struct overlap_stretch all[] = {stretch(0, 1000, false, 0), stretch(1000, 4000, true, 7000),
                                    stretch(5000, 1000, false, 0), stretch(6000, 5000, true, 3333),
                                    stretch(11000, 1000, false, 0)};
    size_t length = speak(b, all, 5, 3, -3);
    assert_int_equal(length, 1000 + 7000 + 1000 + 3333 + 1000);
    assert_memory_equal(b->result, samples, 1000 * sizeof *samples);
    assert_memory_equal(b->result + 8000, samples + 5000, 1000 * sizeof *samples);
    assert_memory_equal(b->result + length - 1000, samples + 11000, 1000 * sizeof *samples);
    memcpy(samples, kept, sizeof kept);
}

static double
error_db(const float *found, const float *expected, size_t count)
{
    double energy = 0;
    for (size_t i = 0; i < count; i++) {
        energy += (double)(found[i] - expected[i]) * (found[i] - expected[i]);
    }
    return 10 * log10(energy / (double)count + 1e-20) - level_db(expected, count);
}

/* Scenario: the pitch and the length it has. Expect: the take itself, also before the first pulse and behind
 * the last, but for an error 40 dB below it; the last period fades to nothing. */
static void
nothing_changed(void **state)
{
    struct bench *b = *state;
    struct overlap_stretch all = stretch(0, SAMPLES, true, SAMPLES);
    speak(b, &all, 1, 0, 0);
    size_t fade = SAMPLES - 100;
    assert_true(error_db(b->result, b->takes[0].samples, fade) < -40);
    assert_true(error_db(b->result, b->takes[0].samples, 100) < -40);
    assert_true(error_db(b->result + fade - 100, b->takes[0].samples + fade - 100, 100) < -40);
    for (size_t i = fade; i < SAMPLES; i++) {
        assert_true(fabsf(b->result[i]) <= fabsf(b->takes[0].samples[i]) + 0.001F);
    }
    assert_true(fabsf(b->result[SAMPLES - 1]) < 0.001F);
}

/* Scenario: 21 harmonics, twice as long; their period is no whole number of samples. Expect: the same
 * harmonics held twice as long, but for an error 40 dB below them: what lies between samples is met. */
static void
held(void **state)
{
    struct bench *b = *state;
    float longer[LONG];
    for (size_t i = 0; i < LONG; i++) {
        longer[i] = 0;
        for (unsigned k = 1; k <= 21; k++) {
            longer[i] += (float)(0.05 * cos(turn * k * ((double)i / b->takes[0].period - 0.4)));
        }
    }
    struct overlap_take take = {longer, SAMPLES, b->takes[0].period};
    b->piece.takes = &take;
    b->piece.take_count = 1;
    struct overlap_stretch all = stretch(0, SAMPLES, true, LONG);
    size_t length = speak(b, &all, 1, 0, 0) - 400;
    b->piece.takes = b->takes;
    b->piece.take_count = TAKES;
    assert_true(error_db(b->result, longer, length) < -40);
}

/* Scenario: a vowel between samples that are no numbers. Expect: none of them is heard, but for the two on
 * each side by which the curve between samples is laid. */
static void
nothing_beside(void **state)
{
    struct bench *b = *state;
    float kept[SAMPLES];
    memcpy(kept, b->take_memory[0] + GUARD, sizeof kept);
    for (size_t i = 0; i < SAMPLES; i++) {
        b->take_memory[0][GUARD + i] = i < 3000 - 2 || i >= 7003 + 2 ? NAN : kept[i];
    }
    b->piece.take_count = 1;
    for (int st = -5; st <= 5; st++) {
        struct overlap_stretch amid = stretch(3000, 4003, true, 5000), slow = stretch(3000, 4003, true, LONG);
        speak(b, &amid, 1, st, -st);
        speak(b, &slow, 1, st, -st);
    }
    b->piece.take_count = TAKES;
    memcpy(b->take_memory[0] + GUARD, kept, sizeof kept);
}

/* Scenario: voiced stretches shorter than a period, of one sample, of none, and none at all; at the start and
 * the very end of the takes; ends amid a pulse. Expect: the lengths exactly, nothing read or written outside,
 * all finite. */
static void
tiny(void **state)
{
    struct bench *b = *state;
    static const uint32_t counts[] = {0, 1, 2, 30, 157, 158, 200, 391};
    static const uint32_t lengths[] = {0, 1, 2, 31, 32, 33, 63, 100, 157, 500};
    assert_int_equal(speak(b, NULL, 0, 0, 0), 0);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        for (size_t k = 0; k < sizeof lengths / sizeof lengths[0]; k++) {
            for (int st = -8; st <= 8; st += 8) {
                struct overlap_stretch first = stretch(0, counts[i], true, lengths[k]);
                struct overlap_stretch last = stretch(SAMPLES - counts[i], counts[i], true, lengths[k]);
                struct overlap_stretch amid[] = {stretch(100, 1, false, 0), first, stretch(0, 0, false, 0),
                                                 last, stretch(SAMPLES - 1, 1, false, 0)};
                assert_int_equal(speak(b, &first, 1, st, st), lengths[k]);
                assert_int_equal(speak(b, &last, 1, st, st), lengths[k]);
                assert_int_equal(speak(b, amid, 5, st, -st), 2 * lengths[k] + 2);
            }
        }
    }
}

/* Scenario: stretches at random, whose counts and places differ from take to take. Expect: as above. */
static void
anything(void **state)
{
    struct bench *b = *state;
    uint32_t seed = 7;
    for (unsigned round = 0; round < 300; round++) {
        struct overlap_stretch some[6] = {0};
        uint32_t next[TAKES] = {0};
        for (size_t i = 0; i < 6; i++) {
            some[i].voiced = noise(&seed) < 0.25F;
            for (size_t t = 0; t < TAKES; t++) {
                some[i].first[t] = next[t];
                some[i].count[t] = (uint32_t)((noise(&seed) + 0.5F) * (round % 2 ? 2000 : 200));
                next[t] += some[i].count[t];
            }
            some[i].length = some[i].voiced ? (uint32_t)((noise(&seed) + 0.5F) * 3000) : some[i].count[0];
        }
        speak(b, some, 6, 20 * (double)noise(&seed), 20 * (double)noise(&seed));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wanted_pitch),
        cmocka_unit_test(one_take),
        cmocka_unit_test(falling),
        cmocka_unit_test(wanted_lengths),
        cmocka_unit_test(stretches_keep_their_time),
        cmocka_unit_test(unvoiced_is_copied),
        cmocka_unit_test(nothing_changed),
        cmocka_unit_test(held),
        cmocka_unit_test(nothing_beside),
        cmocka_unit_test(tiny),
        cmocka_unit_test(anything),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
