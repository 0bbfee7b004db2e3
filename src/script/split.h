/*
 * Where sentences end.
 *
 * In: the text of one block. Out: its sentences as ranges of bytes, without the space between them.
 *
 * Example: 船来了。“走吧！”他说。 → 船来了。 | “走吧！”他说。
 *
 * A sentence ends at 。！？!?…… and at the full stop of Latin text; closing quotes and brackets stay with
 * what they close. Nothing is cut inside a balanced quote or bracket of at most SPLIT_QUOTE_CHARS, inside a
 * number, or before a comma. An opener that never closes does not hold up anything. A sentence longer than
 * SPLIT_SENTENCE_CHARS is cut at its semicolons, evenly; one that is far longer still at its commas, and at
 * SPLIT_HARD_CHARS anywhere, so that no input can make a sentence without bounds. Linear in the text.
 */
#ifndef SCRIPT_SPLIT_H
#define SCRIPT_SPLIT_H

#include "base/str.h"

enum {
    SPLIT_QUOTE_CHARS = 150,
    SPLIT_SENTENCE_CHARS = 200,
    SPLIT_CLAUSE_CHARS = 300,
    SPLIT_HARD_CHARS = 1000
};

struct range {
    uint32_t from, to; /* bytes, to excluded */
    uint32_t chars;    /* code points */
};

/* Every word of the text is in exactly one range, in order. Empty where nothing can be said. */
struct range *split_sentences(arena *out, arena scratch, str text, size_t *count);

/* The same with the ranges in *scratch, for callers that need them but for a moment. */
struct range *split_briefly(arena *scratch, str text, size_t *count);

/*
 * Divides units into `parts` runs of about equal length. ends[i]: where unit i ends, growing. Writes for each
 * run the index one past its last unit; returns the number of runs (at most `parts`, none empty).
 */
size_t split_evenly(const uint32_t *ends, size_t count, size_t parts, size_t *run_ends);

#endif
