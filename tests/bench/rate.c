/*
 * The pace a voice keeps: characters a minute asked for and spoken, pauses included.
 *
 *   rate [VOICE] < TEXT        one sentence a line; DAOLAN_DATA names the data folder (build/data)
 *
 * In: running text. Out: a row a pace: asked, spoken, the difference in percent. Between sentences lie 500
 * ms. Exit 1 where a difference is above 5 % or a sentence cannot be spoken.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "speak/engine.h"

enum { TEXT_BYTES_MAX = 64 << 20 };

static const double sentence_pause_s = 0.5;
static const double tolerance_percent = 5;

struct spoken_time {
    double characters, seconds;
};

/* In a process of its own, as sentences are rendered; the figures come back through a pipe. */
static bool
speak(const struct engine *engine, const struct reading *reading, arena memory, struct spoken_time *time)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        arena scratch = arena_split(&memory, (size_t)1 << 30);
        struct diags diags = diags_new(&memory);
        struct take take;
        struct spoken_time own = {0, 0};
        if (engine->speak(engine, &(struct utterance){reading, DELIVERY_TEXT}, &memory, scratch, &take,
                          &diags) == STATUS_OK) {
            own = (struct spoken_time){(double)take.mark_count, (double)take.count / take.rate_hz};
        }
        diags_print(&diags, stderr, DIAG_WARNING);
        _exit(write(ends[1], &own, sizeof own) == sizeof own ? 0 : 1);
    }
    close(ends[1]);
    bool ok = read(ends[0], time, sizeof *time) == sizeof *time && time->characters > 0;
    close(ends[0]);
    waitpid(child, NULL, 0);
    return ok;
}

static bool
measure(const struct engine *engine, const struct mandarin *mandarin, str text, arena memory,
        struct spoken_time *total)
{
    arena scratch = arena_split(&memory, (size_t)256 << 20);
    *total = (struct spoken_time){0, 0};
    str line;
    while (str_split(&text, '\n', &line)) {
        arena place = memory;
        const struct reading *reading = mandarin_read(&place, scratch, mandarin, line);
        if (!reading_sounds(reading)) {
            continue;
        }
        struct spoken_time time;
        if (!speak(engine, reading, place, &time)) {
            return false;
        }
        total->characters += time.characters;
        total->seconds += time.seconds + sentence_pause_s;
    }
    return total->characters > 0;
}

/* eSpeak is prepared once a process: every pace gets its own. */
static int
measure_pace(arena memory, str data, str name, str text, uint32_t rate_cpm)
{
    arena scratch = arena_split(&memory, (size_t)256 << 20);
    struct diags diags = diags_new(&memory);
    struct mandarin mandarin;
    struct voice voice;
    struct engine engine;
    struct spoken_time total;
    if (mandarin_open(&memory, data, &mandarin, &diags) != STATUS_OK ||
        voice_read(&memory, scratch, data, name, rate_cpm, &voice, &diags) != STATUS_OK ||
        engine_open(&memory, scratch, &voice, &engine, &diags) != STATUS_OK ||
        engine_prepare(&engine, &diags) != STATUS_OK || !measure(&engine, &mandarin, text, memory, &total)) {
        diags_print(&diags, stderr, DIAG_WARNING);
        return 1;
    }
    double spoken_cpm = 60 * total.characters / total.seconds;
    double percent = 100 * (spoken_cpm / rate_cpm - 1);
    printf("%u asked  %.1f spoken  %+.1f %%\n", (unsigned)rate_cpm, spoken_cpm, percent);
    fflush(stdout);
    return fabs(percent) > tolerance_percent;
}

int
main(int count, char **arguments)
{
    static const uint32_t paces_cpm[] = {120, 160, 200, 220, 250, 300, 360};
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    const char *data = getenv("DAOLAN_DATA");
    str text;
    if (file_read(&memory, STR("-"), TEXT_BYTES_MAX, &text, &diags) != STATUS_OK) {
        diags_print(&diags, stderr, DIAG_WARNING);
        return 3;
    }
    int failed = 0;
    for (size_t i = 0; i < sizeof paces_cpm / sizeof paces_cpm[0]; i++) {
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            _exit(measure_pace(memory, str_from(data != NULL ? data : "build/data"),
                               str_from(count > 1 ? arguments[1] : "narrator"), text, paces_cpm[i]));
        }
        int state = 1;
        failed |= child < 0 || waitpid(child, &state, 0) != child || state != 0;
    }
    return failed;
}
