#include "sound/loudness.h"

#include <ebur128.h>
#include <math.h>
#include <string.h>

enum { SILENCE = LEVEL_RATE_MAX_HZ / 10, PASSES = 3 };

static const double near_enough_db = 0.05, added_most_db = 3;

static enum status
fail(struct diags *diags)
{
    diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "libebur128 cannot measure the loudness");
    return STATUS_SYSTEM;
}

static int
feed(ebur128_state *state, const float *samples, size_t count, uint32_t rate_hz)
{
    static const float silence[SILENCE];
    const size_t least = rate_hz; /* of a short sound: a second with its padding */
    int result = ebur128_add_frames_float(state, samples, count);
    for (size_t fed = count; fed < least && result == EBUR128_SUCCESS; fed += SILENCE) {
        result = ebur128_add_frames_float(state, silence, SILENCE);
    }
    return result;
}

enum status
loudness_measure(const float *samples, size_t count, uint32_t rate_hz, double *lufs, struct diags *diags)
{
    ebur128_state *state = ebur128_init(1, rate_hz, EBUR128_MODE_I);
    if (state == NULL) {
        return fail(diags);
    }
    int result = ebur128_set_channel(state, 0, EBUR128_DUAL_MONO);
    if (result == EBUR128_SUCCESS) {
        result = feed(state, samples, count, rate_hz);
    }
    if (result == EBUR128_SUCCESS) {
        result = ebur128_loudness_global(state, lufs);
    }
    ebur128_destroy(&state);
    return result == EBUR128_SUCCESS ? STATUS_OK : fail(diags);
}

enum status
loudness_find_gain(arena scratch, const float *samples, size_t count, uint32_t rate_hz, double *lufs,
                   double *gain_db, struct diags *diags)
{
    *gain_db = 0;
    if (loudness_measure(samples, count, rate_hz, lufs, diags) != STATUS_OK) {
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
        if (level_limit(scratch, heard, count, rate_hz, LEVEL_CEILING_DBTP, diags) != STATUS_OK ||
            loudness_measure(heard, count, rate_hz, &reached, diags) != STATUS_OK) {
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

/* --- levels --- */

enum {
    PACKET_MS = 1000 / LOUDNESS_PACKETS_A_SECOND,
    LEVEL_STEPS = 10, /* a decibel */
    LEVEL_FLOOR = -100,
    BLOCK_PACKETS = 20,
    HOP_PACKETS = 5,
};

static const double absolute_gate_lufs = -70, relative_gate_lu = -10;
static const double power_offset_db = -0.691; /* BS.1770: loudness = -0.691 + 10 lg(power) */

static uint16_t
to_level(double lufs)
{
    double steps = round((lufs - LEVEL_FLOOR) * LEVEL_STEPS);
    return steps > 0 ? (uint16_t)fmin(steps, UINT16_MAX) : 0;
}

static double
to_power(uint16_t level)
{
    return level > 0 ? pow(10, ((double)level / LEVEL_STEPS + LEVEL_FLOOR - power_offset_db) / 10) : 0;
}

static double
to_lufs(double power)
{
    return 10 * log10(power) + power_offset_db;
}

enum status
loudness_find_levels(const float *samples, size_t packets, uint32_t rate_hz, uint16_t *levels,
                     struct diags *diags)
{
    ebur128_state *state = ebur128_init(1, rate_hz, EBUR128_MODE_M);
    if (state == NULL) {
        return fail(diags);
    }
    const size_t packet = rate_hz / LOUDNESS_PACKETS_A_SECOND;
    int result = EBUR128_SUCCESS;
    for (size_t i = 0; i < packets && result == EBUR128_SUCCESS; i++) {
        double lufs;
        result = ebur128_add_frames_float(state, samples + i * packet, packet);
        if (result == EBUR128_SUCCESS) {
            result = ebur128_loudness_window(state, PACKET_MS, &lufs);
        }
        if (result == EBUR128_SUCCESS) {
            levels[i] = to_level(lufs);
        }
    }
    ebur128_destroy(&state);
    return result == EBUR128_SUCCESS ? STATUS_OK : fail(diags);
}

/* The mean power of the blocks above a gate; 0 where there is none. */
static double
gated_mean(const double *blocks, size_t count, double gate_lufs)
{
    double sum = 0;
    size_t above = 0;
    for (size_t i = 0; i < count; i++) {
        if (blocks[i] > 0 && to_lufs(blocks[i]) > gate_lufs) {
            sum += blocks[i];
            above++;
        }
    }
    return above > 0 ? sum / (double)above : 0;
}

bool
loudness_of_levels(arena scratch, const uint16_t *levels, size_t packets, double *lufs)
{
    size_t count = packets < BLOCK_PACKETS ? 0 : (packets - BLOCK_PACKETS) / HOP_PACKETS + 1;
    double *powers = arena_new(&scratch, double, packets);
    for (size_t i = 0; i < packets; i++) {
        powers[i] = to_power(levels[i]) / BLOCK_PACKETS;
    }
    double *blocks = arena_new(&scratch, double, count);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < BLOCK_PACKETS; k++) {
            blocks[i] += powers[i * HOP_PACKETS + k];
        }
    }
    double first = gated_mean(blocks, count, absolute_gate_lufs);
    if (first <= 0) {
        return false;
    }
    double gate = fmax(to_lufs(first) + relative_gate_lu, absolute_gate_lufs);
    *lufs = to_lufs(gated_mean(blocks, count, gate));
    return true;
}

str
loudness_identity(arena *out)
{
    int major, minor, patch;
    ebur128_get_version(&major, &minor, &patch);
    return str_format(out, "libebur128 %d.%d.%d", major, minor, patch);
}
