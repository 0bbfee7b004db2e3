#include "speak/recording_pauses.h"

#include <math.h>
#include <stdlib.h>

enum {
    CLICK_FRAMES = 5,   /* nothing spoken is so short and stands alone */
    ALONE_FRAMES = 15,  /* silence on both sides of it */
    BREATH_FRAMES = 50, /* at most so long */
    HUSH_FRAMES = 4,    /* a breath has so much silence on both sides */
    QUIETEST_PERCENT = 3,
    LEAD_MS = 20,  /* before the first frame that sounds: a soft onset */
    DECAY_MS = 60, /* behind the last */
};

static const double silence_db = -100;
static const double floor_margin_db = 9, depth_most_db = 38, depth_least_db = 15, breath_db = 15;

static double
to_db(double energy)
{
    double db = energy > 0 ? 10 * log10(energy) : silence_db;
    return db > silence_db ? db : silence_db;
}

/* Mean square a frame. */
static double *
frame_energies(arena *out, const struct recording *recording, size_t count)
{
    double *energies = arena_new(out, double, count);
    for (size_t f = 0; f < count; f++) {
        size_t from = f * PAUSE_FRAME, to = from + PAUSE_FRAME;
        to = to < recording->count ? to : recording->count;
        for (size_t i = from; i < to; i++) {
            energies[f] += (double)recording->samples[i] * (double)recording->samples[i];
        }
        energies[f] /= (double)PAUSE_FRAME;
    }
    return energies;
}

/* The mean of what lies at most 10 dB below the mean of all, as loudness is gated: silence does not count. */
static double
speech_level_db(const double *energies, size_t count)
{
    double gate = 0, sum = 0;
    size_t above = 0;
    for (size_t f = 0; f < count; f++) {
        gate += energies[f] / (double)count / 10;
    }
    for (size_t f = 0; f < count; f++) {
        if (energies[f] > gate) {
            sum += energies[f];
            above++;
        }
    }
    return above > 0 ? to_db(sum / (double)above) : silence_db;
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double
floor_level_db(arena scratch, const double *levels, size_t count)
{
    double *sorted = arena_new(&scratch, double, count);
    for (size_t f = 0; f < count; f++) {
        sorted[f] = levels[f];
    }
    qsort(sorted, count, sizeof *sorted, compare);
    return sorted[count * QUIETEST_PERCENT / 100];
}

/* The end of the run of equal frames that begins at f. */
static size_t
run_end(const unsigned char *sounds, size_t f, size_t count)
{
    size_t end = f;
    while (end < count && sounds[end] == sounds[f]) {
        end++;
    }
    return end;
}

static bool
is_silent(const unsigned char *sounds, size_t from, size_t frames, size_t count)
{
    for (size_t f = from; f < from + frames && f < count; f++) {
        if (sounds[f]) {
            return false;
        }
    }
    return true;
}

/* A click of a key or of the lips is not speech. */
static void
drop_clicks(unsigned char *sounds, size_t count)
{
    for (size_t f = 0, end; f < count; f = end) {
        end = run_end(sounds, f, count);
        size_t early = f < ALONE_FRAMES ? f : ALONE_FRAMES;
        if (sounds[f] && end - f <= CLICK_FRAMES && is_silent(sounds, f - early, early, count) &&
            is_silent(sounds, end, ALONE_FRAMES, count)) {
            for (size_t i = f; i < end; i++) {
                sounds[i] = 0;
            }
        }
    }
}

/* Is the run [from, to) a breath: soft, short, in silence? */
static bool
is_breath(const unsigned char *sounds, const double *levels, size_t from, size_t to, size_t count,
          double speech_db)
{
    bool soft = to - from <= BREATH_FRAMES && from >= HUSH_FRAMES && to + HUSH_FRAMES <= count &&
                is_silent(sounds, from - HUSH_FRAMES, HUSH_FRAMES, count) &&
                is_silent(sounds, to, HUSH_FRAMES, count);
    for (size_t f = from; f < to && soft; f++) {
        soft = levels[f] < speech_db - breath_db;
    }
    return soft;
}

/* From the silence that begins at f over breaths to the next speech. */
static struct recorded_pause
follow_pause(const struct recorded_speech *s, const double *levels, double speech_db, size_t f)
{
    struct recorded_pause pause = {.from = f};
    size_t longest = 0;
    for (;;) {
        size_t end = run_end(s->sounds, f, s->to);
        if (end - f > longest) {
            longest = end - f;
            pause.cut = f + longest / 2;
        }
        pause.to = end;
        size_t next = end < s->to ? run_end(s->sounds, end, s->to) : end;
        if (next >= s->to || !is_breath(s->sounds, levels, end, next, s->frame_count, speech_db)) {
            return pause;
        }
        f = next;
    }
}

static void
find_pauses(arena *out, struct recorded_speech *s, const double *levels, double speech_db)
{
    size_t capacity = 0;
    for (size_t f = s->from; f < s->to;) {
        if (s->sounds[f]) {
            f = run_end(s->sounds, f, s->to);
            continue;
        }
        struct recorded_pause pause = follow_pause(s, levels, speech_db, f);
        if (pause.to - pause.from >= PAUSE_LEAST_FRAMES) {
            *arena_push(out, s->pauses, s->pause_count, capacity) = pause;
        }
        f = pause.to;
    }
}

static void
count_speech(struct recorded_speech *s)
{
    size_t pause = 0;
    for (size_t f = 0; f < s->frame_count; f++) {
        while (pause < s->pause_count && s->pauses[pause].to <= f) {
            pause++;
        }
        bool paused = pause < s->pause_count && s->pauses[pause].from <= f;
        s->before[f + 1] = s->before[f] + (f >= s->from && f < s->to && !paused);
    }
}

struct recorded_speech
recording_listen(arena *out, arena scratch, const struct recording *recording)
{
    struct recorded_speech s = {.frame_count = (recording->count + PAUSE_FRAME - 1) / PAUSE_FRAME};
    s.sounds = arena_new(out, unsigned char, s.frame_count);
    s.before = arena_new(out, uint32_t, s.frame_count + 1);
    double *levels = frame_energies(&scratch, recording, s.frame_count);
    double speech_db = speech_level_db(levels, s.frame_count);
    for (size_t f = 0; f < s.frame_count; f++) {
        levels[f] = to_db(levels[f]);
    }
    double least_db = floor_level_db(scratch, levels, s.frame_count) + floor_margin_db;
    least_db = least_db > speech_db - depth_most_db ? least_db : speech_db - depth_most_db;
    bool contrast = least_db <= speech_db - depth_least_db;
    for (size_t f = 0; f < s.frame_count; f++) {
        s.sounds[f] = speech_db > silence_db && (!contrast || levels[f] > least_db);
    }
    drop_clicks(s.sounds, s.frame_count);
    while (s.from < s.frame_count && !s.sounds[s.from]) {
        s.from++;
    }
    for (s.to = s.frame_count; s.to > s.from && !s.sounds[s.to - 1];) {
        s.to--;
    }
    find_pauses(out, &s, levels, speech_db);
    count_speech(&s);
    return s;
}

double
recording_speech_s(const struct recorded_speech *speech, size_t from, size_t to)
{
    return (double)(speech->before[to] - speech->before[from]) * PAUSE_FRAME / RECORDING_RATE_HZ;
}

struct sample_range
recording_trim(const struct recorded_speech *speech, const struct recording *recording, size_t from,
               size_t to)
{
    enum { PER_MS = RECORDING_RATE_HZ / 1000 };
    size_t first = from, last = to;
    while (first < to && !speech->sounds[first]) {
        first++;
    }
    while (last > first && !speech->sounds[last - 1]) {
        last--;
    }
    if (first == last) {
        return (struct sample_range){0};
    }
    size_t least = from * PAUSE_FRAME,
           most = to * PAUSE_FRAME < recording->count ? to * PAUSE_FRAME : recording->count;
    size_t start = first * PAUSE_FRAME, end = last * PAUSE_FRAME;
    start = start >= least + (size_t)LEAD_MS * PER_MS ? start - (size_t)LEAD_MS * PER_MS : least;
    end = end + (size_t)DECAY_MS * PER_MS <= most ? end + (size_t)DECAY_MS * PER_MS : most;
    return (struct sample_range){start, end};
}
