/*
 * Passages that stand twice in an article, as scanning and page layout leave them.
 *
 * In: paragraphs. Out: each passage that stood already earlier, as a range of a block, with a warning that
 * names the place of the first.
 *
 * Example: in 岸上种了树，河水一天天清起来，鸟也飞回来了，两岸的人都高兴。 …
 * 冬去春来，岸上种了树，河水一天天清起来，鸟也飞回来 了，两岸的人都高兴。 the second 岸上… is one repeat.
 *
 * Only hanzi, letters and digits count; a passage has at least REPEAT_CHARS of them, and up to two may differ
 * in between. Titles, headings and captions take no part: they repeat slogans on purpose. One warning per
 * maximal passage. Rolling hashes (Karp and Rabin, 1987) keep it linear.
 */
#ifndef SCRIPT_REPEAT_H
#define SCRIPT_REPEAT_H

#include "script/join.h"

enum { REPEAT_CHARS = 20 };

/* Adds to cuts the sentences that are repeats from end to end. */
void repeat_find(arena scratch, struct manuscript *manuscript, struct cut_list *cuts, struct diags *diags);

#endif
