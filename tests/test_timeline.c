/* The timeline against positions computed by hand. Packets are 960 samples; head 20, sentence pause 25,
 * paragraph pause 50, lead 10, tail 40 packets. */
#include "support_cmocka.h"

#include "support_tour.h"

enum { P = CLIP_PACKET_SAMPLES, SECOND = CLIP_RATE_HZ };

struct fixture {
    arena memory;
    struct diags diags;
    struct support_tour *t;
};

static struct fixture
fixture_make(const char *lines)
{
    struct fixture f = {.memory = arena_reserve(0)};
    f.diags = diags_new(&f.memory);
    f.t = support_tour_make(&f.memory, lines);
    return f;
}

static const struct timeline *
lay(struct fixture *f)
{
    support_tour_lay(f->t, &f->memory, &f->diags);
    return f->t->publication.timeline;
}

static void
assert_placed(struct placed placed, uint64_t start, uint64_t length)
{
    assert_int_equal(placed.start, start * P);
    assert_int_equal(placed.length, length * P);
}

static void
assert_text(str actual, const char *expected)
{
    assert_int_equal(actual.len, str_from(expected).len);
    assert_memory_equal(actual.data, expected, actual.len);
}

/* Scenario: a title and a paragraph whose middle sentence is silent, then a second stop.
 * Expect: 20 + 50, then 50, 100, 25, 75, 40: the silent one stands where the next begins and costs nothing.
 */
static void
test_layout(void **state)
{
    (void)state;
    struct fixture f = fixture_make("T一\nP二|……|三\nH四");
    const uint32_t speech[] = {50, 100, 0, 75, 1};
    f.t->speech_packets = (uint32_t *)(uintptr_t)speech;
    const struct timeline *t = lay(&f);
    assert_placed(t->sentences[0], 20, 50);
    assert_placed(t->sentences[1], 120, 100);
    assert_placed(t->sentences[2], 245, 0);
    assert_placed(t->sentences[3], 245, 75);
    assert_placed(t->segments[0], 0, 110);
    assert_placed(t->segments[1], 110, 250);
    assert_placed(t->stops[0], 0, 360);
    assert_placed(t->stops[1], 360, 61);
    assert_placed(t->sentences[4], 20, 1);
    assert_int_equal(t->length, 421 * P);
    assert_int_equal(t->part_count, 1);
    assert_text(t->parts[0].stem, "tour");
    assert_int_equal(t->chapter_count, 2);
    assert_int_equal(t->chapters[1].start, 360 * P);
    assert_int_equal(t->chapters[1].length, 61 * P);
    assert_int_equal(f.diags.count, 0);
}

/* Scenario: a voice without pauses. Expect: room for decay, one silence packet and lead between clips (6
 * packets); the mark of a segment never lies before the end of the speech before it. */
static void
test_clips_never_touch(void **state)
{
    (void)state;
    struct fixture f = fixture_make("T一\nP二|三\nH四");
    f.t->voice = (struct voice){.name = STR("hasty"), .lead_ms = 400};
    const struct timeline *t = lay(&f);
    assert_placed(t->sentences[0], 1, 10);
    assert_placed(t->sentences[1], 17, 10);
    assert_placed(t->sentences[2], 33, 10);
    assert_placed(t->segments[1], 11, 37);
    assert_placed(t->stops[0], 0, 48);
}

static void
test_silent_segments_and_stops(void **state)
{
    (void)state;
    struct fixture f = fixture_make("T……\nP一\nP……\nP二\nP……\nH……");
    const struct timeline *t = lay(&f);
    assert_placed(t->segments[0], 0, 0);
    assert_placed(t->segments[1], 0, 70);
    assert_placed(t->segments[2], 70, 0);
    assert_placed(t->segments[3], 70, 60);
    assert_placed(t->segments[4], 130, 0);
    assert_placed(t->stops[0], 0, 130);
    assert_placed(t->segments[5], 0, 60);
    assert_placed(t->stops[1], 130, 60);
    struct stop_chapter *chapters;
    assert_int_equal(timeline_stop_chapters(&f.memory, t, 0, &chapters), 2);
}

/* Scenario: five paragraphs of 38 s and one heading: 2 + 5 · 38 s of speech, 5 · 1 s of pauses, 1.2 s of
 * ends. Expect: 198.2 s in three chapters, at paragraphs, as even as they can be: 2 + 1·… */
static void
test_long_stop_is_divided_at_paragraphs(void **state)
{
    (void)state;
    struct fixture f = fixture_make("T一\nP二\nP三\nP四\nP五\nP六");
    const uint32_t speech[] = {100, 1900, 1900, 1900, 1900, 1900};
    f.t->speech_packets = (uint32_t *)(uintptr_t)speech;
    const struct timeline *t = lay(&f);
    assert_int_equal(t->stops[0].length, (20 + 100 + 5 * 1950 + 40) * P);
    assert_int_equal(t->chapter_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_true(t->chapters[i].length <= 90 * SECOND);
    }
    assert_int_equal(t->chapters[0].start, 0);
    assert_int_equal(t->chapters[1].start, t->segments[2].start);
    assert_int_equal(t->chapters[2].start, t->segments[4].start);
    assert_int_equal(t->chapters[2].start + t->chapters[2].length, t->length);
    assert_text(t->chapters[1].title, "一（2/3）");
    assert_int_equal(f.diags.warnings, 1);
    assert_int_equal(f.diags.items[0].line, 1);
}

/* Scenario: one paragraph of ten sentences of 15 s. Expect: divided between sentences, the mark 200 ms
 * before. */
static void
test_long_paragraph_is_divided_at_sentences(void **state)
{
    (void)state;
    struct fixture f = fixture_make("T一|二|三|四|五|六|七|八|九|十");
    const uint32_t speech[] = {750, 750, 750, 750, 750, 750, 750, 750, 750, 750};
    f.t->speech_packets = (uint32_t *)(uintptr_t)speech;
    const struct timeline *t = lay(&f);
    assert_int_equal(t->chapter_count, 2);
    assert_int_equal(t->chapters[1].start, (20 + 5 * 775 - 10) * P);
}

/* Scenario: a stop of exactly 120 s, and one of a single sentence of 200 s. Expect: neither is divided. */
static void
test_what_is_not_divided(void **state)
{
    (void)state;
    struct fixture f = fixture_make("T一\nP二\nH三");
    const uint32_t speech[] = {2945, 2945, 10000};
    f.t->speech_packets = (uint32_t *)(uintptr_t)speech;
    const struct timeline *t = lay(&f);
    assert_int_equal(t->stops[0].length, 120 * SECOND);
    assert_int_equal(t->chapter_count, 2);
    assert_int_equal(f.diags.warnings, 0);
}

static const char *
many_lines(arena *out, const char *first, const char *each, size_t count)
{
    struct str_builder b = {.out = out};
    str_add(&b, str_from(first));
    for (size_t i = 0; i < count; i++) {
        str_add(&b, str_from(each));
    }
    str_add_char(&b, '\0');
    return b.data;
}

/* Scenario: 200 stops. Expect: files of 99, 99 and 2 chapters, each counting from its own start. */
static void
test_parts(void **state)
{
    (void)state;
    arena lines = arena_reserve(0);
    struct fixture f = fixture_make(many_lines(&lines, "T一", "\nH二", 199));
    const struct timeline *t = lay(&f);
    assert_int_equal(t->part_count, 3);
    assert_text(t->parts[0].stem, "tour-1");
    assert_text(t->parts[2].stem, "tour-3");
    assert_int_equal(t->parts[1].first_stop, 99);
    assert_int_equal(t->parts[1].chapter_count, 99);
    assert_int_equal(t->parts[1].start, 99 * 70 * P);
    assert_int_equal(t->parts[1].length, 99 * 70 * P);
    assert_int_equal(t->parts[2].stop_count, 2);
    assert_int_equal(t->chapters[99].start, 0);
    assert_int_equal(t->chapters[100].start, 70 * P);
    assert_int_equal(t->chapters[199].part, 2);
    assert_int_equal(t->number_digits, 3);
    assert_text(timeline_stop_file(&f.memory, t, 6, "opus"), "stops/007.opus");
}

/* Scenario: a long stop does not fit behind 98 others. Expect: it is not torn apart. */
static void
test_parts_break_between_stops(void **state)
{
    (void)state;
    arena lines = arena_reserve(0);
    struct fixture f = fixture_make(many_lines(&lines, "T一\nP二", "\nH三", 97));
    uint32_t *speech = f.t->speech_packets;
    f.t->tour.stops[97].segment_count = 1;
    const struct timeline *t = lay(&f);
    assert_int_equal(t->part_count, 1);
    speech[0] = speech[1] = 4000; /* the first stop makes two chapters now: 99 in all */
    assert_int_equal(lay(&f)->part_count, 1);
    struct fixture g = fixture_make(many_lines(&lines, "T一", "\nH三\nP四", 98));
    speech = g.t->speech_packets;
    speech[g.t->tour.sentence_count - 1] = speech[g.t->tour.sentence_count - 2] = 4000;
    t = lay(&g);
    assert_int_equal(t->part_count, 2);
    assert_int_equal(t->parts[0].chapter_count, 98);
    assert_int_equal(t->parts[1].stop_count, 1);
    assert_int_equal(t->parts[1].chapter_count, 2);
}

/* Scenario: one stop of 300 paragraphs of 60 s. Expect: at most 99 chapters in the tour's file and in its
 * own, which tile it; nothing is lost. */
static void
test_a_stop_has_99_chapters_at_most(void **state)
{
    (void)state;
    arena lines = arena_reserve(0);
    struct fixture f = fixture_make(many_lines(&lines, "T一", "\nP二", 299));
    for (size_t i = 0; i < f.t->tour.sentence_count; i++) {
        f.t->speech_packets[i] = 3000;
    }
    const struct timeline *t = lay(&f);
    assert_in_range(t->chapter_count, 75, 99);
    struct stop_chapter *chapters;
    size_t count = timeline_stop_chapters(&f.memory, t, 0, &chapters);
    assert_int_equal(count, 99);
    uint64_t end = 0;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(chapters[i].start, end);
        end += chapters[i].length;
    }
    assert_int_equal(end, t->length);
}

static void
test_chapter_titles(void **state)
{
    (void)state;
    struct fixture f = fixture_make(
        "T锦州：海|再来\nP不长。\nP一二三四五，六七八九十，一二三四五，六七八九十\n"
        "P一二三四五六七八九十一二三四五六七八九十一\nP一，二三四五六七八九十一二三四五六七八九十一");
    struct stop_chapter *chapters;
    assert_int_equal(timeline_stop_chapters(&f.memory, lay(&f), 0, &chapters), 5);
    assert_text(chapters[0].title, "锦州：海");
    assert_text(chapters[1].title, "不长。");
    assert_text(chapters[2].title, "一二三四五，六七八九十，一二三四五…");
    assert_text(chapters[3].title, "一二三四五六七八九十一二三四五六七八九十…");
    assert_text(chapters[4].title, "一，二三四五六七八九十一二三四五六七八九…");
}

static void
test_clock_and_file_names(void **state)
{
    (void)state;
    struct fixture f = fixture_make("T一\nC二");
    const struct timeline *t = lay(&f);
    assert_text(timeline_clock(&f.memory, 0), "00:00:00.000");
    assert_text(timeline_clock(&f.memory, 960), "00:00:00.020");
    assert_text(timeline_clock(&f.memory, (uint64_t)(3600 + 61) * SECOND + 959 * 48), "01:01:01.959");
    assert_text(timeline_clock(&f.memory, (uint64_t)100 * 3600 * SECOND), "100:00:00.000");
    assert_text(timeline_stop_file(&f.memory, t, 0, "vtt"), "stops/001.vtt");
    struct fixture g = fixture_make("T一");
    assert_text(timeline_stop_file(&g.memory, lay(&g), 0, "opus"), "stops/01.opus");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_clips_never_touch),
        cmocka_unit_test(test_silent_segments_and_stops),
        cmocka_unit_test(test_long_stop_is_divided_at_paragraphs),
        cmocka_unit_test(test_long_paragraph_is_divided_at_sentences),
        cmocka_unit_test(test_what_is_not_divided),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_parts_break_between_stops),
        cmocka_unit_test(test_a_stop_has_99_chapters_at_most),
        cmocka_unit_test(test_chapter_titles),
        cmocka_unit_test(test_clock_and_file_names),
    };
    return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}
