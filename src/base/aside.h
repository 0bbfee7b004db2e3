/*
 * A step done aside: in a process of its own, while its caller goes on with another.
 *
 * In: a function that speaks through files and diagnostics. Out: its status, and its diagnostics among the
 * caller's, when it is asked for.
 *
 * Example: bool started = aside_start(&aside, write_tracks, &press, diags, scratch);
 *          … status = started ? aside_finish(&aside, diags, scratch) : write_tracks(&press, scratch);
 *
 * The process is a fork and sees the caller's memory as it was at the start; what it writes there is gone
 * with it, diagnostics apart. It ends with its caller, however that ends.
 */
#ifndef BASE_ASIDE_H
#define BASE_ASIDE_H

#include "base/diag.h"

struct aside {
    long process;
    int pipe; /* its diagnostics; end of file when it is gone */
};

/* diags: the ones that `step` adds to. False where the system refuses a process: then nothing has begun. */
bool aside_start(struct aside *aside, enum status (*step)(void *context, arena scratch), void *context,
                 struct diags *diags, arena scratch);

/* Waits for it. The step's status; STATUS_SYSTEM with a diagnostic where a signal ended it. */
MUST_CHECK enum status aside_finish(struct aside *aside, struct diags *diags, arena scratch);

#endif
