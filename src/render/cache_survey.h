/*
 * What a cache holds, and what may go.
 *
 * In: a cache's folder. Out: its entries with size and last use; entries taken away by age or to a size,
 * those whose last use is longest ago first.
 *
 * Example: cache_survey(out, scratch, &cache, &survey, diags); cache_choose(&survey, &limits, busy, now)
 * marks what goes; cache_remove(&cache, &survey, scratch, diags).
 *
 * Other files in the folder are not ours: they are neither counted nor touched.
 */
#ifndef RENDER_CACHE_SURVEY_H
#define RENDER_CACHE_SURVEY_H

#include <time.h>

#include "render/cache.h"

struct cache_entry {
    str name; /* of its file */
    enum cache_kind kind;
    uint64_t bytes;
    time_t used; /* to the day */
    bool goes;   /* cache_choose's */
};

struct cache_survey {
    struct cache_entry *entries; /* longest unused first */
    size_t count;
};

enum { CACHE_NO_LIMIT = -1 };

struct cache_limits {
    int64_t seconds; /* what was not used for so long goes; CACHE_NO_LIMIT: none for its age */
    int64_t bytes;   /* the most that stays; CACHE_NO_LIMIT: no limit */
};

/* STATUS_SYSTEM where the folder cannot be listed. */
MUST_CHECK enum status cache_survey(arena *out, arena scratch, str folder, struct cache_survey *survey,
                                    struct diags *diags);

/* While others may be at work (`shared`) all that they can be using stays: what was used in the last two
 * days. A use in a time to come, which a wrong clock wrote down, counts as one now. */
void cache_choose(struct cache_survey *survey, const struct cache_limits *limits, bool shared, time_t now);

/* Those that go; one that is gone already is fine. The first that cannot be removed is an error. */
MUST_CHECK enum status cache_remove(str folder, const struct cache_survey *survey, arena scratch,
                                    struct diags *diags);

#endif
