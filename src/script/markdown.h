/*
 * Markdown (CommonMark 0.30 through md4c, and tables).
 *
 * In: an article with markup. Out: blocks: the first h1 is the title, other headings start stops, list items,
 * quotations and table rows are paragraphs, an image with a text is a caption.
 *
 * Example: # 小城 / 河水**清**了。![桥](photos/bridge.jpg) → title 小城; caption 桥 with its photo; paragraph
 * 河水清了。
 *
 * Emphasis and links keep their text. Line ends are joined: without a space next to hanzi, with one between
 * Latin letters. Entities are decoded. Code and raw HTML are left out with a warning. A paragraph behind four
 * spaces is a paragraph, not code: producers indent so. Marks of emphasis that CommonMark's rules leave
 * standing next to Chinese punctuation (**“重点”**的) are marks all the same.
 */
#ifndef SCRIPT_MARKDOWN_H
#define SCRIPT_MARKDOWN_H

#include "script/block.h"

/* Leaves out code and HTML in the source; the captions' photos stand as they are written. */
MUST_CHECK enum status markdown_read(arena *out, arena scratch, struct source *source,
                                     struct block_list *blocks, struct diags *diags);

#endif
