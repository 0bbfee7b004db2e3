#include "support_script.h"

#include <string.h>

#include "script/opening.h"

/* Scenario: a body under a title. Expect: the paragraphs' text and the diagnostics, title left off. */
static void
check_body(const char *body, const char *listing, const char *diagnostics)
{
    struct fixture f = fixture_new();
    fixture_write_bytes(&f, "article.txt", str_format(&f.out, "白塔：走在湖边\n\n%s", body));
    fixture_read(&f);
    static const char title[] = "1 title 白塔：走在湖边\n";
    assert_memory_equal(fixture_listing(&f), title, strlen(title));
    assert_string_equal(fixture_listing(&f) + strlen(title), listing);
    assert_string_equal(fixture_diagnostics(&f), diagnostics);
    fixture_end(&f);
}

static void
cut_paragraphs_are_joined(void **state)
{
    (void)state;
    static const struct {
        const char *body, *listing;
    } cases[] = {
        {"两岸的人种树护岸，把湖水一年年治清，大家齐心协\n\n力，鸟也飞回来了。\n",
         "1 paragraph 两岸的人种树护岸，把湖水一年年治清，大家齐心协力，鸟也飞回来了。\n"},
        {"岸上的草是孩子们种的，人人都爱\n\n湖、个个都护湖。\n",
         "1 paragraph 岸上的草是孩子们种的，人人都爱湖、个个都护湖。\n"},
        {"湖水清了，草长了，“山、水、林、\n\n鸟”住在了一起。\n",
         "1 paragraph 湖水清了，草长了，“山、水、林、鸟”住在了一起。\n"},
        {"东岸的木栈道去年动工，如今已经修\n\n通；西岸的还在修。\n",
         "1 paragraph 东岸的木栈道去年动工，如今已经修通；西岸的还在修。\n"},
        {"镇上办起了护鸟站，又请来老师，开展了志愿\n\n“千人护一湖”行动，来了很多人。\n",
         "1 paragraph 镇上办起了护鸟站，又请来老师，开展了志愿“千人护一湖”行动，来了很多人。\n"},
        {"镇上办起了护鸟站，请来老师，教大家认\n\n鸟，听声音就\n\n知道，是谁来了。\n",
         "1 paragraph 镇上办起了护鸟站，请来老师，教大家认鸟，听声音就知道，是谁来了。\n"},
        {"湖水清了，孩子们唱着“去年，\n\n今年，鸟都来了”这样的歌。\n",
         "1 paragraph 湖水清了，孩子们唱着“去年，今年，鸟都来了”这样的歌。\n"},
        {"湖边\n\n，水清了。\n", "1 paragraph 湖边，水清了。\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f = fixture_new();
        fixture_write_bytes(&f, "article.txt", str_format(&f.out, "白塔：走在湖边\n\n%s", cases[i].body));
        fixture_read(&f);
        assert_string_equal(strchr(fixture_listing(&f), '\n') + 1, cases[i].listing);
        assert_true(f.diags.count > 0);
        assert_true(str_find(f.diags.items[0].message, STR("joined with its end at 5:1")) != STR_NONE);
        fixture_end(&f);
    }
}

/* Scenario: the spans of a joined sentence. Expect: two pieces, each where it stands. */
static void
joined_sentence_leads_to_both_places(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "article.txt", "白塔镇\n\n湖水清了，草长了，“山、水、\n\n鸟”住在了一起。\n");
    fixture_read(&f);
    const struct sentence *s = &f.tour.sentences[1];
    assert_int_equal(s->piece_count, 2);
    const struct source *source;
    uint32_t line, column;
    sentence_position(&f.tour, s, (uint32_t)s->pieces[0].text.len + 3, &source, &line, &column);
    assert_int_equal(line, 5);
    assert_int_equal(column, 2);
    assert_string_equal(fixture_diagnostics(&f),
                        "article.txt:3:14: warning: the sentence is cut here; joined with its end at 5:1\n");
    fixture_end(&f);
}

static void
fragments_are_not_joined_with_fresh_sentences(void **state)
{
    (void)state;
    static const char *const fresh[] = {
        "今年，湖水更清了。",     "初秋时节，鸟来了。",           "2019年，湖边修了路。",
        "8月，草黄了。",          "截至去年，路修好了。",         "此外，还有一座塔。",
        "随着湖水变清，鸟来了。", "“水清了，人就来了。”老人说。", "“水清了，”老人说。",
        "白塔的湖水清了。",       "从2019年起，路修好了。"};
    for (size_t i = 0; i < sizeof fresh / sizeof *fresh; i++) {
        struct fixture f = fixture_new();
        fixture_write_bytes(
            &f, "article.txt",
            str_format(&f.out, "白塔：走在湖边\n\n镇上的护鸟站今年春天办起来了，为过路的鸟提供了\n\n%s\n",
                       fresh[i]));
        fixture_read(&f);
        assert_string_equal(fixture_diagnostics(&f),
                            "article.txt:3:23: warning: the sentence breaks off here, and "
                            "the next paragraph begins a new one\n");
        fixture_end(&f);
    }
}

static void
fragments_are_reported(void **state)
{
    (void)state;
    check_body(
        "镇里的人都来帮忙，3个小组、16人、\n\n归鸟 住进新家\n\n鸟来了。\n",
        "1 paragraph 镇里的人都来帮忙，3个小组、16人、\n2 heading 归鸟 住进新家\n2 paragraph 鸟来了。\n",
        "article.txt:3:18: warning: the sentence breaks off here\n");
    check_body("湖水清了。\n\n，鸟也来了。\n", "1 paragraph 湖水清了。\n1 paragraph ，鸟也来了。\n",
               "article.txt:5:1: warning: the paragraph begins in mid-sentence: its beginning is missing\n");
    check_body("湖水清了。\n\n鸟的家”在湖边。\n", "1 paragraph 湖水清了。\n1 paragraph 鸟的家”在湖边。\n",
               "article.txt:5:1: warning: the paragraph begins in mid-sentence: its beginning is missing\n");
    check_body(
        "镇上的护鸟站今年春天办起来了，为过路的鸟提供了\n\n今年，湖水更清了。\n\n一个新的家。\n",
        "1 paragraph 镇上的护鸟站今年春天办起来了，为过路的鸟提供了\n1 paragraph 今年，湖水更清了。\n"
        "1 paragraph 一个新的家。\n",
        "article.txt:3:23: warning: the sentence breaks off here, and the next paragraph begins a new one\n"
        "article.txt:7:1: warning: a few words by themselves; they may end the sentence that breaks off at "
        "3:23\n");
}

static void
repeats_are_found_once(void **state)
{
    (void)state;
    /* across paragraphs, over a small difference, and not below twenty characters */
    check_body(
        "去年冬天，湖边的三百棵老柳树都系上了红布条，远远看去像一团火。\n\n"
        "鸟来了。湖边的三百棵老柳树都系上了红布带，远远看去像一团火。\n\n"
        "湖边的三百棵老柳树都系上了名牌。\n",
        "1 paragraph 去年冬天，湖边的三百棵老柳树都系上了红布条，远远看去像一团火。\n"
        "1 paragraph 鸟来了。|湖边的三百棵老柳树都系上了红布带，远远看去像一团火。\n"
        "1 paragraph 湖边的三百棵老柳树都系上了名牌。\n",
        "article.txt:5:5: warning: 24 characters that stood already at 3:6: 湖边的三百棵老柳树都系上…\n");
    /* within one paragraph */
    check_body(
        "护鸟站的人每天清晨沿着湖走一圈数一数归来的白鹭，护鸟站的人每天清晨沿着湖走一圈数一数归来的白鹭。\n",
        "1 paragraph 护鸟站的人每天清晨沿着湖走一圈数一数归来的白鹭，护鸟站的人每天清晨沿着湖走一圈数一数归"
        "来的白鹭。\n",
        "article.txt:3:25: warning: 23 characters that stood already at 3:1: 护鸟站的人每天清晨沿着湖…\n");
}

/* Scenario: a slogan in title, heading and body. Expect: no repeat. */
static void
slogans_in_headings_are_no_repeats(void **state)
{
    (void)state;
    fixture_check(
        "article.txt",
        "白塔镇沿着清清的湖水一路走向更加美好的未来日子\n\n湖水清了。\n\n"
        "走在湖边——白塔镇沿着清清的湖水一路走向更加美好的未来日子\n\n鸟来了。\n",
        "1 title 白塔镇沿着清清的湖水一路走向更加美好的未来日子\n1 paragraph 湖水清了。\n"
        "2 heading 走在湖边——白塔镇沿着清清的湖水一路走向更加美好的未来日子\n2 paragraph 鸟来了。\n",
        "");
}

static void
stray_words_are_reported(void **state)
{
    (void)state;
    check_body("湖水 and 草都好。\n\n镇里的 birds、鱼和the old boat都在。\n",
               "1 paragraph 湖水 and 草都好。\n1 paragraph 镇里的 birds、鱼和the old boat都在。\n",
               "article.txt:3:4: warning: stray English word \"and\" in a Chinese sentence\n"
               "article.txt:5:5: warning: stray English word \"birds\" in a Chinese sentence\n"
               "article.txt:5:13: warning: stray English word \"the old boat\" in a Chinese sentence\n");
    check_body(
        "GDP增长，A4纸，用iPhone拍，走3 "
        "km路，走5km，下载app看，写信到a@b.org去，读“and”这个词，坐T3-a车，走fast2站，New York很远。\n",
        "1 paragraph GDP增长，A4纸，用iPhone拍，走3 "
        "km路，走5km，下载app看，写信到a@b.org去，读“and”这个词，坐T3-a车"
        "，走fast2站，New York很远。\n",
        "");
}

static void
doubled_words_are_reported(void **state)
{
    (void)state;
    check_body("湖边的小企业企业都来了，护鸟站护鸟站也来了，湖水湖水湖水清。\n",
               "1 paragraph 湖边的小企业企业都来了，护鸟站护鸟站也来了，湖水湖水湖水清。\n",
               "article.txt:3:7: warning: \"企业\" stands twice at once\n"
               "article.txt:3:16: warning: \"护鸟站\" stands twice at once\n"
               "article.txt:3:25: warning: \"湖水\" stands twice at once\n");
    check_body(
        "一个一个走，一点一点看，很远很远，研究研究，哈哈哈哈，慢慢慢慢，高高兴兴，多网融合、多网合一，2022年"
        "2022年，实实在在。\n",
        "1 paragraph "
        "一个一个走，一点一点看，很远很远，研究研究，哈哈哈哈，慢慢慢慢，高高兴兴，多网融合、多网合一"
        "，2022年2022年，实实在在。\n",
        "");
}

static void
unbalanced_marks_are_reported(void **state)
{
    (void)state;
    check_body("湖水（清了。鸟来了。\n\n湖水清了。鸟的“家””来了。\n\n他说：《水。\n",
               "1 paragraph 湖水（清了。|鸟来了。\n1 paragraph 湖水清了。|鸟的“家””来了。\n1 paragraph "
               "他说：《水。\n",
               "article.txt:3:3: warning: （ is never closed\narticle.txt:5:11: warning: ” is never opened\n"
               "article.txt:7:4: warning: 《 is never closed\n");
    /* a speech in two paragraphs: each opens, the last closes */
    check_body("“湖水清了。\n\n“鸟也来了。”\n", "1 paragraph “湖水清了。\n1 paragraph “鸟也来了。”\n", "");
}

/* Scenario: repair = omit. Expect: fragments, stray words and whole repeated sentences gone, with reasons. */
static void
omit_leaves_out_what_is_reported(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "tour.ini", "repair = omit\n");
    fixture_write(&f, "article.txt",
                  "白塔镇\n\n湖边的三百棵老柳树都系上了红布条，远远看去像一团火。湖水 and 草都好。\n\n"
                  "鸟来了。湖边的三百棵老柳树都系上了红布条，远远看去像一团火。\n\n"
                  "听说湖边的三百棵老柳树都系上了红布条，远远看去像一团火。\n\n"
                  "湖边的三百棵老柳树都系上了红布条，远远看去像一团火，还在烧。\n\n"
                  "护鸟站办起来了。为过路 birds的鸟，提供了\n\n今年，鱼来了。\n\n一个家。\n\n，鸟也来了。\n");
    fixture_read(&f);
    assert_string_equal(
        fixture_listing(&f),
        "1 title 白塔镇\n1 paragraph 湖边的三百棵老柳树都系上了红布条，远远看去像一团火。|湖水草都好。\n"
        "1 paragraph 鸟来了。\n1 paragraph 听说湖边的三百棵老柳树都系上了红布条，远远看去像一团火。\n"
        "1 paragraph 湖边的三百棵老柳树都系上了红布条，远远看去像一团火，还在烧。\n"
        "1 paragraph 护鸟站办起来了。\n1 paragraph 今年，鱼来了。\n");
    const struct source *source = &f.tour.sources[0];
    assert_int_equal(source->left_out_count, 5);
    for (size_t i = 0; i < source->left_out_count; i++) {
        assert_true(source->reasons[i].len > 0);
        assert_int_equal(source->classes[source->left_out[i].offset], TEXT_LEFT_OUT);
    }
    assert_true(str_find(source->reasons[0], STR("stray")) != STR_NONE);
    fixture_end(&f);
}

static void
openings_are_judged(void **state)
{
    (void)state;
    arena scratch = arena_reserve((size_t)1 << 24);
    assert_true(str_equal(opening_subject(STR("白塔：走在湖边")), STR("白塔")));
    assert_true(str_equal(opening_subject(STR("白塔镇沿着湖水走向未来")), STR("白塔")));
    assert_true(str_equal(opening_subject(STR("白塔镇 湖边")), STR("白塔镇")));
    assert_true(opening_is_fresh(scratch, STR("白塔清了"), STR("白塔")));
    assert_true(opening_is_fresh(scratch, STR("一、湖边"), STR("")));
    assert_true(opening_is_fresh(scratch, STR("他们来了"), STR("")));
    assert_false(opening_is_fresh(scratch, STR("他们的家"), STR("")));
    assert_false(opening_is_fresh(scratch, STR("“护鸟”行动"), STR("")));
    assert_false(opening_is_fresh(scratch, STR("新家在湖边。"), STR("白塔")));
    assert_true(opening_goes_on(STR("干，水清了")));
    assert_false(opening_goes_on(STR("好，走吧")));
    assert_false(opening_goes_on(STR("一、湖边")));
    assert_true(opening_is_impossible(STR("”了")));
    assert_false(opening_is_impossible(STR("“了")));
    assert_false(opening_is_impossible(STR("\"了")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_paragraphs_are_joined),
        cmocka_unit_test(joined_sentence_leads_to_both_places),
        cmocka_unit_test(fragments_are_not_joined_with_fresh_sentences),
        cmocka_unit_test(fragments_are_reported),
        cmocka_unit_test(repeats_are_found_once),
        cmocka_unit_test(slogans_in_headings_are_no_repeats),
        cmocka_unit_test(stray_words_are_reported),
        cmocka_unit_test(doubled_words_are_reported),
        cmocka_unit_test(unbalanced_marks_are_reported),
        cmocka_unit_test(omit_leaves_out_what_is_reported),
        cmocka_unit_test(openings_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
