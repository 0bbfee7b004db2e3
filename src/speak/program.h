/*
 * Runs one outside program to its end, and leaves nothing of it behind.
 *
 * In: its words, a folder to work in, open files for its three streams, limits. Out: how it ended.
 *
 * Example: a program that sleeps for ever under seconds_max = 1 ends as PROGRAM_TIMED_OUT, and so do the
 * processes it started.
 *
 * It runs in a process group of its own, which is ended (SIGTERM, after half a second SIGKILL) when its time
 * is over, when its caller's starter is gone, and once more when it has ended by itself. Should the caller be
 * killed meanwhile, a watcher (a second child) ends the group and removes the folder.
 */
#ifndef SPEAK_PROGRAM_H
#define SPEAK_PROGRAM_H

#include <sys/types.h>

#include "base/diag.h"

struct program {
    char *const *words;        /* [0] is the path; no search, no shell */
    const char *folder;        /* to work in */
    str owned;                 /* removed by the watcher; what is in `folder` is in it */
    int input, output, errors; /* its standard streams, open files */
    uint32_t seconds_max;
    uint64_t file_bytes_max; /* of any file it writes */
    pid_t starter;           /* the caller's parent, gone when that is another; 0: not looked at */
};

enum program_end {
    PROGRAM_EXITED,    /* number: the exit status */
    PROGRAM_SIGNALLED, /* number: the signal */
    PROGRAM_TIMED_OUT,
    PROGRAM_ABANDONED, /* the starter is gone */
    PROGRAM_REFUSED,   /* number: errno of what could not be done to start it */
};

struct program_outcome {
    enum program_end end;
    int number;
};

struct program_outcome program_run(const struct program *program, arena scratch);

#endif
