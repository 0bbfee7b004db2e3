/*
 * Reads text line by line through the Mandarin front end: what normalize, pinyin and phrases share.
 *
 * In: FILE or - (the default), of any size. Out: whatever `print` writes for each line; memory is bounded by
 * the longest line. Bytes that are not UTF-8 are a warning with their place; the rest of the line is still
 * read.
 */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include "cli/options.h"
#include "mandarin/reading.h"

typedef void lines_print(const struct reading *reading, const struct options *options, arena scratch);

MUST_CHECK enum status lines_read(const struct options *options, lines_print *print, arena *out,
                                  arena scratch, struct diags *diags);

#endif
