#include "sound/resample.h"

#include <soxr.h>
#include <string.h>

size_t
resample_count(size_t count, uint32_t from_hz, uint32_t to_hz)
{
    return (size_t)(((uint64_t)count * to_hz + from_hz - 1) / from_hz);
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
    soxr_io_spec_t floats = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    soxr_quality_spec_t quality = soxr_quality_spec(SOXR_VHQ, 0);
    soxr_runtime_spec_t one_thread = soxr_runtime_spec(1);
    size_t taken, given; /* what soxr leaves out at the end stays silent */
    soxr_error_t error = soxr_oneshot(from_hz, to_hz, 1, samples, count, &taken, *resampled, wanted, &given,
                                      &floats, &quality, &one_thread);
    if (error != NULL) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "cannot resample from %u to %u Hz: %s",
                 (unsigned)from_hz, (unsigned)to_hz, soxr_strerror(error));
        return STATUS_SYSTEM;
    }
    return STATUS_OK;
}
