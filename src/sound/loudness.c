#include "sound/loudness.h"

#include <ebur128.h>

#include "sound/level.h"

enum { BLOCK = LEVEL_RATE_HZ / 10, LEAST = LEVEL_RATE_HZ }; /* of a short sound: a second with its padding */

static enum status
fail(struct diags *diags)
{
    diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "libebur128 cannot measure the loudness");
    return STATUS_SYSTEM;
}

static int
feed(ebur128_state *state, const float *samples, size_t count)
{
    static const float silence[BLOCK];
    int result = ebur128_add_frames_float(state, samples, count);
    for (size_t fed = count; fed < LEAST && result == EBUR128_SUCCESS; fed += BLOCK) {
        result = ebur128_add_frames_float(state, silence, BLOCK);
    }
    return result;
}

enum status
loudness_measure(const float *samples, size_t count, double *lufs, struct diags *diags)
{
    ebur128_state *state = ebur128_init(1, LEVEL_RATE_HZ, EBUR128_MODE_I);
    if (state == NULL) {
        return fail(diags);
    }
    int result = ebur128_set_channel(state, 0, EBUR128_DUAL_MONO);
    if (result == EBUR128_SUCCESS) {
        result = feed(state, samples, count);
    }
    if (result == EBUR128_SUCCESS) {
        result = ebur128_loudness_global(state, lufs);
    }
    ebur128_destroy(&state);
    return result == EBUR128_SUCCESS ? STATUS_OK : fail(diags);
}

double
loudness_gain_db(double lufs)
{
    return LOUDNESS_TARGET_LUFS - lufs;
}

str
loudness_identity(arena *out)
{
    int major, minor, patch;
    ebur128_get_version(&major, &minor, &patch);
    return str_format(out, "libebur128 %d.%d.%d", major, minor, patch);
}
