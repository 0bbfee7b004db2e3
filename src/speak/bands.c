#include "speak/bands.h"

#include <math.h>
#include <stdlib.h>

/* First formants, second formants of back and of front vowels, friction of 沙 and of 撒. */
static const double edges_hz[BANDS_MAX + 1] = {100, 500, 1000, 1800, 3000, 5000, 9000};

static const double pi = 3.14159265358979323846;
static const double silence_power = 1e-7; /* −70 dBFS */

enum { LOUD_PERCENT = 90, REACH = 2 };

/* Band-pass of second order, bilinear transform, 0 dB at the centre (as in Bristow-Johnson's Audio EQ
 * Cookbook). */
struct filter {
    double gain, a1, a2; /* b = gain·(1, 0, −1) */
    double x1, x2, y1, y2;
};

static struct filter
filter_for(double low_hz, double high_hz, double rate_hz)
{
    double centre = 2 * pi * sqrt(low_hz * high_hz) / rate_hz;
    double q = sqrt(low_hz * high_hz) / (high_hz - low_hz);
    double alpha = sin(centre) / (2 * q);
    return (struct filter){
        .gain = alpha / (1 + alpha), .a1 = -2 * cos(centre) / (1 + alpha), .a2 = (1 - alpha) / (1 + alpha)};
}

static double
filter_step(struct filter *f, double x)
{
    double y = f->gain * (x - f->x2) - f->a1 * f->y1 - f->a2 * f->y2;
    f->x2 = f->x1;
    f->x1 = x;
    f->y2 = f->y1;
    f->y1 = y;
    return y;
}

size_t
bands_sample(uint32_t rate_hz, size_t frame)
{
    return (size_t)((uint64_t)frame * BANDS_HOP_US * rate_hz / 1000000);
}

static unsigned
set_up(uint32_t rate_hz, struct filter filters[BANDS_MAX])
{
    unsigned count = 0;
    for (; count < BANDS_MAX; count++) {
        double high_hz = edges_hz[count + 1];
        if (high_hz > 0.47 * rate_hz) {
            break;
        }
        filters[count] = filter_for(edges_hz[count], high_hz, rate_hz);
    }
    return count;
}

static int
compare(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Mean power of each frame and band; of all bands together at most `loudest` in nine frames of ten. */
static bool
measure_power(const float *samples, uint32_t rate_hz, struct bands *b, float *total, double *loudest)
{
    struct filter filters[BANDS_MAX] = {{0}};
    b->band_count = set_up(rate_hz, filters);
    for (size_t f = 0; f < b->frame_count; f++) {
        size_t from = bands_sample(rate_hz, f), to = bands_sample(rate_hz, f + 1);
        double power[BANDS_MAX] = {0}, sum = 0;
        for (size_t i = from; i < to; i++) {
            if (!isfinite(samples[i])) {
                return false;
            }
            for (unsigned k = 0; k < b->band_count; k++) {
                double y = filter_step(&filters[k], samples[i]);
                power[k] += y * y;
            }
        }
        for (unsigned k = 0; k < b->band_count; k++) {
            b->levels_db[f][k] = (float)(power[k] / (double)(to - from));
            sum += b->levels_db[f][k];
        }
        total[f] = (float)sum;
    }
    qsort(total, b->frame_count, sizeof *total, compare);
    *loudest = total[(b->frame_count - 1) * LOUD_PERCENT / 100];
    return total[b->frame_count - 1] > silence_power;
}

/* Over 25 ms (REACH frames to either side), weighted 1 2 3 2 1, or each period of a low voice would be a hill
 * of its own. */
static void
smooth(struct bands *b, double loudest, float (*powers)[BANDS_MAX])
{
    for (size_t f = 0; f < b->frame_count; f++) {
        for (unsigned k = 0; k < b->band_count; k++) {
            double sum = 0, weights = 0;
            for (size_t at = f < REACH ? 0 : f - REACH; at <= f + REACH && at < b->frame_count; at++) {
                double weight = REACH + 1 - (double)(at > f ? at - f : f - at);
                sum += weight * (double)powers[at][k];
                weights += weight;
            }
            double db = 10 * log10(sum / weights / loudest + 1e-12);
            b->levels_db[f][k] = db < (double)BANDS_FLOOR_DB ? BANDS_FLOOR_DB : (float)db;
        }
    }
}

bool
bands_measure(arena *out, const float *samples, size_t count, uint32_t rate_hz, struct bands *bands)
{
    *bands = (struct bands){0};
    if (rate_hz < 8000) {
        return false;
    }
    bands->frame_count = (size_t)((uint64_t)count * 1000000 / rate_hz / BANDS_HOP_US);
    if (bands->frame_count == 0) {
        return false;
    }
    bands->levels_db = arena_alloc(out, sizeof *bands->levels_db, _Alignof(float), bands->frame_count);
    arena rest = *out;
    float *total = arena_new(&rest, float, bands->frame_count);
    double loudest;
    if (!measure_power(samples, rate_hz, bands, total, &loudest)) {
        return false;
    }
    float(*powers)[BANDS_MAX] = arena_alloc(&rest, sizeof *powers, _Alignof(float), bands->frame_count);
    for (size_t f = 0; f < bands->frame_count; f++) {
        for (unsigned k = 0; k < BANDS_MAX; k++) {
            powers[f][k] = bands->levels_db[f][k];
        }
    }
    smooth(bands, loudest > silence_power ? loudest : silence_power, powers);
    return true;
}
