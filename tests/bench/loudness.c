/*
 * Loudness and peaks of Opus files, as BS.1770 with dual mono, and the gain that would bring them to -16
 * LUFS.
 *
 *   loudness [-g GAIN_DB] FILE.opus|FOLDER …
 *
 * In: Opus files, a folder standing for all .opus files in it. Out: a row a file (LUFS, true peak in dBTP as
 * decoded, name), the whole, and the value for gain_db in the voice's .ini, GAIN_DB being the one they were
 * made with (0 by default). Exit 1 where a true peak lies above -1 dBTP or a file cannot be read.
 */
#include <ebur128.h>
#include <math.h>
#include <opusfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "sound/clip.h"
#include "sound/loudness.h"

enum { BLOCK = 5760, FILES_MAX = 100000 };

static const double peak_limit_dbtp = -1;

struct tally {
    ebur128_state *states[FILES_MAX];
    size_t count;
    double peak; /* factor */
    bool failed;
};

static ebur128_state *
measure(const char *path, double *peak)
{
    int error;
    OggOpusFile *file = op_open_file(path, &error);
    if (file == NULL) {
        return NULL;
    }
    ebur128_state *state = ebur128_init(1, CLIP_RATE_HZ, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    if (state == NULL || ebur128_set_channel(state, 0, EBUR128_DUAL_MONO) != EBUR128_SUCCESS) {
        exit(3);
    }
    float samples[BLOCK];
    int frames;
    while ((frames = op_read_float(file, samples, BLOCK, NULL)) > 0) {
        ebur128_add_frames_float(state, samples, (size_t)frames);
    }
    op_free(file);
    ebur128_true_peak(state, 0, peak);
    return state;
}

static void
add(struct tally *t, const char *path)
{
    double peak = 0;
    ebur128_state *state = t->count < FILES_MAX ? measure(path, &peak) : NULL;
    if (state == NULL) {
        fprintf(stderr, "loudness: cannot read %s\n", path);
        t->failed = true;
        return;
    }
    double lufs = -HUGE_VAL;
    ebur128_loudness_global(state, &lufs);
    printf("%7.2f LUFS %7.2f dBTP  %s\n", lufs, 20 * log10(peak), path);
    t->states[t->count++] = state;
    t->peak = peak > t->peak ? peak : t->peak;
}

static void
add_all(struct tally *t, arena memory, const char *path, struct diags *diags)
{
    str *names;
    size_t count;
    if (!file_is_folder(memory, str_from(path))) {
        add(t, path);
        return;
    }
    if (file_list(&memory, str_from(path), &names, &count, diags) != STATUS_OK) {
        t->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (str_ends(names[i], STR(".opus"))) {
            add(t, str_terminated(&memory, file_join(&memory, str_from(path), names[i])));
        }
    }
}

int
main(int count, char **arguments)
{
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct tally *t = arena_new(&memory, struct tally, 1);
    double gain_db = 0;
    int i = 1;
    if (i + 1 < count && strcmp(arguments[i], "-g") == 0) {
        if (!str_to_double(str_from(arguments[i + 1]), &gain_db)) {
            count = 0;
        }
        i += 2;
    }
    if (i >= count) {
        fputs("usage: loudness [-g GAIN_DB] FILE.opus|FOLDER …\n", stderr);
        return 2;
    }
    for (; i < count; i++) {
        add_all(t, memory, arguments[i], &diags);
    }
    diags_print(&diags, stderr, DIAG_WARNING);
    double lufs = 0;
    if (t->count == 0 || ebur128_loudness_global_multiple(t->states, t->count, &lufs) != EBUR128_SUCCESS) {
        return 1;
    }
    double peak_dbtp = 20 * log10(t->peak);
    printf("%7.2f LUFS %7.2f dBTP  %zu files\n", lufs, peak_dbtp, t->count);
    printf("gain_db = %.1f\n", gain_db + LOUDNESS_TARGET_LUFS - lufs);
    for (size_t k = 0; k < t->count; k++) {
        ebur128_destroy(&t->states[k]);
    }
    return t->failed || peak_dbtp > peak_limit_dbtp;
}
