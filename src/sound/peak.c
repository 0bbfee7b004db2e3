#include "sound/peak.h"

#include <math.h>
#include <soxr.h>

/* GUARD: samples round a loud one that are oversampled with it; soxr's filter reaches about as far. */
enum { BLOCK = 1024, GUARD = 128 };

struct stretch {
    size_t from, to;
};

/* Sound above half the floor and what surrounds it. Where two stretches meet, the step is at most the floor,
 * and what soxr makes of it lies below. */
static struct stretch *
find_loud(arena *out, const float *samples, size_t count, float floor, size_t *stretch_count)
{
    struct stretch *stretches = NULL;
    size_t found = 0, capacity = 0, until = 0;
    for (size_t i = 0; i < count && floor > 0; i++) {
        if (fabsf(samples[i]) < floor / 2) {
            continue;
        }
        size_t from = i < GUARD ? 0 : i - GUARD;
        if (found == 0 || from > until) {
            *arena_push(out, stretches, found, capacity) = (struct stretch){from, from};
        }
        until = count - i <= GUARD ? count : i + GUARD + 1;
        stretches[found - 1].to = until;
    }
    *stretch_count = found;
    return stretches;
}

/* Where the oversampled values go that come next. */
struct folding {
    const struct stretch *stretch, *end;
    size_t sample; /* of the stretch */
    unsigned part; /* of the sample, below PEAK_OVERSAMPLING */
    float *peaks;
};

/* Folds oversampled values into the sample they follow. */
static void
fold(struct folding *f, const float *over, size_t count)
{
    for (size_t i = 0; i < count && f->stretch < f->end; i++) {
        float size = fabsf(over[i]);
        float *peak = &f->peaks[f->sample];
        *peak = size > *peak ? size : *peak;
        if (++f->part < PEAK_OVERSAMPLING) {
            continue;
        }
        f->part = 0;
        if (++f->sample == f->stretch->to && ++f->stretch < f->end) {
            f->sample = f->stretch->from;
        }
    }
}

/* In blocks, so that a long sentence needs no buffer four times its length; none: what soxr still holds. */
static soxr_error_t
oversample(soxr_t soxr, const float *samples, size_t count, struct folding *f)
{
    float over[BLOCK * PEAK_OVERSAMPLING];
    soxr_error_t error = NULL;
    size_t from = 0, given = 1;
    while (error == NULL && (from < count || (count == 0 && given > 0))) {
        size_t block = count - from < BLOCK ? count - from : BLOCK, taken = 0;
        error = soxr_process(soxr, block > 0 ? samples + from : NULL, block, &taken, over,
                             BLOCK * PEAK_OVERSAMPLING, &given);
        from += taken;
        fold(f, over, given);
    }
    return error;
}

/* The stretches as if one came right after another. */
static soxr_error_t
find_peaks(const float *samples, const struct stretch *stretches, size_t count, float *peaks)
{
    soxr_error_t error;
    soxr_io_spec_t floats = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    soxr_runtime_spec_t one_thread = soxr_runtime_spec(1);
    soxr_t soxr = soxr_create(1, PEAK_OVERSAMPLING, 1, &error, &floats, &quality, &one_thread);
    if (error != NULL) {
        return error;
    }
    struct folding f = {stretches, stretches + count, stretches[0].from, 0, peaks};
    for (size_t i = 0; i < count && error == NULL; i++) {
        error = oversample(soxr, samples + stretches[i].from, stretches[i].to - stretches[i].from, &f);
    }
    if (error == NULL) {
        error = oversample(soxr, NULL, 0, &f);
    }
    soxr_delete(soxr);
    return error;
}

enum status
peak_envelope(arena scratch, const float *samples, size_t count, float floor, float *peaks,
              struct diags *diags)
{
    size_t stretch_count;
    const struct stretch *stretches = find_loud(&scratch, samples, count, floor, &stretch_count);
    for (size_t i = 0; i < count; i++) {
        peaks[i] = fabsf(samples[i]);
    }
    soxr_error_t error = stretch_count > 0 ? find_peaks(samples, stretches, stretch_count, peaks) : NULL;
    if (error != NULL) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "cannot measure true peaks: %s",
                 soxr_strerror(error));
        return STATUS_SYSTEM;
    }
    return STATUS_OK;
}

enum status
peak_highest(arena scratch, const float *samples, size_t count, float *highest, struct diags *diags)
{
    float *peaks = arena_new(&scratch, float, count);
    float loudest = 0;
    for (size_t i = 0; i < count; i++) {
        loudest = fabsf(samples[i]) > loudest ? fabsf(samples[i]) : loudest;
    }
    if (peak_envelope(scratch, samples, count, loudest, peaks, diags) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    *highest = 0;
    for (size_t i = 0; i < count; i++) {
        *highest = peaks[i] > *highest ? peaks[i] : *highest;
    }
    return STATUS_OK;
}
