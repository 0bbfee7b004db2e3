#include <string.h>

#include "mandarin/syllable.h"
#include "support_cmocka.h"

static syllable
parse(const char *text)
{
    syllable s = SYLLABLE_NONE;
    assert_true(syllable_parse(str_from(text), &s));
    return s;
}

static void
assert_prints(syllable s, const char *expected)
{
    char text[SYLLABLE_TEXT_MAX];
    assert_int_equal(syllable_print(s, text), strlen(expected));
    assert_string_equal(text, expected);
}

/* Scenario: every base with every tone. Expect: printing and parsing return the same number. */
static void
round_trip(void **state)
{
    (void)state;
    size_t valid = 0;
    for (unsigned s = 0; s < SYLLABLE_LIMIT; s++) {
        char text[SYLLABLE_TEXT_MAX];
        size_t len = syllable_print((syllable)s, text);
        if (!syllable_is_valid((syllable)s)) {
            assert_int_equal(len, 0);
            continue;
        }
        assert_int_equal(parse(text), s);
        valid++;
    }
    assert_int_equal(valid, SYLLABLE_BASE_COUNT * 6);
}

static void
parses_all_kinds(void **state)
{
    (void)state;
    assert_prints(parse("zhong4"), "zhong4");
    assert_prints(parse("lv3"), "lv3");
    assert_prints(parse("nve4"), "nve4");
    assert_prints(parse("de5"), "de5");
    assert_prints(parse("ê2"), "ê2");
    assert_prints(parse("hng5"), "hng5");
    assert_prints(parse("zhuang"), "zhuang");
    assert_int_equal(syllable_tone(parse("zhuang")), 0);
    assert_int_equal(syllable_tone(parse("ma5")), 5);
    assert_string_equal(syllable_base(parse("xiong2")), "xiong");
}

/* Scenario: things that are no syllable. Expect: refused, and the result untouched. */
static void
refuses_others(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",        "4",    "zhong6", "zhong0",  "zhong44", "Zhong4", "lü4",
                                        "zhongg4", " ma1", "ma1 ",   "zhong-4", "zhuangx", "\xff"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        syllable s = 12345;
        assert_false(syllable_parse(str_from(wrong[i]), &s));
        assert_int_equal(s, 12345);
    }
}

static void
changes_tone(void **state)
{
    (void)state;
    syllable ma3 = parse("ma3");
    assert_prints(syllable_with_tone(ma3, 2), "ma2");
    assert_true(syllable_same_base(ma3, parse("ma5")));
    assert_false(syllable_same_base(ma3, parse("mai3")));
    assert_int_equal(syllable_with_tone(SYLLABLE_NONE, 2), SYLLABLE_NONE);
    assert_prints(SYLLABLE_NONE, "");
    assert_int_equal(syllable_tone(SYLLABLE_NONE), 0);
}

static void
parses_lists(void **state)
{
    (void)state;
    syllable list[3];
    assert_int_equal(syllable_parse_list(STR("jin3 zhou1"), list, 3), 2);
    assert_prints(list[1], "zhou1");
    assert_int_equal(syllable_parse_list(STR("  jin3   zhou1 "), list, 3), 2);
    assert_int_equal(syllable_parse_list(STR("a1 b1"), list, 3), 0);
    assert_int_equal(syllable_parse_list(STR("a1 a1 a1 a1"), list, 3), 0);
    assert_int_equal(syllable_parse_list(STR(""), list, 3), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),   cmocka_unit_test(parses_all_kinds), cmocka_unit_test(refuses_others),
        cmocka_unit_test(changes_tone), cmocka_unit_test(parses_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
