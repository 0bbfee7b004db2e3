#include "speak/contour.h"

#include <math.h>

struct pen {
    struct contour *contour;
    double *periods;
    size_t next; /* to be written */
    double at_s;
};

static double
next_s(const struct pen *pen)
{
    return (double)(pen->next * pen->contour->step) / pen->contour->rate_hz;
}

/* A share of the pitch: Klatt's flutter of 15 %, three slow sines that have no common period. */
static double
flutter_at(double seconds)
{
    static const double turn = 6.283185307179586, depth = 0.003;
    return depth * (sin(turn * 12.7 * seconds) + sin(turn * 7.1 * seconds) + sin(turn * 4.7 * seconds));
}

static double
period_of(const struct pen *pen, double st)
{
    const struct contour *contour = pen->contour;
    double flutter = flutter_at(contour->elapsed_s + next_s(pen));
    return contour->rate_hz / (contour->middle_hz * exp2(st / 12) * (1 + flutter));
}

static void
draw_target(struct pen *pen, const struct prosody_target *target, double duration_s)
{
    struct tone_target t = {duration_s, target->height_st, target->rise_st / duration_s, target->haste};
    struct contour *contour = pen->contour;
    for (; next_s(pen) < pen->at_s + duration_s; pen->next++) {
        struct tone_state now = tone_approach(&t, contour->state, next_s(pen) - pen->at_s);
        pen->periods[pen->next] = period_of(pen, now.st);
    }
    contour->state = tone_approach(&t, contour->state, duration_s);
    pen->at_s += duration_s;
}

void
contour_draw(struct contour *contour, const struct prosody_unit *units, const uint32_t *ends, size_t count,
             double *periods)
{
    struct pen pen = {.contour = contour, .periods = periods};
    uint32_t start = 0;
    for (size_t i = 0; i < count; i++) {
        double duration_s = (double)(ends[i] - start) / contour->rate_hz;
        for (size_t k = 0; k < units[i].target_count && duration_s > 0; k++) {
            draw_target(&pen, &units[i].targets[k], units[i].targets[k].share * duration_s);
        }
        start = ends[i];
    }
    for (size_t last = start / contour->step + 2; pen.next < last; pen.next++) {
        periods[pen.next] = period_of(&pen, contour->state.st);
    }
    contour->elapsed_s += pen.at_s;
}
