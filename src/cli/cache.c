#include "render/cache.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/file.h"
#include "base/http.h"
#include "cli/command.h"
#include "cli/places.h"
#include "render/cache_survey.h"

enum { DAY_SECONDS = 24 * 60 * 60, DAYS_MAX = 36500 };

const struct option_spec cache_options[] = {
    {'d', false, "prune-days", "N", "remove what was not used for N days"},
    {'s', false, "prune-size", "SIZE", "remove what is longest unused until SIZE is left: 500M, 2G"},
    {'n', false, "dry-run", NULL, "only say what would be removed"},
    {0},
};

/* A number of bytes, or of K, M, G, T: powers of 1024. */
static bool
read_size(str text, int64_t *bytes)
{
    static const char units[] = "KMGT";
    int shift = 0;
    for (int i = 0; text.len > 0 && i < 4; i++) {
        char last = text.data[text.len - 1];
        if (last == units[i] || last == units[i] - 'A' + 'a') {
            shift = 10 * (i + 1);
            text.len--;
            break;
        }
    }
    if (text.len == 0 || text.len > 15) {
        return false;
    }
    int64_t number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return false;
        }
        number = number * 10 + (text.data[i] - '0');
    }
    if (number > INT64_MAX >> shift) {
        return false;
    }
    *bytes = number << shift;
    return true;
}

static enum status
read_limits(const struct options *options, struct cache_limits *limits, struct diags *diags)
{
    *limits = (struct cache_limits){CACHE_NO_LIMIT, CACHE_NO_LIMIT};
    uint32_t days;
    const char *problem = NULL;
    if (option_given(options, 'd')) {
        problem = str_to_number(option_value(options, 'd'), DAYS_MAX, &days)
                      ? NULL
                      : "--prune-days takes a number of days";
        limits->seconds = problem == NULL ? (int64_t)days * DAY_SECONDS : 0;
    }
    if (option_given(options, 's') && !read_size(option_value(options, 's'), &limits->bytes)) {
        problem = "--prune-size takes a number of bytes, or of K, M, G or T (500M)";
    }
    if (option_given(options, 'n') && !option_given(options, 'd') && !option_given(options, 's')) {
        problem = "--dry-run goes with --prune-days or --prune-size";
    }
    if (problem != NULL) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, "see --help", "%s", problem);
        return STATUS_USAGE;
    }
    return STATUS_OK;
}

static void
print_count(const char *name, const struct cache_survey *survey, enum cache_kind kind, bool going)
{
    size_t count = 0;
    uint64_t bytes = 0;
    for (size_t i = 0; i < survey->count; i++) {
        const struct cache_entry *entry = &survey->entries[i];
        if ((kind == CACHE_KINDS || entry->kind == kind) && (!going || entry->goes)) {
            count++;
            bytes += entry->bytes;
        }
    }
    printf("%s\t%zu\t%" PRIu64 " bytes\t%.1f MB\n", name, count, bytes, (double)bytes / 1e6);
}

static void
print_day(const char *name, const struct cache_survey *survey, size_t at)
{
    struct tm day;
    if (survey->count > 0 && gmtime_r(&survey->entries[at].used, &day) != NULL) {
        printf("%s\t%04d-%02d-%02d\n", name, day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
    }
}

static void
print_survey(str folder, const struct cache_survey *survey, arena scratch)
{
    str shown = diag_shown(&scratch, folder), address = place_of_network(&scratch);
    if (address.len > 0) {
        str spelled = http_shown(&scratch, address);
        printf("behind it\t" STR_FMT "\n", STR_ARG(spelled));
    }
    printf("folder\t" STR_FMT "\n", STR_ARG(shown));
    print_count("entries", survey, CACHE_KINDS, false);
    print_count("clips", survey, CACHE_CLIP, false);
    print_count("recordings' plans", survey, CACHE_TEXT, false);
    print_day("longest unused since", survey, 0);
    print_day("last used", survey, survey->count - 1);
}

static enum status
prune(const struct options *options, const struct cache_limits *limits, str folder, arena *out, arena scratch,
      struct diags *diags)
{
    struct cache cache;
    struct cache_survey survey;
    enum status status = cache_open(out, scratch, folder, &cache, diags);
    if (status != STATUS_OK) {
        return status;
    }
    if (cache.read_only) {
        diag_add(diags, DIAG_ERROR, folder, 0, 0, NULL, "the cache may only be read");
        return STATUS_SYSTEM;
    }
    bool shared = !cache_take_alone(&cache);
    status = cache_survey(out, scratch, folder, &survey, diags);
    if (status != STATUS_OK) {
        return status;
    }
    cache_choose(&survey, limits, shared, time(NULL));
    if (shared) {
        fputs("a build is at work: what was used in the last two days stays\n", stderr);
    }
    if (!option_given(options, 'n')) {
        status = cache_remove(folder, &survey, scratch, diags);
    }
    if (status == STATUS_OK) {
        print_count(option_given(options, 'n') ? "would be removed" : "removed", &survey, CACHE_KINDS, true);
    }
    return status;
}

enum status
cache_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    struct cache_limits limits;
    struct cache_survey survey = {.count = 0};
    str folder = place_of_cache(out);
    enum status status = read_limits(options, &limits, diags);
    bool is_there = file_exists(scratch, folder);
    if (status == STATUS_OK && is_there && (option_given(options, 'd') || option_given(options, 's'))) {
        status = prune(options, &limits, folder, out, scratch, diags);
    }
    if (status == STATUS_OK && is_there) {
        status = cache_survey(out, scratch, folder, &survey, diags);
    }
    if (status == STATUS_OK) {
        print_survey(folder, &survey, scratch);
    }
    return status;
}
