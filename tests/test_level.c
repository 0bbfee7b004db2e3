#include <ebur128.h>
#include <math.h>
#include <string.h>

#include "sound/level.h"
#include "sound/peak.h"
#include "support_cmocka.h"

enum { SECOND = 48000 };

static const double pi = 3.14159265358979323846;

static float *
sine(arena *memory, size_t count, double hz, double amplitude, double phase)
{
    float *samples = arena_new(memory, float, count);
    for (size_t i = 0; i < count; i++) {
        samples[i] = (float)(amplitude * sin(2 * pi * hz * (double)i / SECOND + phase));
    }
    return samples;
}

static double
rms(const float *samples, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += (double)samples[i] * (double)samples[i];
    }
    return sqrt(sum / (double)count);
}

/* By another implementation than ours. */
static double
true_peak_dbtp(const float *samples, size_t count)
{
    ebur128_state *state = ebur128_init(1, SECOND, EBUR128_MODE_TRUE_PEAK);
    assert_non_null(state);
    double peak;
    assert_int_equal(ebur128_add_frames_float(state, samples, count), EBUR128_SUCCESS);
    assert_int_equal(ebur128_true_peak(state, 0, &peak), EBUR128_SUCCESS);
    ebur128_destroy(&state);
    return 20 * log10(peak);
}

/* Scenario: a sine whose samples all miss its tips by 45°. Expect: samples 0.71, true peak 1. */
static void
peak_between_samples(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    float *samples = sine(&memory, SECOND, SECOND / 4.0, 1, pi / 4);
    float highest;
    assert_float_equal(fabsf(samples[1000]), 0.7071, 1e-3);
    assert_int_equal(peak_highest(memory, samples + 100, SECOND - 200, &highest, &diags), STATUS_OK);
    assert_true(highest > 0.98 && highest < 1.2); /* the cut ends ring a little */
}

/* Scenario: a constant with a tone on it. Expect: the constant gone, 200 Hz within 0.1 dB, 10 Hz down 27 dB.
 */
static void
rumble(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    float *constant = arena_new(&memory, float, SECOND);
    for (size_t i = 0; i < SECOND; i++) {
        constant[i] = 0.5F;
    }
    level_remove_rumble(constant, SECOND, 48000);
    assert_true(rms(constant + SECOND / 2, SECOND / 2) < 1e-6);
    float *voice = sine(&memory, SECOND, 200, 0.5, 0);
    level_remove_rumble(voice, SECOND, 48000);
    double kept_db = 20 * log10(rms(voice + SECOND / 2, SECOND / 2) / (0.5 / sqrt(2)));
    assert_true(fabs(kept_db) < 0.1);
    float *deep = sine(&memory, SECOND, 10, 0.5, 0);
    level_remove_rumble(deep, SECOND, 48000);
    assert_true(20 * log10(rms(deep + SECOND / 2, SECOND / 2) / (0.5 / sqrt(2))) < -27);
}

static void
gain(void **state)
{
    (void)state;
    float samples[] = {0.1F, -0.2F};
    level_gain(samples, 2, 20);
    assert_float_equal(samples[0], 1, 1e-6);
    assert_float_equal(samples[1], -2, 1e-6);
}

/* Scenario: bursts far above the ceiling, clicks, an oversampled-only peak. Expect: -2 dBTP by libebur128. */
static void
ceiling(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    float *samples = sine(&memory, SECOND, 997, 0.3, 0);
    const float *loud = sine(&memory, SECOND, 11999, 1.4, pi / 4);
    memcpy(samples + 10000, loud, 3000 * sizeof *samples);
    memcpy(samples + 20000, loud, 40 * sizeof *samples);
    samples[30000] = 2.5F;
    samples[0] = -3;
    samples[SECOND - 1] = 3;
    assert_int_equal(level_limit(memory, samples, SECOND, 48000, -2, &diags), STATUS_OK);
    double peak = true_peak_dbtp(samples, SECOND);
    assert_true(peak < -1.9);
    assert_true(peak > -4);
}

/* Scenario: nothing above the ceiling. Expect: not one sample changed. */
static void
quiet_is_untouched(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    float *samples = sine(&memory, SECOND, 300, 0.7, 0);
    const float *before = memcpy(arena_new(&memory, float, SECOND), samples, SECOND * sizeof *samples);
    assert_int_equal(level_limit(memory, samples, SECOND, 48000, -2, &diags), STATUS_OK);
    assert_memory_equal(samples, before, SECOND * sizeof *samples);
}

/* Scenario: a loud burst in a soft tone. Expect: the gain never jumps (no click), and is back half a second
 * later. */
static void
no_click(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    float *samples = arena_new(&memory, float, SECOND);
    for (size_t i = 0; i < SECOND; i++) {
        samples[i] = i >= 10000 && i < 12000 ? 1.6F : 0.5F;
    }
    assert_int_equal(level_limit(memory, samples, SECOND, 48000, -2, &diags), STATUS_OK);
    for (size_t i = 1; i < SECOND; i++) {
        if (i != 10000 && i != 12000) {
            assert_true(fabsf(samples[i] - samples[i - 1]) < 0.01F);
        }
    }
    assert_float_equal(samples[9000], 0.5, 1e-6);
    assert_float_equal(samples[36000], 0.5, 5e-3);
}

static void
nothing(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    float one = 5;
    assert_int_equal(level_limit(memory, NULL, 0, 48000, -2, &diags), STATUS_OK);
    assert_int_equal(level_limit(memory, &one, 1, 48000, -2, &diags), STATUS_OK);
    assert_true(one < 0.7943 + 1e-4);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(peak_between_samples),
        cmocka_unit_test(rumble),
        cmocka_unit_test(gain),
        cmocka_unit_test(ceiling),
        cmocka_unit_test(quiet_is_untouched),
        cmocka_unit_test(no_click),
        cmocka_unit_test(nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
