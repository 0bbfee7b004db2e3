/* stops/NN.vtt of a made-up tour, byte for byte, and what the reader of captions refuses. A hanzi lasts 200
 * ms. */
#include "support_cmocka.h"

#include "base/file.h"
#include "publish/timed_words.h"
#include "support_tour.h"
#include "verify/vtt_read.h"

/* Scenario: sentences with markup, line ends, and one without sound. Expect: a cue for each that sounds. */
static void
test_stop(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, "T一 <b> & \"--> 二\nP“三”四。|……|五\r六\x1B\nC七");
    str folder = support_tour_publish(t, &memory, &diags);
    assert_true(folder.len > 0);
    assert_string_equal(str_terminated(&memory, support_tour_file(&memory, folder, "stops/001.vtt")),
                        "WEBVTT\n"
                        "\n1-1\n00:00:00.400 --> 00:00:00.800\n"
                        "一 &lt;b&gt; &amp; \"--&gt; <00:00:00.600>二\n"
                        "\n1-2\n00:00:01.800 --> 00:00:02.200\n“三”<00:00:02.000>四。\n"
                        "\n1-4\n00:00:02.700 --> 00:00:03.100\n五 <00:00:02.900>六\x1B\n");
    assert_string_equal(str_terminated(&memory, support_tour_file(&memory, folder, "stops/101.vtt")),
                        "WEBVTT\n\n101-1\n00:00:00.400 --> 00:00:00.600\n七\n");
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* 10%是花儿𠮷了的: 百分之十 is said for 10%, 儿 sounds in 花 and stands in one word with the unreadable 𠮷,
 * whose next word is 了的. */
static struct reading *
written_group(arena *memory)
{
    static const struct slice from[] = {{0, 3}, {0, 3}, {0, 3},  {0, 3},  {3, 3},
                                        {6, 3}, {9, 3}, {12, 4}, {16, 3}, {19, 3}};
    static const uint32_t word_of[] = {0, 0, 0, 1, 2, 3, 4, 4, 5, 5};
    enum { COUNT = sizeof from / sizeof *from, ER = 6, UNREADABLE = 7 };
    struct reading *r = arena_new(memory, struct reading, 1);
    r->text = STR("10%是花儿𠮷了的");
    r->spoken = arena_new(memory, struct spoken, COUNT);
    r->syllables = arena_new(memory, struct spoken_syllable, COUNT);
    r->words = arena_new(memory, struct word, COUNT);
    r->spoken_count = r->syllable_count = COUNT;
    syllable ma1;
    assert_true(syllable_parse(STR("ma1"), &ma1));
    for (uint32_t i = 0; i < COUNT; i++) {
        r->spoken[i].from = from[i];
        r->syllables[i] = (struct spoken_syllable){.first = i,
                                                   .count = 1,
                                                   .word = word_of[i],
                                                   .spoken = i == UNREADABLE ? SYLLABLE_NONE : ma1,
                                                   .merged = i == ER};
    }
    return r;
}

/* Scenario: a written group that is two words when spoken, a 儿 in a word of its own, a character that nobody
 * can read. Expect: four parts, each from a syllable's mark. */
static void
test_words(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    static const struct mark marks[] = {{0, 100},   {100, 200}, {200, 300}, {300, 400},
                                        {410, 500}, {520, 600}, {620, 700}, {710, 800}};
    struct reading *reading = written_group(&memory);
    struct clip clip = {.marks = marks, .mark_count = take_count_marks(reading)};
    assert_int_equal(clip.mark_count, sizeof marks / sizeof *marks);
    static const struct timed_word expected[] = {{0, 0}, {3, 410}, {6, 520}, {16, 620}};
    struct timed_word *words;
    assert_int_equal(timed_words_find(&memory, reading, &clip, &words), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(words[i].offset, expected[i].offset);
        assert_int_equal(words[i].start, expected[i].start);
    }
}

static size_t
cues_in(str text, size_t *findings)
{
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct findings f = findings_start(&memory, STR("tour"), &diags);
    struct vtt_reader r;
    struct vtt_cue cue;
    size_t count = 0;
    if (vtt_open_text(&r, &f, STR("stops/01.vtt"), text)) {
        while (vtt_next(&r, &memory, &cue)) {
            count++;
        }
    }
    *findings = f.count;
    return count;
}

#define CUE "1\n00:00:00.400 --> 00:00:00.800\n"

/* Scenario: files that are WebVTT, and files that are not. Expect: their cues; a finding. */
static void
test_reader(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t cues, findings;
    } cases[] = {
        {"WEBVTT", 0, 0},
        {"WEBVTT\n", 0, 0},
        {"WEBVTT\n\n" CUE "一<00:00:00.500>二\n", 1, 0},
        {"WEBVTT\n\nNOTE x\ny\n\n\n" CUE "一\n\n\n" CUE "二", 2, 0},
        {"WEBVTT\n\n00:00:00.400 --> 00:00:00.800\n一\n二\n", 1, 0},
        {"", 0, 1},
        {"WEBVT\n\n", 0, 1},
        {"WEBVTT\nx\n\n", 0, 1},
        {"WEBVTT\n\n" CUE, 0, 1},
        {"WEBVTT\n\n1\n", 0, 1},
        {"WEBVTT\n\n1\n00:00:00.400 --> 00:00:00.400\n一\n", 0, 1},
        {"WEBVTT\n\n1\n00:00:00.400 --> 00:00:00.800 line:0\n一\n", 0, 1},
        {"WEBVTT\n\n" CUE "一 --> 二\n", 0, 1},
        {"WEBVTT\n\n" CUE "一 & 二\n", 0, 1},
        {"WEBVTT\n\n" CUE "<b>一</b>\n", 0, 1},
        {"WEBVTT\n\n" CUE "一<00:00:00.500\n", 0, 1},
        {"WEBVTT\n\n" CUE "一&am", 0, 1},
        {"WEBVTT\n\n" CUE "\xFF\n", 0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t findings, cues = cues_in(str_from(cases[i].text), &findings);
        if (cues != cases[i].cues || findings != cases[i].findings) {
            fail_msg("%s: %zu cues, %zu findings", cases[i].text, cues, findings);
        }
    }
}

/* Scenario: a cue with escapes and timestamps. Expect: its text and where they stand. */
static void
test_cue(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct findings f = findings_start(&memory, STR("tour"), &diags);
    struct vtt_reader r;
    struct vtt_cue cue;
    assert_true(
        vtt_open_text(&r, &f, STR("stops/01.vtt"), STR("WEBVTT\n\n" CUE "a&lt;<00:00:00.500>&amp;二\n")));
    assert_true(vtt_next(&r, &memory, &cue));
    assert_true(str_equal(cue.id, STR("1")) && str_equal(cue.text, STR("a<&二")));
    assert_int_equal(cue.start_ms, 400);
    assert_int_equal(cue.end_ms, 800);
    assert_int_equal(cue.stamp_count, 1);
    assert_int_equal(cue.stamps[0].ms, 500);
    assert_int_equal(cue.stamps[0].offset, 2);
    assert_false(vtt_next(&r, &memory, &cue));
    assert_int_equal(f.count, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stop),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_reader),
        cmocka_unit_test(test_cue),
    };
    return cmocka_run_group_tests_name("captions", tests, NULL, NULL);
}
