#include "publish/division.h"

/* One way to divide, and what is to be said against it. */
struct division {
    uint64_t *starts;
    size_t count;
    size_t inside; /* divisions that fall inside a segment */
};

enum { STEP_SAMPLES = 960, SHORTEST_SHARE = 3 };

/* The boundary where the chapter from `start` had best end, or NULL where none is left. */
static const struct boundary *
next_boundary(const struct boundary *boundaries, size_t count, uint64_t start, uint64_t limit)
{
    const struct boundary *segment = NULL, *any = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct boundary *b = &boundaries[i];
        if (b->at <= start) {
            continue;
        }
        if (b->at - start > limit) {
            return segment != NULL ? segment : any != NULL ? any : b;
        }
        any = b;
        if (b->segment && b->at - start >= limit / SHORTEST_SHARE) {
            segment = b;
        }
    }
    return segment != NULL ? segment : any;
}

static struct division
divide(arena *out, const struct boundary *boundaries, size_t count, uint64_t length, uint64_t limit)
{
    struct division d = {.starts = arena_new(out, uint64_t, count + 1), .count = 1};
    uint64_t start = 0;
    while (length - start > limit) {
        const struct boundary *b = next_boundary(boundaries, count, start, limit);
        if (b == NULL) {
            break;
        }
        start = b->at;
        d.starts[d.count++] = start;
        d.inside += !b->segment;
    }
    return d;
}

size_t
division_find(arena *out, const struct boundary *boundaries, size_t count, uint64_t length, uint64_t limit,
              size_t most, uint64_t **starts)
{
    struct division best = divide(out, boundaries, count, length, limit);
    while (best.count > most) {
        limit += limit / 8 + 1;
        best = divide(out, boundaries, count, length, limit);
    }
    /* Even out: the smallest limit that costs neither a chapter nor a division inside a segment. */
    uint64_t low = length / best.count / STEP_SAMPLES, high = limit / STEP_SAMPLES;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        arena scratch = *out;
        struct division d =
            divide(&scratch, boundaries, count, length, middle > 0 ? middle * STEP_SAMPLES : STEP_SAMPLES);
        if (d.count <= best.count && d.inside <= best.inside) {
            *out = scratch;
            best = d;
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    *starts = best.starts;
    return best.count;
}
