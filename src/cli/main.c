/*
 * daolan: from an article to a Mandarin audio tour. Finds the command, sorts its words, prints what it found
 * wrong.
 */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/stop.h"
#include "cli/command.h"

static const struct command commands[] = {
    {"build", "SCRIPT_DIR...", "make the tour: audio, index, page", build_options, 1, UINT_MAX, build_run},
    {"check", "SCRIPT_DIR", "diagnostics and doubtful readings, no audio", no_options, 1, 1, check_run},
    {"segments", "SCRIPT_DIR|FILE", "the tour's text as a table: stop, segment, kind, line, text", no_options,
     1, 1, segments_run},
    {"normalize", "[FILE|-]", "each line as it is spoken, in hanzi", no_options, 0, 1, normalize_run},
    {"pinyin", "[FILE|-]", "each line's syllables", pinyin_options, 0, 1, pinyin_run},
    {"phrases", "[FILE|-]", "each line with its prosodic breaks #1–#4", no_options, 0, 1, phrases_run},
    {"say", "[TEXT]", "speak a text into a file", say_options, 0, 1, say_run},
    {"verify", "AUDIO_DIR", "decode a built tour and prove every index against it", no_options, 1, 1,
     verify_run},
    {"cache", "", "what is stored of rendered sentences; removes what is old", cache_options, 0, 0,
     cache_run},
    {"serve", "AUDIO_DIR", "the tour over HTTP, on this machine's network", serve_options, 1, 1, serve_run},
    {"voices", "", "the voices there are", no_options, 0, 0, voices_run},
};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static void
print_commands(FILE *stream)
{
    fputs("usage: daolan COMMAND …\n\n", stream);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        fprintf(stream, "  %-10s %-16s %s\n", commands[i].name, commands[i].arguments, commands[i].summary);
    }
    fputs("\n`daolan COMMAND --help` tells its options. `-` is standard input.\n"
          "Exit status: 0 well, 1 the script or tour has errors, 2 wrong usage, 3 the system failed.\n",
          stream);
}

static void
print_help(const struct command *command)
{
    bool has_options = command->options[0].letter != 0;
    printf("usage: daolan %s%s %s\n\n%s\n", command->name, has_options ? " [OPTION …]" : "",
           command->arguments, command->summary);
    if (has_options) {
        putchar('\n');
    }
    for (const struct option_spec *spec = command->options; spec->letter != 0; spec++) {
        char form[64];
        snprintf(form, sizeof form, "--%s%s%s", spec->name, spec->value != NULL ? " " : "",
                 spec->value != NULL ? spec->value : "");
        printf("  %c%c%c %-20s %s\n", spec->is_short ? '-' : ' ', spec->is_short ? spec->letter : ' ',
               spec->is_short ? ',' : ' ', form, spec->help);
    }
}

static const struct command *
find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static bool
asks_for(int argc, char **argv, const char *word)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], word) == 0) {
            return true;
        }
    }
    return false;
}

static enum status
run(const struct command *command, int argc, char **argv)
{
    arena out = arena_reserve(0), scratch = arena_reserve(0);
    struct diags diags = diags_new(&out);
    struct options options;
    enum status status = options_parse(&out, command->options, argc, argv, &options, &diags);
    if (status == STATUS_OK && (options.word_count < command->least || options.word_count > command->most)) {
        diag_add(&diags, DIAG_ERROR, STR(""), 0, 0, "see --help", "usage: daolan %s %s", command->name,
                 command->arguments);
        status = STATUS_USAGE;
    }
    if (status == STATUS_OK) {
        status = command->run(&options, &out, scratch, &diags);
    }
    if (status == STATUS_STOPPED) {
        fputs("daolan: stopped\n", stderr);
        return status;
    }
    enum diag_severity least = command->run == check_run ? DIAG_NOTE : DIAG_WARNING;
    diags_print(&diags, stderr, least);
    return status;
}

static enum status
obey(int argc, char **argv)
{
    if (argc < 2) {
        print_commands(stderr);
        return STATUS_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_commands(stdout);
        return STATUS_OK;
    }
    const struct command *command = find_command(argv[1]);
    if (strcmp(argv[1], "--version") == 0 || (command != NULL && asks_for(argc - 2, argv + 2, "--version"))) {
        puts("daolan " VERSION);
        return STATUS_OK;
    }
    if (command == NULL) {
        fprintf(stderr, "daolan: error: no command \"%s\"\n\n", argv[1]);
        print_commands(stderr);
        return STATUS_USAGE;
    }
    if (asks_for(argc - 2, argv + 2, "--help")) {
        print_help(command);
        return STATUS_OK;
    }
    return run(command, argc - 2, argv + 2);
}

int
main(int argc, char **argv)
{
    if (!file_hold_standard_streams()) {
        return STATUS_SYSTEM;
    }
    /* a file larger than the limit is then a failed write, told with its reason, instead of the end */
    signal(SIGXFSZ, SIG_IGN);
    enum status status = obey(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "daolan: error: cannot write standard output: %s\n", strerror(errno));
        return STATUS_SYSTEM;
    }
    enum { SHELL_SIGNAL = 128 }; /* what a shell makes of an end by a signal */
    return status == STATUS_STOPPED ? SHELL_SIGNAL + stop_asked() : (int)status;
}
