/* The closed form of target approximation against the equation it solves. */
#include <math.h>

#include "speak/tone_target.h"
#include "support_cmocka.h"

static const struct tone_target targets[] = {
    {0.2, 4, 0, 52},      /* high and level */
    {0.15, 5, 38, 50},    /* rising */
    {0.24, -6, -45, 54},  /* falling */
    {0.05, -7.5, -4, 15}, /* low and lax, too short to be reached */
    {0.002, 3, 0, 60},
};
enum { TARGET_COUNT = sizeof targets / sizeof targets[0] };

static void
assert_near(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance)) {
        fail_msg("found %.9g, expected %.9g", found, expected);
    }
}

/* The third derivative by (d/dt + λ)³ (f − line) = 0. */
static double
jerk(const struct tone_target *target, struct tone_state s, double at_s)
{
    double l = target->haste, m = target->slope_st_s;
    double line = target->height_st + m * (at_s - target->duration_s);
    return -3 * l * s.st_s2 - 3 * l * l * (s.st_s - m) - l * l * l * (s.st - line);
}

/* One step of Heun's method. */
static struct tone_state
step_on(const struct tone_target *target, struct tone_state s, double at_s, double step_s)
{
    double before = jerk(target, s, at_s);
    struct tone_state guess = {s.st + step_s * s.st_s, s.st_s + step_s * s.st_s2, s.st_s2 + step_s * before};
    double behind = jerk(target, guess, at_s + step_s);
    return (struct tone_state){s.st + step_s * (s.st_s + guess.st_s) / 2,
                               s.st_s + step_s * (s.st_s2 + guess.st_s2) / 2,
                               s.st_s2 + step_s * (before + behind) / 2};
}

/* Scenario: targets one after another, integrated in small steps. Expect: the closed form says the same of
 * pitch, velocity and acceleration throughout and at every boundary. */
static void
solves_its_equation(void **state)
{
    (void)state;
    enum { STEPS = 4000 };
    struct tone_state from = tone_rest(1), integrated = from;
    for (size_t k = 0; k < TARGET_COUNT; k++) {
        const struct tone_target *target = &targets[k];
        double step_s = target->duration_s / STEPS;
        for (unsigned i = 0; i < STEPS; i++) {
            integrated = step_on(target, integrated, i * step_s, step_s);
            struct tone_state closed = tone_approach(target, from, (i + 1) * step_s);
            assert_near(closed.st, integrated.st, 0.001);
            assert_near(closed.st_s, integrated.st_s, 0.05);
            assert_near(closed.st_s2, integrated.st_s2, 5);
        }
        from = tone_approach(target, from, target->duration_s);
    }
}

/* Scenario: a moving larynx meets each target. Expect: at its first moment nothing has changed. */
static void
begins_where_it_was(void **state)
{
    (void)state;
    struct tone_state from = {-2.5, 31, -420};
    for (size_t k = 0; k < TARGET_COUNT; k++) {
        struct tone_state now = tone_approach(&targets[k], from, 0);
        assert_near(now.st, from.st, 1e-9);
        assert_near(now.st_s, from.st_s, 1e-7);
        assert_near(now.st_s2, from.st_s2, 1e-5);
    }
}

/* Scenario: differences of neighbouring moments. Expect: the derivatives it tells are those of its pitch. */
static void
derivatives(void **state)
{
    (void)state;
    static const double h = 1e-5;
    for (size_t k = 0; k < TARGET_COUNT; k++) {
        double at_s = targets[k].duration_s / 2;
        struct tone_state from = {3, -12, 90};
        struct tone_state before = tone_approach(&targets[k], from, at_s - h);
        struct tone_state now = tone_approach(&targets[k], from, at_s);
        struct tone_state behind = tone_approach(&targets[k], from, at_s + h);
        assert_near(now.st_s, (behind.st - before.st) / (2 * h), 0.001);
        assert_near(now.st_s2, (behind.st_s - before.st_s) / (2 * h), 0.1);
    }
}

/* Scenario: a target that lasts long. Expect: the pitch lies on its line, and moves as it does; half way
 * there the quicker of two is nearer. */
static void
nears_its_line(void **state)
{
    (void)state;
    struct tone_target target = {1, 6, 10, 40}, lax = {1, 6, 10, 20};
    struct tone_state end = tone_approach(&target, tone_rest(-8), 1);
    assert_near(end.st, 6, 1e-6);
    assert_near(end.st_s, 10, 1e-6);
    double quick_st = tone_approach(&target, tone_rest(-8), 0.1).st;
    double lax_st = tone_approach(&lax, tone_rest(-8), 0.1).st;
    assert_true(lax_st < quick_st && quick_st < 6 + 10 * (0.1 - 1));
    assert_true(lax_st > -8);
}

/* Scenario: at rest on a level target. Expect: it stays there. */
static void
rest(void **state)
{
    (void)state;
    struct tone_target level = {0.3, 2.5, 0, 50};
    for (unsigned i = 0; i <= 30; i++) {
        struct tone_state now = tone_approach(&level, tone_rest(2.5), i * 0.01);
        assert_near(now.st, 2.5, 1e-12);
        assert_near(now.st_s, 0, 1e-9);
        assert_near(now.st_s2, 0, 1e-7);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(solves_its_equation),
        cmocka_unit_test(begins_where_it_was),
        cmocka_unit_test(derivatives),
        cmocka_unit_test(nears_its_line),
        cmocka_unit_test(rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
