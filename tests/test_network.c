/* What goes to a cache over HTTP and what comes back; an address as it may be printed. */
#include "support_cmocka.h"

#include <string.h>

#include "base/http.h"
#include "render/network.h"

static void
test_what_is_sent_comes_back(void **state)
{
    (void)state;
    static const size_t lengths[] = {1, 127, 128, 129, 16383, 16384, 3000000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        arena memory = arena_reserve((size_t)64 << 20);
        char *bytes = arena_new(&memory, char, lengths[i]);
        memset(bytes, 'x', lengths[i]);
        str entry = {bytes, lengths[i]}, back;
        str sent = network_wrap(&memory, entry);
        assert_true(network_unwrap(sent, &back));
        assert_true(str_equal(back, entry));
        for (size_t cut = 0; cut < sent.len; cut += 1 + sent.len / 500) {
            assert_false(network_unwrap(str_cut(sent, 0, cut), &back));
        }
        str longer = str_format(&memory, STR_FMT "x", STR_ARG(sent));
        assert_false(network_unwrap(longer, &back));
    }
}

/* As the remote execution API has it: stdout_raw = 5, execution_metadata = 9 { worker = 1 }. */
static void
test_it_is_an_action_result(void **state)
{
    (void)state;
    arena memory = arena_reserve(1 << 20);
    assert_true(str_equal(network_wrap(&memory, STR("OggS")), STR("\x2A\x04OggS\x4A\x08\x0A\x06"
                                                                  "daolan")));
}

static void
test_lengths_that_lie(void **state)
{
    (void)state;
    static const str answers[] = {{"", 0},
                                  {"\x2A", 1},
                                  {"\x2A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9},
                                  {"\x2A\xFF\xFF\xFF\x7FOggS", 9},
                                  {"<!DOCTYPE html>", 15},
                                  {"*", 1}};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        str entry;
        assert_false(network_unwrap(answers[i], &entry));
    }
}

static void
test_credentials_are_not_shown(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"http://cache.example/clips", "http://cache.example/clips"},
        {"http://user:secret@cache.example/clips", "http://…@cache.example/clips"},
        {"https://token@cache.example", "https://…@cache.example"},
        {"http://a:p@ss@cache.example:8080/x@y", "http://…@cache.example:8080/x@y"},
        {"http://cache.example/a\nb", "http://cache.example/a\\x0Ab"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena memory = arena_reserve(1 << 20);
        str shown = http_shown(&memory, str_from(cases[i][0]));
        assert_string_equal(str_terminated(&memory, shown), cases[i][1]);
    }
}

static void
test_addresses(void **state)
{
    (void)state;
    assert_true(network_is_address(STR("http://cache.example")));
    assert_true(network_is_address(STR("https://cache.example/")));
    assert_false(network_is_address(STR("/srv/http:")));
    assert_false(network_is_address(STR("http:cache")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_sent_comes_back),
        cmocka_unit_test(test_it_is_an_action_result),
        cmocka_unit_test(test_lengths_that_lie),
        cmocka_unit_test(test_credentials_are_not_shown),
        cmocka_unit_test(test_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
