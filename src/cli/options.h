/*
 * A command's words, sorted into options and the rest.
 *
 * In: argv and the options a command knows. Out: values by the option's letter.
 *
 * Example: -j4, -j 4, --jobs 4 and --jobs=4 are one; `--` ends the options; `-` alone is a word (standard
 * input).
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/diag.h"

enum { OPTIONS_MAX = 16 };

struct option_spec {
    char letter;       /* identifies it; the short form where is_short; 0 ends the list */
    bool is_short;     /* -j as well as --jobs */
    const char *name;  /* jobs */
    const char *value; /* "N"; NULL: a switch */
    const char *help;  /* one line */
};

struct options {
    const struct option_spec *specs;
    str values[OPTIONS_MAX]; /* by place in specs; data NULL: not given */
    const str *words;
    size_t word_count;
};

/* STATUS_USAGE with a diagnostic for an unknown option, a missing or an unwanted value. argv must outlive it.
 */
MUST_CHECK enum status options_parse(arena *out, const struct option_spec *specs, int argc, char **argv,
                                     struct options *options, struct diags *diags);

bool option_given(const struct options *options, char letter);
str option_value(const struct options *options, char letter); /* empty where not given */

#endif
