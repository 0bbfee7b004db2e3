#include "speak/tone_target.h"

#include <math.h>

struct tone_state
tone_rest(double st)
{
    return (struct tone_state){st, 0, 0};
}

struct tone_state
tone_approach(const struct tone_target *target, struct tone_state from, double at_s)
{
    double l = target->haste;
    double m = target->slope_st_s;
    double b = target->height_st - m * target->duration_s;
    double c1 = from.st - b;
    double c2 = from.st_s + c1 * l - m;
    double c3 = (from.st_s2 + 2 * c2 * l - c1 * l * l) / 2;
    double t = at_s;
    double p = c1 + c2 * t + c3 * t * t;
    double p1 = c2 + 2 * c3 * t;
    double p2 = 2 * c3;
    double e = exp(-l * t);
    return (struct tone_state){
        .st = m * t + b + p * e,
        .st_s = m + (p1 - l * p) * e,
        .st_s2 = (p2 - 2 * l * p1 + l * l * p) * e,
    };
}
