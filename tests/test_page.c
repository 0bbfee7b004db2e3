/* index.html of a hostile script: nothing of it becomes markup. */
#include "support_cmocka.h"

#include "base/file.h"
#include "publish/html.h"
#include "publish/web.h"
#include "support_tour.h"

static size_t
count(str text, const char *needle)
{
    size_t found = 0, at;
    while ((at = str_find(text, str_from(needle))) != STR_NONE) {
        text = str_from_offset(text, at + 1);
        found++;
    }
    return found;
}

static str
page_of(struct support_tour *t, arena *memory)
{
    struct diags diags = diags_new(memory);
    str folder = support_tour_publish(t, memory, &diags);
    assert_true(folder.len > 0);
    str page = support_tour_file(memory, folder, "index.html");
    assert_int_equal(file_remove(folder, *memory, &diags), STATUS_OK);
    return page;
}

static void
test_hostile_script(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct support_tour *plain = support_tour_make(&memory, "T一\nP二|三\nC四");
    struct support_tour *hostile = support_tour_make(
        &memory, "T</script><script>alert(1)</script>一\" onload='x'\n"
                 "P<img src=x onerror=alert(1)>二&lt;|{{stops}}三\x01\xC2\x9B\xEF\xBF\xBE\xF0\x9F\xBF\xBF\n"
                 "C四\"><svg onload=alert(1)>");
    hostile->tour.settings.publisher = STR("<b>\"馆\"</b>");
    hostile->tour.settings.licence = STR("</footer>");
    str expected = page_of(plain, &memory), page = page_of(hostile, &memory);
    static const char *const marks[] = {"<", ">", "\"", "'", "<script", "<img", "<article"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        assert_int_equal(count(page, marks[i]), count(expected, marks[i]));
    }
    assert_int_equal(count(page, "&lt;img src=x onerror=alert(1)&gt;二&amp;lt;"), 1);
    assert_int_equal(count(page, "\x01"), 0);
    assert_int_equal(count(page, "{{stops}}三\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD<"), 1);
}

static void
test_page_is_complete(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct support_tour *t = support_tour_make(&memory, "T锦州\nP朝着大海。|走吧。\nH港口\nP船来了。\nC照片");
    t->tour.stops[2].near = 2;
    str page = page_of(t, &memory);
    assert_int_equal(count(page, "{{"), 0);
    assert_int_equal(count(page, "<title>锦州</title>"), 1);
    assert_int_equal(
        count(page, "<span data-en=\"2 stops\">2 站</span> · <span data-en=\"1 photo\">1 张照片</span> · "
                    "<time datetime=\"PT9S\">9秒</time>"),
        1);
    assert_int_equal(count(page, "href=\"#stop=101\""), 2); /* in the list, and near stop 2 */
    assert_int_equal(count(page, "data-tracks=\"stops/002.opus stops/002.mp4\""), 1);
    /* 400 + 400 + 1000 ms: the paragraph's first sentence, four hanzi long */
    assert_int_equal(count(page, "<a href=\"stops/001.opus#t=1.80\" data-end=\"2.60\""), 1);
    assert_int_equal(count(page, "script-src 'self'"), 1);
    assert_int_equal(count(page, "http"), 1); /* http-equiv: the page names no other host */
    assert_int_equal(count(page, " style="), 0);
    static const char *const handlers[] = {" onclick", " onload", " onerror", " oninput", "javascript:"};
    for (size_t i = 0; i < sizeof handlers / sizeof *handlers; i++) {
        assert_int_equal(count(page, handlers[i]), 0);
    }
}

/* What visitors download carries no words for readers of the source, asks nobody else, runs no text; that all
 * scripts are 15 KB by gzip is tests/e2e/offline.sh's to say. */
static void
test_scripts(void **state)
{
    (void)state;
    str scripts[] = {{(const char *)web_page_js, web_page_js_size},
                     {(const char *)web_tour_js, web_tour_js_size},
                     {(const char *)web_sw_js, web_sw_js_size}};
    static const char *const never[] = {"// ", "://", "innerHTML", "eval("};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        assert_true(str_starts(scripts[i], STR("'use strict';\n")));
        for (size_t k = 0; k < sizeof never / sizeof *never; k++) {
            assert_int_equal(count(scripts[i], never[k]), 0);
        }
    }
}

/* Scenario: one photo that is there, one that is not, one that is no photo. Expect: two warnings, one photo,
 * named by what it is.
 */
static void
test_photos(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, "T一\nC二\nC三\nC四");
    str script = STR("");
    assert_int_equal(file_make_unique_folder(&memory, STR("/tmp/daolan-photos-"), &script, &diags),
                     STATUS_OK);
    assert_int_equal(file_replace(file_join(&memory, script, STR("a \"'<b>.JPG")),
                                  STR("<svg xmlns='http://www.w3.org/2000/svg'/>"), memory, &diags),
                     STATUS_OK);
    assert_int_equal(file_replace(file_join(&memory, script, STR("c.exe")), STR("x"), memory, &diags),
                     STATUS_OK);
    t->tour.folder = script;
    t->tour.stops[1].photo = STR("a \"'<b>.JPG");
    t->tour.stops[1].photo_alt = STR("船\" onerror=\"x");
    t->tour.stops[2].photo = STR("b.jpg");
    t->tour.stops[3].photo = STR("c.exe");
    str folder = support_tour_publish(t, &memory, &diags);
    assert_int_equal(diags.warnings, 2);
    assert_true(str_equal(support_tour_file(&memory, folder, "photos/101.svg"),
                          STR("<svg xmlns='http://www.w3.org/2000/svg'/>")));
    str page = support_tour_file(&memory, folder, "index.html");
    assert_int_equal(count(page, "<img "), 1);
    assert_int_equal(count(page,
                           "<img alt=\"船&quot; onerror=&quot;x\" loading=\"lazy\" fetchpriority=\"low\" "
                           "src=\"photos/101.svg\">"),
                     1);
    assert_int_equal(count(page, "<span class=\"thumb\" data-src=\"photos/101.svg\"></span>"), 1);
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
    assert_int_equal(file_remove(script, memory, &diags), STATUS_OK);
}

/* The HTML of one stop. */
static str
stop_of(str page, const char *number, arena *memory)
{
    str open = str_format(memory, "id=\"stop=%s\"", number);
    size_t from = str_find(page, open);
    assert_true(from != STR_NONE);
    str article = str_from_offset(page, from);
    return str_cut(article, 0, str_find(article, STR("</article>")));
}

/* Scenario: each hanzi sounds for 200 ms. Expect: words counted in characters as a browser counts them: an
 * emoji is one, each of a family's and the joiners between them, a line end of two bytes is one; no list for
 * one word.
 */
static void
test_words(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    char lines[] = "T锦州\nP好😀看。|好👩‍👧看|好\r\x02看\r看。|好。|，|&好<"
                   "看\nH——\nP走。\nC船来";
    struct support_tour *t = support_tour_make(&memory, lines);
    for (char *c = lines; *c != '\0'; c++) {
        *c = *c == '\x02' ? '\n' : *c; /* a line end inside a sentence */
    }
    str page = page_of(t, &memory), first = stop_of(page, "1", &memory);
    assert_int_equal(count(first, "data-end=\"0.80\" data-words=\"1 20\">锦州</a></h2>"), 1);
    assert_int_equal(count(first, "锦州</a></p>"), 0); /* not once more in the text */
    assert_int_equal(count(first, " data-words=\"2 20\">好😀看。</a>"), 1);
    assert_int_equal(count(first, " data-words=\"4 20\">好👩‍👧看</a>"), 1);
    assert_int_equal(count(first, " data-words=\"2 20 2 20\">好\r\n看\r看。</a>"), 1);
    assert_int_equal(count(first, "\">好。</a>，<a "), 1); /* one word; then what makes no sound */
    assert_int_equal(count(first, " data-words=\"3 20\">&amp;好&lt;看</a>"), 1);
    assert_int_equal(count(first, " data-words="), 5);
    assert_int_equal(count(stop_of(page, "2", &memory), "<h2 tabindex=\"-1\">——</h2>"), 1);
    str caption = stop_of(page, "101", &memory);
    assert_int_equal(count(caption, "<h2 tabindex=\"-1\">船来</h2>"), 1);
    assert_int_equal(count(caption, " data-words=\"1 20\">船来</a></p>"), 1);
}

/* Scenario: photos that stood before the text, between paragraphs and behind them; one without a file.
 * Expect: each there, in that order, with its words, or its title where it has none.
 */
static void
test_photos_in_the_text(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct support_tour *t = support_tour_make(&memory, "T一\nP二\nP三\nH四\nP五\nC六\nC七\nC八\nC九");
    static const uint32_t places[][2] = {{1, 3}, {1, 0}, {1, 2}, {2, 1}}; /* stop, segments before */
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        t->tour.stops[2 + i].near = places[i][0];
        t->tour.stops[2 + i].near_segments = places[i][1];
    }
    t->tour.stops[3].photo_alt = STR("<b>\"船\"");
    str page = page_of(t, &memory), first = stop_of(page, "1", &memory);
    static const char *const order[] = {
        "<figure><a href=\"#stop=102\"><span class=\"number\">102</span> "
        "<bdi>&lt;b&gt;&quot;船&quot;</bdi></a>",
        ">二</a></p>",
        "<figure><a href=\"#stop=103\"><span class=\"number\">103</span> <bdi>八</bdi></a></figure>",
        ">三</a></p>",
        "<figure><a href=\"#stop=101\">",
    };
    size_t last = 0;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        assert_int_equal(count(first, order[i]), 1);
        assert_true(str_find(first, str_from(order[i])) > last);
        last = str_find(first, str_from(order[i]));
    }
    assert_int_equal(count(first, "<figure>"), 3);
    str second = stop_of(page, "2", &memory);
    assert_int_equal(count(second, "<figure>"), 1);
    assert_true(str_find(second, STR("<figure>")) < str_find(second, STR(">五</a></p>")));
    assert_int_equal(count(stop_of(page, "104", &memory), "<figure>"), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hostile_script), cmocka_unit_test(test_page_is_complete),
        cmocka_unit_test(test_scripts),        cmocka_unit_test(test_photos),
        cmocka_unit_test(test_words),          cmocka_unit_test(test_photos_in_the_text),
    };
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
