/*
 * The first three layers of a sentence whose characters are spoken as they are written: no normalize pass.
 *
 * In: text without figures and symbols. Out: a reading with words and citation syllables.
 * Example: words_of(&out, scratch, &mandarin, STR("锦州港")) has the words 锦州 and 港
 */
#ifndef SUPPORT_WORDS_H
#define SUPPORT_WORDS_H

#include "mandarin/reading.h"

struct reading *words_of(arena *out, arena scratch, const struct mandarin *mandarin, str text);

/* The same with groups: a vertical bar in `spoken` parts what stands for the written pieces of `text`, which
 * are parted by bars as well. words_of_groups(…, STR("今年|249.9|亿元"), STR("今年|二百四十九点九|亿元")) */
struct reading *words_of_groups(arena *out, arena scratch, const struct mandarin *mandarin, str text,
                                str spoken);

/* The words, each closed by a bar. */
str words_joined(arena *out, const struct reading *reading);

#endif
