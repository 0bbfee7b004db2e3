#include "support_script.h"

#include <string.h>

#include "script/source.h"

/* Scenario: bytes that are no script. Expect: an error that names the place. */
static void
check_error(str bytes, uint32_t line, uint32_t column, const char *part)
{
    struct fixture f = fixture_new();
    fixture_write_bytes(&f, "a.txt", bytes);
    struct source source;
    str path = file_join(&f.out, f.folder, STR("a.txt"));
    assert_int_equal(source_read(&f.out, path, 0, &source, &f.diags), STATUS_SCRIPT);
    assert_int_equal(f.diags.errors, 1);
    assert_int_equal(f.diags.items[0].line, line);
    assert_int_equal(f.diags.items[0].column, column);
    assert_true(str_find(f.diags.items[0].message, str_from(part)) != STR_NONE);
    assert_true(f.diags.items[0].hint.len > 0);
    fixture_end(&f);
}

static void
reports_what_is_no_text(void **state)
{
    (void)state;
    check_error(STR(""), 1, 0, "empty");
    check_error(STR(" \n\xE3\x80\x80\r\n"), 1, 0, "only white space");
    check_error(STR("\xEF\xBB\xBF\n"), 1, 0, "only white space");
    check_error(STR("一行\n二\0行"), 2, 2, "binary");
    check_error(STR("一行\n二\xFF行"), 2, 2, "0xFF is not UTF-8");
    check_error(STR("一\xED\xA0\x80"), 1, 2, "0xED is not UTF-8");
    check_error(STR("\xFF\xFE\x00\x4E"), 1, 1, "UTF-16");
}

static void
reports_a_file_that_is_not_there(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct source source;
    str path = file_join(&f.out, f.folder, STR("none.txt"));
    assert_int_equal(source_read(&f.out, path, 0, &source, &f.diags), STATUS_SCRIPT);
    assert_int_equal(source_read(&f.out, f.folder, 0, &source, &f.diags), STATUS_SCRIPT);
    assert_int_equal(f.diags.errors, 2);
    fixture_end(&f);
}

static struct source
read_text(struct fixture *f, str bytes)
{
    struct source source;
    fixture_write_bytes(f, "a.txt", bytes);
    str path = file_join(&f->out, f->folder, STR("a.txt"));
    assert_int_equal(source_read(&f->out, path, 3, &source, &f->diags), STATUS_OK);
    assert_int_equal(source.index, 3);
    return source;
}

static void
check_position(const struct source *source, uint32_t offset, uint32_t line, uint32_t column)
{
    uint32_t l, c;
    source_position(source, offset, &l, &c);
    assert_int_equal(l, line);
    assert_int_equal(c, column);
}

/* Scenario: all three line ends and a byte order mark. Expect: lines and code points, the mark not counted.
 */
static void
positions_count_code_points(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct source source = read_text(&f, STR("\xEF\xBB\xBF锦a州\r\n二\r三\n"));
    check_position(&source, 3, 1, 1);
    check_position(&source, 6, 1, 2);
    check_position(&source, 7, 1, 3);
    check_position(&source, 12, 2, 1);
    check_position(&source, 16, 3, 1);
    check_position(&source, 20, 4, 1);
    check_position(&source, 9999, 4, 1);
    assert_int_equal(source.classes[0], TEXT_SILENT);
    assert_int_equal(source.classes[2], TEXT_SILENT);
    assert_int_equal(source.classes[3], TEXT_UNSET);
    fixture_end(&f);
}

/* Scenario: classes given twice. Expect: the first stands, but silence may turn out to be spoken. */
static void
classes_are_given_once(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct source source = read_text(&f, STR("abcdef"));
    source_classify(&source, 0, 2, TEXT_SPOKEN);
    source_classify(&source, 0, 3, TEXT_SILENT);
    source_classify(&source, 2, 1, TEXT_SPOKEN);
    assert_int_equal(source_unset(&source), 3);
    for (uint32_t i = 3; i < 6; i++) {
        source_leave_out(&f.out, &source, i, 1, str_format(&f.out, "why %u", (unsigned)i));
    }
    source_classify(&source, 4, 1, TEXT_SPOKEN);
    assert_memory_equal(source.classes, ((unsigned char[]){1, 1, 1, 3, 3, 3}), 6);
    assert_int_equal(source.left_out_count, 3);
    assert_int_equal(source.left_out[2].offset, 5);
    assert_int_equal(source.left_out[2].source, 3);
    assert_true(str_equal(source.reasons[2], STR("why 5")));
    assert_int_equal(source_unset(&source), STR_NONE);
    fixture_end(&f);
}

/* Scenario: one very long line. Expect: columns counted through all of it. */
static void
columns_of_long_lines(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct str_builder b = {.out = &f.out};
    str_add(&b, STR("a\n"));
    for (int i = 0; i < 3000; i++) {
        str_add(&b, STR("锦"));
    }
    struct source source = read_text(&f, str_built(&b));
    for (uint32_t i = 0; i < 3000; i++) {
        check_position(&source, 2 + 3 * i, 2, i + 1);
    }
    fixture_end(&f);
}

static void
many_left_out_spans_are_kept(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    char text[1001];
    memset(text, 'x', 1000);
    struct source source = read_text(&f, (str){text, 1000});
    for (uint32_t i = 0; i < 1000; i++) {
        source_leave_out(&f.out, &source, i, 1, STR("why"));
    }
    for (uint32_t i = 0; i < 1000; i++) {
        assert_int_equal(source.left_out[i].offset, i);
    }
    fixture_end(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_what_is_no_text),      cmocka_unit_test(reports_a_file_that_is_not_there),
        cmocka_unit_test(positions_count_code_points),  cmocka_unit_test(classes_are_given_once),
        cmocka_unit_test(many_left_out_spans_are_kept), cmocka_unit_test(columns_of_long_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
