#include "sound/level.h"

#include <math.h>

#include "sound/peak.h"

static const double pi = 3.14159265358979323846;

/* 20 dB is 10. */
static double
factor_of(double db)
{
    return pow(10, db / 20);
}

void
level_remove_rumble(float *samples, size_t count, uint32_t rate_hz)
{
    double warped = tan(pi * LEVEL_RUMBLE_HZ / rate_hz);
    double norm = 1 / (1 + sqrt(2) * warped + warped * warped);
    double a1 = 2 * (warped * warped - 1) * norm;
    double a2 = (1 - sqrt(2) * warped + warped * warped) * norm;
    double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
    for (size_t i = 0; i < count; i++) {
        double x = samples[i];
        double y = norm * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
        x2 = x1;
        x1 = x;
        y2 = y1;
        y1 = y;
        samples[i] = (float)y;
    }
}

void
level_gain(float *samples, size_t count, double gain_db)
{
    float factor = (float)factor_of(gain_db);
    for (size_t i = 0; i < count; i++) {
        samples[i] *= factor;
    }
}

/* peaks → the gain each sample may have; a peak between two samples binds both. */
static bool
peaks_to_gains(float *peaks, size_t count, float ceiling)
{
    bool any = false;
    float before = 0;
    for (size_t i = 0; i < count; i++) {
        float own = peaks[i];
        float highest = own > before ? own : before;
        before = own;
        any = any || highest > ceiling;
        peaks[i] = highest > ceiling ? ceiling / highest : 1;
    }
    return any;
}

/* The samples of a look-ahead, the one it looks from included. */
enum { LOOK_AHEAD_MAX = LEVEL_RATE_MAX_HZ / 1000 * LEVEL_LOOK_AHEAD_MS + 1 };

static size_t
look_ahead_samples(uint32_t rate_hz)
{
    return (size_t)rate_hz / 1000 * LEVEL_LOOK_AHEAD_MS + 1;
}

/* A power of two, so that going round needs no division. */
enum { RING = 256 };

_Static_assert((int)RING >= (int)LOOK_AHEAD_MAX && (RING & (RING - 1)) == 0, "a look-ahead fits");

/* gains[i] becomes the least of gains[i … i + size - 1]; window: a queue of candidates, ascending. */
static void
look_ahead(float *gains, size_t count, size_t size)
{
    struct {
        size_t at;
        float gain;
    } window[RING];
    size_t first = 0, held = 0;
    for (size_t ahead = 0; ahead < count + size - 1; ahead++) {
        if (ahead < count) {
            while (held > 0 && window[(first + held - 1) % RING].gain >= gains[ahead]) {
                held--;
            }
            window[(first + held) % RING].at = ahead;
            window[(first + held) % RING].gain = gains[ahead];
            held++;
        }
        if (ahead + 1 >= size) {
            size_t i = ahead + 1 - size;
            gains[i] = window[first].gain;
            if (window[first].at == i) {
                first = (first + 1) % RING;
                held--;
            }
        }
    }
}

/* Lets go slowly, then averages over the look-ahead: the gain is down in time and nowhere jumps. Where the
 * average falls on a peak, every value in it is at most what the peak allows. */
static void
smooth(float *samples, const float *gains, size_t count, uint32_t rate_hz)
{
    const double release = 1 - exp(-1000.0 / (LEVEL_RELEASE_MS * rate_hz));
    double recent[LOOK_AHEAD_MAX];
    const size_t size = look_ahead_samples(rate_hz);
    double held = count > 0 ? gains[0] : 1;
    for (size_t i = 0; i < size; i++) {
        recent[i] = held;
    }
    double sum = held * (double)size;
    for (size_t i = 0, at = 0; i < count; i++, at = at + 1 < size ? at + 1 : 0) {
        held += (1 - held) * release;
        held = gains[i] < held ? gains[i] : held;
        sum += held - recent[at];
        recent[at] = held;
        samples[i] *= (float)(sum / (double)size);
    }
}

enum status
level_limit(arena scratch, float *samples, size_t count, uint32_t rate_hz, double ceiling_dbtp,
            struct diags *diags)
{
    float *peaks = arena_new(&scratch, float, count);
    float ceiling = (float)factor_of(ceiling_dbtp);
    if (peak_envelope(scratch, samples, count, ceiling, peaks, diags) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    if (peaks_to_gains(peaks, count, ceiling)) {
        look_ahead(peaks, count, look_ahead_samples(rate_hz));
        smooth(samples, peaks, count, rate_hz);
    }
    return STATUS_OK;
}
