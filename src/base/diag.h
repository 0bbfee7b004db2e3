/*
 * Diagnostics: what is wrong or doubtful, where, and what to do about it.
 *
 * In: findings from any stage, in any order. Out: sorted lines on standard error, errors counted.
 *
 *   scripts/jinzhou/article.txt:12:7: warning: stray English word "and" in a Chinese sentence
 *     hint: delete it or write it in Chinese
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

struct diag {
    enum diag_severity severity;
    str path;        /* file or folder; empty: the program itself */
    uint32_t line;   /* from 1; 0: the file as a whole */
    uint32_t column; /* code point from 1; 0: the line as a whole */
    str message;
    str hint; /* what to do; may be empty */
};

struct diags {
    arena memory; /* texts and items; set by diags_new */
    struct diag *items;
    size_t count, capacity;
    size_t warnings, errors;
};

/* Collects into its own part of *out. */
struct diags diags_new(arena *out);

/* For a step whose failures are expected and told otherwise: a small collection in *scratch that nobody
 * prints. */
struct diags diags_unheard(arena *scratch);

/* Past so many, findings are counted but not kept: a damaged script can hold a million. */
enum { DIAGS_MAX = 20000 };

/* Adds one; path, hint and the formatted message are copied. hint may be NULL. */
void diag_add(struct diags *diags, enum diag_severity severity, str path, uint32_t line, uint32_t column,
              const char *hint, const char *format, ...) __attribute__((format(printf, 7, 8)));

/* A system failure with errno's text: "PATH: error: cannot VERB: No space left on device". Returns
 * STATUS_SYSTEM. */
enum status diag_system(struct diags *diags, str path, const char *verb, int error);

/* By path, line, column, then in the order they came. */
void diags_sort(struct diags *diags);

/* Text from outside as a terminal may have it: each byte of a control character, of a mark that turns the
 * direction of writing, or of what is not UTF-8 becomes \xNN. */
str diag_shown(arena *out, str text);

/* Prints those of at least `least`, sorted, every text as diag_shown. */
void diags_print(struct diags *diags, FILE *stream, enum diag_severity least);

#endif
