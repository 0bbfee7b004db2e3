#include "support_cmocka.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "render/jobs.h"

enum { JOBS = 7 };

struct seen {
    enum job_end ends[JOBS];
    int signals[JOBS];
    char texts[JOBS][64];
    size_t ended;
};

/* One job of each fate; the others are well. */
static enum status
fate(void *context, size_t job, arena scratch, struct diags *diags)
{
    (void)context;
    (void)scratch;
    switch (job) {
    case 1:
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "no voice today");
        return STATUS_SYSTEM;
    case 3:
        raise(SIGKILL);
        return STATUS_OK;
    case 5:
        pause();
        return STATUS_OK;
    default:
        return STATUS_OK;
    }
}

static void
note(void *context, size_t job, const struct job_outcome *outcome)
{
    struct seen *seen = context;
    seen->ends[job] = outcome->end;
    seen->signals[job] = outcome->signal;
    memcpy(seen->texts[job], outcome->text.data, outcome->text.len < 63 ? outcome->text.len : 63);
    seen->ended++;
}

/* Scenario: jobs that fail, crash and hang among healthy ones. Expect: each fate is told, all others are
 * done. */
static void
test_every_fate_is_told(void **state)
{
    (void)state;
    arena memory = arena_reserve((size_t)2 << 30), scratch = arena_reserve((size_t)1 << 30);
    struct diags diags = diags_new(&memory);
    struct seen seen = {.ended = 0};
    struct job_kind kind = {&seen, 1, fate, note};
    signal(SIGCHLD, SIG_IGN); /* as a careless starter leaves it */
    assert_int_equal(jobs_run(&kind, JOBS, slots_of(3), scratch, &diags), STATUS_OK);
    static const enum job_end expected[JOBS] = {JOB_DONE, JOB_FAILED,    JOB_DONE, JOB_CRASHED,
                                                JOB_DONE, JOB_TIMED_OUT, JOB_DONE};
    assert_int_equal(seen.ended, JOBS);
    assert_memory_equal(seen.ends, expected, sizeof expected);
    assert_int_equal(seen.signals[3], SIGKILL);
    assert_string_equal(seen.texts[1], "no voice today");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_fate_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
