/*
 * How many jobs run at once, and whether they share GNU make's job slots.
 *
 * In: a number, or the MAKEFLAGS of the make(1) that runs this program. Out: slots to start jobs in. One slot
 * is this process's own; under a jobserver each further job needs a token, which goes back as it was ("POSIX
 * Jobserver Interaction", GNU make manual).
 *
 * Example: MAKEFLAGS " -j4 --jobserver-auth=3,4" → up to four jobs, three of them with tokens from descriptor
 * 3; where make did not hand the descriptors on, one job.
 */
#ifndef RENDER_SLOTS_H
#define RENDER_SLOTS_H

#include "base/str.h"

struct slots {
    unsigned most;  /* jobs at once, ≥ 1 */
    int take, give; /* the jobserver's ends, take without blocking; −1: none, all slots are our own */
};

struct slots slots_of(unsigned most);

/* cores: where makeflags tells of no -j. Descriptors stay open as long as the process. */
struct slots slots_from_make(str makeflags, unsigned cores);

/* False where no token is to be had now; poll slots->take. */
bool slots_take(const struct slots *slots, char *token);
void slots_give(const struct slots *slots, char token);

#endif
