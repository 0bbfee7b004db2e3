/*
 * Runs work in processes of its own, a bounded number at once.
 *
 * In: a count of jobs and a function. Out: each job's outcome, told as it ends, in any order. A job is a fork
 * of this process: what it writes to memory is gone with it; it speaks through files and its diagnostics.
 *
 * Example: struct job_kind kind = {.run = speak_one, .ended = note_end, .context = &render};
 *          status = jobs_run(&kind, stale_count, slots_of(2), scratch, diags);
 */
#ifndef RENDER_JOBS_H
#define RENDER_JOBS_H

#include "base/diag.h"
#include "render/slots.h"

enum job_end {
    JOB_DONE,      /* text holds its warnings */
    JOB_FAILED,    /* run returned a failure; text holds its diagnostics' messages */
    JOB_CRASHED,   /* ended by a signal */
    JOB_TIMED_OUT, /* ran longer than seconds_max and was ended by its alarm */
};

struct job_outcome {
    enum job_end end;
    int signal;         /* JOB_CRASHED, JOB_TIMED_OUT: which */
    enum status status; /* JOB_FAILED: what run returned */
    str text;           /* valid during the call */
};

struct job_kind {
    void *context;
    unsigned seconds_max; /* a job's own limit */
    /* In the child. scratch is the child's. */
    enum status (*run)(void *context, size_t job, arena scratch, struct diags *diags);
    /* In the parent, as each job ends. */
    void (*ended)(void *context, size_t job, const struct job_outcome *outcome);
};

/* Failure only where the system refuses processes or pipes, and STATUS_STOPPED, with every job ended, where a
 * signal asks for it (stop.h); outcomes of jobs are the caller's to judge. */
MUST_CHECK enum status jobs_run(const struct job_kind *kind, size_t count, struct slots slots, arena scratch,
                                struct diags *diags);

#endif
