/* timeline.json: tests/timeline.example.json, byte for byte, and what must not be published. */
#include "support_cmocka.h"

#include <stdlib.h>

#include "base/file.h"
#include "support_tour.h"

#define JPEG "\xFF\xD8\xFF\xC0\0\x0B\x08\0\1\0\1\1\1\x11\0\xFF\xDA\0\2x\xFF\xD9"

static const char lines[] = "T锦州\nP画儿，AI和你好。|……\nX见下页。\nC海。|“海”";

static syllable
pinyin(const char *text)
{
    syllable s = 0;
    assert_true(syllable_parse(str_from(text), &s));
    return s;
}

/* 画儿，AI和你好。 as the front end reads it: words 0 画儿, 1 comma, 2 AI, 3 和, 4 你好, 5 full stop. */
static void
read_by_hand(struct support_tour *t)
{
    static struct word words[] = {
        {.first = 0, .count = 2, .kind = WORD_HANZI}, {.first = 2, .count = 1, .kind = WORD_PUNCTUATION},
        {.first = 3, .count = 2, .kind = WORD_LATIN}, {.first = 5, .count = 1, .kind = WORD_HANZI},
        {.first = 6, .count = 2, .kind = WORD_HANZI}, {.first = 8, .count = 1, .kind = WORD_PUNCTUATION},
    };
    static uint8_t breaks[] = {BREAK_CLAUSE, BREAK_NONE, BREAK_WORD, BREAK_WORD, BREAK_END, BREAK_NONE};
    static struct spoken_syllable syllables[6];
    struct reading *r = t->readings[1];
    syllables[0] =
        (struct spoken_syllable){0, 1, 0, pinyin("hua4"), pinyin("hua4"), pinyin("hua4"), .erhua = true};
    syllables[1] =
        (struct spoken_syllable){1, 1, 0, pinyin("er2"), pinyin("er2"), pinyin("er2"), .merged = true};
    syllables[2] = (struct spoken_syllable){.first = 3, .count = 2, .word = 2};
    syllables[3] =
        (struct spoken_syllable){5, 1, 3, pinyin("he2"), pinyin("he2"), pinyin("he2"), .erhua = false};
    syllables[4] =
        (struct spoken_syllable){6, 1, 4, pinyin("ni3"), pinyin("ni2"), pinyin("ni3"), .erhua = false};
    syllables[5] =
        (struct spoken_syllable){7, 1, 4, pinyin("hao3"), pinyin("hao3"), pinyin("hao3"), .erhua = false};
    r->words = words;
    r->word_count = sizeof words / sizeof *words;
    r->breaks = breaks;
    r->syllables = syllables;
    r->syllable_count = sizeof syllables / sizeof *syllables;
    t->speech_packets[1] = 5 * SUPPORT_HAN_PACKETS; /* five sounds: the 儿 has none of its own */
    source_classify(&t->tour.sources[0], 18, 2, TEXT_SPOKEN);
    static const char *const others[][2] = {
        {"jin3", "zhou1"}, {NULL, NULL}, {NULL, NULL}, {"hai3"}, {"hai3"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        for (size_t k = 0; k < 2 && others[i][k] != NULL; k++) {
            struct spoken_syllable *s = &t->readings[i]->syllables[k];
            s->citation = s->full = s->spoken = pinyin(others[i][k]);
        }
    }
}

/* Expect: the example. To see what changed: DAOLAN_TEST_WRITE=file build/tests/test_timeline_json */
static void
test_example(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, lines);
    read_by_hand(t);
    str script = STR(""), photo = STR("photos/sea.jpg");
    assert_int_equal(file_make_unique_folder(&memory, STR("/tmp/daolan-example-"), &script, &diags),
                     STATUS_OK);
    assert_int_equal(file_make_folder(file_join(&memory, script, STR("photos")), memory, &diags), STATUS_OK);
    assert_int_equal(file_replace(file_join(&memory, script, photo), STR(JPEG), memory, &diags), STATUS_OK);
    t->tour.folder = script;
    t->tour.settings.publisher = STR("daolan");
    t->tour.settings.licence = STR("CC0-1.0");
    t->tour.stops[1].photo = photo;
    t->tour.stops[1].photo_alt = STR("海。");
    t->tour.stops[1].near = 1;
    static const str voices[] = {{"fake", 4}, {"fake", 4}, {"lighter", 7}};
    assert_int_equal(t->tour.segment_count, 3);
    t->voices = voices;
    t->date = STR("2026-05-01");
    t->tour.segments[0].take = STR("takes/1-1.wav");
    str folder = support_tour_publish(t, &memory, &diags);
    str actual = support_tour_file(&memory, folder, "timeline.json");
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
    assert_int_equal(file_remove(script, memory, &diags), STATUS_OK);
    const char *copy = getenv("DAOLAN_TEST_WRITE");
    if (copy != NULL) {
        assert_int_equal(file_replace(str_from(copy), actual, memory, &diags), STATUS_OK);
    }
    str expected = support_tour_file(&memory, STR("tests"), "timeline.example.json");
    assert_string_equal(str_terminated(&memory, actual), str_terminated(&memory, expected));
}

static enum status
publish(struct support_tour *t, arena *memory, struct diags *diags)
{
    str folder = STR("");
    support_tour_lay(t, memory, diags);
    assert_int_equal(file_make_unique_folder(memory, STR("/tmp/daolan-gaps-"), &folder, diags), STATUS_OK);
    enum status status = publish_tour(&t->publication, folder, *memory, diags);
    assert_int_equal(file_remove(folder, *memory, diags), STATUS_OK);
    return status;
}

/* Scenario: bytes 1–3 (锦) without a class, spoken by no sentence, left out without a reason.
 * Expect: nothing is published, and the place is named. */
static void
test_account_must_add_up(void **state)
{
    (void)state;
    static const struct {
        unsigned char text_class;
        size_t at; /* of three bytes */
        uint32_t column;
    } cases[] = {{TEXT_UNSET, 1, 2}, {TEXT_SPOKEN, 0, 1}, {TEXT_LEFT_OUT, 4, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena memory = arena_reserve(0);
        struct diags diags = diags_new(&memory);
        struct support_tour *t = support_tour_make(&memory, lines);
        assert_int_equal(publish(t, &memory, &diags), STATUS_OK);
        t->tour.sources[0].classes[cases[i].at] = cases[i].text_class;
        assert_int_equal(publish(t, &memory, &diags), STATUS_SYSTEM);
        assert_int_equal(diags.errors, 1);
        assert_int_equal(diags.items[0].line, 1);
        assert_int_equal(diags.items[0].column, cases[i].column);
    }
}

/* Scenario: one mark too few. Expect: an error, not syllables at wrong times. */
static void
test_marks_must_fit(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, lines);
    t->readings[0]->syllable_count--;
    assert_int_equal(publish(t, &memory, &diags), STATUS_SYSTEM);
    assert_int_equal(diags.errors, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example),
        cmocka_unit_test(test_account_must_add_up),
        cmocka_unit_test(test_marks_must_fit),
    };
    return cmocka_run_group_tests_name("timeline_json", tests, NULL, NULL);
}
