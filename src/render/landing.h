/*
 * Where a tour lands: made beside its place, then swapped in at once.
 *
 * In: the tour's folder, which may hold an older tour. Out: an empty folder beside it to fill, and the swap.
 * At any instant the tour's folder is the old tour or the new one, whole.
 *
 *   audio/jinzhou                  the tour
 *   audio/.jinzhou.lock            held by the build that is at work; another build of the same tour waits
 *   audio/.jinzhou.built           what was published last (standing.h)
 *   audio/.jinzhou.new-a1b2c3      being filled; left behind only by a killed build, removed by the next
 *   audio/.jinzhou.old-a1b2c3      the old tour during the swap, on file systems without an exchange of names
 */
#ifndef RENDER_LANDING_H
#define RENDER_LANDING_H

#include "base/diag.h"

struct landing {
    str folder;  /* the tour's place; where the name given is a link or ".", what it stands for */
    str staging; /* fill this */
    int lock;    /* file descriptor */
};

/* Only a name can be swapped: of a link, and of "." and "..", the folder they stand for. */
str landing_place(arena *out, str folder);

/* audio/.jinzhou.lock for audio/jinzhou and ".lock" */
str landing_hidden_name(arena *out, str folder, const char *suffix);

/* False where a build of that tour is at work or was killed, and left something beside it. */
bool landing_is_tidy(str folder, arena scratch);

/* Waits for another build of the same tour (saying so), tidies up after a killed one, makes the staging
 * folder. STATUS_STOPPED where a signal asks for it (stop.h). Refuses (STATUS_SCRIPT) a folder that holds
 * files but no timeline.json of ours: it is somebody's, not a tour of ours. */
MUST_CHECK enum status landing_open(arena *out, arena scratch, str folder, struct landing *landing,
                                    struct diags *diags);

/* Swaps the staging folder in and removes the old tour. */
MUST_CHECK enum status landing_publish(struct landing *landing, arena scratch, struct diags *diags);

/* Gives up: removes what was staged; the tour stays as it was. */
void landing_abandon(struct landing *landing, arena scratch);

#endif
