#include "support_cmocka.h"

#include "base/utf8.h"

/* Scenario: each code point of Unicode. Expect: encode and decode are inverse; surrogates become U+FFFD. */
static void
test_every_code_point_survives(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        str s = {bytes, utf8_encode(c, bytes)};
        size_t i = 0;
        uint32_t expected = c >= 0xD800 && c < 0xE000 ? UTF8_BAD : c;
        assert_int_equal(utf8_next(s, &i), expected);
        assert_int_equal(i, s.len);
        assert_int_equal(utf8_check(s), STR_NONE);
        assert_int_equal(utf8_previous(s, &i), expected);
        assert_int_equal(i, 0);
    }
}

/* Scenario: the ill-formed sequences of RFC 3629. Expect: the offset of the first wrong byte. */
static void
test_bad_bytes_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t at;
    } cases[] = {
        {"ab\x80", 2},           {"\xC0\xAF", 0},     {"中\xE4\xB8", 3}, {"\xED\xA0\x80", 0},
        {"\xF4\x90\x80\x80", 0}, {"\xE0\x80\x80", 0}, {"x\xFFy", 1},     {"\xF8\x88\x80\x80\x80", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(utf8_check(str_from(cases[i].bytes)), cases[i].at);
    }
    assert_int_equal(utf8_count(STR("a\xFF中")), 3);
}

static void
test_han_blocks(void **state)
{
    (void)state;
    assert_true(utf8_is_han(0x9526) && utf8_is_han(0x3007) && utf8_is_han(0x20000) && utf8_is_han(0x323AF));
    assert_false(utf8_is_han('A') || utf8_is_han(0x3002) || utf8_is_han(0xAC00));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_point_survives),
        cmocka_unit_test(test_bad_bytes_are_found),
        cmocka_unit_test(test_han_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
