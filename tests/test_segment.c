#include "support_script.h"

#include <string.h>

#include "script/listing.h"
#include "script/pairs.h"
#include "script/split.h"

static const char *
split_text(arena *out, arena scratch, str text)
{
    size_t count;
    struct range *ranges = split_sentences(out, scratch, text, &count);
    struct str_builder b = {.out = out};
    for (size_t i = 0; i < count; i++) {
        str_add(&b, i > 0 ? STR("|") : STR(""));
        str part = str_cut(text, ranges[i].from, ranges[i].to - ranges[i].from);
        assert_int_equal(ranges[i].to, ranges[i].from + part.len);
        str_add(&b, part);
    }
    return str_terminated(out, str_built(&b));
}

/* In: sentences parted by |. Expect: exactly these from the text without the bars. */
static void
sentences_end_where_they_should(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "船来了。|鸟也来了！|是吗？|是。",
        "Is it!|It is?|Yes.",
        "他走了……|后来呢？！|没有后来。。。",
        "他走了......|后来呢？",
        "“水清了。”|说起湖，老人笑了。",
        "“好！”他说。|“走吧，船要开了，再晚就来不及了！”|他挥挥手。",
        "他说：“水清了。鸟来了。”|然后走了。",
        "镇里提出“水要清！鸟要来！人要留住！”的目标。",
        "这本《水清了吗？》很好看。|（见第3页。）好。",
        "（水清了。鸟来了。）后来，树也高了。",
        "“‘水清了。’”|他说。",
        "长3.5公里，10:30开船，1,000人。|到了。",
        "Mr. Li met J. K. Rowling at 3.5 p.m. on No. 5 St. Mary.|He left.",
        "He left.|She came.",
        "水清了.|鸟来了.",
        "1. 湖边。|2. 塔下。",
        "看https://example.org/a?b=1!c这里。",
        "“水清了。|鸟来了，没有合上的引号。|好。",
        "多了一个”。|好。",
        "水……，鸟……|来了。",
        "……水清了。",
        "水清了。——",
        "。。。水清了。",
        "Don’t go.|Don’t stop",
        "a) 湖。|1) 塔。",
    };
    arena out = arena_reserve((size_t)1 << 28), scratch = arena_reserve((size_t)1 << 28);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str_builder whole = {.out = &out};
        for (const char *c = cases[i]; *c != '\0'; c++) {
            bool latin_pause = *c == '|' && c[1] > ' ' && c[-1] > 0 && strchr(".!?", c[-1]) != NULL;
            if (*c != '|') {
                str_add_char(&whole, *c);
            } else if (latin_pause || c[-1] == '.') {
                str_add_char(&whole, ' ');
            }
        }
        assert_string_equal(split_text(&out, scratch, str_built(&whole)), cases[i]);
    }
    assert_string_equal(split_text(&out, scratch, STR("——……。”")), "");
    assert_string_equal(split_text(&out, scratch, STR("")), "");
}

/* count copies of a part, then the tail. */
static str
repeat(arena *out, const char *part, size_t count, const char *tail)
{
    struct str_builder b = {.out = out};
    for (size_t i = 0; i < count; i++) {
        str_add(&b, str_from(part));
    }
    str_add(&b, str_from(tail));
    return str_built(&b);
}

static void
check_lengths(str text, size_t expected, uint32_t longest)
{
    arena out = arena_reserve((size_t)1 << 28), scratch = arena_reserve((size_t)1 << 28);
    size_t count;
    struct range *ranges = split_sentences(&out, scratch, text, &count);
    assert_int_equal(count, expected);
    for (size_t i = 0; i < count; i++) {
        assert_in_range(ranges[i].chars, 1, longest);
    }
}

static void
long_sentences_are_cut_evenly(void **state)
{
    (void)state;
    arena out = arena_reserve((size_t)1 << 28);
    check_lengths(repeat(&out, "湖水一天天清起来；", 22, "好。"), 1, 200);
    check_lengths(repeat(&out, "湖水一天天清起来；", 25, "好。"), 2, 130);
    check_lengths(repeat(&out, "湖水一天天清起来，", 33, "好。"), 1, 300);
    check_lengths(repeat(&out, "湖水一天天清起来，", 40, "好。"), 2, 200);
    check_lengths(repeat(&out, "湖", 999, "。"), 1, 1000);
    check_lengths(repeat(&out, "湖", 2500, "。"), 3, 1000);
    struct str_builder quoted = {.out = &out};
    str_add(&quoted, STR("他说：“"));
    str_add(&quoted, repeat(&out, "水清了。", 35, "”走了。"));
    check_lengths(str_built(&quoted), 2, 150);
    quoted = (struct str_builder){.out = &out};
    str_add(&quoted, STR("他说：“"));
    str_add(&quoted, repeat(&out, "水清了。", 40, "”走了。"));
    check_lengths(str_built(&quoted), 41, 8);
}

static void
units_are_divided_evenly(void **state)
{
    (void)state;
    size_t runs[8];
    assert_int_equal(split_evenly((uint32_t[]){100, 200, 300, 400, 500, 600}, 6, 2, runs), 2);
    assert_int_equal(runs[0], 3);
    assert_int_equal(split_evenly((uint32_t[]){290, 300, 310, 600}, 4, 2, runs), 2);
    assert_int_equal(runs[0], 2);
    assert_int_equal(split_evenly((uint32_t[]){10, 590, 600}, 3, 2, runs), 2);
    assert_int_equal(split_evenly((uint32_t[]){900}, 1, 3, runs), 1);
    assert_int_equal(runs[0], 1);
    assert_int_equal(split_evenly((uint32_t[]){1, 2}, 2, 5, runs), 2);
    assert_int_equal(split_evenly(NULL, 0, 1, runs), 0);
}

/* Scenario: a paragraph of 700 characters. Expect: three segments of about a third, one stop. */
static void
long_paragraphs_become_segments(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct str_builder b = {.out = &f.out};
    str_add(&b, STR("白塔镇\n\n"));
    for (int i = 0; i < 50; i++) {
        str_add_format(&b, "第%d天，湖水清起来一点点。", i + 10);
    }
    str_add(&b, STR("\n"));
    fixture_write_bytes(&f, "article.txt", str_built(&b));
    fixture_read(&f);
    assert_int_equal(f.tour.stop_count, 1);
    assert_int_equal(f.tour.segment_count, 4);
    assert_in_range(f.tour.segments[1].sentence_count, 16, 17);
    assert_in_range(f.tour.segments[2].sentence_count, 16, 17);
    assert_in_range(f.tour.segments[3].sentence_count, 16, 17);
    fixture_end(&f);
}

/* Scenario: a caption of captions.txt; photos before and behind a paragraph that becomes three segments,
 * behind the last one, in a heading alone, and in the next stop. Expect: each knows its stop and how many of
 * its segments stand before it. */
static void
photos_keep_their_place(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    static const struct {
        uint32_t number, near, near_segments;
    } expected[] = {{106, 0, 0}, {107, 1, 1}, {108, 1, 4}, {109, 1, 5},
                    {110, 1, 5}, {111, 2, 1}, {112, 2, 2}};
    static const char photo[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    struct str_builder b = {.out = &f.out};
    str_add(&b, STR("# 湖\n\n![一。](photos/a.svg)\n\n"));
    for (int i = 0; i < 50; i++) {
        str_add_format(&b, "第%d天，湖水清起来一点点。", i + 10);
    }
    str_add(&b, STR("\n\n![二。](photos/a.svg)\n\n鸟来了。\n\n![三。](photos/a.svg)\n\n"));
    str_add(&b, STR("## ![四。](photos/a.svg)\n\n## "
                    "岸\n\n![五。](photos/a.svg)\n\n树。\n\n![六。](photos/a.svg)\n\n船。\n"));
    str folder = file_join(&f.out, f.folder, STR("photos"));
    assert_int_equal(file_make_folder(folder, f.scratch, &f.diags), STATUS_OK);
    fixture_write(&f, "photos/a.svg", photo);
    fixture_write(&f, "captions.txt", "6\tphotos/a.svg\t零。\n");
    fixture_write_bytes(&f, "article.md", str_built(&b));
    fixture_read(&f);
    assert_int_equal(f.tour.stop_count, 2 + sizeof expected / sizeof *expected);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const struct stop *stop = &f.tour.stops[i + 2];
        assert_int_equal(stop->number, expected[i].number);
        assert_int_equal(stop->near, expected[i].near);
        assert_int_equal(stop->near_segments, expected[i].near_segments);
    }
    fixture_end(&f);
}

static void
marks_find_their_partners(void **state)
{
    (void)state;
    arena out = arena_reserve((size_t)1 << 28);
    struct pairs p = pairs_find(&out, STR("“山（河」城”海）"));
    assert_int_equal(p.count, 5);
    assert_int_equal(p.items[0].partner, p.items[3].at);
    assert_int_equal(p.items[1].partner, PAIR_NONE);
    assert_int_equal(p.items[2].partner, PAIR_NONE);
    assert_int_equal(p.items[4].partner, PAIR_NONE);
    assert_int_equal(pairs_unmatched(&p, true)->at, p.items[1].at);
    p = pairs_find(&out, STR("(山）\"河\"“城”’s 1) 5\" don’t"));
    assert_null(pairs_unmatched(&p, true));
    assert_int_equal(p.items[0].partner, p.items[1].at);
    p = pairs_find(&out, STR("2) 湖边 5\" 高"));
    assert_int_equal(p.count, 0);
}

static void
listing_is_a_table(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "article.txt", "White Tower\n\nOne.\t Two.\n\n湖\x01 水。\t鸟。\n");
    fixture_read(&f);
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    tour_print_segments(&f.tour, stream);
    fclose(stream);
    assert_string_equal(text, "1\t1\ttitle\t1\tWhite Tower\n1\t2\tparagraph\t3\tOne. Two.\n"
                              "1\t3\tparagraph\t5\t湖  水。鸟。\n");
    free(text);
    fixture_end(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_end_where_they_should), cmocka_unit_test(long_sentences_are_cut_evenly),
        cmocka_unit_test(units_are_divided_evenly),        cmocka_unit_test(long_paragraphs_become_segments),
        cmocka_unit_test(marks_find_their_partners),       cmocka_unit_test(listing_is_a_table),
        cmocka_unit_test(photos_keep_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
