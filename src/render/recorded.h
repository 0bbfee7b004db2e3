/*
 * The recorded takes of a tour: found, judged, and turned into clips where they are used.
 *
 * In: a draft, and the takes/ of its script folder. Out: the draft with the segments that are kept whole put
 * together, and the key of a clip for each sentence that a recording speaks; the others are the voice's.
 *
 * Example: takes/2-1.wav, takes/3.flac (stale) → keys for the sentences of segment 1 of stop 2; a warning
 * of 3.flac.
 */
#ifndef RENDER_RECORDED_H
#define RENDER_RECORDED_H

#include "render/slots.h"
#include "render/take_work.h"

struct recorded {
    /* the caller's */
    const struct cache *cache; /* NULL: nothing is written, the draft stays, a note for each take */
    struct slots slots;        /* processes at once */
    bool explain;              /* a line on standard error for each take that is cut */
    /* recorded_prepare's */
    struct take_file *files;
    size_t file_count;
    str *keys;       /* one a sentence of the draft, empty where the voice speaks */
    size_t rendered; /* sentences whose clips were not in the cache */
};

/* STATUS_SCRIPT with a diagnostic for each take that is no good; the others' clips are kept all the same. An
 * article by itself has no takes. */
MUST_CHECK enum status recorded_prepare(struct recorded *recorded, str script, struct draft *draft,
                                        arena *out, arena scratch, struct diags *diags);

/* After the tour is published: writes down what each new take was recorded for. */
void recorded_remember(const struct recorded *recorded, arena scratch, struct diags *diags);

#endif
