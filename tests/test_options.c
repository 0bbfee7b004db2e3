#include "support_cmocka.h"

#include "cli/options.h"

static const struct option_spec specs[] = {
    {'j', true, "jobs", "N", ""}, {'v', false, "voice", "V", ""}, {'q', true, "quiet", NULL, ""}, {0}};

static arena memory;
static struct diags diags;
static struct options options;

static enum status
parse(int argc, const char *const *words)
{
    char *argv[8];
    memory = arena_reserve((size_t)1 << 30);
    diags = diags_new(&memory);
    for (int i = 0; i < argc; i++) {
        argv[i] = (char *)(uintptr_t)words[i];
    }
    return options_parse(&memory, specs, argc, argv, &options, &diags);
}

#define PARSE(...)                                                                                           \
    parse((int)(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *)), (const char *[]){__VA_ARGS__})

static void
test_every_spelling_of_a_value(void **state)
{
    (void)state;
    assert_int_equal(PARSE("-j4", "x"), STATUS_OK);
    assert_true(str_equal(option_value(&options, 'j'), STR("4")));
    assert_int_equal(PARSE("x", "-j", "4"), STATUS_OK);
    assert_true(str_equal(option_value(&options, 'j'), STR("4")));
    assert_int_equal(PARSE("--jobs=4", "--voice", "-", "x"), STATUS_OK);
    assert_true(str_equal(option_value(&options, 'j'), STR("4")));
    assert_true(str_equal(option_value(&options, 'v'), STR("-")));
    assert_false(option_given(&options, 'q'));
    assert_int_equal(options.word_count, 1);
}

static void
test_dash_and_double_dash(void **state)
{
    (void)state;
    assert_int_equal(PARSE("-", "--", "-q", "--voice"), STATUS_OK);
    assert_int_equal(options.word_count, 3);
    assert_false(option_given(&options, 'q'));
}

static void
test_wrong_usage_is_told(void **state)
{
    (void)state;
    assert_int_equal(PARSE("--nonsense"), STATUS_USAGE);
    assert_int_equal(PARSE("-v", "x"), STATUS_USAGE); /* voice has no short form */
    assert_int_equal(PARSE("x", "--jobs"), STATUS_USAGE);
    assert_int_equal(PARSE("--quiet=yes"), STATUS_USAGE);
    assert_int_equal(diags.errors, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_spelling_of_a_value),
        cmocka_unit_test(test_dash_and_double_dash),
        cmocka_unit_test(test_wrong_usage_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
