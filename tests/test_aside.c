#include "support_cmocka.h"

#include <signal.h>

#include "base/aside.h"

struct work {
    struct diags *diags;
    enum status status;
    bool crash;
};

static enum status
step(void *context, arena scratch)
{
    const struct work *work = context;
    (void)scratch;
    diag_add(work->diags, DIAG_WARNING, STR("stops/1.mp4"), 3, 7, "look there", "the first");
    for (int i = 0; i < 5000; i++) { /* more than a pipe holds */
        diag_add(work->diags, DIAG_ERROR, STR(""), 0, 0, NULL, "%d %% of it", i);
    }
    if (work->crash) {
        raise(SIGKILL);
    }
    return work->status;
}

/* Scenario: a step fails aside with many words. Expect: its status, and each diagnostic as it was, behind the
 * caller's own. */
static void
test_status_and_words_come_back(void **state)
{
    (void)state;
    arena memory = arena_reserve(0), scratch = arena_split(&memory, (size_t)1 << 28);
    struct diags diags = diags_new(&memory);
    diag_add(&diags, DIAG_NOTE, STR(""), 0, 0, NULL, "before");
    struct work work = {.diags = &diags, .status = STATUS_SCRIPT};
    struct aside aside;
    assert_true(aside_start(&aside, step, &work, &diags, scratch));
    assert_int_equal(diags.count, 1);
    assert_int_equal(aside_finish(&aside, &diags, scratch), STATUS_SCRIPT);
    assert_int_equal(diags.count, 5002);
    assert_int_equal(diags.errors, 5000);
    const struct diag *first = &diags.items[1];
    assert_int_equal(first->severity, DIAG_WARNING);
    assert_true(str_equal(first->path, STR("stops/1.mp4")));
    assert_int_equal(first->line, 3);
    assert_int_equal(first->column, 7);
    assert_true(str_equal(first->message, STR("the first")));
    assert_true(str_equal(first->hint, STR("look there")));
    assert_true(str_equal(diags.items[5001].message, STR("4999 % of it")));
    assert_int_equal(diags.items[5001].hint.len, 0);
}

/* Scenario: the step is killed. Expect: a failure that says so. */
static void
test_a_killed_step_is_a_failure(void **state)
{
    (void)state;
    arena memory = arena_reserve(0), scratch = arena_split(&memory, (size_t)1 << 28);
    struct diags diags = diags_new(&memory);
    struct work work = {.diags = &diags, .crash = true};
    struct aside aside;
    assert_true(aside_start(&aside, step, &work, &diags, scratch));
    assert_int_equal(aside_finish(&aside, &diags, scratch), STATUS_SYSTEM);
    assert_int_equal(diags.count, 1);
    assert_true(str_find(diags.items[0].message, STR("signal 9")) != STR_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status_and_words_come_back),
        cmocka_unit_test(test_a_killed_step_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
