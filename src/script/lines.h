/*
 * The lines of a plain text, put together into blocks.
 *
 * In: a source. Out: runs of lines: a paragraph hard-wrapped by a page's layout is one run, else each line
 * is.
 *
 * Example: "乘船出海，\n先看风向。\n\n港口" as lines of like width → runs [0, 2) and [2, 3)
 */
#ifndef SCRIPT_LINES_H
#define SCRIPT_LINES_H

#include "script/block.h"

/* A line that is not blank. */
struct text_line {
    uint32_t from, length;  /* bytes in the source, without white space round it */
    uint32_t width;         /* columns: a hanzi is 2, an ASCII character 1 */
    uint32_t blank_before;  /* blank lines before it; a form feed counts as one */
    uint32_t marker_length; /* bytes of a list marker with a number ("- 1.", "（2）", "③"); 0: none */
    uint32_t number;        /* of the marker */
    bool indented, ended;   /* starts behind space; ends with closing punctuation */
};

struct line_run {
    uint32_t first, count; /* lines */
};

struct line_runs {
    struct text_line *lines;
    size_t line_count;
    struct line_run *items;
    size_t count;
};

struct line_runs lines_gather(arena *out, const struct source *source);

/* Does a text end as a sentence or a clause of a list does: 。！？…；： and — also before closing marks? */
bool lines_ends(str text);

/* Bytes of a list marker with a number at the start of a line; 0 where there is none. */
size_t lines_marker(str line, uint32_t *number);

/* The line as a heading would be: short, no comma, nothing that ends a sentence. */
bool lines_is_bare(str text, size_t chars_max);

#endif
