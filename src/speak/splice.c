#include "speak/splice.h"

#include <string.h>

static size_t
frames_of_us(uint32_t rate_hz, uint32_t us)
{
    return (size_t)((uint64_t)rate_hz * us / 1000000);
}

void
splice_begin(arena *out, uint32_t rate_hz, uint32_t mark_limit, struct splice *s)
{
    *s = (struct splice){.out = out, .mark_limit = mark_limit};
    s->take.rate_hz = rate_hz;
    s->take.marks = arena_new(out, struct mark, mark_limit);
}

/* New samples at the end of the take, zeroed. */
static float *
extend(struct splice *s, size_t frames)
{
    struct take *take = &s->take;
    float *added = arena_new(s->out, float, frames); /* right behind those before */
    take->samples = take->count == 0 ? added : take->samples;
    take->count += frames;
    return added;
}

static bool
is_silent(float sample)
{
    return sample < SPLICE_SILENCE && sample > -SPLICE_SILENCE;
}

/* A straight ramp from nothing at the outer end to the full level. */
static void
fade(float *outer, ptrdiff_t step, size_t frames)
{
    for (size_t i = 0; i < frames; i++) {
        outer[(ptrdiff_t)i * step] *= (float)i / (float)frames;
    }
}

static uint32_t
place(uint32_t start, size_t from, size_t to)
{
    size_t at = start < from ? from : start;
    return (uint32_t)((at < to ? at : to - 1) - from);
}

/* Syllables that trimming left without a sample take one from the next: marks are never empty. */
static void
add_marks(struct splice *s, const struct splice_piece *piece, size_t from, size_t to, uint32_t offset)
{
    struct take *take = &s->take;
    uint32_t end = (uint32_t)(to - from);
    struct mark *marks = take->marks + take->mark_count;
    for (uint32_t i = piece->start_count; i-- > 0;) {
        uint32_t start = place(piece->starts[i], from, to);
        if (start >= end) {
            start = end > 0 ? end - 1 : 0;
        }
        marks[i] = (struct mark){offset + start, offset + end};
        end = start;
    }
    take->mark_count += piece->start_count;
}

bool
splice_add(struct splice *s, const struct splice_piece *piece, uint32_t pause_ms)
{
    size_t from = 0;
    size_t to = piece->count;
    while (from < to && is_silent(piece->samples[from])) {
        from++;
    }
    while (to > from && is_silent(piece->samples[to - 1])) {
        to--;
    }
    if (from == to || s->take.mark_count + piece->start_count > s->mark_limit) {
        return false;
    }
    size_t fade_in = frames_of_us(s->take.rate_hz, SPLICE_FADE_IN_US);
    size_t fade_out = frames_of_us(s->take.rate_hz, SPLICE_FADE_OUT_US);
    from -= from < fade_in ? from : fade_in;
    size_t frames = to - from;
    if (s->take.count > 0) {
        extend(s, frames_of_us(s->take.rate_hz, pause_ms * 1000));
    }
    uint32_t offset = (uint32_t)s->take.count;
    float *samples = extend(s, frames);
    memcpy(samples, piece->samples + from, frames * sizeof *samples);
    fade(samples, 1, fade_in < frames ? fade_in : frames);
    fade(samples + frames - 1, -1, fade_out < frames ? fade_out : frames);
    add_marks(s, piece, from, to, offset);
    return true;
}

bool
splice_finish(struct splice *s, struct take *take)
{
    uint32_t end = 0;
    for (size_t i = 0; i < s->take.mark_count; i++) {
        struct mark m = s->take.marks[i];
        if (m.start < end || m.start >= m.end) {
            return false;
        }
        end = m.end;
    }
    if (s->take.mark_count != s->mark_limit || s->take.count == 0 || end > s->take.count) {
        return false;
    }
    *take = s->take;
    return true;
}
