/* Estimated marks, on speech made of noise and tones and on eSpeak NG's, so that every position is known. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "speak/engine.h"
#include "speak/estimate.h"
#include "speak/latin_length.h"
#include "support_cmocka.h"
#include "support_reading.h"

enum { RATE_HZ = 22050 };

static const double pi = 3.14159265358979323846;

/* Speech that is written as it is made. */
struct maker {
    float *samples;
    size_t count;
    uint32_t rate_hz;
    uint32_t seed;
};

static size_t
frames_of(const struct maker *m, unsigned ms)
{
    return (size_t)m->rate_hz * ms / 1000;
}

static void
add_silence(struct maker *m, unsigned ms)
{
    m->count += frames_of(m, ms);
}

/* A vowel: 120 Hz and its multiples, loud near two formants. */
static void
add_vowel(struct maker *m, unsigned ms, double first_hz, double second_hz)
{
    size_t frames = frames_of(m, ms);
    for (size_t i = 0; i < frames; i++) {
        double sum = 0;
        for (int k = 1; k * 120 < 4000; k++) {
            double hz = k * 120, near = fabs(hz - first_hz) / 200, far = fabs(hz - second_hz) / 250;
            double level = 1 / (1 + near * near) + 0.3 / (1 + far * far);
            sum += level * sin(2 * pi * hz * (double)i / m->rate_hz);
        }
        m->samples[m->count++] += (float)(0.08 * sum);
    }
}

/* Noise whose neighbouring samples differ: friction. */
static void
add_friction(struct maker *m, unsigned ms, double level)
{
    size_t frames = frames_of(m, ms);
    double before = 0;
    for (size_t i = 0; i < frames; i++) {
        m->seed = m->seed * 1664525u + 1013904223u;
        double now = (double)(m->seed >> 8) / (1 << 24) - 0.5;
        m->samples[m->count++] += (float)(level * (now - before));
        before = now;
    }
}

static struct maker
maker_of(arena *memory, uint32_t rate_hz, unsigned seconds)
{
    return (struct maker){arena_new(memory, float, rate_hz *seconds), 0, rate_hz, 1};
}

static bool
estimate(arena *memory, const char *notation, const struct maker *m, struct take *take)
{
    arena scratch = arena_split(memory, (size_t)512 << 20);
    *take = (struct take){.samples = m->samples, .count = m->count, .rate_hz = m->rate_hz};
    return estimate_marks(memory, scratch, reading_from(memory, notation), take);
}

/* Ascending, not overlapping, not empty, inside the take. */
static void
assert_sound(const struct take *take, size_t count)
{
    assert_int_equal(take->mark_count, count);
    uint32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(take->marks[i].start >= end);
        assert_true(take->marks[i].end > take->marks[i].start);
        end = take->marks[i].end;
    }
    assert_true(end <= take->count);
}

static void
assert_near_ms(const struct take *take, uint32_t at, double ms, double tolerance_ms)
{
    double found_ms = 1000.0 * at / take->rate_hz;
    if (fabs(found_ms - ms) > tolerance_ms) {
        fail_msg("found at %.1f ms, expected at %.1f ms", found_ms, ms);
    }
}

/* sha1 yi1, a pause, si1 ba1 */
static void
say(struct maker *m, unsigned pause_ms)
{
    add_friction(m, 90, 0.12);
    add_vowel(m, 130, 800, 1300);
    add_vowel(m, 160, 300, 2300);
    add_silence(m, pause_ms);
    add_friction(m, 100, 0.12);
    add_vowel(m, 120, 350, 1300);
    add_silence(m, 40);
    add_vowel(m, 170, 800, 1300);
}

/* Scenario: four syllables with a pause, at the rates of telephones, engines and studios. Expect: each edge
 * within 25 ms, between two vowels 30 ms, of where it was put; a stop begins at its release. */
static void
positions(void **state)
{
    (void)state;
    static const uint32_t rates_hz[] = {8000, 16000, 22050, 48000, 96000};
    for (size_t i = 0; i < sizeof rates_hz / sizeof rates_hz[0]; i++) {
        arena memory = arena_reserve(0);
        struct maker m = maker_of(&memory, rates_hz[i], 3);
        struct take take;
        say(&m, 300);
        assert_true(estimate(&memory, "sha1 yi1 , si1 ba1", &m, &take));
        assert_sound(&take, 4);
        assert_near_ms(&take, take.marks[0].start, 0, 10);
        assert_near_ms(&take, take.marks[0].end, 220, 30);
        assert_near_ms(&take, take.marks[1].start, 220, 30);
        assert_near_ms(&take, take.marks[1].end, 380, 25);
        assert_near_ms(&take, take.marks[2].start, 680, 25);
        assert_near_ms(&take, take.marks[2].end, 940, 25);
        assert_near_ms(&take, take.marks[3].start, 940, 25);
        assert_near_ms(&take, take.marks[3].end, 1110, 25);
    }
}

/* Scenario: silence around the speech, and a pause where the reading has none. Expect: no mark in them. */
static void
silence_around(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct maker m = maker_of(&memory, RATE_HZ, 4);
    struct take take;
    add_silence(&m, 400);
    say(&m, 500);
    add_silence(&m, 300);
    assert_true(estimate(&memory, "sha1 yi1 si1 ba1", &m, &take));
    assert_sound(&take, 4);
    assert_near_ms(&take, take.marks[0].start, 400, 25);
    assert_near_ms(&take, take.marks[1].end, 780, 25);
    assert_near_ms(&take, take.marks[2].start, 1280, 25);
    assert_near_ms(&take, take.marks[3].end, 1710, 25);
}

/* Scenario: a Latin word among syllables. Expect: it is given what they leave. */
static void
latin(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct maker m = maker_of(&memory, RATE_HZ, 4);
    struct take take;
    add_friction(&m, 90, 0.12);
    add_vowel(&m, 130, 800, 1300);
    add_silence(&m, 60);
    add_vowel(&m, 300, 400, 1800);
    add_vowel(&m, 250, 300, 2300);
    add_silence(&m, 60);
    add_friction(&m, 90, 0.12);
    add_vowel(&m, 130, 800, 1300);
    assert_true(estimate(&memory, "sha1 | @GDP | sha1", &m, &take));
    assert_sound(&take, 3);
    assert_near_ms(&take, take.marks[1].start, 280, 45);
    assert_near_ms(&take, take.marks[1].end, 830, 45);
}

static void
latin_lengths(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        double syllables;
    } words[] = {{"@GDP", 3}, {"@PhD", 2}, {"@Coffee", 2}, {"@WiFi", 4.0 / 3}, {"@a", 1}, {"@X", 1}};
    arena memory = arena_reserve(0);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const struct reading *reading = reading_from(&memory, words[i].word);
        assert_float_equal(latin_length(reading, &reading->syllables[0]), words[i].syllables, 1e-9);
    }
}

/* Scenario: 110 s of the same four syllables. Expect: the last are as near as the first. */
static void
long_take(void **state)
{
    (void)state;
    enum { TIMES = 80 };
    arena memory = arena_reserve(0);
    struct maker m = maker_of(&memory, RATE_HZ, TIMES * 2);
    struct take take;
    m.samples = arena_new(&memory, float, (size_t)RATE_HZ *TIMES * 2);
    char text[TIMES * 24] = "";
    size_t used = 0;
    for (int i = 0; i < TIMES; i++) {
        say(&m, 300);
        add_silence(&m, 250);
        used += (size_t)snprintf(text + used, sizeof text - used, "%ssha1 yi1 , si1 ba1", i > 0 ? " , " : "");
    }
    assert_true(estimate(&memory, text, &m, &take));
    assert_sound(&take, (size_t)TIMES * 4);
    for (size_t i = 0; i < TIMES; i++) {
        assert_near_ms(&take, take.marks[4 * i].start, 1360.0 * (double)i, 35);
        assert_near_ms(&take, take.marks[4 * i + 2].start, 1360.0 * (double)i + 680, 35);
    }
}

/* Scenario: silence, too little speech, no number, no syllable, no samples. Expect: refused, take untouched.
 */
static void
refusals(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct maker m = maker_of(&memory, RATE_HZ, 2);
    struct take take;
    assert_false(estimate(&memory, "a1", &m, &take));
    add_silence(&m, 500);
    assert_false(estimate(&memory, "a1", &m, &take));
    m.count = 0;
    add_vowel(&m, 100, 800, 1300);
    assert_true(estimate(&memory, "a1 a1", &m, &take));
    assert_false(estimate(&memory, "a1 a1 a1 a1", &m, &take));
    assert_null(take.marks);
    assert_false(estimate(&memory, "? ,", &m, &take));
    m.samples[500] = NAN;
    assert_false(estimate(&memory, "a1", &m, &take));
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Scenario: a sentence that the narrator speaks. Expect: half of the starts within 15 ms of the engine's own
 * marks, nine in ten within 45. */
static void
narrator(void **state)
{
    (void)state;
    enum { SYLLABLES_MAX = 64 };
    arena memory = arena_reserve(0), scratch = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct voice voice;
    struct engine engine;
    struct take truth, take;
    const char *data = getenv("DAOLAN_DATA");
    const char *notation =
        "jin3 zhou1 | wei4 yu2 | liao2 ning2 | xi1 nan2 bu4 , bei3 yi1 | yi1 wu2 lv2 shan1 , "
        "nan2 lin2 | bo2 hai3 , shi4 / lian2 jie1 | hua2 bei3 | he2 | dong1 bei3 | de5 | "
        "zhong4 yao4 | men2 hu4";
    struct utterance utterance = {reading_from(&memory, notation), DELIVERY_TEXT};
    assert_int_equal(
        voice_read(&memory, scratch, str_from(data != NULL ? data : "."), STR("narrator"), 0, &voice, &diags),
        STATUS_OK);
    assert_int_equal(engine_open(&memory, scratch, &voice, &engine, &diags), STATUS_OK);
    assert_int_equal(engine_prepare(&engine, &diags), STATUS_OK);
    assert_int_equal(engine.speak(&engine, &utterance, &memory, scratch, &truth, &diags), STATUS_OK);
    struct maker m = {truth.samples, truth.count, truth.rate_hz, 1};
    assert_true(estimate(&memory, notation, &m, &take));
    assert_sound(&take, truth.mark_count);
    double distances_ms[SYLLABLES_MAX];
    for (size_t i = 0; i < take.mark_count; i++) {
        distances_ms[i] =
            1000 * fabs((double)take.marks[i].start - (double)truth.marks[i].start) / truth.rate_hz;
    }
    qsort(distances_ms, take.mark_count, sizeof *distances_ms, compare);
    assert_true(distances_ms[take.mark_count / 2] <= 15);
    assert_true(distances_ms[take.mark_count * 9 / 10] <= 45);
    engine.close(&engine);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions),     cmocka_unit_test(silence_around), cmocka_unit_test(latin),
        cmocka_unit_test(latin_lengths), cmocka_unit_test(long_take),      cmocka_unit_test(refusals),
        cmocka_unit_test(narrator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
