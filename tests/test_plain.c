#include "support_script.h"

#include "script/lines.h"

/* Scenario: the layout of a newspaper page. Expect: title, subtitles, headings of each form, paragraphs. */
static void
layout_gives_titles_and_headings(void **state)
{
    (void)state;
    fixture_check("article.txt",
                  "\n\n白塔：走在湖边\n\n慢行道 好风光\n\n守护清水 迎接归鸟\n\n"
                  "湖畔归来——引水入湖，种草护岸，高标准建设湿地公园\n\n"
                  "白塔镇有一面湖。湖水今年清了。\n\n"
                  "镇里一把种子 换来满岸青草\n\n"
                  "今年春天，人们种了草。\n\n"
                  "归鸟\n\n"
                  "秋天，鸟飞回来了。\n\n"
                  "走向湖心，再看远山\n\n"
                  "山影在水里。\n\n湖心\n\n看，水下有塔。\n",
                  "1 title 白塔：走在湖边\n1 title 慢行道 好风光\n1 title 守护清水 迎接归鸟\n"
                  "2 heading 湖畔归来——引水入湖，种草护岸，高标准建设湿地公园\n"
                  "2 paragraph 白塔镇有一面湖。|湖水今年清了。\n"
                  "3 heading 镇里一把种子 换来满岸青草\n3 paragraph 今年春天，人们种了草。\n"
                  "4 heading 归鸟\n4 paragraph 秋天，鸟飞回来了。\n"
                  "5 heading 走向湖心，再看远山\n5 paragraph 山影在水里。\n"
                  "6 heading 湖心\n6 paragraph 看，水下有塔。\n",
                  "");
}

static void
first_heading_may_follow_the_title(void **state)
{
    (void)state;
    fixture_check("article.txt", "白塔镇\n\n湖边\n\n湖水清了。\n",
                  "1 title 白塔镇\n2 heading 湖边\n2 paragraph 湖水清了。\n", "");
    fixture_check("article.txt", "白塔镇\n\n本报记者 李湖\n\n湖水清了。\n",
                  "1 title 白塔镇\n1 title 本报记者 李湖\n1 paragraph 湖水清了。\n", "");
    fixture_check("article.txt", "白塔镇\n\n2022年9月1日\n\n湖水清了。\n",
                  "1 title 白塔镇\n1 title 2022年9月1日\n1 paragraph 湖水清了。\n", "");
    fixture_check("article.txt", "白塔镇", "1 title 白塔镇\n", "");
    fixture_check("article.txt", "白塔镇\n湖水清了。\n鸟来了。\n",
                  "1 title 白塔镇\n1 paragraph 湖水清了。\n1 paragraph 鸟来了。\n", "");
}

static void
heading_under_heading_shares_its_stop(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "article.txt", "白塔镇\n\n湖水清了。\n\n第二站\n\n归鸟的家\n\n鸟飞回来了。\n");
    fixture_read(&f);
    assert_string_equal(fixture_listing(&f),
                        "1 title 白塔镇\n1 paragraph 湖水清了。\n2 heading 第二站\n2 heading 归鸟的家\n"
                        "2 paragraph 鸟飞回来了。\n");
    assert_true(str_equal(f.tour.stops[1].title, STR("第二站 归鸟的家")));
    assert_true(str_equal(f.tour.settings.title, STR("白塔镇")));
    fixture_end(&f);
}

/* Scenario: lines that are short but no headings. Expect: paragraphs. */
static void
not_every_short_line_is_a_heading(void **state)
{
    (void)state;
    fixture_check("article.txt", "白塔镇\n\n湖水清了。\n\n归鸟！\n\n鸟飞回来了。\n\n完\n",
                  "1 title 白塔镇\n1 paragraph 湖水清了。\n1 paragraph 归鸟！\n1 paragraph 鸟飞回来了。\n"
                  "1 paragraph 完\n",
                  "");
}

/* Scenario: hard-wrapped lines. Expect: one paragraph; Latin words are parted by a space, hanzi by nothing.
 */
static void
wrapped_lines_are_joined(void **state)
{
    (void)state;
    fixture_check(
        "article.txt",
        "白塔镇\n\n湖边的草是三年前种下的，那时候\n岸上只有泥，一下雨路就不见了，\n"
        "人们绕着走。后来草长起来，把泥抓\n住了，鸟也有了家。\n",
        "1 title 白塔镇\n1 paragraph 湖边的草是三年前种下的，那时候岸上只有泥，一下雨路就不见了，人们绕"
        "着走。|后来草长起来，把泥抓住了，鸟也有了家。\n",
        "");
    fixture_check(
        "article.txt",
        "White Tower\n\nThe lake was cleaned three years ago and\nthe birds came back in the next year."
        "\nThey stay.\n",
        "1 title White Tower\n1 paragraph The lake was cleaned three years ago and the birds came back "
        "in the next year.|They stay.\n",
        "");
}

static void
indented_lines_are_paragraphs(void **state)
{
    (void)state;
    fixture_check("article.txt",
                  "白塔镇\n　　湖边的草是三年前种下的，那时候\n岸上只有泥，一下雨路就不见了。\n"
                  "　　后来草长起来，把泥抓得紧紧的，\n鸟也有了家。\n",
                  "1 title 白塔镇\n1 paragraph 湖边的草是三年前种下的，那时候岸上只有泥，一下雨路就不见了。\n"
                  "1 paragraph 后来草长起来，把泥抓得紧紧的，鸟也有了家。\n",
                  "");
}

/* Scenario: an indented line behind a full one that breaks off. Expect: a paragraph of its own. */
static void
indentation_ends_a_paragraph(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "article.txt",
                  "白塔镇\n\n湖边的草是三年前种下的，那时候\n岸上只有泥，一下雨就为过路人提供\n"
                  "　　今年，草长起来了，把泥抓住了，\n鸟也有了家。\n");
    fixture_read(&f);
    assert_int_equal(f.tour.segment_count, 3);
    fixture_end(&f);
}

/* Scenario: numbered lists at the end, in each form. Expect: caption stops with the list's numbers. */
static void
final_list_is_captions(void **state)
{
    (void)state;
    static const char *const forms[] = {"- 1.湖上的桥。\n- 3.岸上的塔。\n", "1、湖上的桥。\n3、岸上的塔。\n",
                                        "1. 湖上的桥。\n3. 岸上的塔。\n", "①湖上的桥。\n③岸上的塔。\n",
                                        "（1）湖上的桥。\n\n(3) 岸上的塔。"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct fixture f = fixture_new();
        str text = str_format(&f.out, "白塔镇\n\n湖水清了。\n\n%s", forms[i]);
        fixture_write_bytes(&f, "article.txt", text);
        fixture_read(&f);
        assert_string_equal(fixture_listing(&f),
                            "1 title 白塔镇\n1 paragraph 湖水清了。\n101 caption 湖上的桥。\n"
                            "103 caption 岸上的塔。\n");
        assert_int_equal(f.diags.count, 0);
        fixture_end(&f);
    }
}

static void
lone_line_before_the_list_is_a_caption(void **state)
{
    (void)state;
    fixture_check(
        "article.txt",
        "白塔镇\n\n湖水清了。\n\n鸟回来了。\n\n\n\n晨光里的白塔。\n\n- 1.湖上的桥。\n- 2.岸上的塔。\n",
        "1 title 白塔镇\n1 paragraph 湖水清了。\n1 paragraph 鸟回来了。\n101 caption 湖上的桥。\n"
        "102 caption 岸上的塔。\n103 caption 晨光里的白塔。\n",
        "article.txt:9:1: note: a caption without a number becomes number 3\n");
}

/* Scenario: numbers that are no captions. Expect: paragraphs. */
static void
other_lists_are_body(void **state)
{
    (void)state;
    fixture_check("article.txt", "白塔镇\n\n我们走两站：\n1. 湖边。\n2. 塔下。\n",
                  "1 title 白塔镇\n1 paragraph 我们走两站：\n1 paragraph 1. 湖边。\n1 paragraph 2. 塔下。\n",
                  "");
    fixture_check("article.txt", "白塔镇\n\n湖水清了。\n\n3.5万人来过。\n\n2022、2023年都是。\n",
                  "1 title 白塔镇\n1 paragraph 湖水清了。\n1 paragraph 3.5万人来过。\n"
                  "1 paragraph 2022、2023年都是。\n",
                  "");
}

static void
markers_are_measured(void **state)
{
    (void)state;
    uint32_t number;
    assert_int_equal(lines_marker(STR("- 12.桥"), &number), 5);
    assert_int_equal(number, 12);
    assert_int_equal(lines_marker(STR("1) 桥"), &number), 3);
    assert_int_equal(lines_marker(STR("⑳桥"), &number), 3);
    assert_int_equal(number, 20);
    assert_int_equal(lines_marker(STR("1234. 桥"), &number), 0);
    assert_int_equal(lines_marker(STR("1."), &number), 0);
    assert_int_equal(lines_marker(STR("0. 桥"), &number), 0);
    assert_int_equal(lines_marker(STR("1.5 桥"), &number), 0);
    assert_int_equal(lines_marker(STR("- 桥"), &number), 0);
    assert_int_equal(lines_marker(STR(""), &number), 0);
}

/* Scenario: an article of ornaments. Expect: an error, for nothing can be heard. */
static void
ornaments_are_silent(void **state)
{
    (void)state;
    fixture_check("article.txt", "※※※\n\n———\n", "",
                  "article.txt:0:0: error: nothing in the file can be read aloud\n");
    fixture_check("article.txt", "白塔镇\n\n湖水清了。\n\n* * *\n\n鸟回来了。\n",
                  "1 title 白塔镇\n1 paragraph 湖水清了。\n1 paragraph 鸟回来了。\n", "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layout_gives_titles_and_headings),
        cmocka_unit_test(first_heading_may_follow_the_title),
        cmocka_unit_test(heading_under_heading_shares_its_stop),
        cmocka_unit_test(not_every_short_line_is_a_heading),
        cmocka_unit_test(wrapped_lines_are_joined),
        cmocka_unit_test(indented_lines_are_paragraphs),
        cmocka_unit_test(indentation_ends_a_paragraph),
        cmocka_unit_test(final_list_is_captions),
        cmocka_unit_test(lone_line_before_the_list_is_a_caption),
        cmocka_unit_test(other_lists_are_body),
        cmocka_unit_test(markers_are_measured),
        cmocka_unit_test(ornaments_are_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
