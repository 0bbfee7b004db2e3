/* Speaks with the real eSpeak NG, one sentence a forked process, as the render room does. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/hash.h"
#include "speak/engine.h"
#include "speak/espeak_phonemes.h"
#include "support_cmocka.h"
#include "support_reading.h"

enum { RATE_HZ = 22050, MARKS_MAX = 4000, PITCH_MARKS = 12, PITCHES = 3 };

/* What a child tells its parent about a take, through shared memory. */
struct report {
    int status;
    size_t warnings, errors;
    char first_message[200];
    uint32_t expected_marks;
    size_t mark_count, count;
    struct mark marks[MARKS_MAX];
    uint32_t start_ms, longest_zeros;
    float first, highest, quietest_mark;   /* the least RMS of any mark */
    double pitch_hz[PITCH_MARKS][PITCHES]; /* of the first marks: early in the vowel, late, near its end */
    char hash[65];
};

struct bench {
    arena memory, scratch;
    struct diags diags;
    struct voice voice;
    struct engine engine;
    struct report *report;
};

static int
set_up(void **state)
{
    arena memory = arena_reserve(0);
    struct bench *b = arena_new(&memory, struct bench, 1);
    b->scratch = arena_split(&memory, (size_t)2 << 30);
    b->diags = diags_new(&memory);
    b->memory = memory;
    const char *data = getenv("DAOLAN_DATA");
    str folder = str_from(data != NULL ? data : ".");
    FILE *shared = tmpfile();
    *state = b;
    if (shared == NULL || ftruncate(fileno(shared), sizeof *b->report) != 0) {
        return 1;
    }
    b->report = mmap(NULL, sizeof *b->report, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(shared), 0);
    fclose(shared);
    if (b->report == MAP_FAILED ||
        voice_read(&b->memory, b->scratch, folder, STR("narrator"), 0, &b->voice, &b->diags) != STATUS_OK ||
        engine_open(&b->memory, b->scratch, &b->voice, &b->engine, &b->diags) != STATUS_OK ||
        engine_prepare(&b->engine, &b->diags) != STATUS_OK) {
        diags_print(&b->diags, stderr, DIAG_NOTE);
        return 1;
    }
    return 0;
}

/* The lag, 60 to 350 Hz, at which the samples about a moment are most like themselves. */
static double
pitch_at(const struct take *take, size_t at)
{
    enum { HALF = 300, LAG_MAX = RATE_HZ / 60 };
    double likeness[LAG_MAX + 1] = {0}, best = 0;
    for (size_t lag = RATE_HZ / 350; lag < LAG_MAX; lag++) {
        double sum = 0, first = 1e-9, second = 1e-9;
        for (size_t i = at - HALF; at >= HALF + LAG_MAX && i < at + HALF; i++) {
            size_t from = i - lag / 2;
            double x = take->samples[from], y = from + lag < take->count ? take->samples[from + lag] : 0;
            sum += x * y;
            first += x * x;
            second += y * y;
        }
        likeness[lag] = sum / sqrt(first * second);
        best = fmax(best, likeness[lag]);
    }
    for (size_t lag = RATE_HZ / 350 + 1; lag < LAG_MAX; lag++) {
        if (likeness[lag] > 0.9 * best && likeness[lag] >= likeness[lag + 1]) {
            return (double)RATE_HZ / (double)lag;
        }
    }
    return 0;
}

static void
measure_pitch(struct report *r, const struct take *take)
{
    static const double places[PITCHES] = {0.4, 0.6, 0.85};
    for (size_t m = 0; m < take->mark_count && m < PITCH_MARKS; m++) {
        for (size_t p = 0; p < PITCHES; p++) {
            const struct mark *mark = &take->marks[m];
            double at = mark->start + places[p] * (mark->end - mark->start);
            r->pitch_hz[m][p] = pitch_at(take, (size_t)at);
        }
    }
}

static void
measure(struct report *r, const struct take *take, arena scratch)
{
    r->count = take->count;
    r->mark_count = take->mark_count;
    memcpy(r->marks, take->marks,
           (take->mark_count < MARKS_MAX ? take->mark_count : MARKS_MAX) * sizeof *r->marks);
    size_t first = 0, zeros = 0;
    while (first < take->count && fabsf(take->samples[first]) < 0.003F) {
        first++;
    }
    r->start_ms = (uint32_t)(first * 1000 / RATE_HZ);
    r->first = take->samples[0];
    for (size_t i = 0; i < take->count; i++) {
        zeros = take->samples[i] == 0 ? zeros + 1 : 0;
        r->longest_zeros = zeros > r->longest_zeros ? (uint32_t)zeros : r->longest_zeros;
        r->highest = fmaxf(r->highest, fabsf(take->samples[i]));
    }
    r->quietest_mark = 1;
    for (size_t m = 0; m < take->mark_count; m++) {
        float sum = 0;
        for (uint32_t i = take->marks[m].start; i < take->marks[m].end; i++) {
            sum += take->samples[i] * take->samples[i];
        }
        float rms = sqrtf(sum / (float)(take->marks[m].end - take->marks[m].start));
        r->quietest_mark = fminf(r->quietest_mark, rms);
    }
    measure_pitch(r, take);
    str hash = hash_bytes(&scratch, (str){(const char *)take->samples, take->count * sizeof *take->samples});
    memcpy(r->hash, hash.data, hash.len);
}

static const struct report *
speak_reading(struct bench *b, const struct reading *reading)
{
    memset(b->report, 0, sizeof *b->report);
    b->report->expected_marks = take_count_marks(reading);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        struct take take;
        struct diags diags = diags_new(&b->memory);
        enum status status = b->engine.speak(&b->engine, &(struct utterance){reading, DELIVERY_TEXT},
                                             &b->memory, b->scratch, &take, &diags);
        b->report->status = (int)status;
        b->report->warnings = diags.warnings;
        b->report->errors = diags.errors;
        if (diags.count > 0) {
            snprintf(b->report->first_message, sizeof b->report->first_message, STR_FMT,
                     STR_ARG(diags.items[0].message));
        }
        if (status == STATUS_OK) {
            measure(b->report, &take, b->scratch);
        }
        _exit(42);
    }
    int state = 0;
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &state, 0), child);
    assert_true(WIFEXITED(state) && WEXITSTATUS(state) == 42);
    return b->report;
}

static const struct report *
speak(struct bench *b, const char *notation)
{
    arena place = b->memory;
    return speak_reading(b, reading_from(&place, notation));
}

/* Spoken without a finding; marks as many as syllables that sound, in order, none silent; speech at once. */
static void
assert_well(const struct report *r)
{
    if (r->status != STATUS_OK || r->warnings > 0) {
        fail_msg("%s", r->first_message);
    }
    assert_int_equal(r->mark_count, r->expected_marks);
    uint32_t end = 0;
    for (size_t i = 0; i < r->mark_count && i < MARKS_MAX; i++) {
        assert_true(r->marks[i].start >= end && r->marks[i].start < r->marks[i].end);
        end = r->marks[i].end;
    }
    assert_true(end <= r->count);
    assert_true(r->marks[0].start < RATE_HZ / 100);
    assert_true(r->start_ms < 10);
    assert_true(r->quietest_mark > 0.003F);
    assert_true(fabsf(r->first) < 1e-3F);
}

/* Scenario: every syllable of the table with every tone, with erhua too. Expect: phonemes of its own, in
 * which all differ that are not the same sound. */
static void
spelling(void **state)
{
    (void)state;
    static const char *const tones[] = {"11", "55", "55", "55", "55", "11"};
    size_t same = 0;
    for (unsigned a = 0; a < SYLLABLE_BASE_COUNT; a++) {
        for (unsigned tone = 0; tone <= 5; tone++) {
            struct espeak_syllable first;
            assert_true(espeak_spell((syllable)(a * 8 + tone), false, &first));
            assert_in_range(first.phonemes, 1, 5);
            assert_true(strlen(first.text) < sizeof first.text);
            const char *base = syllable_base((syllable)(a * 8));
            bool hummed = strcmp(base, "hm") == 0 || strcmp(base, "hng") == 0; /* no tone */
            const char *mark = strchr(first.text, '\'');
            assert_int_equal(mark != NULL, tone != 0 && tone != 5 && !hummed);
            assert_true(hummed || strstr(first.text, tones[tone]) != NULL);
            assert_true(espeak_spell((syllable)(a * 8 + tone), true, &first));
        }
        for (unsigned b = 0; b < a; b++) {
            struct espeak_syllable first, second;
            espeak_spell((syllable)(a * 8 + 1), false, &first);
            espeak_spell((syllable)(b * 8 + 1), false, &second);
            same += strcmp(first.text, second.text) == 0;
        }
    }
    assert_int_equal(same, 0);
    struct espeak_syllable none;
    assert_false(espeak_spell(SYLLABLE_NONE, false, &none));
}

/* Scenario: each of those syllables and tones spoken, 20 a sentence, alone in its word and joined to the
 * next. Expect: each has its mark and makes a sound, and eSpeak's phonemes are those that were written. */
static void
all_syllables(void **state)
{
    struct bench *b = *state;
    for (unsigned joined = 0; joined < 2; joined++) {
        for (unsigned base = 0; base < SYLLABLE_BASE_COUNT; base += 4) {
            arena place = b->memory;
            struct str_builder text = {.out = &place};
            for (unsigned i = base; i < base + 4 && i < SYLLABLE_BASE_COUNT; i++) {
                for (unsigned tone = 1; tone <= 5; tone++) {
                    str_add_format(&text, "%s%u %s", syllable_base((syllable)(i * 8)), tone,
                                   joined ? "" : "| ");
                }
            }
            str_add_char(&text, '\0');
            assert_well(speak_reading(b, reading_from(&place, text.data)));
        }
    }
}

/* Scenario: every syllable with erhua. Expect: as above. */
static void
all_erhua(void **state)
{
    struct bench *b = *state;
    for (unsigned base = 0; base < SYLLABLE_BASE_COUNT; base += 20) {
        arena place = b->memory;
        struct str_builder text = {.out = &place};
        for (unsigned i = base; i < base + 20 && i < SYLLABLE_BASE_COUNT; i++) {
            str_add_format(&text, "%s%u ", syllable_base((syllable)(i * 8)), i % 5 + 1);
        }
        str_add_char(&text, '\0');
        struct reading *reading = reading_from(&place, text.data);
        for (size_t i = 0; i < reading->syllable_count; i++) {
            reading->syllables[i].erhua = true;
        }
        assert_well(speak_reading(b, reading));
    }
}

/* The way from one pitch to another, in semitones. */
static double
way_st(double from_hz, double to_hz)
{
    return 12 * log2(to_hz / from_hz);
}

/* Scenario: each tone behind a high one. Expect: the first level and above the voice's middle, the fourth
 * falling by at least four semitones to below it, the second rising, the third far below it. */
static void
pitch_of_tones(void **state)
{
    struct bench *b = *state;
    const struct report *r = speak(b, "ma1 ma4");
    assert_well(r);
    const double *high = r->pitch_hz[0], *fall = r->pitch_hz[1];
    assert_true(way_st(b->voice.pitch_hz, high[0]) > 1.5);
    assert_true(fabs(way_st(high[0], high[1])) < 1.2 && fabs(way_st(high[0], high[2])) < 1.2);
    assert_true(way_st(fall[0], fall[2]) < -4);
    assert_true(way_st(b->voice.pitch_hz, fall[2]) < -1);
    r = speak(b, "ma1 ma2 , ma1 ma3 ma1");
    assert_well(r);
    const double *rise = r->pitch_hz[1], *low = r->pitch_hz[3];
    assert_true(way_st(rise[0], rise[2]) > 2);
    assert_true(way_st(b->voice.pitch_hz, low[2]) < -3 && low[2] < r->pitch_hz[2][2]);
}

/* Scenario: a letter word, an English word and English words that eSpeak joins amid Mandarin. Expect: a mark
 * for each, inside speech. */
static void
latin_marks(void **state)
{
    struct bench *b = *state;
    static const char *const notations[] = {
        "wo3 you3 | @GDP hao3",       "wo3 de5 | @museum hao3",
        "@the @museum @of @the @sea", "qu4 | @the @museum @of @the @sea ma5 ？",
        "@the @end @of @the",         "@of @the @a @of @a @the"};
    for (size_t i = 0; i < sizeof notations / sizeof notations[0]; i++) {
        const struct report *r = speak(b, notations[i]);
        assert_well(r);
        assert_int_equal(r->mark_count, i < 2 ? 4 : i == 2 ? 5 : i == 3 ? 7 : i == 4 ? 4 : 6);
    }
}

/* Scenario: each letter alone and amid a word. Expect: eSpeak makes the phonemes of its name. */
static void
all_letters(void **state)
{
    struct bench *b = *state;
    for (char letter = 'A'; letter <= 'Z'; letter++) {
        char notation[40];
        snprintf(notation, sizeof notation, "@%c , ma1 @B%cB ma4", letter, letter);
        assert_well(speak(b, notation));
    }
}

static void
kinds_of_sentences(void **state)
{
    struct bench *b = *state;
    static const char *const notations[] = {
        "a1",
        "de5",
        "ma5 , ma5",
        "wo3 hao3 mai3 | jiu3",
        "huar1 r | dianr3 r , wanr2 r",
        "@GDP",
        "@Hello @World , @it @works",
        "wo3 @Bob hen2 | hao3 , @WiFi",
        "tian1 an1 men2 | er2 yi3 | ou3 er3 | ai4 e4",
        "? a1 ? , ?",
        "yi1 、 er4 、 san1 , si4",
        "m2 | n2 | ng2 | hm5 | hng5 | ê1",
        "@o'clock @A @B @Ångström",
    };
    for (size_t i = 0; i < sizeof notations / sizeof notations[0]; i++) {
        assert_well(speak(b, notations[i]));
    }
}

/* Scenario: 3000 syllables without a break, as one word and as many; 400 Latin words. Expect: all is spoken.
 */
static void
very_long(void **state)
{
    struct bench *b = *state;
    for (unsigned form = 0; form < 3; form++) {
        arena place = b->memory;
        struct str_builder text = {.out = &place};
        for (unsigned i = 0; i < (form == 2 ? 400 : 3000); i++) {
            str_add(&text, form == 2 ? STR("@Supercalifragilistic ") : STR("zhuang4 "));
            str_add(&text, form == 1 && i % 2 ? STR("| ") : STR(""));
        }
        str_add_char(&text, '\0');
        const struct report *r = speak_reading(b, reading_from(&place, text.data));
        assert_well(r);
        assert_true(r->count > 100 * RATE_HZ);
    }
}

/* Scenario: interjections that are a nasal alone. Expect: each as long as a syllable. */
static void
nasals(void **state)
{
    struct bench *b = *state;
    static const char *const notations[] = {"m2", "n2", "ng2", "wo3 | m4"};
    for (size_t i = 0; i < sizeof notations / sizeof notations[0]; i++) {
        const struct report *r = speak(b, notations[i]);
        assert_well(r);
        const struct mark *last = &r->marks[r->mark_count - 1];
        assert_true(last->end - last->start > 150 * RATE_HZ / 1000);
    }
}

/* Scenario: a clause and a list. Expect: exact silence of clause_ms, of list_ms. */
static void
pauses(void **state)
{
    struct bench *b = *state;
    const struct report *r = speak(b, "ni2 hao3 , jin3 zhou1");
    uint32_t clause = b->voice.clause_ms * RATE_HZ / 1000;
    assert_in_range(r->marks[2].start - r->marks[1].end, clause, clause + 40); /* a fade of 1.5 ms */
    assert_in_range(r->longest_zeros, clause, clause + 40);
    r = speak(b, "ba1 、 ma1");
    uint32_t list = b->voice.list_ms * RATE_HZ / 1000;
    assert_in_range(r->marks[1].start - r->marks[0].end, list, list + 40);
}

/* Scenario: the same sentence in two processes, with another one spoken in between. Expect: equal samples. */
static void
deterministic(void **state)
{
    struct bench *b = *state;
    static const char text[] = "jin3 zhou1 , ni2 hao3 | @Bob dianr3 r";
    char first[65];
    memcpy(first, speak(b, text)->hash, sizeof first);
    assert_well(speak(b, "zhe4 shi4 | ling4 | yi2 ju4"));
    assert_string_equal(speak(b, text)->hash, first);
    assert_int_equal(strlen(first), 64);
}

/* Scenario: no character with a reading; a Latin word that is only an apostrophe. Expect: a diagnostic each.
 */
static void
nothing_to_say(void **state)
{
    struct bench *b = *state;
    const struct report *r = speak(b, "? , ?");
    assert_int_equal(r->status, STATUS_SYSTEM);
    assert_int_equal(r->errors, 1);
    r = speak(b, "a1 @'");
    assert_int_equal(r->status, STATUS_SYSTEM);
    assert_int_equal(r->errors, 1);
}

static void
identity(void **state)
{
    struct bench *b = *state;
    assert_true(str_starts(b->engine.identity, STR("espeak-ng 1.")));
    assert_true(b->engine.identity.len > 80);
}

/* Scenario: a second engine, as another voice of a tour would have it. Expect: the library is not initialised
 * twice, which would hang it. */
static void
a_second_engine(void **state)
{
    struct bench *b = *state;
    arena place = b->memory;
    struct engine engine;
    assert_int_equal(engine_open(&place, b->scratch, &b->voice, &engine, &b->diags), STATUS_OK);
    assert_int_equal(engine_prepare(&engine, &b->diags), STATUS_OK);
    assert_well(speak(b, "ni2 hao3"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spelling),        cmocka_unit_test(all_syllables),
        cmocka_unit_test(all_erhua),       cmocka_unit_test(kinds_of_sentences),
        cmocka_unit_test(very_long),       cmocka_unit_test(nasals),
        cmocka_unit_test(pauses),          cmocka_unit_test(deterministic),
        cmocka_unit_test(nothing_to_say),  cmocka_unit_test(identity),
        cmocka_unit_test(a_second_engine), cmocka_unit_test(pitch_of_tones),
        cmocka_unit_test(latin_marks),     cmocka_unit_test(all_letters),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
