#include "speak/unvoiced.h"

#include <math.h>

#define CUTOFF_HZ 250.0
#define TURN      6.283185307179586

void
unvoiced_clean(float *samples, size_t count, uint32_t rate_hz)
{
    double w = TURN * CUTOFF_HZ / rate_hz;
    double alpha = sin(w) / sqrt(2), cosine = cos(w);
    double a0 = 1 + alpha, a1 = -2 * cosine / a0, a2 = (1 - alpha) / a0;
    double b0 = (1 + cosine) / 2 / a0;
    double x1 = count > 0 ? samples[0] : 0, x2 = x1, y1 = 0, y2 = 0;
    for (size_t i = 0; i < count; i++) {
        double x = samples[i];
        double y = b0 * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
        x2 = x1;
        x1 = x;
        y2 = y1;
        y1 = y;
        samples[i] = (float)y;
    }
}
