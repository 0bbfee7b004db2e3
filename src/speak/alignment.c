#include "speak/alignment.h"

#include <math.h>
#include <string.h>

enum { SPARE_FRAMES = 20, TIMES_USUAL = 3 };

/* A third more or less than usual costs length_weight / 2. */
static const double length_deviation = 0.33;

/* What is remembered of the ways that end unit i at frame lows[i] + k. */
struct step {
    uint32_t length; /* of the unit; 0: no way ends here */
    uint32_t rest;   /* silence behind it, should the next unit begin here */
};

/* A window of costs: at frame low + k. */
struct front {
    uint32_t low, high;
    double *costs;
};

static uint32_t
longest(const struct unit *unit)
{
    return (uint32_t)(unit->frames * TIMES_USUAL) + SPARE_FRAMES;
}

static double
length_cost(const struct alignment *a, const struct unit *unit, uint32_t frames)
{
    double unusual = log((double)frames / unit->frames) / length_deviation;
    return a->length_weight * unusual * unusual / 2;
}

/* All ways that speak the unit from `start` on. */
static void
speak_from(const struct alignment *a, const struct unit *unit, uint32_t start, double cost,
           const double *length_costs, struct front *ends, struct step *steps)
{
    double ways[SOUNDS_MAX];
    for (unsigned s = 0; s < SOUNDS_MAX; s++) {
        ways[s] = HUGE_VAL;
    }
    uint32_t limit = longest(unit);
    for (uint32_t length = 1; length <= limit && start + length <= ends->high; length++) {
        const float *frame = a->costs[start + length - 1];
        for (unsigned s = unit->sound_count; s-- > 1;) {
            ways[s] = (ways[s] < ways[s - 1] ? ways[s] : ways[s - 1]) + (double)frame[unit->sounds[s]];
        }
        ways[0] = (length == 1 ? cost : ways[0]) + (double)frame[unit->sounds[0]];
        uint32_t end = start + length;
        double whole = ways[unit->sound_count - 1] + length_costs[length];
        if (end >= ends->low && whole < ends->costs[end - ends->low]) {
            ends->costs[end - ends->low] = whole;
            steps[end - ends->low].length = length;
        }
    }
}

/* From where the unit may end to where the next may begin: at once, or after silence. */
static void
rest_after(const struct alignment *a, struct front *front, double pause_cost, struct step *steps)
{
    double silent = HUGE_VAL;
    uint32_t rest = 0;
    double before = front->costs[0];
    for (uint32_t t = front->low + 1; t <= front->high; t++) {
        double frame = (double)a->costs[t - 1][SOUND_SILENCE];
        if (before + pause_cost < silent) {
            silent = before + pause_cost;
            rest = 0;
        }
        silent += frame;
        rest++;
        before = front->costs[t - front->low];
        if (silent < before) {
            front->costs[t - front->low] = silent;
            steps[t - front->low].rest = rest;
        }
    }
}

static bool
trace(const struct alignment *a, struct step *const *steps, struct unit_place *places)
{
    uint32_t at = (uint32_t)a->frame_count;
    for (size_t i = a->unit_count; i-- > 0;) {
        if (at < a->lows[i] || at > a->highs[i]) {
            return false;
        }
        uint32_t end = at - steps[i][at - a->lows[i]].rest;
        if (end < a->lows[i] || steps[i][end - a->lows[i]].length == 0) {
            return false;
        }
        uint32_t start = end - steps[i][end - a->lows[i]].length;
        places[i] = (struct unit_place){start, end};
        at = start;
    }
    return true;
}

bool
alignment_find(const struct alignment *a, arena scratch, struct unit_place *places)
{
    struct step **steps = arena_new(&scratch, struct step *, a->unit_count);
    struct front begins = {0, a->unit_count > 0 ? a->highs[0] : 0, NULL};
    begins.costs = arena_new(&scratch, double, begins.high + 1);
    for (uint32_t t = 1; t <= begins.high; t++) {
        begins.costs[t] = begins.costs[t - 1] + (double)a->costs[t - 1][SOUND_SILENCE];
    }
    for (size_t i = 0; i < a->unit_count; i++) {
        const struct unit *unit = &a->units[i];
        struct front ends = {a->lows[i], a->highs[i], NULL};
        ends.costs = arena_new(&scratch, double, ends.high - ends.low + 1);
        steps[i] = arena_new(&scratch, struct step, ends.high - ends.low + 1);
        for (uint32_t t = ends.low; t <= ends.high; t++) {
            ends.costs[t - ends.low] = HUGE_VAL;
        }
        arena inner = scratch;
        double *length_costs = arena_new(&inner, double, longest(unit) + 1);
        for (uint32_t length = 1; length <= longest(unit); length++) {
            length_costs[length] = length_cost(a, unit, length);
        }
        for (uint32_t t = begins.low; t <= begins.high; t++) {
            if (begins.costs[t - begins.low] < HUGE_VAL) {
                speak_from(a, unit, t, begins.costs[t - begins.low], length_costs, &ends, steps[i]);
            }
        }
        rest_after(a, &ends, i + 1 < a->unit_count ? a->units[i + 1].pause_cost : 0, steps[i]);
        begins = ends;
    }
    return trace(a, steps, places);
}

void
alignment_divide(const struct alignment *a, size_t unit, struct unit_place place, arena scratch,
                 unsigned char *sounds)
{
    const struct unit *u = &a->units[unit];
    uint32_t length = place.end - place.start;
    double ways[SOUNDS_MAX];
    bool(*stays)[SOUNDS_MAX] = arena_alloc(&scratch, sizeof *stays, 1, length);
    for (uint32_t f = 0; f < length; f++) {
        const float *frame = a->costs[place.start + f];
        for (unsigned s = u->sound_count; s-- > 0;) {
            double stay = f > 0 ? ways[s] : HUGE_VAL;
            double come = s == 0 ? (f == 0 ? 0 : HUGE_VAL) : (f > 0 ? ways[s - 1] : HUGE_VAL);
            stays[f][s] = stay <= come;
            ways[s] = (stay <= come ? stay : come) + (double)frame[u->sounds[s]];
        }
    }
    unsigned s = u->sound_count - 1;
    for (uint32_t f = length; f-- > 0;) {
        sounds[f] = u->sounds[s];
        s -= s > 0 && !stays[f][s];
    }
}
