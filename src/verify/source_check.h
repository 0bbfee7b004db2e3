/*
 * Proves that nothing of the producer's text was dropped.
 *
 * In: the sources of timeline.json with their classes, the sentences with their spans. Out: findings, and how
 * much was proved.
 *
 *   - the runs of classes tile each file and are whole code points; the text is the one its SHA-256 names
 *   - a sentence's spans lie in the sources, and its text is made of them
 *   - every spoken code point belongs to the sentence that its run names, through that sentence's spans, and
 *     one of that sentence's syllables says it
 *   - every syllable says at least one spoken code point
 *
 * Example: 锦 classed spoken by sentence 4, but no span of sentence 4 holds it → article.txt (in
 * timeline.json): "byte 12: …".
 */
#ifndef VERIFY_SOURCE_CHECK_H
#define VERIFY_SOURCE_CHECK_H

#include "verify/tour_index.h"

struct source_proof {
    uint64_t spoken, silent, left_out; /* code points */
};

struct source_proof source_check(const struct tour_index *index, arena scratch, struct findings *f);

#endif
