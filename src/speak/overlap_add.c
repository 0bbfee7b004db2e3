#include "speak/overlap_add.h"

#include <math.h>
#include <string.h>

#define FADE_PERIODS 0.6

/* Stretches that are voiced one after another, at one phase. */
struct run {
    const struct overlap_stretch *stretches;
    size_t count;
    size_t from, to;                 /* samples of the result */
    double pulse[OVERLAP_TAKES_MAX]; /* the first pulse's middle, in samples of the take */
};

size_t
overlap_length(const struct overlap_stretch *stretches, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        length += stretches[i].length;
    }
    return length;
}

static double
run_first(const struct run *run, size_t take)
{
    return run->stretches[0].first[take];
}

static double
run_end(const struct run *run, size_t take)
{
    const struct overlap_stretch *last = &run->stretches[run->count - 1];
    return (double)last->first[take] + last->count[take];
}

/* Cosine and sine of an angle that grows evenly, by the rotation that takes each to the next: a library's
 * cosine for every sample of every grain cost more than all else here. */
struct turning {
    double cosine, sine;
    double step_cosine, step_sine;
};

static struct turning
turning_start(double angle, double step)
{
    return (struct turning){cos(angle), sin(angle), cos(step), sin(step)};
}

static void
turning_step(struct turning *t)
{
    double cosine = t->cosine * t->step_cosine - t->sine * t->step_sine;
    t->sine = t->sine * t->step_cosine + t->cosine * t->step_sine;
    t->cosine = cosine;
}

/*
 * Where in a period the pulse lies: the moment about which the energy of all periods, folded into one, is
 * gathered most closely. The first circular moment of the folded energy points at it; a constant pitch keeps
 * it the same throughout.
 */
static double
find_pulse(const struct overlap_take *take, double from, double to)
{
    static const double turn = 6.283185307179586;
    double x = 0, y = 0;
    size_t end = (size_t)(from + floor((to - from) / take->period) * take->period);
    double before = turn * (from - floor(from)) / take->period;
    struct turning now = turning_start(-before, turn / take->period);
    for (size_t i = (size_t)from; i < end; i++) {
        double energy = (double)take->samples[i] * take->samples[i];
        x += energy * now.cosine;
        y += energy * now.sine;
        turning_step(&now);
    }
    double angle = atan2(y, x);
    return from + take->period * (angle < 0 ? angle + turn : angle) / turn;
}

/* A moment of the result, in samples of a take. */
static double
place_in_take(const struct run *run, size_t take, double at)
{
    double start = (double)run->from;
    for (size_t i = 0; i < run->count; i++) {
        const struct overlap_stretch *s = &run->stretches[i];
        if (at < start + s->length || i + 1 == run->count) {
            double part = s->length > 0 ? (at - start) / s->length : 0;
            return s->first[take] + part * s->count[take];
        }
        start += s->length;
    }
    return run_end(run, take);
}

/* Between samples, by the cubic through four of them (Catmull and Rom). Places a whole number of samples
 * apart share their shares. */
struct between {
    double shares[4]; /* of the sample before, the two that the place lies between, the one behind */
};

static struct between
between_at(double part)
{
    double t = part, t2 = t * t, t3 = t2 * t;
    return (struct between){
        {(2 * t2 - t - t3) / 2, (2 - 5 * t2 + 3 * t3) / 2, (t + 4 * t2 - 3 * t3) / 2, (t3 - t2) / 2}};
}

/* i: the last sample not behind the place. */
static double
sample_at(const struct overlap_take *take, const struct between *between, ptrdiff_t i)
{
    if (i < 1 || i + 2 >= (ptrdiff_t)take->count) {
        return i >= 0 && i < (ptrdiff_t)take->count ? take->samples[i] : 0;
    }
    const float *s = take->samples + i;
    const double *shares = between->shares;
    return shares[0] * s[-1] + shares[1] * s[0] + shares[2] * s[1] + shares[3] * s[2];
}

/* What surrounds one pulse of a take is added around one moment of the result. The outer half of the run's
 * first and last pulse is kept whole: what sounds before and behind them has no other pulse to come from. */
struct grain {
    const struct overlap_take *take;
    double pulse;     /* in the take */
    double at;        /* in the result */
    double low, high; /* samples of the take that may be used */
    double gain;
    bool first, last;
};

/* A raised cosine over a period to both sides; the outer half of a run's first and last grain is whole. */
static double
weight(const struct grain *g, double offset, double cosine)
{
    if ((g->first && offset < 0) || (g->last && offset > 0)) {
        return 1;
    }
    return fabs(offset) < g->take->period ? 0.5 + 0.5 * cosine : 0;
}

/* Samples of the result that a grain adds to: [*from, *to). */
static void
find_reach(const struct grain *g, const struct run *run, size_t *from, size_t *to)
{
    double before = g->first ? g->at - (double)run->from : g->take->period;
    double behind = g->last ? (double)run->to - g->at : g->take->period;
    double start = fmax(g->at - before, g->low - g->pulse + g->at);
    double end = fmin(floor(g->at + behind) + 1, ceil(g->high - g->pulse + g->at));
    *from = start < (double)run->from ? run->from : (size_t)ceil(start);
    *to = end < (double)*from ? *from : end > (double)run->to ? run->to : (size_t)end;
}

static void
add_grain(const struct grain *g, const struct run *run, float *result)
{
    static const double half_turn = 3.141592653589793;
    size_t from, to;
    find_reach(g, run, &from, &to);
    double per_sample = half_turn / g->take->period;
    struct turning now = turning_start(per_sample * ((double)from - g->at), per_sample);
    double shift = floor(g->pulse - g->at);
    struct between between = between_at(g->pulse - g->at - shift);
    for (size_t i = from; i < to; i++) {
        double sample = sample_at(g->take, &between, (ptrdiff_t)i + (ptrdiff_t)shift);
        result[i] += (float)(g->gain * weight(g, (double)i - g->at, now.cosine) * sample);
        turning_step(&now);
    }
}

static size_t
nearest_take(const struct overlap_piece *piece, double period)
{
    size_t nearest = 0;
    for (size_t i = 1; i < piece->take_count; i++) {
        if (fabs(log(piece->takes[i].period / period)) < fabs(log(piece->takes[nearest].period / period))) {
            nearest = i;
        }
    }
    return nearest;
}

static double
period_at(const struct overlap_piece *piece, double at)
{
    double step = at / OVERLAP_STEP;
    size_t i = (size_t)step;
    double part = step - (double)i;
    return piece->periods[i] * (1 - part) + piece->periods[i + 1] * part;
}

/* The pulse of a take nearest to a place in it, within the run. */
static double
nearest_pulse(const struct run *run, const struct overlap_take *take, size_t number, double at)
{
    double first = run->pulse[number];
    double pulses = floor((run_end(run, number) - first) / take->period);
    double k = floor((at - first) / take->period + 0.5);
    k = k < 0 ? 0 : k > pulses ? pulses : k;
    return first + k * take->period;
}

/* A run ends where its length says, maybe in the middle of a period. */
static void
fade_end(const struct run *run, double period, float *result)
{
    size_t frames = (size_t)(period * FADE_PERIODS);
    size_t length = run->to - run->from;
    frames = frames < length ? frames : length;
    for (size_t i = 0; i < frames; i++) {
        result[run->to - 1 - i] *= (float)i / (float)frames;
    }
}

static void
add_run(const struct overlap_piece *piece, struct run *run, float *result)
{
    for (size_t t = 0; t < piece->take_count; t++) {
        run->pulse[t] = find_pulse(&piece->takes[t], run_first(run, t), run_end(run, t));
    }
    size_t start = nearest_take(piece, period_at(piece, (double)run->from));
    double at = (double)run->from + run->pulse[start] - run_first(run, start);
    bool first = true;
    while (first || at < (double)run->to) {
        double period = period_at(piece, at < (double)run->to ? at : (double)run->to);
        size_t number = nearest_take(piece, period);
        const struct overlap_take *take = &piece->takes[number];
        struct grain grain = {
            .take = take,
            .pulse = nearest_pulse(run, take, number, place_in_take(run, number, at)),
            .at = at,
            .low = run_first(run, number),
            .high = run_end(run, number),
            .gain = sqrt(period / take->period), /* as many pulses more, as much less of each: even power */
            .first = first,
            .last = at + period >= (double)run->to,
        };
        add_grain(&grain, run, result);
        first = false;
        at += period;
    }
    fade_end(run, period_at(piece, (double)run->to), result);
}

void
overlap_add(const struct overlap_piece *piece, float *result)
{
    size_t at = 0;
    memset(result, 0, overlap_length(piece->stretches, piece->stretch_count) * sizeof *result);
    for (size_t i = 0; i < piece->stretch_count;) {
        const struct overlap_stretch *s = &piece->stretches[i];
        if (!s->voiced) {
            memcpy(result + at, piece->takes[0].samples + s->first[0], s->length * sizeof *result);
            at += s->length;
            i++;
            continue;
        }
        struct run run = {.stretches = s, .from = at};
        while (i < piece->stretch_count && piece->stretches[i].voiced) {
            at += piece->stretches[i++].length;
            run.count++;
        }
        run.to = at;
        add_run(piece, &run, result);
    }
}
