/* Loudness added up from packets' levels, beside libebur128's own measure of the whole. */
#include "support_cmocka.h"

#include <ebur128.h>
#include <math.h>

#include "sound/loudness.h"

enum { P = 960, SECONDS = 20, PACKETS = SECONDS * 50 };

static const double pi = 3.14159265358979323846;

static float *
sine(arena *memory, size_t count, double amplitude)
{
    float *samples = arena_new(memory, float, count);
    for (size_t i = 0; i < count; i++) {
        samples[i] = (float)(amplitude * sin(2 * pi * 1000 * (double)i / 48000));
    }
    return samples;
}

static double
measure_whole(const float *samples, size_t count)
{
    double lufs;
    ebur128_state *state = ebur128_init(1, 48000, EBUR128_MODE_I);
    assert_int_equal(ebur128_add_frames_float(state, samples, count), EBUR128_SUCCESS);
    assert_int_equal(ebur128_loudness_global(state, &lufs), EBUR128_SUCCESS);
    ebur128_destroy(&state);
    return lufs;
}

static const uint16_t *
find_levels(arena *memory, const float *samples, size_t packets)
{
    struct diags diags = diags_new(memory);
    uint16_t *levels = arena_new(memory, uint16_t, packets);
    assert_int_equal(loudness_find_levels(samples, packets, 48000, levels, &diags), STATUS_OK);
    return levels;
}

/* Scenario: 1 kHz at -20 dBFS. Expect: -23.0 LUFS in every packet once the filter is in; nothing for silence.
 */
static void
test_levels_of_a_sine(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    const uint16_t *levels = find_levels(&memory, sine(&memory, 50 * P, 0.1), 50);
    for (size_t i = 5; i < 50; i++) {
        assert_in_range(levels[i], 769, 771);
    }
    levels = find_levels(&memory, arena_new(&memory, float, 50 * P), 50);
    for (size_t i = 0; i < 50; i++) {
        assert_int_equal(levels[i], 0);
    }
}

/* Scenario: bursts of 80 ms to 2 s between silences; some 30 LU softer than the rest, some near the floor;
 * and clips measured apart, laid side by side. Expect: what libebur128 measures of the whole, to 0.02 LU. */
static void
test_adds_up_to_the_whole(void **state)
{
    (void)state;
    static const struct {
        size_t packets, pause;
        double amplitude;
    } bursts[] = {{100, 25, 0.2}, {4, 7, 0.5},    {33, 1, 0.004}, {60, 50, 0.06}, {80, 3, 0.00001},
                  {17, 11, 0.9},  {90, 20, 0.01}, {55, 2, 0.12},  {21, 13, 0.3},  {99, 40, 0.08}};
    arena memory = arena_reserve(0);
    float *whole = arena_new(&memory, float, PACKETS *P);
    uint16_t *levels = arena_new(&memory, uint16_t, PACKETS);
    size_t at = 20;
    for (size_t i = 0; i < sizeof bursts / sizeof *bursts; i++) {
        arena scratch = memory;
        size_t packets = bursts[i].packets + 4; /* a clip's decay */
        assert_true(at + packets <= PACKETS);
        float *clip = arena_new(&scratch, float, packets *P);
        const float *tone = sine(&scratch, bursts[i].packets * P, bursts[i].amplitude);
        for (size_t k = 0; k < bursts[i].packets * P; k++) {
            clip[k] = whole[at * P + k] = tone[k];
        }
        const uint16_t *own = find_levels(&scratch, clip, packets);
        for (size_t k = 0; k < packets; k++) {
            levels[at + k] = own[k];
        }
        at += packets + bursts[i].pause;
    }
    double lufs;
    assert_true(loudness_of_levels(memory, levels, PACKETS, &lufs));
    assert_true(fabs(lufs - measure_whole(whole, (size_t)PACKETS * P)) < 0.02);
    assert_true(loudness_of_levels(memory, levels + 105, 400, &lufs));
    assert_true(fabs(lufs - measure_whole(whole + 105 * P, (size_t)400 * P)) < 0.05); /* cut within a burst */
}

/* Scenario: nothing, silence, a block less a packet, one block. Expect: a measure of the last alone. */
static void
test_what_has_no_loudness(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    const uint16_t *levels = find_levels(&memory, sine(&memory, 20 * P, 0.1), 20);
    double lufs = 1;
    assert_false(loudness_of_levels(memory, levels, 0, &lufs));
    assert_false(loudness_of_levels(memory, arena_new(&memory, uint16_t, PACKETS), PACKETS, &lufs));
    assert_false(loudness_of_levels(memory, levels, 19, &lufs));
    assert_true(loudness_of_levels(memory, levels, 20, &lufs));
    assert_true(fabs(lufs + 23) < 0.3); /* the filter rings in within it */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels_of_a_sine),
        cmocka_unit_test(test_adds_up_to_the_whole),
        cmocka_unit_test(test_what_has_no_loudness),
    };
    return cmocka_run_group_tests_name("loudness", tests, NULL, NULL);
}
