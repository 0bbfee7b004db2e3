/* Periods drawn from targets, at rates and steps like the engine's. */
#include <math.h>

#include "speak/contour.h"
#include "support_cmocka.h"

enum { RATE_HZ = 22050, STEP = 32, PERIODS_MAX = 2000 };

/* The flutter's, of the pitch. */
static const double flutter_max = 0.0095;

static const double unwritten = -1;

struct sheet {
    struct contour contour;
    double periods[PERIODS_MAX];
};

static struct sheet
blank(double start_st)
{
    struct sheet sheet = {.contour = {140, RATE_HZ, STEP, tone_rest(start_st), 0}};
    for (size_t i = 0; i < PERIODS_MAX; i++) {
        sheet.periods[i] = unwritten;
    }
    return sheet;
}

static void
draw(struct sheet *sheet, const struct prosody_unit *units, const uint32_t *ends, size_t count)
{
    contour_draw(&sheet->contour, units, ends, count, sheet->periods);
}

static double
period_of(double st)
{
    return RATE_HZ / (140 * exp2(st / 12));
}

static void
assert_share(double found, double expected, double share)
{
    if (!(fabs(found / expected - 1) <= share)) {
        fail_msg("found %.9g, expected %.9g", found, expected);
    }
}

static const struct prosody_unit level = {.targets = {{1, 0, 0, 50}}, .target_count = 1};
static const struct prosody_unit dipping = {.targets = {{0.62, -5, -1.5, 50}, {0.38, -0.5, 4.5, 50}},
                                            .target_count = 2};
static const struct prosody_unit thirds = {
    .targets = {{1 / 3., 4, 0, 60}, {1 / 3., -3, -8, 54}, {1 / 3., 1, 0, 45}}, .target_count = 3};

/* Scenario: pieces of every length about the step's multiples, and nothing at all. Expect: length / step + 2
 * periods, all within the voice's range, and none behind them. */
static void
every_step(void **state)
{
    (void)state;
    static const uint32_t lengths[] = {0, 1, 2, 31, 32, 33, 63, 64, 65, 95, 96, 97, 6400, 6401, 9999, 22050};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct sheet sheet = blank(0);
        uint32_t length = lengths[i];
        draw(&sheet, (struct prosody_unit[]){thirds, dipping, level},
             (uint32_t[]){length / 3, length / 2, length}, 3);
        size_t count = length / STEP + 2;
        for (size_t k = 0; k < count; k++) {
            assert_true(sheet.periods[k] > period_of(6) && sheet.periods[k] < period_of(-8));
        }
        assert_true(sheet.periods[count] == unwritten);
    }
}

/* Scenario: the header's example. Expect: from 157 samples down to 125. */
static void
example(void **state)
{
    (void)state;
    struct prosody_unit high = {.targets = {{1, 4, 0, 60}}, .target_count = 1};
    struct sheet sheet = blank(0);
    draw(&sheet, &high, (uint32_t[]){RATE_HZ / 5}, 1);
    assert_share(sheet.periods[0], 157.5, flutter_max);
    assert_share(sheet.periods[RATE_HZ / 5 / STEP], 125, flutter_max);
}

/* Scenario: a unit of three targets, and three units of one each. Expect: the same periods: a target lasts
 * its share of its unit, and begins where the one before it ended. */
static void
shares(void **state)
{
    (void)state;
    struct prosody_unit whole = {.targets = {{0.25, 4, 0, 60}, {0.25, -3, -8, 54}, {0.5, 1, 2, 45}},
                                 .target_count = 3};
    struct prosody_unit parts[3];
    for (size_t i = 0; i < 3; i++) {
        parts[i] = (struct prosody_unit){.targets = {whole.targets[i]}, .target_count = 1};
        parts[i].targets[0].share = 1;
    }
    struct sheet one = blank(2), three = blank(2);
    draw(&one, &whole, (uint32_t[]){6400}, 1);
    draw(&three, parts, (uint32_t[]){1600, 3200, 6400}, 3);
    for (size_t i = 0; i < 6400 / STEP + 2; i++) {
        assert_share(one.periods[i], three.periods[i], 1e-9);
    }
}

/* Scenario: two units in one piece, and in two. Expect: the same periods, flutter and all. */
static void
goes_on(void **state)
{
    (void)state;
    struct sheet one = blank(0), first = blank(0), second = blank(9);
    draw(&one, (struct prosody_unit[]){thirds, dipping}, (uint32_t[]){3200, 8000}, 2);
    draw(&first, &thirds, (uint32_t[]){3200}, 1);
    second.contour = first.contour;
    draw(&second, &dipping, (uint32_t[]){4800}, 1);
    for (size_t i = 0; i < 4800 / STEP + 2; i++) {
        assert_share(second.periods[i], one.periods[3200 / STEP + i], 1e-9);
    }
    assert_share(second.contour.elapsed_s, 8000.0 / RATE_HZ, 1e-9);
    assert_share(second.contour.state.st, one.contour.state.st, 1e-9);
}

/* Scenario: a level tone held for two seconds. Expect: it moves, within one percent, and about its middle. */
static void
flutter(void **state)
{
    (void)state;
    struct sheet sheet = blank(0);
    draw(&sheet, &level, (uint32_t[]){2 * RATE_HZ}, 1);
    double sum = 0, shortest = period_of(0), longest = period_of(0);
    size_t count = 2 * RATE_HZ / STEP;
    for (size_t i = 0; i < count; i++) {
        sum += sheet.periods[i];
        shortest = fmin(shortest, sheet.periods[i]);
        longest = fmax(longest, sheet.periods[i]);
        assert_true(i == 0 || fabs(sheet.periods[i] / sheet.periods[i - 1] - 1) < 0.001);
    }
    assert_share(sum / (double)count, period_of(0), 0.001);
    assert_share(shortest, period_of(0), flutter_max);
    assert_share(longest, period_of(0), flutter_max);
    assert_true(longest / shortest > 1.008);
}

/* Scenario: a unit without a sample between two others. Expect: as if it were not there. */
static void
empty_unit(void **state)
{
    (void)state;
    struct sheet with = blank(1), without = blank(1);
    draw(&with, (struct prosody_unit[]){thirds, level, dipping}, (uint32_t[]){3210, 3210, 8000}, 3);
    draw(&without, (struct prosody_unit[]){thirds, dipping}, (uint32_t[]){3210, 8000}, 2);
    for (size_t i = 0; i < 8000 / STEP + 2; i++) {
        assert_share(with.periods[i], without.periods[i], 1e-9);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step), cmocka_unit_test(example), cmocka_unit_test(shares),
        cmocka_unit_test(goes_on),    cmocka_unit_test(flutter), cmocka_unit_test(empty_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
