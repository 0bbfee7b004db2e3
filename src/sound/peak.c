#include "sound/peak.h"

#include <math.h>
#include <soxr.h>

enum { BLOCK = 1024 };

/* Folds oversampled values into the sample they follow. */
static size_t
fold(const float *over, size_t count, size_t at, float *peaks, size_t peak_count)
{
    for (size_t i = 0; i < count && at / PEAK_OVERSAMPLING < peak_count; i++, at++) {
        float size = fabsf(over[i]);
        float *peak = &peaks[at / PEAK_OVERSAMPLING];
        *peak = size > *peak ? size : *peak;
    }
    return at;
}

/* In blocks, so that a long sentence needs no buffer four times its length. */
static soxr_error_t
oversample(soxr_t soxr, const float *samples, size_t count, float *peaks)
{
    float over[BLOCK * PEAK_OVERSAMPLING];
    soxr_error_t error = NULL;
    size_t at = 0;
    size_t from = 0;
    size_t given = 1;
    while (error == NULL && (from < count || given > 0)) {
        size_t block = count - from < BLOCK ? count - from : BLOCK;
        size_t taken = 0;
        error = soxr_process(soxr, block > 0 ? samples + from : NULL, block, &taken, over,
                             BLOCK * PEAK_OVERSAMPLING, &given);
        from += taken;
        at = fold(over, given, at, peaks, count);
    }
    return error;
}

enum status
peak_envelope(const float *samples, size_t count, float *peaks, struct diags *diags)
{
    for (size_t i = 0; i < count; i++) {
        peaks[i] = fabsf(samples[i]);
    }
    soxr_error_t error;
    soxr_io_spec_t floats = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    soxr_runtime_spec_t one_thread = soxr_runtime_spec(1);
    soxr_t soxr = soxr_create(1, PEAK_OVERSAMPLING, 1, &error, &floats, &quality, &one_thread);
    if (error == NULL) {
        error = oversample(soxr, samples, count, peaks);
        soxr_delete(soxr);
    }
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
    *highest = 0;
    if (peak_envelope(samples, count, peaks, diags) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    for (size_t i = 0; i < count; i++) {
        *highest = fmaxf(*highest, peaks[i]);
    }
    return STATUS_OK;
}
