/*
 * A draft: a script read to the end, every sentence with its reading, before anything is spoken.
 *
 * In: a script, with its lexicon.tsv where it has one, and the Mandarin front end. Out: the tour with its
 * sources fully classed (spoken, silent, left out) and one reading a sentence.
 *
 * Example: draft_read(&out, scratch, STR("scripts/jinzhou"), &mandarin, &draft, diags);
 */
#ifndef RENDER_DRAFT_H
#define RENDER_DRAFT_H

#include "script/tour.h"
#include "speak/utterance.h"

struct draft {
    struct tour tour;
    struct reading **readings; /* one a sentence */
};

/*
 * STATUS_SCRIPT when the script or its lexicon.tsv has errors. Doubtful readings are notes, characters
 * without a reading warnings (they are left out). A code point that ends up in no class is a fault of the
 * program: an error with its place, so that nothing is dropped silently.
 */
MUST_CHECK enum status draft_read(arena *out, arena scratch, str script, const struct mandarin *mandarin,
                                  struct draft *draft, struct diags *diags);

/* One a sentence: its reading, delivered as its segment's kind asks. */
const struct utterance *draft_utterances(arena *out, const struct draft *draft);

#endif
