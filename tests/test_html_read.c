/* HTML taken apart tag by tag. */
#include "support_cmocka.h"
#include "verify/html_read.h"

static void
assert_text(str found, const char *expected)
{
    arena memory = arena_reserve((size_t)1 << 20);
    assert_string_equal(str_terminated(&memory, found), expected);
}

/* Scenario: attributes in every form that HTML has. Expect: their names and values, as written. */
static void
attributes(void **state)
{
    (void)state;
    str rest = STR("a<b>c<img\n alt='x > \"y\"' hidden src = a.png  data-x=\"1 > 2\">d");
    struct html_tag tag;
    assert_true(html_next(&rest, &tag));
    assert_text(tag.before, "a");
    assert_text(tag.name, "b");
    assert_true(html_next(&rest, &tag));
    assert_text(tag.before, "c");
    assert_text(tag.name, "img");
    assert_text(html_attribute(&tag, "alt"), "x > \"y\"");
    assert_text(html_attribute(&tag, "src"), "a.png");
    assert_text(html_attribute(&tag, "data-x"), "1 > 2");
    assert_text(html_attribute(&tag, "lt"), "");
    str all = tag.attributes, name, value;
    size_t count = 0;
    while (html_attribute_next(&all, &name, &value)) {
        count++;
    }
    assert_int_equal(count, 4);
    assert_false(html_next(&rest, &tag));
    assert_text(rest, "d");
}

/* Expect: the element of that name and class, what is behind it, and its text alone. */
static void
elements(void **state)
{
    (void)state;
    arena memory = arena_reserve((size_t)1 << 20);
    str rest = STR("<p>x</p><p class=\"photo\">a<b>c</b>d</p>e"), inside;
    struct html_tag tag;
    assert_true(html_element(&rest, "p", "photo", &tag, &inside));
    assert_text(inside, "a<b>c</b>d");
    assert_text(html_without_tags(&memory, inside), "acd");
    assert_text(rest, "e");
    assert_false(html_element(&rest, "p", NULL, &tag, &inside));
    assert_text(rest, "e");
}

/* Scenario: every beginning of a page, and rubbish. Expect: an end, without a byte read past it. */
static void
broken(void **state)
{
    (void)state;
    arena memory = arena_reserve((size_t)1 << 24);
    static const char *const pages[] = {"<a href=\"x\" y='z' w><p class=q>t</p></a>",
                                        "<<<>>>",
                                        "< >",
                                        "<=\"\">",
                                        "</",
                                        "<a =x>",
                                        "<a b==>",
                                        "\"<'>",
                                        "<p><p></p"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        for (size_t len = 0; len <= str_from(pages[i]).len; len++) {
            arena scratch = memory;
            str copy = str_copy(&scratch, str_cut(str_from(pages[i]), 0, len)), rest = copy, inside, name,
                value;
            struct html_tag tag;
            size_t tags = 0, count = 0;
            while (html_next(&rest, &tag) && tags++ < len) {
                for (str all = tag.attributes; html_attribute_next(&all, &name, &value) && count <= len;
                     count++) {
                    assert_true(value.len <= len);
                }
            }
            assert_true(tags <= len && count <= len);
            rest = copy;
            (void)html_element(&rest, "p", NULL, &tag, &inside);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes),
        cmocka_unit_test(elements),
        cmocka_unit_test(broken),
    };
    return cmocka_run_group_tests_name("html_read", tests, NULL, NULL);
}
