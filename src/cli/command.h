/*
 * The commands of daolan, one small file each.
 *
 * In: the words behind the command's name. Out: the exit status. Standard output carries only what was asked
 * for; progress and diagnostics go to standard error.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/diag.h"
#include "cli/options.h"

struct command {
    const char *name;
    const char *arguments; /* "SCRIPT_DIR": words that are no options */
    const char *summary;   /* one line */
    const struct option_spec *options;
    unsigned least, most; /* how many of them */
    enum status (*run)(const struct options *options, arena *out, arena scratch, struct diags *diags);
};

enum status build_run(const struct options *options, arena *out, arena scratch, struct diags *diags);
enum status check_run(const struct options *options, arena *out, arena scratch, struct diags *diags);
enum status segments_run(const struct options *options, arena *out, arena scratch, struct diags *diags);
enum status normalize_run(const struct options *options, arena *out, arena scratch, struct diags *diags);
enum status pinyin_run(const struct options *options, arena *out, arena scratch, struct diags *diags);
enum status phrases_run(const struct options *options, arena *out, arena scratch, struct diags *diags);
enum status say_run(const struct options *options, arena *out, arena scratch, struct diags *diags);
enum status verify_run(const struct options *options, arena *out, arena scratch, struct diags *diags);
enum status cache_run(const struct options *options, arena *out, arena scratch, struct diags *diags);
enum status serve_run(const struct options *options, arena *out, arena scratch, struct diags *diags);
enum status voices_run(const struct options *options, arena *out, arena scratch, struct diags *diags);

extern const struct option_spec build_options[], cache_options[], pinyin_options[], say_options[], serve_options[],
    no_options[];

#endif
