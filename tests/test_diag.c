#include "support_cmocka.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"

static size_t
print(struct diags *diags, enum diag_severity least, char *text, size_t size)
{
    FILE *stream = tmpfile();
    assert_non_null(stream);
    diags_print(diags, stream, least);
    rewind(stream);
    size_t len = fread(text, 1, size - 1, stream);
    text[len] = '\0';
    fclose(stream);
    return len;
}

/* Scenario: findings in any order. Expect: by file, line, column; equal places in the order they came. */
static void
test_sorted_by_place(void **state)
{
    (void)state;
    arena memory = arena_reserve((size_t)1 << 30);
    struct diags diags = diags_new(&memory);
    diag_add(&diags, DIAG_WARNING, STR("b.txt"), 1, 1, NULL, "third");
    diag_add(&diags, DIAG_ERROR, STR("a.txt"), 12, 7, "mend it", "second “%s”", "and");
    diag_add(&diags, DIAG_WARNING, STR("a.txt"), 2, 9, NULL, "first");
    diag_add(&diags, DIAG_WARNING, STR("b.txt"), 1, 1, NULL, "fourth");
    diag_add(&diags, DIAG_NOTE, STR("a.txt"), 1, 1, NULL, "unheard");
    char text[1024];
    print(&diags, DIAG_WARNING, text, sizeof text);
    assert_string_equal(text, "a.txt:2:9: warning: first\n"
                              "a.txt:12:7: error: second “and”\n  hint: mend it\n"
                              "b.txt:1:1: warning: third\n"
                              "b.txt:1:1: warning: fourth\n");
    assert_int_equal(diags.errors, 1);
    assert_int_equal(diags.warnings, 3);
}

/* Scenario: a script quotes terminal control sequences. Expect: none reaches the terminal. */
static void
test_control_characters_are_shown_not_sent(void **state)
{
    (void)state;
    arena memory = arena_reserve((size_t)1 << 30);
    struct diags diags = diags_new(&memory);
    diag_add(&diags, DIAG_WARNING, STR(""), 0, 0, NULL, "bad \x1B[31m word\x7F \xC2\x9B");
    char text[256];
    size_t len = print(&diags, DIAG_NOTE, text, sizeof text);
    assert_null(memchr(text, 0x1B, len));
    assert_null(strstr(text, "\xC2\x9B"));
    assert_non_null(strstr(text, "daolan: warning: bad \\x1B[31m word\\x7F"));
}

/* Scenario: a right-to-left override, a lone byte of an 8-bit terminal's control sequence, a byte that is not
 * UTF-8. Expect: all are shown byte by byte; other text stays as it is. */
static void
test_what_turns_or_breaks_text_is_shown(void **state)
{
    (void)state;
    arena memory = arena_reserve(1 << 20);
    str shown = diag_shown(&memory, STR("锦\xE2\x80\xAE州\xE2\x81\xA6\x9B 1m\xC2\x9B\xFF😀"));
    assert_true(str_equal(shown, STR("锦\\xE2\\x80\\xAE州\\xE2\\x81\\xA6\\x9B 1m\\xC2\\x9B\\xFF😀")));
}

/* Scenario: more findings than anybody reads. Expect: all are counted, the first are kept, the list says so.
 */
static void
test_a_flood_is_counted_not_kept(void **state)
{
    (void)state;
    arena memory = arena_reserve((size_t)1 << 30);
    struct diags diags = diags_new(&memory);
    for (int i = 0; i < 1000000; i++) {
        diag_add(&diags, DIAG_ERROR, STR("a.txt"), 1, 1, "a hint of some length", "finding %d", i);
    }
    assert_int_equal(diags.errors, 1000000);
    assert_int_equal(diags.count, DIAGS_MAX + 1);
    assert_true(str_equal(diags.items[DIAGS_MAX].message, STR("more findings than can be listed")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorted_by_place),
        cmocka_unit_test(test_control_characters_are_shown_not_sent),
        cmocka_unit_test(test_a_flood_is_counted_not_kept),
        cmocka_unit_test(test_what_turns_or_breaks_text_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
