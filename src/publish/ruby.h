/*
 * A sentence as a producer proofreads it: its own characters, each with the pinyin it is spoken with.
 *
 * In: a reading. Out: HTML ruby (HTML Standard, section 4.5.10), with tone marks as in a dictionary, after
 * sandhi; doubtful readings in <mark>, characters that nobody can read in <mark class="unread">.
 *
 * Example: 不错。 → <ruby>不<rt>bú</rt>错<rt>cuò</rt></ruby>。
 */
#ifndef PUBLISH_RUBY_H
#define PUBLISH_RUBY_H

#include "base/file.h"
#include "mandarin/reading.h"

void ruby_put(struct file_writer *file, const struct reading *reading, arena scratch);

/* Calls `put` for each stretch that is spoken otherwise than it is written: "10.4%", "百分之十点四". Both
 * live until put returns. */
void ruby_differences(const struct reading *reading, arena scratch,
                      void (*put)(void *context, str written, str spoken), void *context);

/* "zhong4" → "zhòng", "lv3" → "lǚ", "hua1" with erhua → "huār"; nothing for no syllable. */
void ruby_add_pinyin(struct str_builder *b, syllable s, bool erhua);

#endif
