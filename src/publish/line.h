/*
 * Text from the script on its way into formats of lines: playlists and cue sheets.
 *
 * In: any text. Out: the same text on one line: control characters, and what else ends a line somewhere, are
 * written as spaces.
 *
 * Example: line_put(w, STR("一\n二")) writes 一 二
 */
#ifndef PUBLISH_LINE_H
#define PUBLISH_LINE_H

#include "base/file.h"

enum { LINE_QUOTED_MAX = 80 };

void line_put(struct file_writer *file, str text);

/* A quoted text of a cue sheet. The format has no escape: " and \, which some readers take for one, are
 * written in full width, as ＂ and ＼. It takes 80 characters (CDRWIN's guide): of a longer text the first 79
 * and "…". */
void line_put_quoted(struct file_writer *file, str text);

#endif
