/*
 * Plain text as it comes out of a newspaper's page.
 *
 * In: an article whose layout is all there is to go by. Out: blocks: title, subtitles, headings, paragraphs,
 * and the captions of a numbered list at the end.
 *
 * Example: 小城 / (blank) / 河边 看水 / (blank) / 河水清了，鱼也回来了。/ (blank) / - 1.河上的桥。
 *   → title 小城; heading 河边 看水; paragraph 河水清了，鱼也回来了。; caption 1 河上的桥。
 *
 * - The first text line is the title. Lines under it that look like headings and have another such line below
 * are subtitles, and so are a byline and a date.
 * - A heading is a line of at most PLAIN_HEADING_CHARS without closing punctuation, with a paragraph below
 * it, that holds —— or two clauses parted by a space, or is short and stands by itself.
 * - Lines of like width without blank lines between them are one hard-wrapped paragraph.
 * - A line between body and final list, set apart more than paragraphs are, is a caption without a number.
 */
#ifndef SCRIPT_PLAIN_H
#define SCRIPT_PLAIN_H

#include "script/block.h"

enum { PLAIN_HEADING_CHARS = 60 };

/* Classes list markers silent in the source. */
void plain_read(arena *out, arena scratch, struct source *source, struct block_list *blocks);

#endif
