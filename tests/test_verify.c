#include <string.h>

#include "support_cmocka.h"
#include "verify/clock.h"
#include "verify/index_check.h"
#include "verify/listen.h"
#include "verify/source_check.h"
#include "verify/tour_names.h"

/* Scenario: times as the formats write them, and not. Expect: milliseconds, or a refusal. */
static void
times(void **state)
{
    (void)state;
    uint64_t ms = 0;
    assert_true(clock_parse(STR("00:00:12.400"), &ms));
    assert_int_equal(ms, 12400);
    assert_true(clock_parse(STR("100:59:59.999"), &ms));
    assert_int_equal(ms, 363599999);
    static const char *const wrong[] = {"",
                                        "00:12.400",
                                        "00:00:12.4",
                                        "00:00:12,400",
                                        "0:00:12.400",
                                        "00:60:00.000",
                                        "00:00:60.000",
                                        "00:00:12.4000",
                                        "00:00:12.400 ",
                                        "-1:00:00.000"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(clock_parse(str_from(wrong[i]), &ms));
    }
    char memory[256];
    arena out = {memory, memory + sizeof memory};
    assert_true(str_equal(clock_from_samples(&out, 595247), STR("00:00:12.400")));
}

/* Scenario: names that a tour may hold, and names that lead elsewhere. */
static void
names(void **state)
{
    (void)state;
    assert_true(tour_name_is_tour(STR("tour.opus")));
    assert_true(tour_name_is_tour(STR("tour-12.opus")));
    assert_true(tour_name_is_stop(STR("stops/007.opus")));
    assert_true(tour_name_is_photo(STR("photos/104.jpg")));
    static const char *const wrong[] = {"",
                                        "tour",
                                        "tour-.opus",
                                        "/tour.opus",
                                        "../tour.opus",
                                        "stops/../tour.opus",
                                        "stops/1/2.opus",
                                        "stops/.opus",
                                        "stops/1.opus/",
                                        "stops/12345678901.opus",
                                        "photos/1.",
                                        "photos/1.JPG",
                                        "photos/a.jpg",
                                        "photos/1.jpg/../../x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        str name = str_from(wrong[i]);
        assert_false(tour_name_is_tour(name) || tour_name_is_stop(name) || tour_name_is_photo(name));
    }
}

/* Scenario: a step in the third of three blocks. Expect: windows before, over and behind it hear what they
 * should. */
static void
windows(void **state)
{
    (void)state;
    struct window w[] = {
        {.from = 25, .to = 30}, {.from = 0, .to = 24}, {.from = 20, .to = 26}, {.from = 30, .to = 99}};
    struct listener l = listen_start(w, 4);
    float block[10] = {0};
    listen_block(&l, block, 10);
    listen_block(&l, block, 10);
    for (size_t i = 4; i < 10; i++) {
        block[i] = -0.5F;
    }
    block[3] = 0.0009F; /* below −60 dBFS */
    listen_block(&l, block, 10);
    assert_int_equal(w[0].from, 0); /* sorted */
    assert_true(w[0].first_sound == LISTEN_NONE);
    assert_float_equal(w[0].peak, 0.0009, 1e-9);
    assert_int_equal(w[1].first_sound, 24);
    assert_int_equal(w[2].first_sound, 25);
    assert_float_equal(w[2].peak, 0.5, 1e-9);
    assert_true(w[3].first_sound == LISTEN_NONE);
}

#define HEAD                                                                                                 \
    "\"format\":\"daolan "                                                                                   \
    "timeline\",\"version\":1,\"rate\":48000,\"packet\":960,\"pre_skip\":960,\"length\":76800,"
#define SOURCES                                                                                              \
    "\"sources\":[{\"name\":\"article.txt\",\"bytes\":6,"                                                    \
    "\"sha256\":\"1d92199e5ab816def8488aaa1f4e73d18eb163d6d9d233e441fc3cb4ef9e05cc\",\"text\":\"桥。\","   \
    "\"classes\":[{\"offset\":0,\"length\":3,\"class\":\"spoken\",\"sentence\":0},"                          \
    "{\"offset\":3,\"length\":3,\"class\":\"silent\"}]}],"
#define FILES                                                                                                \
    "\"files\":[{\"path\":\"tour.opus\",\"start\":0,\"length\":76800,"                                       \
    "\"chapters\":[{\"start\":0,\"length\":76800,\"title\":\"桥\",\"stop\":1}]},"                           \
    "{\"path\":\"stops/01.opus\",\"start\":0,\"length\":76800,\"stop\":1,"                                   \
    "\"chapters\":[{\"start\":0,\"length\":76800,\"title\":\"桥\"}]}],"
#define STOPS                                                                                                \
    "\"stops\":[{\"number\":1,\"title\":\"桥\",\"file\":\"stops/01.opus\",\"start\":0,\"length\":76800,"    \
    "\"segments\":[{\"start\":0,\"length\":76800,\"sentences\":[{\"index\":0,\"start\":19200,\"length\":"    \
    "9600,"                                                                                                  \
    "\"text\":\"桥。\",\"spans\":[[0,0,6]],\"syllables\":[{\"pinyin\":\"qiao2\",\"start\":19200,\"end\":"  \
    "27840,"                                                                                                 \
    "\"at\":[0,3]}]}]}]}]"

/* Findings that a timeline gets. */
static size_t
findings_of(str text, bool *readable)
{
    arena out = arena_reserve((size_t)1 << 30), scratch = arena_split(&out, (size_t)256 << 20);
    struct diags diags = diags_new(&out);
    struct findings f = findings_start(&out, STR("tour"), &diags);
    struct tour_index index;
    *readable = tour_index_parse(&index, &out, &f, text);
    if (*readable) {
        (void)source_check(&index, scratch, &f);
        (void)index_check(&index, &f);
    }
    tour_index_close(&index);
    return f.count;
}

/* Scenario: a small timeline, then the same with one thing changed. Expect: no finding, then one at least. */
static void
timelines(void **state)
{
    (void)state;
    static const char whole[] = "{" HEAD SOURCES FILES STOPS "}";
    static const struct {
        const char *from, *to;
        bool readable;
    } changes[] = {
        {"\"rate\":48000", "\"rate\":44100", true},
        {"\"start\":19200", "\"start\":19201", true},
        {"\"start\":19200", "\"start\":1e99", false},
        {"\"start\":19200", "\"start\":-1", false},
        {"\"start\":19200", "\"start\":1.5", false},
        {"\"start\":19200", "\"start\":\"19200\"", false},
        {"\"stops\":[", "\"stops\":[null,", false},
        {"\"at\":[0,3]", "\"at\":[0,2]", true},
        {"\"at\":[0,3]", "\"at\":[3,3]", true},
        {"\"at\":[0,3]", "\"at\":[0,99999999]", true},
        {"[[0,0,6]]", "[[0,0,5]]", true},
        {"[[0,0,6]]", "[[9,0,6]]", true},
        {"[[0,0,6]]", "[[0,1125899906842624,6]]", true},
        {"[[0,0,6]]", "[[0,0]]", false},
        {"\"sentence\":0", "\"sentence\":7", true},
        {"\"class\":\"silent\"", "\"class\":\"lost\"", false},
        {"\"offset\":3,\"length\":3", "\"offset\":3,\"length\":2", true},
        {"stops/01.opus", "../../01.opus", false},
        {"\"stop\":1,", "\"stop\":2,", true},
        {"\"end\":27840", "\"end\":48000", true},
        {"}]}]}]}]}", "}]}]}]}]", false},
    };
    bool readable;
    assert_int_equal(findings_of(str_from(whole), &readable), 0);
    assert_true(readable);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        str text = str_from(whole), from = str_from(changes[i].from);
        size_t at = str_find(text, from);
        assert_true(at != STR_NONE);
        char memory[8192];
        arena out = {memory, memory + sizeof memory};
        str changed = str_format(&out, "%.*s%s%s", (int)at, whole, changes[i].to, whole + at + from.len);
        size_t found = findings_of(changed, &readable);
        if (found == 0 || readable != changes[i].readable) {
            fail_msg("%s for %s: %zu findings", changes[i].to, changes[i].from, found);
        }
    }
}

/* Scenario: the timeline broken off at every byte. Expect: a finding each time. */
static void
broken_off(void **state)
{
    (void)state;
    static const char whole[] = "{" HEAD SOURCES FILES STOPS "}";
    for (size_t length = 0; length + 1 < sizeof whole; length += 7) {
        bool readable;
        assert_true(findings_of((str){whole, length}, &readable) > 0);
        assert_false(readable);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times),     cmocka_unit_test(names),      cmocka_unit_test(windows),
        cmocka_unit_test(timelines), cmocka_unit_test(broken_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
