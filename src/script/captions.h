/*
 * captions.txt: photos and what is said of them.
 *
 * In: lines of number TAB photo file TAB caption; # starts a comment. Out: caption blocks with number and
 * photo.
 *
 * Example: "1<TAB>photos/lake.jpg<TAB>湖水很静。" → {SEGMENT_CAPTION, number 1, photo photos/lake.jpg, text
 * 湖水很静。}
 *
 * Spaces are taken for tabs where a line has fewer than two tabs; the photo's name then holds none. An empty
 * photo (two tabs) is a caption without one. Errors, with line and column: no number, no photo, no caption.
 */
#ifndef SCRIPT_CAPTIONS_H
#define SCRIPT_CAPTIONS_H

#include "script/block.h"

enum { CAPTION_NUMBER_MAX = 1000000 };

/* Classes all but the captions silent in the source. */
void captions_read(arena *out, struct source *source, struct block_list *captions, struct diags *diags);

#endif
