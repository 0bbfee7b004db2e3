#include "render/slots.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { JOBS_MOST = 1024 };

struct slots
slots_of(unsigned most)
{
    return (struct slots){.most = most > 0 ? most : 1, .take = -1, .give = -1};
}

/* What stands behind the last `name` in a word of makeflags: the last one holds. */
static bool
find_last(str makeflags, str name, str *value)
{
    bool found = false;
    str word;
    while (str_split(&makeflags, ' ', &word)) {
        if (str_starts(word, name)) {
            *value = str_from_offset(word, name.len);
            found = true;
        }
    }
    return found;
}

/* Make and its other children read the same pipe, so O_NONBLOCK is set on a description of our own. */
static int
reopen(uint32_t descriptor)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%u", (unsigned)descriptor);
    return open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
}

static bool
open_jobserver(str where, struct slots *slots)
{
    static const str fifo = {"fifo:", 5};
    if (str_starts(where, fifo)) { /* GNU make 4.4 */
        char path[4096];
        str name = str_from_offset(where, fifo.len);
        snprintf(path, sizeof path, STR_FMT, STR_ARG(name));
        slots->take = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
        slots->give = slots->take;
        return slots->take >= 0;
    }
    str first;
    uint32_t take, give;
    if (!str_split(&where, ',', &first) || !str_to_number(first, INT32_MAX, &take) ||
        !str_to_number(where, INT32_MAX, &give) || fcntl((int)give, F_GETFD) < 0) {
        return false;
    }
    slots->take = reopen(take);
    slots->give = (int)give;
    return slots->take >= 0;
}

struct slots
slots_from_make(str makeflags, unsigned cores)
{
    struct slots slots = slots_of(JOBS_MOST);
    str where, jobs;
    uint32_t most;
    bool has_jobs = find_last(makeflags, STR("-j"), &jobs);
    if (!find_last(makeflags, STR("--jobserver-auth="), &where)) {
        /* -j1 has no jobserver */
        return slots_of(has_jobs && str_to_number(jobs, JOBS_MOST, &most) ? most : cores);
    }
    return open_jobserver(where, &slots) ? slots : slots_of(1);
}

bool
slots_take(const struct slots *slots, char *token)
{
    return slots->take < 0 || read(slots->take, token, 1) == 1;
}

void
slots_give(const struct slots *slots, char token)
{
    if (slots->take >= 0) {
        ssize_t written = write(slots->give, &token, 1);
        (void)written; /* make counts its tokens when it ends, and says so */
    }
}
