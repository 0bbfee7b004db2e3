/*
 * How far estimated syllable marks lie from the engine's own.
 *
 *   estimate [VOICE] < TEXT        one sentence a line; DAOLAN_DATA names the data folder (build/data)
 *
 * In: running text. Out: for the starts and ends of all syllables, the median, 90th and 95th percentile and
 * the largest distance, the share within 20 and 50 ms; the time taken beside the speech's length. With
 * ESTIMATE_ROWS set, a row a syllable before that: its number, both distances, the sentence. Exit 1 where a
 * sentence cannot be spoken or estimated.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "speak/engine.h"
#include "speak/estimate.h"

enum { TEXT_BYTES_MAX = 64 << 20, DISTANCES_MAX = 200000 };

struct tally {
    size_t count, failed, sentences;
    double speech_s, taken_s;
    double distances_ms[DISTANCES_MAX];
};

static double
now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void
add_distances(struct tally *t, const struct take *truth, const struct take *estimated, str text)
{
    for (size_t i = 0; i < truth->mark_count && t->count + 2 <= DISTANCES_MAX; i++) {
        double start_ms =
            1000.0 * ((double)estimated->marks[i].start - truth->marks[i].start) / truth->rate_hz;
        double end_ms = 1000.0 * ((double)estimated->marks[i].end - truth->marks[i].end) / truth->rate_hz;
        t->distances_ms[t->count++] = fabs(start_ms);
        t->distances_ms[t->count++] = fabs(end_ms);
        if (getenv("ESTIMATE_ROWS") != NULL) {
            printf("%zu\t%.0f\t%.0f\t" STR_FMT "\n", i, start_ms, end_ms, STR_ARG(text));
        }
    }
}

/* In a process of its own, as sentences are rendered; the tally is shared. */
static void
measure_line(const struct engine *engine, const struct reading *reading, arena memory, struct tally *t)
{
    pid_t child = fork();
    if (child == 0) {
        arena scratch = arena_split(&memory, (size_t)1 << 30);
        struct diags diags = diags_new(&memory);
        struct take truth;
        struct utterance utterance = {reading, DELIVERY_TEXT};
        if (engine->speak(engine, &utterance, &memory, scratch, &truth, &diags) != STATUS_OK) {
            diags_print(&diags, stderr, DIAG_WARNING);
            _exit(1);
        }
        struct take estimated = truth;
        double begin = now_s();
        bool ok = estimate_marks(&memory, scratch, reading, &estimated);
        t->taken_s += now_s() - begin;
        t->speech_s += (double)truth.count / truth.rate_hz;
        if (ok) {
            add_distances(t, &truth, &estimated, reading->text);
            t->sentences++;
            fflush(stdout);
        }
        _exit(!ok);
    }
    int state = 1;
    t->failed += child < 0 || waitpid(child, &state, 0) != child || state != 0;
}

static void
print_tally(struct tally *t)
{
    qsort(t->distances_ms, t->count, sizeof *t->distances_ms, compare);
    size_t near = 0, fair = 0;
    for (size_t i = 0; i < t->count; i++) {
        near += t->distances_ms[i] <= 20;
        fair += t->distances_ms[i] <= 50;
    }
    if (t->count > 0) {
        double n = (double)t->count;
        printf("%zu sentences, %zu marks: median %.1f ms, 90 %% %.1f ms, 95 %% %.1f ms, most %.1f ms; "
               "within 20 ms %.1f %%, within 50 ms %.1f %%\n",
               t->sentences, t->count / 2, t->distances_ms[t->count / 2], t->distances_ms[(size_t)(n * 0.9)],
               t->distances_ms[(size_t)(n * 0.95)], t->distances_ms[t->count - 1], 100 * (double)near / n,
               100 * (double)fair / n);
    }
    printf("%zu failed; %.2f s for %.1f s of speech\n", t->failed, t->taken_s, t->speech_s);
}

int
main(int count, char **arguments)
{
    arena memory = arena_reserve(0);
    arena scratch = arena_split(&memory, (size_t)256 << 20);
    struct diags diags = diags_new(&memory);
    const char *name = getenv("DAOLAN_DATA");
    str data = str_from(name != NULL ? name : "build/data"), text, line;
    struct mandarin mandarin;
    struct voice voice;
    struct engine engine;
    FILE *shared = tmpfile();
    if (shared == NULL || ftruncate(fileno(shared), sizeof(struct tally)) != 0) {
        return 3;
    }
    struct tally *t = mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(shared), 0);
    if (t == MAP_FAILED || file_read(&memory, STR("-"), TEXT_BYTES_MAX, &text, &diags) != STATUS_OK ||
        mandarin_open(&memory, data, &mandarin, &diags) != STATUS_OK ||
        voice_read(&memory, scratch, data, str_from(count > 1 ? arguments[1] : "narrator"), 0, &voice,
                   &diags) != STATUS_OK ||
        engine_open(&memory, scratch, &voice, &engine, &diags) != STATUS_OK ||
        engine_prepare(&engine, &diags) != STATUS_OK) {
        diags_print(&diags, stderr, DIAG_WARNING);
        return 3;
    }
    while (str_split(&text, '\n', &line)) {
        arena place = memory;
        const struct reading *reading = mandarin_read(&place, scratch, &mandarin, line);
        if (reading_sounds(reading)) {
            measure_line(&engine, reading, place, t);
        }
    }
    print_tally(t);
    return t->failed > 0;
}
