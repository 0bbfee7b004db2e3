#include "sound/loudness.h"

#include <ebur128.h>
#include <math.h>
#include <string.h>

#include "sound/level.h"

enum { BLOCK = LEVEL_RATE_HZ / 10, LEAST = LEVEL_RATE_HZ }; /* of a short sound: a second with its padding */
enum { PASSES = 3 };

static const double near_enough_db = 0.05, added_most_db = 3;

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

enum status
loudness_find_gain(arena scratch, const float *samples, size_t count, double *lufs, double *gain_db,
                   struct diags *diags)
{
    *gain_db = 0;
    if (loudness_measure(samples, count, lufs, diags) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    if (!(*lufs > -HUGE_VAL)) {
        return STATUS_OK;
    }
    float *heard = arena_new(&scratch, float, count);
    double first = LOUDNESS_TARGET_LUFS - *lufs;
    *gain_db = first;
    for (int pass = 0; pass < PASSES; pass++) {
        double reached;
        memcpy(heard, samples, count * sizeof *heard);
        level_gain(heard, count, *gain_db);
        if (level_limit(scratch, heard, count, LEVEL_CEILING_DBTP, diags) != STATUS_OK ||
            loudness_measure(heard, count, &reached, diags) != STATUS_OK) {
            return STATUS_SYSTEM;
        }
        double missing = LOUDNESS_TARGET_LUFS - reached;
        if (missing < near_enough_db) {
            break;
        }
        *gain_db = fmin(*gain_db + missing, first + added_most_db);
    }
    return STATUS_OK;
}

str
loudness_identity(arena *out)
{
    int major, minor, patch;
    ebur128_get_version(&major, &minor, &patch);
    return str_format(out, "libebur128 %d.%d.%d", major, minor, patch);
}
