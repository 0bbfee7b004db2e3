#include <math.h>

#include "sound/resample.h"
#include "support_cmocka.h"

static const double pi = 3.14159265358979323846;

static float *
to_48k(arena *memory, const float *samples, size_t count, uint32_t from_hz)
{
    struct diags diags = diags_new(memory);
    float *resampled;
    assert_int_equal(resample_apply(memory, samples, count, from_hz, 48000, &resampled, &diags), STATUS_OK);
    return resampled;
}

static void
counts(void **state)
{
    (void)state;
    assert_int_equal(resample_count(22050, 22050, 48000), 48000);
    assert_int_equal(resample_count(1, 22050, 48000), 3);
    assert_int_equal(resample_count(0, 22050, 48000), 0);
    assert_int_equal(resample_count(96001, 96000, 48000), 48001);
    assert_int_equal(resample_count(88200000, 22050, 48000), 192000000);
}

/* Scenario: a sine at 22,050 Hz. Expect: the same sine at 48 kHz, in phase, to 80 dB. */
static void
sine_keeps_its_phase(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    float *in = arena_new(&memory, float, 22050);
    for (size_t i = 0; i < 22050; i++) {
        in[i] = (float)sin(2 * pi * 1000 * (double)i / 22050);
    }
    const float *out = to_48k(&memory, in, 22050, 22050);
    for (size_t i = 4800; i < 43200; i++) {
        assert_true(fabs((double)out[i] - sin(2 * pi * 1000 * (double)i / 48000)) < 1e-4);
    }
}

/* Scenario: an impulse. Expect: the highest sample at the same moment. */
static void
impulse_keeps_its_place(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    float *in = arena_new(&memory, float, 22050);
    in[11025] = 1;
    const float *out = to_48k(&memory, in, 22050, 22050);
    size_t highest = 0;
    for (size_t i = 0; i < 48000; i++) {
        highest = out[i] > out[highest] ? i : highest;
    }
    assert_int_equal(highest, 24000);
}

static void
edges(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    const float in[] = {0.25F, -0.5F};
    const float *same = to_48k(&memory, in, 2, 48000);
    assert_memory_equal(same, in, sizeof in);
    to_48k(&memory, in, 0, 22050);
    to_48k(&memory, in, 1, 22050);
    to_48k(&memory, in, 2, 96000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts),
        cmocka_unit_test(sine_keeps_its_phase),
        cmocka_unit_test(impulse_keeps_its_place),
        cmocka_unit_test(edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
