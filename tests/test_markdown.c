#include "support_script.h"

static void
headings_start_stops(void **state)
{
    (void)state;
    fixture_check(
        "article.md",
        "# 白塔镇\n\n朝着湖走。\n\n## 湖边\n\n### 第一眼\n\n水清了。\n\n归鸟\n----\n\n鸟来了。\n\n"
        "### 巢\n\n### 树\n\n很高。\n",
        "1 title 白塔镇\n1 paragraph 朝着湖走。\n2 heading 湖边\n2 heading 第一眼\n2 paragraph 水清了。\n"
        "3 heading 归鸟\n3 paragraph 鸟来了。\n4 heading 巢\n5 heading 树\n5 paragraph 很高。\n",
        "");
}

static void
title_is_the_first_h1(void **state)
{
    (void)state;
    fixture_check(
        "article.md", "# 白塔镇\n## 湖边\n水清了。\n# 尾声\n再见。\n",
        "1 title 白塔镇\n2 heading 湖边\n2 paragraph 水清了。\n3 heading 尾声\n3 paragraph 再见。\n", "");
    struct fixture f = fixture_new();
    fixture_write(&f, "article.md", "水清了，鸟来了。\n\n## 湖边\n\n再见。\n");
    fixture_read(&f);
    assert_string_equal(fixture_listing(&f),
                        "1 paragraph 水清了，鸟来了。\n2 heading 湖边\n2 paragraph 再见。\n");
    assert_true(str_equal(f.tour.stops[0].title, STR("水清了")));
    fixture_end(&f);
}

/* Scenario: emphasis, links, escapes, entities, line ends. Expect: their text alone. */
static void
inline_markup_keeps_its_text(void **state)
{
    (void)state;
    fixture_check("article.md",
                  "# 白*塔*镇\n\n湖水**清**了，[鸟](https://example.org/a)也[来][r]了。\n"
                  "岸上\\*不\\*长草，  \n湖&amp;岸&#65;&nbsp;B。\nWhite\nTower 1\\\nTower.\n\n"
                  "**“重点”**的水。\n\n[r]: https://example.org\n",
                  "1 title 白塔镇\n1 paragraph 湖水清了，鸟也来了。|岸上*不*长草，湖&岸A\xC2\xA0"
                  "B。|White Tower 1 Tower.\n"
                  "1 paragraph “重点”的水。\n",
                  "");
}

static void
lists_quotes_and_tables_are_paragraphs(void **state)
{
    (void)state;
    fixture_check(
        "article.md",
        "# 白塔镇\n\n- 湖\n- 塔\n  - 塔顶\n\n1. 一站。\n2. 二站。\n\n> 水清了。\n> 鸟来了。\n\n"
        "| 站 | 名 |\n|----|----|\n| 一 | 湖 |\n| 二 | |\n\n    缩进的一段。\n",
        "1 title 白塔镇\n1 paragraph 湖\n1 paragraph 塔\n1 paragraph 塔顶\n1 paragraph 一站。\n"
        "1 paragraph 二站。\n1 paragraph 水清了。|鸟来了。\n1 paragraph 站，名\n1 paragraph 一，湖\n"
        "1 paragraph 二\n1 paragraph 缩进的一段。\n",
        "");
}

static void
images_are_captions(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "photos/bridge.jpg", "<svg/>");
    fixture_write(&f, "tower one.jpg", "<svg/>");
    fixture_write(&f, "article.md",
                  "# 白塔镇\n\n水清了。\n\n## 湖边\n\n看![湖上的**桥**。](bridge.jpg)这里。\n\n"
                  "[![塔，很高。](tower%20one.jpg)](https://example.org)\n\n![](bridge.jpg)\n");
    fixture_read(&f);
    assert_string_equal(fixture_listing(&f),
                        "1 title 白塔镇\n1 paragraph 水清了。\n2 heading 湖边\n"
                        "2 paragraph 看这里。\n101 caption 湖上的桥。\n102 caption 塔，很高。\n");
    assert_true(str_equal(f.tour.stops[2].photo, STR("photos/bridge.jpg")));
    assert_true(str_equal(f.tour.stops[2].photo_alt, STR("湖上的桥。")));
    assert_true(str_equal(f.tour.stops[3].photo, STR("tower one.jpg")));
    assert_true(str_equal(f.tour.stops[3].title, STR("塔")));
    assert_int_equal(f.tour.stops[2].near, 2);
    assert_true(f.tour.stops[2].is_caption);
    assert_string_equal(fixture_diagnostics(&f),
                        "article.md:11:5: warning: a photo without a caption cannot be heard\n");
    fixture_end(&f);
}

/* Scenario: what cannot be read aloud. Expect: left out, each with a warning at its place. */
static void
code_and_html_are_left_out(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(
        &f, "article.md",
        "# 白塔镇\n\n水`清了`了<b>吗</b>。一<br>二<!-- 记 -->三。\n\n```\n代码\n第二行\n```\n\n"
        "<div>\n块\n</div>\n\n<!-- 备忘 -->\n\n鸟[来](https://example.org \"题目\")了。\n\n#湖边\n");
    fixture_read(&f);
    assert_string_equal(fixture_listing(&f),
                        "1 title 白塔镇\n1 paragraph 水了吗。|一二三。\n1 paragraph 鸟来了。\n"
                        "1 paragraph #湖边\n");
    assert_string_equal(
        fixture_diagnostics(&f),
        "article.md:3:3: warning: code is not read aloud\n"
        "article.md:3:7: warning: HTML is not read aloud\n"
        "article.md:3:11: warning: HTML is not read aloud\n"
        "article.md:3:22: note: a comment is not read aloud\n"
        "article.md:6:1: warning: code is not read aloud\n"
        "article.md:10:1: warning: HTML is not read aloud\n"
        "article.md:14:1: note: a comment is not read aloud\n"
        "article.md:16:27: warning: text inside markup is not read aloud: 题目\n"
        "article.md:18:1: warning: a heading without a space after # is read as a paragraph\n");
    fixture_end(&f);
}

/* Scenario: an entity in a sentence. Expect: its character leads back to the entity, and is classed whole. */
static void
entities_lead_back_to_the_source(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "article.md", "湖&amp;岸&bogus;\n");
    fixture_read(&f);
    assert_string_equal(fixture_listing(&f), "1 paragraph 湖&岸&bogus;\n");
    const struct sentence *s = &f.tour.sentences[0];
    const struct source *source;
    uint32_t line, column;
    sentence_position(&f.tour, s, 3, &source, &line, &column);
    assert_int_equal(column, 2);
    sentence_position(&f.tour, s, 4, &source, &line, &column);
    assert_int_equal(column, 7);
    sentence_classify(&f.tour, s, 3, 1, TEXT_SPOKEN);
    assert_memory_equal(f.tour.sources[0].classes, ((unsigned char[]){0, 0, 0, 1, 1, 1, 1, 1, 0}), 9);
    sentence_classify(&f.tour, s, 4, 3, TEXT_SILENT);
    sentence_classify(&f.tour, s, 0, 3, TEXT_SPOKEN);
    assert_memory_equal(f.tour.sources[0].classes, ((unsigned char[]){1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 0}),
                        12);
    fixture_end(&f);
}

/* Scenario: a line end inside an image's text, and one behind it. Expect: each space stands for its own line
 * end. */
static void
joints_do_not_overlap(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "a.jpg", "x");
    fixture_write(&f, "article.md", "a![b\nc](a.jpg)\nd\n\n| e | ![f](a.jpg) g |\n|---|---|\n| h | i |\n");
    fixture_read(&f);
    assert_string_equal(
        fixture_listing(&f),
        "1 paragraph a d\n1 paragraph e， g\n1 paragraph h，i\n101 caption b c\n102 caption f\n");
    unsigned char seen[128] = {0};
    for (size_t i = 0; i < f.tour.sentence_count; i++) {
        for (size_t k = 0; k < f.tour.sentences[i].piece_count; k++) {
            struct span from = f.tour.sentences[i].pieces[k].from;
            for (uint32_t b = 0; b < from.length; b++) {
                assert_int_equal(seen[from.offset + b]++, 0);
            }
        }
    }
    fixture_end(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_start_stops),
        cmocka_unit_test(title_is_the_first_h1),
        cmocka_unit_test(inline_markup_keeps_its_text),
        cmocka_unit_test(lists_quotes_and_tables_are_paragraphs),
        cmocka_unit_test(images_are_captions),
        cmocka_unit_test(code_and_html_are_left_out),
        cmocka_unit_test(entities_lead_back_to_the_source),
        cmocka_unit_test(joints_do_not_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
