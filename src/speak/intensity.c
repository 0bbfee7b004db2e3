#include "speak/intensity.h"

#include <math.h>

static double
middle_of(const uint32_t *ends, size_t unit)
{
    return ((unit > 0 ? ends[unit - 1] : 0) + (double)ends[unit]) / 2;
}

void
intensity_apply(float *samples, const struct prosody_unit *units, const uint32_t *ends, size_t count)
{
    size_t next = 0; /* the first unit whose middle lies ahead */
    for (uint32_t i = 0; i < ends[count - 1]; i++) {
        while (next < count && middle_of(ends, next) <= i) {
            next++;
        }
        double before_db = units[next > 0 ? next - 1 : 0].level_db;
        double level_db = before_db;
        if (next > 0 && next < count) {
            double from = middle_of(ends, next - 1);
            double part = (i - from) / (middle_of(ends, next) - from);
            level_db = before_db + part * (units[next].level_db - before_db);
        }
        samples[i] *= (float)pow(10, level_db / 20);
    }
}
