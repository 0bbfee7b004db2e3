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
    assert_int_equal(count(page, "<img "), 2); /* in the list and at its stop */
    assert_int_equal(count(page,
                           "<img alt=\"船&quot; onerror=&quot;x\" loading=\"lazy\" fetchpriority=\"low\" "
                           "src=\"photos/101.svg\">"),
                     1);
    assert_int_equal(count(page, "<img alt=\"\" data-src=\"photos/101.svg\">"), 1);
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
    assert_int_equal(file_remove(script, memory, &diags), STATUS_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hostile_script),
        cmocka_unit_test(test_page_is_complete),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_photos),
    };
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
