/*
 * One recorded take's way to clips: read, levelled as a whole, cut into sentences, encoded.
 *
 * In: a take's file and the readings of what it says. Out: a clip in the cache for each sentence, or for each
 * segment that is kept whole, and a plan that tells which; words about it for the producer. It runs in a
 * process of its own, for a damaged file may bring a decoder down.
 *
 * Example: takes/3-2.wav with four sentences → four clips, the plan "c", and "speaks stop 3, segment 2 (12.3
 * s, +4.1 dB): cut into 4 sentences".
 */
#ifndef RENDER_TAKE_WORK_H
#define RENDER_TAKE_WORK_H

#include "render/cache.h"
#include "render/draft.h"
#include "script/takes.h"

struct take_work {
    const struct take_file *file;
    const struct draft *draft;
    struct reading **whole;    /* one a segment of the take: its sentences read as one */
    const struct cache *cache; /* NULL: only to see what would become of it */
    str key;                   /* the plan's, see take_work_key */
};

enum { TAKE_SECONDS_MAX = 600 };

/* Hashes the file and all that decides on cuts and clips. STATUS_SYSTEM where it cannot be read. */
MUST_CHECK enum status take_work_key(struct take_work *work, arena *out, arena scratch, struct diags *diags);

/* The key of a sentence's clip (index in the tour), or of the segment's it begins where that is kept whole.
 */
str take_work_clip_key(arena *out, const struct take_work *work, uint32_t sentence, bool whole);

/* Does it all. The words for the producer are a note; a message's hint stands behind a tab, for it goes
 * through a pipe. */
MUST_CHECK enum status take_work_do(const struct take_work *work, arena scratch, struct diags *diags);

/* What was done earlier: whole[i] for segment i of the take, and the words. False where there is no plan. */
bool take_work_recall(const struct take_work *work, arena *out, bool *whole, str *words);

#endif
