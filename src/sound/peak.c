#include "sound/peak.h"

#include <math.h>
#include <soxr.h>

/* GUARD: samples round a loud one that are oversampled with it; soxr's filter reaches about as far. */
enum { BLOCK = 1024, GUARD = 128 };

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

/* Sound above half the floor and what surrounds it, one stretch after another; at[i]: where loud[i] comes
 * from. Where two stretches meet, the step is at most the floor, and what soxr makes of it lies below. */
static size_t
gather_loud(const float *samples, size_t count, float floor, float *loud, uint32_t *at)
{
    size_t gathered = 0, until = 0, next = 0;
    for (size_t i = 0; i < count; i++) {
        if (fabsf(samples[i]) >= floor / 2 && floor > 0) {
            next = next + GUARD < i ? i - GUARD : next;
            until = i + GUARD;
        }
        for (; next <= i && i <= until && until > 0; next++) {
            loud[gathered] = samples[next];
            at[gathered++] = (uint32_t)next;
        }
    }
    return gathered;
}

static soxr_error_t
find_peaks(const float *loud, size_t count, float *peaks)
{
    soxr_error_t error;
    soxr_io_spec_t floats = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    soxr_runtime_spec_t one_thread = soxr_runtime_spec(1);
    soxr_t soxr = soxr_create(1, PEAK_OVERSAMPLING, 1, &error, &floats, &quality, &one_thread);
    if (error == NULL) {
        error = oversample(soxr, loud, count, peaks);
        soxr_delete(soxr);
    }
    return error;
}

enum status
peak_envelope(arena scratch, const float *samples, size_t count, float floor, float *peaks,
              struct diags *diags)
{
    float *loud = arena_new(&scratch, float, count);
    uint32_t *at = arena_new(&scratch, uint32_t, count);
    size_t loud_count = gather_loud(samples, count, floor, loud, at);
    float *between = arena_new(&scratch, float, loud_count);
    soxr_error_t error = loud_count > 0 ? find_peaks(loud, loud_count, between) : NULL;
    if (error != NULL) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "cannot measure true peaks: %s",
                 soxr_strerror(error));
        return STATUS_SYSTEM;
    }
    for (size_t i = 0; i < count; i++) {
        peaks[i] = fabsf(samples[i]);
    }
    for (size_t i = 0; i < loud_count; i++) {
        peaks[at[i]] = between[i] > peaks[at[i]] ? between[i] : peaks[at[i]];
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
