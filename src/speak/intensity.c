#include "speak/intensity.h"

#include <math.h>

static double
middle_of(const uint32_t *ends, size_t unit)
{
    return ((unit > 0 ? ends[unit - 1] : 0) + (double)ends[unit]) / 2;
}

static float
factor_of(double level_db)
{
    return (float)pow(10, level_db / 20);
}

/* Even steps in decibels from one middle to the next. */
static void
glide(float *samples, double from, double to, double from_db, double to_db)
{
    double factor = pow(10, (from_db + (ceil(from) - from) / (to - from) * (to_db - from_db)) / 20);
    double step = pow(10, (to_db - from_db) / (to - from) / 20);
    for (size_t i = (size_t)ceil(from); (double)i < to; i++) {
        samples[i] *= (float)factor;
        factor *= step;
    }
}

static void
hold(float *samples, double from, double to, double level_db)
{
    float factor = factor_of(level_db);
    for (size_t i = (size_t)ceil(from); (double)i < to; i++) {
        samples[i] *= factor;
    }
}

void
intensity_apply(float *samples, const struct prosody_unit *units, const uint32_t *ends, size_t count)
{
    hold(samples, 0, middle_of(ends, 0), units[0].level_db);
    for (size_t i = 1; i < count; i++) {
        glide(samples, middle_of(ends, i - 1), middle_of(ends, i), units[i - 1].level_db, units[i].level_db);
    }
    hold(samples, middle_of(ends, count - 1), ends[count - 1], units[count - 1].level_db);
}
