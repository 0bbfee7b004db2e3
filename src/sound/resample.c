#include "sound/resample.h"

#include <soxr.h>
#include <stdbool.h>
#include <string.h>

enum { BLOCK = 4096 };

size_t
resample_count(size_t count, uint32_t from_hz, uint32_t to_hz)
{
    return (size_t)(((uint64_t)count * to_hz + from_hz - 1) / from_hz);
}

/* In blocks: given all at once, soxr keeps a copy of all. What it leaves out at the end stays silent. */
static soxr_error_t
run(soxr_t soxr, const float *samples, size_t count, float *resampled, size_t wanted)
{
    soxr_error_t error = NULL;
    size_t from = 0, at = 0, given = 0;
    for (bool all = false; error == NULL && at < wanted && (!all || given > 0);) {
        all = from == count; /* what it still holds comes when it is told that there is no more */
        size_t block = count - from < BLOCK ? count - from : BLOCK, taken = 0;
        error = soxr_process(soxr, all ? NULL : samples + from, block, &taken, resampled + at, wanted - at,
                             &given);
        from += taken;
        at += given;
    }
    return error;
}

static soxr_error_t
open_and_run(const float *samples, size_t count, uint32_t from_hz, uint32_t to_hz, float *resampled,
             size_t wanted)
{
    soxr_error_t error;
    soxr_io_spec_t floats = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    soxr_quality_spec_t quality = soxr_quality_spec(SOXR_VHQ, 0);
    soxr_runtime_spec_t one_thread = soxr_runtime_spec(1);
    soxr_t soxr = soxr_create(from_hz, to_hz, 1, &error, &floats, &quality, &one_thread);
    if (error == NULL) {
        error = run(soxr, samples, count, resampled, wanted);
        soxr_delete(soxr);
    }
    return error;
}

enum status
resample_apply(arena *out, const float *samples, size_t count, uint32_t from_hz, uint32_t to_hz,
               float **resampled, struct diags *diags)
{
    size_t wanted = resample_count(count, from_hz, to_hz);
    *resampled = arena_new(out, float, wanted);
    if (from_hz == to_hz) {
        if (count > 0) {
            memcpy(*resampled, samples, count * sizeof *samples);
        }
        return STATUS_OK;
    }
    soxr_error_t error = open_and_run(samples, count, from_hz, to_hz, *resampled, wanted);
    if (error != NULL) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "cannot resample from %u to %u Hz: %s",
                 (unsigned)from_hz, (unsigned)to_hz, soxr_strerror(error));
        return STATUS_SYSTEM;
    }
    return STATUS_OK;
}
