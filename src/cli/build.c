#include "render/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/os.h"
#include "cli/command.h"
#include "cli/places.h"
#include "render/tours.h"

enum { JOBS_MAX = 1024 };

const struct option_spec build_options[] = {
    {'o', true, "output", "AUDIO_DIR", "where the one tour lands; default audio/<name of SCRIPT_DIR>"},
    {'j', true, "jobs", "N", "sentences spoken at once; default make's job slots, else one a core"},
    {'s', false, "shard", "I/N", "render share I of N into the cache, publish nothing"},
    {'v', false, "voice", "V", "one voice for all of it, whatever tour.ini says"},
    {'e', false, "explain", NULL, "say which sentences are rendered and why"},
    {'q', true, "quiet", NULL, "no progress"},
    {0},
};

const struct option_spec no_options[] = {{0}};

/* The day that SOURCE_DATE_EPOCH names, in UTC (reproducible-builds.org); none where it is not set: the clock
 * would make every build another. */
static bool
read_date(arena *out, str *date)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    uint32_t seconds;
    *date = STR("");
    if (text == NULL || *text == '\0') {
        return true;
    }
    if (!str_to_number(str_from(text), UINT32_MAX, &seconds)) {
        return false;
    }
    time_t epoch = (time_t)seconds;
    struct tm day;
    if (gmtime_r(&epoch, &day) == NULL) {
        return false;
    }
    *date = str_format(out, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
    return true;
}

/* From --shard, else from what an array job's environment tells. */
static bool
read_shard(const struct options *options, struct shard *shard)
{
    const char *name;
    *shard = (struct shard){0};
    if (option_given(options, 's')) {
        return shard_parse(option_value(options, 's'), shard);
    }
    if (shard_of_environment(shard, &name) && !option_given(options, 'q')) {
        fprintf(stderr, "share %u of %u by %s (--shard 1/1 builds and publishes all)\n", shard->index + 1,
                shard->count, name);
    }
    return true;
}

static str
read_makeflags(void)
{
    const char *flags = getenv("MAKEFLAGS");
    return str_from(flags != NULL ? flags : "");
}

enum status
build_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    uint32_t jobs = 1;
    bool has_jobs = option_given(options, 'j');
    if (has_jobs && (!str_to_number(option_value(options, 'j'), JOBS_MAX, &jobs) || jobs == 0)) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "--jobs takes a number from 1 to %d", JOBS_MAX);
        return STATUS_USAGE;
    }
    if (option_given(options, 'o') && option_value(options, 'o').len == 0) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "--output takes a folder's name, not an empty one");
        return STATUS_USAGE;
    }
    if (option_given(options, 'o') && options->word_count > 1) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL,
                 "--output names one tour's folder; several land in audio/<name of SCRIPT_DIR>");
        return STATUS_USAGE;
    }
    struct mandarin mandarin;
    struct build_request request = {
        .script = options->words[0],
        .audio = option_value(options, 'o'),
        .data = place_of_data(out),
        .mandarin = &mandarin,
        .cache = place_of_cache(out),
        .network = place_of_network(out),
        .voice = option_value(options, 'v'),
        .slots = has_jobs ? slots_of(jobs) : slots_from_make(read_makeflags(), os_count_cores()),
        .explain = option_given(options, 'e'),
        .quiet = option_given(options, 'q'),
        .generator = STR("daolan " VERSION),
    };
    if (!read_shard(options, &request.shard)) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL,
                 "--shard takes I/N, such as 2/3, with I from 1 to N");
        return STATUS_USAGE;
    }
    if (!read_date(out, &request.date)) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL,
                 "SOURCE_DATE_EPOCH holds seconds since 1970, in digits");
        return STATUS_USAGE;
    }
    enum status status = mandarin_open(out, request.data, &mandarin, diags);
    if (status == STATUS_OK) {
        status = mandarin_prove(&mandarin, request.data, diags);
    }
    if (status != STATUS_OK) {
        return status;
    }
    return options->word_count > 1
               ? tours_build(&request, options->words, options->word_count, scratch, diags)
               : tours_build_one(&request, scratch, diags);
}
