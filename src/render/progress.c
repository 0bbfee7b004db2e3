#include "render/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double line_interval_s = 10, redraw_interval_s = 0.1;

static double
now_s(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct progress
progress_start(size_t count, bool quiet)
{
    struct progress progress = {.count = count, .quiet = quiet, .terminal = isatty(STDERR_FILENO) == 1};
    progress.started_s = progress.said_s = now_s();
    if (!quiet && count > 0) {
        fprintf(stderr, "%sspeaking %zu sentence%s%s", progress.terminal ? "\r" : "", count,
                count == 1 ? "" : "s", progress.terminal ? "" : "\n");
    }
    return progress;
}

static void
say(const struct progress *p, double elapsed_s)
{
    double rate = (double)p->done / elapsed_s;
    unsigned long left_s = (unsigned long)((double)(p->count - p->done) / rate + 0.5);
    fprintf(stderr, "%sspeaking %zu of %zu sentences, %.1f a second, ", p->terminal ? "\r" : "", p->done,
            p->count, rate);
    if (left_s >= 60) {
        fprintf(stderr, "%lu min %02lu s left", left_s / 60, left_s % 60);
    } else {
        fprintf(stderr, "%lu s left", left_s);
    }
    fputs(p->terminal ? "\033[K" : "\n", stderr);
}

void
progress_step(struct progress *p)
{
    double now = now_s();
    double interval_s = p->terminal ? redraw_interval_s : line_interval_s;
    p->done++;
    if (p->done == p->count) {
        progress_wipe(p);
    } else if (!p->quiet && now - p->said_s >= interval_s) {
        say(p, now - p->started_s);
        p->said_s = now;
    }
}

void
progress_wipe(const struct progress *p)
{
    if (!p->quiet && p->terminal && p->count > 0) {
        fputs("\r\033[K", stderr);
    }
}
