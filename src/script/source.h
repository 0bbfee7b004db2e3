/*
 * The producer's files, byte for byte, and what becomes of every byte.
 *
 * In: a path. Out: valid UTF-8 with its lines indexed, and an account that gives every code point exactly one
 * class, so that nothing is dropped silently.
 *
 * Example: 城”珠联 at byte 5120 of article.txt is the span {0, 5120, 12}; source_position gives line 61,
 * column 4.
 */
#ifndef SCRIPT_SOURCE_H
#define SCRIPT_SOURCE_H

#include "base/diag.h"
#include "base/str.h"

/* Bytes of one source file, at code point boundaries. */
struct span {
    uint32_t source; /* index into tour.sources */
    uint32_t offset; /* bytes from the file's start (a byte order mark counts) */
    uint32_t length; /* bytes */
};

/* What becomes of a code point. Kept per byte; all bytes of a code point agree. */
enum text_class {
    TEXT_UNSET,    /* not yet decided; an error if any is left when the build publishes */
    TEXT_SPOKEN,   /* by one sentence, with at least one syllable that sounds */
    TEXT_SILENT,   /* markup, punctuation, space */
    TEXT_LEFT_OUT, /* not read, and a diagnostic says why */
};

struct source {
    uint32_t index;        /* its place in tour.sources */
    str path;              /* as it is shown to the producer: scripts/jinzhou/article.txt */
    str name;              /* within the script folder: article.txt */
    str bytes;             /* the whole file, valid UTF-8, at most SOURCE_BYTES_MAX */
    const uint32_t *lines; /* byte offset of each line's start */
    size_t line_count;
    const uint32_t *counts; /* code points before every SOURCE_STEP-th byte */
    unsigned char *classes; /* enum text_class per byte */
    const str *reasons;     /* per TEXT_LEFT_OUT run, see source_leave_out */
    const struct span *left_out;
    size_t left_out_count, left_out_capacity;
};

enum { SOURCE_BYTES_MAX = 32 << 20, SOURCE_STEP = 1024 };

/*
 * Reads and checks a file. A byte order mark is silent. Errors (all STATUS_SCRIPT, with position): nothing
 * there, empty or only white space, a NUL byte ("a binary file"), bytes that are not UTF-8, UTF-16 with a byte
 * order mark (named as such), too large. STATUS_SYSTEM: a file that is there and cannot be read.
 */
MUST_CHECK enum status source_read(arena *out, str path, uint32_t index, struct source *source,
                                   struct diags *diags);

/* Line and column from 1; the column counts code points. */
void source_position(const struct source *source, uint32_t offset, uint32_t *line, uint32_t *column);

/* A diagnostic at a byte of a source. */
void source_report(const struct source *source, uint32_t offset, struct diags *diags,
                   enum diag_severity severity, const char *hint, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Gives the span's bytes a class; each byte is classed once, but SILENT may become SPOKEN. */
void source_classify(struct source *source, uint32_t offset, uint32_t length, enum text_class text_class);

/* Classes a span TEXT_LEFT_OUT and keeps the reason for timeline.json; the caller has reported it. */
void source_leave_out(arena *out, struct source *source, uint32_t offset, uint32_t length, str reason);

/* First byte that is still TEXT_UNSET, or STR_NONE: the completeness check. */
size_t source_unset(const struct source *source);

#endif
