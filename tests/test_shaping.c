/* Intensity, unvoiced sounds cleaned, and pieces cut into stretches: captures written by hand. */
#include <math.h>
#include <string.h>

#include "speak/espeak_stretches.h"
#include "speak/intensity.h"
#include "speak/unvoiced.h"
#include "support_cmocka.h"

enum { TAKES = 2, SOUNDS_MAX = 16, SAMPLES_MAX = 60000, PERIOD = 160 };

static const double turn = 6.283185307179586;

static void
assert_near(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance)) {
        fail_msg("found %.6g, expected %.6g", found, expected);
    }
}

/* --- intensity --- */

/* Scenario: the header's example. Expect: full up to the first middle, -2 dB from the second on, half of it
 * half way. */
static void
intensity(void **state)
{
    (void)state;
    float samples[300];
    for (size_t i = 0; i < 300; i++) {
        samples[i] = 0.5F;
    }
    const struct prosody_unit units[] = {{.level_db = 0}, {.level_db = -2}};
    intensity_apply(samples, units, (uint32_t[]){100, 300}, 2);
    assert_near(samples[0], 0.5, 1e-6);
    assert_near(samples[50], 0.5, 1e-6);
    assert_near(samples[125], 0.5 * pow(10, -1 / 20.), 1e-4);
    assert_near(samples[200], 0.5 * pow(10, -2 / 20.), 1e-4);
    assert_near(samples[299], 0.5 * pow(10, -2 / 20.), 1e-4);
    for (size_t i = 1; i < 300; i++) {
        assert_true(samples[i] <= samples[i - 1]);
    }
}

/* Scenario: units without a sample, first, amid and last. Expect: levels of the units about them, finite. */
static void
intensity_of_nothing(void **state)
{
    (void)state;
    float samples[100];
    for (size_t i = 0; i < 100; i++) {
        samples[i] = 1;
    }
    const struct prosody_unit units[] = {
        {.level_db = -3}, {.level_db = -1}, {.level_db = -2}, {.level_db = 0}, {.level_db = -3}};
    intensity_apply(samples, units, (uint32_t[]){0, 50, 50, 100, 100}, 5);
    for (size_t i = 0; i < 100; i++) {
        assert_true(samples[i] <= 1 && samples[i] >= (float)pow(10, -3.001 / 20));
    }
    assert_near(samples[75], 1, 1e-6);
}

/* --- unvoiced sounds --- */

static double
level_behind_clean_db(double hz)
{
    static float samples[22050];
    double before = 0, behind = 0;
    for (size_t i = 0; i < 22050; i++) {
        samples[i] = (float)(0.5 * sin(turn * hz * (double)i / 22050));
    }
    unvoiced_clean(samples, 22050, 22050);
    for (size_t i = 11025; i < 22050; i++) {
        double x = 0.5 * sin(turn * hz * (double)i / 22050);
        before += x * x;
        behind += (double)samples[i] * samples[i];
    }
    return 10 * log10(behind / before);
}

/* Scenario: tones below, at and above the edge. Expect: a Butterworth's levels: -3 dB at 250 Hz, 12 dB an
 * octave below it, nothing changed above. */
static void
clean_spectrum(void **state)
{
    (void)state;
    assert_near(level_behind_clean_db(62.5), -24.1, 0.5);
    assert_near(level_behind_clean_db(250), -3.0, 0.2);
    assert_near(level_behind_clean_db(1000), 0, 0.1);
    assert_near(level_behind_clean_db(6000), 0, 0.1);
}

/* Scenario: a sound that sets in away from zero; one of no and of one sample. Expect: no step. */
static void
clean_sets_in(void **state)
{
    (void)state;
    float samples[500];
    for (size_t i = 0; i < 500; i++) {
        samples[i] = 0.3F;
    }
    unvoiced_clean(samples, 0, 22050);
    assert_true(samples[0] == 0.3F);
    unvoiced_clean(samples, 1, 22050);
    assert_true(samples[0] == 0 && samples[1] == 0.3F);
    unvoiced_clean(samples + 1, 499, 22050);
    for (size_t i = 0; i < 500; i++) {
        assert_near(samples[i], 0, 1e-6);
    }
}

/* --- stretches --- */

/* A piece as two captures tell of it. */
struct bench {
    arena memory;
    float samples[TAKES][SAMPLES_MAX];
    struct espeak_sound sounds[TAKES][SOUNDS_MAX];
    struct espeak_capture captures[TAKES];
    struct espeak_unit espeak_units[SOUNDS_MAX];
    struct prosody_unit units[SOUNDS_MAX];
    struct espeak_piece piece;
    struct espeak_stretches stretches;
};

static struct bench *
bench_new(bool latin)
{
    arena memory = arena_reserve((size_t)16 << 20);
    struct bench *b = arena_new(&memory, struct bench, 1);
    b->memory = memory;
    b->piece = (struct espeak_piece){.latin = latin, .text = "", .units = b->espeak_units};
    for (size_t t = 0; t < TAKES; t++) {
        b->captures[t] = (struct espeak_capture){.samples = b->samples[t], .sounds = b->sounds[t]};
    }
    return b;
}

static void
add_unit(struct bench *b, uint32_t phonemes, uint32_t character)
{
    b->espeak_units[b->piece.unit_count] = (struct espeak_unit){phonemes, character};
    b->units[b->piece.unit_count++] = (struct prosody_unit){.usual = 1, .own = 1, .stretch = 1};
}

/* kind: v a vowel, whose period is another in each take; f friction; b a closure of 500 samples and a burst;
 * _ zeros; W a word event that points at character `count`. */
static void
add_sound(struct bench *b, char kind, uint32_t count)
{
    for (size_t t = 0; t < TAKES; t++) {
        struct espeak_capture *c = &b->captures[t];
        uint32_t at = (uint32_t)c->count;
        c->sounds[c->sound_count++] = (struct espeak_sound){
            kind == 'W' ? ESPEAK_SOUND_WORD : ESPEAK_SOUND_PHONEME, at, kind == 'W' ? count : 0};
        for (uint32_t i = 0; kind != 'W' && i < count; i++) {
            float friction = 0.1F * (float)((i * 7919 % 101) + 1) / 101 * (i % 2 ? 1 : -1);
            float vowel = 0.3F * (float)cos(turn * i / (PERIOD + 20.0 * (double)t));
            b->samples[t][c->count++] = kind == 'v'              ? vowel
                                        : kind == '_'            ? 0
                                        : kind == 'b' && i < 500 ? 0.02F * friction
                                                                 : friction;
        }
    }
}

static bool
cut(struct bench *b, double mean_samples)
{
    const struct espeak_capture *const takes[] = {&b->captures[0], &b->captures[1]};
    arena scratch = arena_split(&b->memory, 1 << 20);
    return espeak_stretch(&b->memory, scratch, &b->piece, takes, TAKES, b->units, mean_samples,
                          &b->stretches);
}

/* Every sample of take 0 at most once, in order; units ascend and end with the piece. */
static void
assert_in_order(const struct bench *b)
{
    uint32_t at = 0;
    for (size_t i = 0; i < b->stretches.count; i++) {
        const struct overlap_stretch *s = &b->stretches.items[i];
        assert_true(s->first[0] >= at && s->count[0] > 0);
        for (size_t t = 0; t < TAKES; t++) {
            assert_true((size_t)s->first[t] + s->count[t] <= b->captures[t].count);
        }
        at = s->first[0] + s->count[0];
    }
    assert_true(at <= b->captures[0].count && b->stretches.count <= 3 * b->captures[0].sound_count);
    for (uint32_t u = 1; u < b->piece.unit_count; u++) {
        assert_true(b->stretches.ends[u] >= b->stretches.ends[u - 1]);
    }
    assert_int_equal(b->stretches.ends[b->piece.unit_count - 1],
                     overlap_length(b->stretches.items, b->stretches.count));
}

/* Scenario: sha-ta, the second twice as long. Expect: friction and burst keep their length, the vowels alone
 * are stretched; a closure belongs to the syllable before it; the zeros at the end go. */
static void
stretched(void **state)
{
    (void)state;
    struct bench *b = bench_new(false);
    add_unit(b, 2, 0);
    add_unit(b, 2, 0);
    b->units[1].stretch = 2;
    add_sound(b, 'f', 1500);
    add_sound(b, 'v', 3000);
    add_sound(b, 'b', 900);
    add_sound(b, 'v', 3000);
    add_sound(b, '_', 700);
    b->captures[0].sounds[4].kind = b->captures[1].sounds[4].kind = ESPEAK_SOUND_PAUSE;
    assert_true(cut(b, 4000));
    assert_in_order(b);
    for (size_t i = 0; i < b->stretches.count; i++) {
        const struct overlap_stretch *s = &b->stretches.items[i];
        assert_int_equal(s->voiced, s->count[0] == 3000);
        assert_true(s->voiced || s->length == s->count[0] || i == 0);
    }
    uint32_t lengthened = 2 * (900 + 3000) - 900; /* the vowel alone makes up for it */
    uint32_t first_end = b->stretches.ends[0], second_end = b->stretches.ends[1];
    assert_near(first_end, 1500 + 3000 + 500, 5);
    assert_near(second_end, 1500 + 3000 + 900 + lengthened, 5);
}

/* Scenario: a burst sets in behind a pause. Expect: its closure is not heard, and the unit shorter by it. */
static void
closure_out_of_a_pause(void **state)
{
    (void)state;
    struct bench *b = bench_new(false);
    add_unit(b, 2, 0);
    add_sound(b, 'b', 900);
    add_sound(b, 'v', 3000);
    assert_true(cut(b, 3900));
    assert_in_order(b);
    assert_int_equal(b->stretches.items[0].length, 0);
    assert_near(b->stretches.ends[0], 400 + 3000, 5);
}

/* Scenario: takes of other sounds, and a piece of another number of phonemes. Expect: refused. */
static void
no_match(void **state)
{
    (void)state;
    struct bench *b = bench_new(false);
    add_unit(b, 2, 0);
    add_sound(b, 'f', 900);
    add_sound(b, 'v', 900);
    assert_true(cut(b, 1800));
    b->espeak_units[0].phonemes = 3;
    assert_false(cut(b, 1800));
    b->espeak_units[0].phonemes = 2;
    b->captures[1].sound_count = 1;
    assert_false(cut(b, 1800));
}

/* Scenario: four words that eSpeak tells of as one, with two sounds. Expect: every sound once: the words that
 * are left without one have no length. */
static void
more_words_than_sounds(void **state)
{
    (void)state;
    struct bench *b = bench_new(true);
    for (uint32_t i = 0; i < 5; i++) {
        add_unit(b, 0, 1 + 2 * i);
    }
    add_sound(b, 'W', 1);
    add_sound(b, 'v', 2000);
    add_sound(b, 'W', 9);
    add_sound(b, 'v', 2000);
    assert_true(cut(b, 1000));
    assert_in_order(b);
    assert_int_equal(b->stretches.count, 2);
}

/* Scenario: the last word has an event but no phoneme, and in the second take not even an event. Expect: no
 * sound is read that is not there; the word has no length. */
static void
silent_last_word(void **state)
{
    (void)state;
    struct bench *b = bench_new(true);
    add_unit(b, 0, 1);
    add_unit(b, 0, 7);
    add_sound(b, 'W', 1);
    add_sound(b, 'v', 2000);
    add_sound(b, 'W', 7);
    add_sound(b, 'v', 300);
    b->captures[0].sound_count = 3;
    b->captures[1].sound_count = 2;
    b->sounds[1][2] = (struct espeak_sound){ESPEAK_SOUND_PHONEME, 3000000, 0};
    assert_true(cut(b, 2000));
    assert_in_order(b);
    assert_int_equal(b->stretches.ends[0], b->stretches.ends[1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intensity),        cmocka_unit_test(intensity_of_nothing),
        cmocka_unit_test(clean_spectrum),   cmocka_unit_test(clean_sets_in),
        cmocka_unit_test(stretched),        cmocka_unit_test(closure_out_of_a_pause),
        cmocka_unit_test(no_match),         cmocka_unit_test(more_words_than_sounds),
        cmocka_unit_test(silent_last_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
