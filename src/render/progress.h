/*
 * How far long work is, on standard error.
 *
 * In: how much there is to do, and each step. Out: on a terminal one line that changes, with count, rate and
 * time left; elsewhere (a log, a pipe) a plain line at the start and one every ten seconds.
 *
 * Example: speaking 34 of 101 sentences, 3.2 a second, 21 s left
 */
#ifndef RENDER_PROGRESS_H
#define RENDER_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
    size_t count, done;
    bool terminal, quiet;
    double started_s, said_s; /* on the system's steady clock */
};

/* quiet: nothing is ever written. */
struct progress progress_start(size_t count, bool quiet);
/* One more is done; with the last one a terminal's line is wiped. */
void progress_step(struct progress *progress);
/* Before other words go to standard error: a terminal's line is wiped. */
void progress_wipe(const struct progress *progress);

#endif
