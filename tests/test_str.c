#include "support_cmocka.h"

#include <string.h>

#include "base/str.h"

static arena memory;

static int
setup(void **state)
{
    (void)state;
    memory = arena_reserve(1 << 20);
    return 0;
}

/* Scenario: cuts that reach past the end. Expect: they are clamped, never read outside. */
static void
test_cut_is_clamped(void **state)
{
    (void)state;
    str s = STR("锦州");
    assert_true(str_equal(str_cut(s, 0, 3), STR("锦")));
    assert_true(str_equal(str_cut(s, 3, 99), STR("州")));
    assert_int_equal(str_cut(s, 7, 1).len, 0);
    assert_int_equal(str_from_offset((str){NULL, 0}, 0).len, 0);
}

/* Scenario: bytes above 0x7F. Expect: order by unsigned byte, which is order by code point. */
static void
test_compare_orders_by_code_point(void **state)
{
    (void)state;
    assert_true(str_compare(STR("z"), STR("中")) < 0);
    assert_true(str_compare(STR("中"), STR("中文")) < 0);
    assert_int_equal(str_compare(STR(""), STR("")), 0);
}

static void
test_split_yields_each_part_once(void **state)
{
    (void)state;
    str rest = STR("a\n\nb"), part;
    assert_true(str_split(&rest, '\n', &part) && str_equal(part, STR("a")));
    assert_true(str_split(&rest, '\n', &part) && part.len == 0);
    assert_true(str_split(&rest, '\n', &part) && str_equal(part, STR("b")));
    assert_false(str_split(&rest, '\n', &part));
}

static void
test_numbers_refuse_what_is_none(void **state)
{
    (void)state;
    uint32_t n = 0;
    assert_true(str_to_number(STR("99"), 99, &n));
    assert_int_equal(n, 99);
    assert_false(str_to_number(STR("100"), 99, &n));
    assert_false(str_to_number(STR(""), 99, &n));
    assert_false(str_to_number(STR("1x"), 99, &n));
    assert_false(str_to_number(STR("99999999999999999999999"), UINT32_MAX, &n));
    double d = 0;
    assert_true(str_to_double(STR("-18.75"), &d));
    assert_true(d > -18.7501 && d < -18.7499);
    assert_false(str_to_double(STR("-"), &d));
    assert_false(str_to_double(STR("1.2.3"), &d));
    assert_false(str_to_double(STR("1e3"), &d));
}

/* Scenario: two things grow in one arena by turns. Expect: neither tramples the other. */
static void
test_builders_share_an_arena(void **state)
{
    (void)state;
    struct str_builder a = {.out = &memory}, b = {.out = &memory};
    for (int i = 0; i < 1000; i++) {
        str_add_format(&a, "%d,", i);
        str_add(&b, STR("海"));
    }
    assert_int_equal(str_built(&b).len, 3000);
    assert_true(str_ends(str_built(&a), STR("998,999,")));
    assert_true(str_starts(str_built(&a), STR("0,1,2,")));
    assert_int_equal(str_find(str_built(&b), STR("江")), STR_NONE);
}

/* Scenario: blocks of odd sizes. Expect: each aligned and zeroed, although the memory was used before. */
static void
test_arena_aligns_and_zeroes(void **state)
{
    (void)state;
    arena used = memory;
    memset(arena_new(&used, char, 4096), 0xAA, 4096);
    arena again = memory;
    arena_new(&again, char, 3);
    uint64_t *numbers = arena_new(&again, uint64_t, 16);
    assert_int_equal((uintptr_t)numbers % _Alignof(uint64_t), 0);
    for (int i = 0; i < 16; i++) {
        assert_int_equal(numbers[i], 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_cut_is_clamped, setup),
        cmocka_unit_test_setup(test_compare_orders_by_code_point, setup),
        cmocka_unit_test_setup(test_split_yields_each_part_once, setup),
        cmocka_unit_test_setup(test_numbers_refuse_what_is_none, setup),
        cmocka_unit_test_setup(test_builders_share_an_arena, setup),
        cmocka_unit_test_setup(test_arena_aligns_and_zeroes, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
