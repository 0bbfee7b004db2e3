/*
 * A producer's own recordings of what a tour says: which files there are, and which text each stands for.
 *
 * In: a tour's text and the script folder's takes/. Out: a file for each segment, or whole stop, that was
 * recorded, and whether its text is still what was recorded.
 *
 *   takes/3.wav         all of stop 3
 *   takes/3-2.flac      segment 2 of stop 3, as `daolan segments` counts them; 03-02.flac is the same
 *   takes/3-2.flac.text what it was recorded for: the text's SHA-256, a line end, the text
 *
 * The hash leaves white space out, so that moved line ends make nothing stale. Hidden files, and *.text, are
 * no takes; any other name that is not understood is an error, for a slip of the finger would silence it.
 */
#ifndef SCRIPT_TAKES_H
#define SCRIPT_TAKES_H

#include "script/tour.h"

enum take_age {
    TAKE_NEW,     /* no .text beside it yet */
    TAKE_CURRENT, /* its text is the one it was recorded for */
    TAKE_STALE,   /* it is not; a warning has said so, and the voice speaks */
};

struct take_file {
    str path; /* as it is shown to the producer: scripts/jinzhou/takes/3-2.wav */
    str name; /* within the script folder: takes/3-2.wav */
    uint32_t stop, first_segment, segment_count; /* indices in the tour */
    bool of_stop;                                /* named by its stop alone */
    str text;                                    /* what it is to say, a line a segment */
    enum take_age age;
};

/* In the order of the tour. STATUS_SCRIPT with a diagnostic for each: a name that is not understood, no such
 * stop or segment, two files for one text, no file, a link out of the script folder. */
MUST_CHECK enum status takes_find(arena *out, arena scratch, const struct tour *tour,
                                  struct take_file **takes, size_t *count, struct diags *diags);

/* Writes the .text beside a new take. Where that cannot be done, a warning: the take is used, but nobody
 * will notice when its text changes. */
void takes_remember(const struct take_file *take, arena scratch, struct diags *diags);

#endif
