#include "verify/gain_check.h"

#include <ebur128.h>
#include <math.h>

#include "verify/clock.h"

static const double reference_lufs = -23, tolerance_db = 0.1;

enum { STEPS_A_DECIBEL = 256 };

struct meter {
    ebur128_state *state; /* NULL: libebur128 failed, and nothing agrees */
};

struct meter *
meter_open(arena *out)
{
    struct meter *meter = arena_new(out, struct meter, 1);
    meter->state = ebur128_init(1, CLOCK_RATE_HZ, EBUR128_MODE_I);
    return meter;
}

void
meter_hear(struct meter *meter, const float *samples, size_t count)
{
    if (meter->state != NULL && count > 0 &&
        ebur128_add_frames_float(meter->state, samples, count) != EBUR128_SUCCESS) {
        ebur128_destroy(&meter->state);
    }
}

void
meter_close(struct meter *meter)
{
    if (meter != NULL && meter->state != NULL) {
        ebur128_destroy(&meter->state);
    }
}

/* False for silence, which has no gain. */
static bool
measure(const struct meter *meter, double *gain_db)
{
    double lufs;
    if (meter->state == NULL || ebur128_loudness_global(meter->state, &lufs) != EBUR128_SUCCESS ||
        !(lufs > -HUGE_VAL)) {
        return false;
    }
    *gain_db = reference_lufs - lufs;
    return true;
}

/* A whole number with its sign, of 16 bits. */
static bool
parse_gain(str text, int *q8_db)
{
    uint32_t size;
    bool negative = str_starts(text, STR("-"));
    if (!str_to_number(str_from_offset(text, negative ? 1 : 0), negative ? 32768 : 32767, &size)) {
        return false;
    }
    *q8_db = negative ? -(int)size : (int)size;
    return true;
}

/* The tag's value; told is false where the file has no such tag. */
static struct album_gain
read_tag(const struct pcm *pcm, str file, str name, struct findings *f)
{
    struct album_gain gain = {.told = false};
    str comment, key;
    for (size_t i = 0; pcm_comment(pcm, i, &comment); i++) {
        str value = comment;
        if (!str_split(&value, '=', &key) || !str_equal(key, name)) {
            continue;
        }
        if (gain.told || !parse_gain(value, &gain.q8_db)) {
            finding_add(f, file, "expected one whole number in " STR_FMT ", found " STR_FMT, STR_ARG(name),
                        STR_ARG(str_cut(value, 0, 40)));
        }
        gain.told = true;
    }
    return gain;
}

static bool
judge(struct album_gain gain, str file, str name, const struct meter *meter, struct findings *f)
{
    double expected_db;
    bool sounds = measure(meter, &expected_db);
    if (!sounds || !gain.told) {
        if (sounds || gain.told) {
            finding_add(f, file, "expected %s" STR_FMT ", found %s", sounds ? "" : "silence to have no ",
                        STR_ARG(name), sounds ? "none" : "one");
        }
        return !sounds && !gain.told;
    }
    double found_db = (double)gain.q8_db / STEPS_A_DECIBEL;
    if (fabs(found_db - expected_db) > tolerance_db) {
        finding_add(f, file, "expected " STR_FMT " to be %.2f dB, found %.2f", STR_ARG(name), expected_db,
                    found_db);
        return false;
    }
    return true;
}

bool
gain_check_track(const struct pcm *pcm, const struct index_file *file, const struct meter *meter,
                 struct findings *f)
{
    str name = STR("R128_TRACK_GAIN");
    return judge(read_tag(pcm, file->path, name, f), file->path, name, meter, f);
}

void
gain_read_album(const struct pcm *pcm, const struct index_file *file, struct album_gain *album,
                struct findings *f)
{
    *album = read_tag(pcm, file->path, STR("R128_ALBUM_GAIN"), f);
}

void
gain_check_album(const struct tour_index *x, const struct album_gain *albums, const struct meter *meter,
                 struct findings *f)
{
    for (size_t i = 0; i < x->file_count; i++) {
        judge(albums[i], x->files[i].path, STR("R128_ALBUM_GAIN"), meter, f);
    }
}
