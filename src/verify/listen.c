#include "verify/listen.h"

#include <math.h>
#include <stdlib.h>

static int
compare_windows(const void *a, const void *b)
{
    const struct window *x = a, *y = b;
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    return x->index < y->index ? -1 : x->index > y->index;
}

struct listener
listen_start(struct window *windows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        windows[i].peak = 0;
        windows[i].first_sound = LISTEN_NONE;
    }
    if (count > 0) {
        qsort(windows, count, sizeof *windows, compare_windows);
    }
    return (struct listener){.windows = windows, .count = count};
}

static void
measure(struct window *w, uint64_t at, const float *samples, size_t count)
{
    size_t from = w->from > at ? (size_t)(w->from - at) : 0;
    size_t to = w->to < at + count ? (size_t)(w->to - at) : count;
    for (size_t i = from; i < to; i++) {
        float level = fabsf(samples[i]);
        if (level > LISTEN_SILENCE && w->first_sound == LISTEN_NONE) {
            w->first_sound = at + i;
        }
        w->peak = level > w->peak ? level : w->peak;
    }
}

void
listen_block(struct listener *l, const float *samples, size_t count)
{
    uint64_t end = l->at + count;
    while (l->first < l->count && l->windows[l->first].to <= l->at) {
        l->first++;
    }
    for (size_t i = l->first; i < l->count && l->windows[i].from < end; i++) {
        if (l->windows[i].to > l->at) {
            measure(&l->windows[i], l->at, samples, count);
        }
    }
    l->at = end;
}

double
listen_db(double peak)
{
    return peak > 1e-6 ? 20 * log10(peak) : -120;
}
