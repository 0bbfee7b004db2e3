/*
 * What the waveform itself shows beside the marks, for bench-voice: where syllables begin, how quiet pauses
 * are.
 *
 *   voice_wave FOLDER          a folder that voice_speak has filled
 *
 * In: marks.tsv and the WAVs, at half amplitude. Out, in FOLDER: onsets.tsv: name, number of the syllable
 * from 0, class, milliseconds by which the waveform's onset lies behind the mark (`-` where none is found
 * within 50 ms); levels.tsv: name, dBFS of speech (frames within 30 dB of the loudest), of pauses (`-`: none)
 * and of the 5th percentile of 10 ms frames within the marks.
 *
 * Classes, by the initial: stop (burst after closure), affricate, fricative (the hiss begins), and, after a
 * pause, vowel and voiced (m n l r w y). A nasal or glide inside speech has no edge to be found by energy. An
 * onset is the first place near the steepest rise of the signal, its low frequencies taken away, from the 4
 * ms before to the 4 ms after; a hiss inside speech, which may be softer than the voice before it, is one too
 * where the share of high frequencies rises.
 */
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

enum {
    MARKS_BYTES_MAX = 1 << 26,
    SEARCH_MS = 50,
    BEFORE_MS = 12, /* longer than a period of the voice, whose pulses would be onsets each */
    AFTER_MS = 4,
    FRAME_MS = 10,
    STEPS_PER_MS = 4,
    PAUSE_MS_MIN = 60,
    PAUSE_EDGE_MS = 20,
};

static const double rise_min_db = 6;
static const double silence = 1e-6; /* mean square below which nothing is told apart: -60 dBFS */
static const double hiss_min = 1e-5;
static const double near_steepest = 0.6;
static const double floor_dbfs = -120; /* digital silence */
static const double speech_db = 30;

struct wave {
    double *samples;
    double *sums[3]; /* of squares up to each sample: as it is, first, second difference */
    size_t count;
    double rate_hz;
};

struct row {
    str name, syllable;
    double start_s, end_s;
};

static bool
load(arena *out, const char *path, struct wave *w)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (file == NULL || info.channels != 1) {
        return false;
    }
    w->count = (size_t)info.frames;
    w->rate_hz = info.samplerate;
    w->samples = arena_new(out, double, w->count + 2);
    bool ok = sf_read_double(file, w->samples, info.frames) == info.frames;
    sf_close(file);
    for (size_t i = 0; i < w->count; i++) {
        w->samples[i] *= 2; /* voice_speak halves */
    }
    for (int order = 0; order < 3; order++) {
        w->sums[order] = arena_new(out, double, w->count + 1);
        for (size_t i = 0; i < w->count; i++) {
            const double *x = w->samples;
            double d = order == 0 || i < 2 ? x[i]
                       : order == 1        ? x[i] - x[i - 1]
                                           : x[i] - 2 * x[i - 1] + x[i - 2];
            w->sums[order][i + 1] = w->sums[order][i] + d * d;
        }
    }
    return ok;
}

static double
mean_square(const struct wave *w, int order, double from_s, double to_s)
{
    double from = fmax(0, from_s * w->rate_hz), to = fmin((double)w->count, to_s * w->rate_hz);
    if (to <= from + 1) {
        return 0;
    }
    size_t a = (size_t)from, b = (size_t)to;
    return (w->sums[order][b] - w->sums[order][a]) / (double)(b - a);
}

static double
to_db(double square)
{
    return square <= 0 ? floor_dbfs : fmax(floor_dbfs, 10 * log10(square));
}

/* How much louder the 4 ms behind t are than the 12 ms before it, low frequencies taken away; for a hiss also
 * how much more of the whole lies high up, where a hiss follows at all. */
static double
rise_at(const struct wave *w, bool hiss, double t)
{
    double before_s = BEFORE_MS / 1000.0, after_s = AFTER_MS / 1000.0;
    double rise_db = 10 * log10((mean_square(w, 1, t, t + after_s) + silence) /
                                (mean_square(w, 1, t - before_s, t) + silence));
    double high_after = mean_square(w, 2, t, t + after_s);
    double lasting = fmin(mean_square(w, 2, t + after_s, t + 2 * after_s),
                          mean_square(w, 2, t + 2 * after_s, t + 3 * after_s));
    if (!hiss || fmin(high_after, lasting) < hiss_min) {
        return rise_db;
    }
    double high = (high_after + silence) / (mean_square(w, 2, t - before_s, t) + silence);
    double whole =
        (mean_square(w, 0, t, t + after_s) + silence) / (mean_square(w, 0, t - before_s, t) + silence);
    return fmax(rise_db, 10 * log10(high / whole));
}

/* Seconds from the mark to the first rise that comes near the steepest; false where nothing rises. */
static bool
find_onset(const struct wave *w, bool hiss, double mark_s, double *off_s)
{
    enum { STEPS = 2 * SEARCH_MS * STEPS_PER_MS + 1 };
    double rises_db[STEPS], steepest_db = 0;
    for (int i = 0; i < STEPS; i++) {
        rises_db[i] = rise_at(w, hiss, mark_s + (double)i / (1000.0 * STEPS_PER_MS) - SEARCH_MS / 1000.0);
        steepest_db = fmax(steepest_db, rises_db[i]);
    }
    int i = 0;
    while (i < STEPS && rises_db[i] < fmax(rise_min_db, near_steepest * steepest_db)) {
        i++;
    }
    while (i + 1 < STEPS && rises_db[i + 1] > rises_db[i]) {
        i++;
    }
    *off_s = (double)i / (1000.0 * STEPS_PER_MS) - SEARCH_MS / 1000.0;
    return i < STEPS;
}

static const char *
class_of(str syllable, bool after_pause, bool *hiss)
{
    static const char *const affricates[] = {"zh", "ch", "z", "c", "j", "q"};
    static const char *const fricatives[] = {"sh", "s", "x", "f", "h"};
    *hiss = false;
    for (size_t i = 0; i < sizeof affricates / sizeof affricates[0]; i++) {
        if (str_starts(syllable, str_from(affricates[i]))) {
            return "affricate";
        }
    }
    if (strchr("bpdtgk", syllable.data[0]) != NULL) {
        return "stop";
    }
    for (size_t i = 0; i < sizeof fricatives / sizeof fricatives[0]; i++) {
        if (str_starts(syllable, str_from(fricatives[i]))) {
            *hiss = !after_pause;
            return "fricative";
        }
    }
    return !after_pause ? NULL : strchr("aeo", syllable.data[0]) != NULL ? "vowel" : "voiced";
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void
measure_onsets(const struct wave *w, const struct row *rows, size_t count, FILE *onsets)
{
    for (size_t i = 0; i < count; i++) {
        bool hiss;
        bool after_pause = i == 0 || rows[i].start_s - rows[i - 1].end_s >= PAUSE_MS_MIN / 1000.0;
        const char *class = class_of(rows[i].syllable, after_pause, &hiss);
        double off_s;
        if (class == NULL) {
            continue;
        }
        fprintf(onsets, STR_FMT "\t%zu\t%s%s\t", STR_ARG(rows[i].name), i, class,
                after_pause ? "-first" : "");
        if (find_onset(w, hiss, rows[i].start_s, &off_s)) {
            fprintf(onsets, "%.2f\n", 1000 * off_s);
        } else {
            fputs("-\n", onsets);
        }
    }
}

static void
measure_levels(const struct wave *w, const struct row *rows, size_t count, arena scratch, FILE *levels)
{
    double begin_s = rows[0].start_s, end_s = rows[count - 1].end_s, frame_s = FRAME_MS / 1000.0;
    size_t frames = (size_t)fmax(1, (end_s - begin_s) / frame_s);
    double *db = arena_new(&scratch, double, frames);
    double pause = 0, speech = 0, pause_s = 0;
    size_t loud = 0;
    size_t kept = 0;
    for (size_t i = 0, k = 0; i < frames; i++) {
        double from = begin_s + (double)i * frame_s;
        while (k + 1 < count && rows[k + 1].start_s <= from) {
            k++;
        }
        bool paused = from > rows[k].end_s && k + 1 < count &&
                      rows[k + 1].start_s - rows[k].end_s >= PAUSE_MS_MIN / 1000.0;
        if (!paused) {
            db[kept++] = to_db(mean_square(w, 0, from, from + frame_s));
        }
    }
    frames = kept;
    qsort(db, frames, sizeof *db, compare);
    for (size_t i = 0; i < frames; i++) {
        if (db[i] >= db[frames - 1] - speech_db) {
            speech += pow(10, db[i] / 10);
            loud++;
        }
    }
    for (size_t i = 1; i < count; i++) {
        double from = rows[i - 1].end_s, to = rows[i].start_s, edge = PAUSE_EDGE_MS / 1000.0;
        if (to - from >= PAUSE_MS_MIN / 1000.0) {
            pause += mean_square(w, 0, from + edge, to - edge) * (to - from - 2 * edge);
            pause_s += to - from - 2 * edge;
        }
    }
    fprintf(levels, STR_FMT "\t%.2f\t", STR_ARG(rows[0].name), to_db(speech / (double)loud));
    if (pause_s > 0) {
        fprintf(levels, "%.2f", to_db(pause / pause_s));
    } else {
        fputs("-", levels);
    }
    fprintf(levels, "\t%.2f\n", db[frames / 20]);
}

static bool
read_row(str line, struct row *row)
{
    str scored, start, end;
    return str_split(&line, '\t', &row->name) && str_split(&line, '\t', &scored) &&
           str_split(&line, '\t', &row->syllable) && str_split(&line, '\t', &start) &&
           str_split(&line, '\t', &end) && str_to_double(start, &row->start_s) &&
           str_to_double(end, &row->end_s);
}

static FILE *
create(arena scratch, const char *folder, const char *name)
{
    return fopen(str_terminated(&scratch, file_join(&scratch, str_from(folder), str_from(name))), "w");
}

static bool
measure(const char *folder, const struct row *rows, size_t count, arena scratch, FILE *onsets, FILE *levels)
{
    struct wave w;
    str path = str_format(&scratch, "%s/" STR_FMT ".wav", folder, STR_ARG(rows[0].name));
    if (!load(&scratch, str_terminated(&scratch, path), &w)) {
        fprintf(stderr, "voice_wave: cannot read " STR_FMT "\n", STR_ARG(path));
        return false;
    }
    measure_onsets(&w, rows, count, onsets);
    measure_levels(&w, rows, count, scratch, levels);
    return true;
}

int
main(int count, char **arguments)
{
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    if (count != 2) {
        fputs("usage: voice_wave FOLDER\n", stderr);
        return 2;
    }
    str text, line;
    if (file_read(&memory, file_join(&memory, str_from(arguments[1]), STR("marks.tsv")), MARKS_BYTES_MAX,
                  &text, &diags) != STATUS_OK) {
        diags_print(&diags, stderr, DIAG_WARNING);
        return 3;
    }
    FILE *onsets = create(memory, arguments[1], "onsets.tsv");
    FILE *levels = create(memory, arguments[1], "levels.tsv");
    if (onsets == NULL || levels == NULL) {
        return 3;
    }
    bool ok = true;
    arena row_memory = arena_split(&memory, (size_t)1 << 28);
    struct row *rows = NULL, row;
    size_t rows_count = 0, capacity = 0;
    while (ok && str_split(&text, '\n', &line)) {
        if (!read_row(line, &row)) {
            continue;
        }
        if (rows_count > 0 && !str_equal(rows[0].name, row.name)) {
            ok = measure(arguments[1], rows, rows_count, memory, onsets, levels);
            rows_count = 0;
        }
        *arena_push(&row_memory, rows, rows_count, capacity) = row;
    }
    ok = ok && rows_count > 0 && measure(arguments[1], rows, rows_count, memory, onsets, levels);
    ok = fclose(onsets) == 0 && ok;
    return fclose(levels) == 0 && ok ? 0 : 1;
}
