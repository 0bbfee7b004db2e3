#include "support_script.h"

#include <string.h>
#include <unistd.h>

static void
folder_without_an_article_is_an_error(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_read(&f);
    assert_int_equal(f.status, STATUS_SCRIPT);
    assert_string_equal(fixture_diagnostics(&f), ".:0:0: error: no article\n");
    assert_true(str_find(f.diags.items[0].hint, STR("article.txt")) != STR_NONE);
    assert_true(str_find(f.diags.items[0].hint, STR("article.md")) != STR_NONE);
    fixture_write(&f, "article.md", "# 白塔\n");
    fixture_write(&f, "article.txt", "白塔\n");
    f.diags.count = 0;
    fixture_read(&f);
    assert_string_equal(fixture_diagnostics(&f), ".:0:0: error: two articles: article.txt and article.md\n");
    str none = file_join(&f.out, f.folder, STR("none"));
    assert_int_equal(tour_read(&f.out, f.scratch, none, &f.tour, &f.diags), STATUS_SCRIPT);
    fixture_end(&f);
}

/* Scenario: one file by itself. Expect: its tour; captions.txt beside it is not looked for. */
static void
article_file_stands_alone(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "article.txt", "白塔\n\n水清了。\n");
    fixture_write(&f, "captions.txt", "x\n");
    fixture_write(&f, "tour.ini", "x\n");
    str path = file_join(&f.out, f.folder, STR("article.txt"));
    assert_int_equal(tour_read(&f.out, f.scratch, path, &f.tour, &f.diags), STATUS_OK);
    assert_string_equal(fixture_listing(&f), "1 title 白塔\n1 paragraph 水清了。\n");
    assert_int_equal(f.tour.source_count, 1);
    assert_true(str_equal(f.tour.folder, f.folder));
    assert_true(str_equal(f.tour.name, file_name(f.folder)));
    fixture_end(&f);
}

/* Scenario: captions in both places, with numbers taken, equal and missing. Expect: each said once, numbers
 * unique, captions.txt first. */
static void
captions_are_numbered(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "photos/a.jpg", "<svg/>");
    fixture_write(&f, "b b.jpg", "<svg/>");
    fixture_write(&f, "captions.txt",
                  "\xEF\xBB\xBF# 照片\n2\ta.jpg\t湖上的桥。\n7 photos/a.jpg\t岸上的塔。\n2\tb "
                  "b.jpg\t归鸟。\n\n9\t\t山影。\n");
    fixture_write(&f, "article.txt",
                  "白塔\n\n水清了。\n\n鸟来了。\n\n\n晨光。\n\n1.湖上的桥\n7.芦苇。\n8.芦花。\n");
    fixture_read(&f);
    assert_string_equal(fixture_listing(&f),
                        "1 title 白塔\n1 paragraph 水清了。\n1 paragraph 鸟来了。\n102 caption 湖上的桥。\n"
                        "107 caption 岸上的塔。\n108 caption 芦花。\n109 caption 山影。\n110 caption 晨光。\n"
                        "111 caption 归鸟。\n112 caption 芦苇。\n");
    assert_string_equal(
        fixture_diagnostics(&f),
        "article.txt:8:1: note: a caption without a number becomes number 10\n"
        "article.txt:10:3: note: this caption stands in captions.txt too and is said once\n"
        "article.txt:11:3: warning: caption number 7 is taken; this one becomes number 12\n"
        "captions.txt:4:11: warning: caption number 2 is taken; this one becomes number 11\n");
    assert_true(str_equal(f.tour.stops[1].photo, STR("photos/a.jpg")));
    assert_true(str_equal(f.tour.stops[6].photo, STR("b b.jpg")));
    assert_int_equal(f.tour.stops[4].photo.len, 0);
    assert_int_equal(f.tour.source_count, 2);
    fixture_end(&f);
}

static void
captions_that_are_wrong_are_errors(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    fixture_write(&f, "photos/a.jpg", "<svg/>");
    fixture_write(&f, "article.txt", "白塔\n\n水清了。\n");
    fixture_write(
        &f, "captions.txt",
        "a.jpg\t湖。\n0\ta.jpg\t湖。\n1\ta.jpg\n2\n3\tnone.jpg\t湖。\n4\t../a.jpg\t湖。\n5\t/a.jpg\t湖。\n"
        "6\thttps://example.org/a.jpg\t湖。\n7\tphotos\t湖。\n8\tout.jpg\t湖。\n9\tin.jpg\t湖。\n"
        "10\tloop.jpg\t湖。\n11\tphotos/../a.jpg\t湖。\n");
    arena s = f.scratch;
    const char *out = str_terminated(&s, file_join(&s, f.folder, STR("out.jpg")));
    const char *in = str_terminated(&s, file_join(&s, f.folder, STR("in.jpg")));
    const char *loop = str_terminated(&s, file_join(&s, f.folder, STR("loop.jpg")));
    assert_int_equal(symlink("/etc/passwd", out), 0);
    assert_int_equal(symlink("photos/a.jpg", in), 0);
    assert_int_equal(symlink("loop.jpg", loop), 0);
    fixture_read(&f);
    assert_int_equal(f.status, STATUS_SCRIPT);
    assert_string_equal(
        fixture_diagnostics(&f),
        "captions.txt:1:1: error: a caption starts with its photo's number, from 1\n"
        "captions.txt:2:1: error: a caption starts with its photo's number, from 1\n"
        "captions.txt:3:3: error: no caption behind the photo\n"
        "captions.txt:4:1: error: no photo and no caption behind the number\n"
        "captions.txt:5:3: error: no such photo: none.jpg\n"
        "captions.txt:6:3: error: the photo lies outside the script folder: ../a.jpg\n"
        "captions.txt:7:3: error: the photo lies outside the script folder: /a.jpg\n"
        "captions.txt:8:3: error: a photo has to be a file in the script folder: https://example.org/a.jpg\n"
        "captions.txt:9:3: error: no such photo: photos\n"
        "captions.txt:10:3: error: the photo lies outside the script folder: out.jpg\n"
        "captions.txt:12:4: error: no such photo: loop.jpg\n"
        "captions.txt:13:4: error: the photo lies outside the script folder: photos/../a.jpg\n");
    fixture_end(&f);
}

/* Scenario: as many headings as asked for, and caption 1. Expect: the caption's stop number. */
static void
check_base(unsigned headings, const char *settings, uint32_t expected, size_t errors)
{
    struct fixture f = fixture_new();
    struct str_builder b = {.out = &f.out};
    str_add(&b, STR("# 白塔\n\n"));
    for (unsigned i = 0; i < headings; i++) {
        str_add_format(&b, "## 第%u站\n\n水清了。\n\n", i);
    }
    fixture_write_bytes(&f, "article.md", str_built(&b));
    fixture_write(&f, "captions.txt", "1\t\t桥。\n");
    fixture_write(&f, "tour.ini", settings);
    fixture_read(&f);
    assert_int_equal(f.tour.stops[f.tour.stop_count - 1].number, expected);
    assert_int_equal(f.diags.errors, errors);
    fixture_end(&f);
}

static void
caption_base_lies_above_the_stops(void **state)
{
    (void)state;
    check_base(3, "", 101, 0);
    check_base(98, "", 101, 0);
    check_base(99, "", 1001, 0);
    check_base(3, "caption_base = 50\n", 51, 0);
    check_base(3, "caption_base = 3\n", 4, 1);
    check_base(3, "caption_base = 4\n", 5, 0);
}

/* Every byte of every source is classed or in exactly one piece of one sentence, pieces make their sentence's
 * text, segments and stops lie end to end. */
static void
check_complete(struct fixture *f)
{
    const struct tour *t = &f->tour;
    arena scratch = f->scratch;
    unsigned char *seen[2] = {NULL, NULL};
    for (size_t s = 0; s < t->source_count; s++) {
        seen[s] = arena_new(&scratch, unsigned char, t->sources[s].bytes.len);
    }
    for (size_t i = 0; i < t->sentence_count; i++) {
        size_t len = 0;
        assert_true(t->sentences[i].text.len > 0);
        assert_int_equal(utf8_check(t->sentences[i].text), STR_NONE);
        for (size_t k = 0; k < t->sentences[i].piece_count; k++) {
            const struct piece *piece = &t->sentences[i].pieces[k];
            assert_true(str_equal(piece->text, str_cut(t->sentences[i].text, len, piece->text.len)));
            len += piece->text.len;
            for (uint32_t b = 0; b < piece->from.length; b++) {
                assert_int_equal(seen[piece->from.source][piece->from.offset + b]++, 0);
                assert_int_equal(t->sources[piece->from.source].classes[piece->from.offset + b], TEXT_UNSET);
            }
        }
        assert_int_equal(len, t->sentences[i].text.len);
    }
    for (size_t s = 0; s < t->source_count; s++) {
        for (size_t b = 0; b < t->sources[s].bytes.len; b++) {
            assert_true((seen[s][b] == 1) != (t->sources[s].classes[b] != TEXT_UNSET));
        }
    }
    uint32_t segment = 0, sentence = 0;
    for (size_t s = 0; s < t->stop_count; s++) {
        assert_int_equal(t->stops[s].first_segment, segment);
        assert_true(s == 0 || t->stops[s].number > t->stops[s - 1].number);
        assert_true(t->stops[s].segment_count > 0);
        assert_true(t->stops[s].title.len > 0);
        for (uint32_t g = 0; g < t->stops[s].segment_count; g++, segment++) {
            assert_int_equal(t->segments[segment].first_sentence, sentence);
            assert_true(t->segments[segment].sentence_count > 0);
            sentence += t->segments[segment].sentence_count;
        }
    }
    assert_int_equal(segment, t->segment_count);
    assert_int_equal(sentence, t->sentence_count);
}

static uint32_t
next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* Scenario: scripts of random parts, some of them broken by markup, marks and bytes. Expect: complete. */
static void
every_byte_has_its_place(void **state)
{
    (void)state;
    static const char *const parts[] = {"水清了",
                                        "。",
                                        "，",
                                        "\n",
                                        "\n\n",
                                        "\n\n\n\n",
                                        "“",
                                        "”",
                                        "（",
                                        ")",
                                        "鸟来了。",
                                        "# ",
                                        "## ",
                                        "* ",
                                        "1. ",
                                        "- 2.",
                                        "> ",
                                        "`",
                                        "```\n",
                                        "<b>",
                                        "<!-- ",
                                        "-->",
                                        "&amp;",
                                        "&#0;",
                                        "&zwj;",
                                        "![",
                                        "](a.jpg)",
                                        "](",
                                        "[",
                                        "**",
                                        "__",
                                        "| 一 | 二 |\n|---|---|\n| 三 | 四 |\n",
                                        "\\",
                                        "    ",
                                        "\t",
                                        " and ",
                                        "\xEF\xBB\xBF",
                                        "\r\n",
                                        "\r",
                                        "\f",
                                        "　　",
                                        "……",
                                        "！？",
                                        "3.5",
                                        "A. B",
                                        "湖边的三百棵老柳树都系上了红布条远远看去",
                                        "企业企业",
                                        "；",
                                        "——",
                                        "🙂",
                                        "\x01",
                                        "：",
                                        "\xE2\x80\xA8",
                                        "https://example.org/?a=b ",
                                        "今年，",
                                        "提供了",
                                        "[r]: /x \"题\"\n",
                                        "---\n",
                                        "1\ta.jpg\t",
                                        "湖上的桥"};
    uint64_t seed = 20220901;
    struct fixture f = fixture_new();
    fixture_write(&f, "a.jpg", "x");
    arena out = f.out, scratch = f.scratch;
    struct diags diags = f.diags;
    for (int round = 0; round < 1500; round++) {
        f.out = out;
        f.scratch = scratch;
        f.diags = diags;
        bool markdown = next_random(&seed) % 2 == 0, omit = next_random(&seed) % 3 == 0;
        struct str_builder b = {.out = &f.out}, c = {.out = &f.out};
        for (uint32_t n = next_random(&seed) % 60; n > 0; n--) {
            str_add(&b, str_from(parts[next_random(&seed) % (sizeof parts / sizeof *parts)]));
        }
        for (uint32_t n = next_random(&seed) % 12; n > 0; n--) {
            str_add(&c, str_from(parts[next_random(&seed) % (sizeof parts / sizeof *parts)]));
        }
        str text = str_built(&b), captions = str_built(&c);
        if (round % 10 == 9 && text.len > 0) { /* a byte changed anywhere: mostly no UTF-8 any more */
            ((char *)text.data)[next_random(&seed) % text.len] = (char)next_random(&seed);
        }
        fixture_write(&f, "tour.ini", omit ? "repair = omit\n" : "");
        fixture_write_bytes(&f, markdown ? "article.md" : "article.txt", text);
        if (captions.len > 0) {
            fixture_write_bytes(&f, "captions.txt", captions);
        }
        fixture_read(&f);
        if (f.tour.source_count > 0) {
            check_complete(&f);
        }
        assert_int_equal(f.status != STATUS_OK, f.diags.errors > 0);
        unlink(str_terminated(&f.out, file_join(&f.out, f.folder, STR("article.md"))));
        unlink(str_terminated(&f.out, file_join(&f.out, f.folder, STR("article.txt"))));
        unlink(str_terminated(&f.out, file_join(&f.out, f.folder, STR("captions.txt"))));
    }
    fixture_end(&f);
}

/* Scenario: the customer's article, where it lies beside the project. Expect: every oddity it has is
 * reported, and nothing else. */
static void
customers_article_is_read(void **state)
{
    (void)state;
    str path = STR("../shared/data/jinzhou/article.txt");
    struct fixture f = fixture_new();
    if (!file_exists(f.scratch, path)) {
        fixture_end(&f);
        print_message("skip - customers_article_is_read: ../shared/data is not there\n");
        skip();
    }
    assert_int_equal(tour_read(&f.out, f.scratch, path, &f.tour, &f.diags), STATUS_OK);
    static const unsigned lines[] = {19, 23, 29, 35, 41, 45, 49, 57, 65, 81, 87, 95, 99, 101, 107};
    diags_sort(&f.diags);
    assert_int_equal(f.diags.count, sizeof lines / sizeof *lines);
    for (size_t i = 0; i < f.diags.count; i++) {
        assert_int_equal(f.diags.items[i].line, lines[i]);
    }
    static const uint32_t numbers[] = {1, 2, 3, 4, 5, 6, 7, 101, 102, 103, 104, 105};
    static const uint32_t segments[] = {3, 14, 3, 5, 6, 7, 7, 1, 1, 1, 1, 1};
    assert_int_equal(f.tour.stop_count, 12);
    for (size_t i = 0; i < 12; i++) {
        assert_int_equal(f.tour.stops[i].number, numbers[i]);
        assert_int_equal(f.tour.stops[i].segment_count, segments[i]);
    }
    check_complete(&f);
    fixture_end(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folder_without_an_article_is_an_error),
        cmocka_unit_test(article_file_stands_alone),
        cmocka_unit_test(captions_are_numbered),
        cmocka_unit_test(captions_that_are_wrong_are_errors),
        cmocka_unit_test(caption_base_lies_above_the_stops),
        cmocka_unit_test(every_byte_has_its_place),
        cmocka_unit_test(customers_article_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
