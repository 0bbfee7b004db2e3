/*
 * How fast the front end reads: characters a second on one thread, the share of each pass, and what it takes
 * to start.
 *
 * usage: front_end [FILE]     the article of scripts/jinzhou, and the customer's where it is there
 *
 * In: running text, repeated or cut at a line's end to 1 MB. Out: best of five readings of all its lines; in
 * a process of its own, the time from opening the data to the end of the first reading and the memory
 * resident at most, beside an empty program's with the same libraries; jieba's speed at cutting the same
 * lines into words, where python3-jieba is installed. DAOLAN_DATA names the data folder (build/data).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "mandarin/passes.h"

enum { TEXT_BYTES = 1000000, FILE_BYTES = 1 << 26, ROUNDS = 5, PASSES_MAX = 16 };

/* Seconds of the best round: of all, of each pass. */
struct times {
    double whole, passes[PASSES_MAX];
};

struct start {
    double ms, resident_mb;
};

static double
now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static enum status
open_data(arena *out, struct mandarin *mandarin, struct diags *diags)
{
    const char *data = getenv("DAOLAN_DATA");
    return mandarin_open(out, str_from(data != NULL ? data : "build/data"), mandarin, diags);
}

/* Whole copies, and of the last one the lines that TEXT_BYTES leave room for. */
static str
repeat(arena *out, str text)
{
    struct str_builder b = {.out = out};
    while (text.len > 0 && b.len < TEXT_BYTES) {
        str_add(&b, text);
    }
    while (b.len > TEXT_BYTES || (b.len > 0 && b.data[b.len - 1] != '\n')) {
        b.len--;
    }
    return str_built(&b);
}

static void
read_whole(const struct mandarin *mandarin, arena memory, str text, struct times *best)
{
    str line;
    double begin = now_s();
    while (str_split(&text, '\n', &line)) {
        arena out = memory, scratch = arena_split(&out, (size_t)(out.end - out.begin) / 2);
        mandarin_read(&out, scratch, mandarin, line);
    }
    double taken = now_s() - begin;
    best->whole = best->whole == 0 || taken < best->whole ? taken : best->whole;
}

static void
read_by_pass(const struct mandarin *mandarin, arena memory, str text, struct times *best)
{
    size_t count;
    const struct pass *passes = mandarin_passes(&count);
    double taken[PASSES_MAX] = {0};
    str line;
    while (str_split(&text, '\n', &line)) {
        arena out = memory, scratch = arena_split(&out, (size_t)(out.end - out.begin) / 2);
        struct reading *reading = arena_new(&out, struct reading, 1);
        reading->text = line;
        double before = now_s();
        for (size_t i = 0; i < count; i++) {
            passes[i].apply(mandarin, reading, &out, scratch);
            double after = now_s();
            taken[i] += after - before;
            before = after;
        }
    }
    for (size_t i = 0; i < count; i++) {
        best->passes[i] = best->passes[i] == 0 || taken[i] < best->passes[i] ? taken[i] : best->passes[i];
    }
}

static void
print_times(const struct times *best, size_t characters)
{
    size_t count;
    const struct pass *passes = mandarin_passes(&count);
    double of_passes = 0;
    for (size_t i = 0; i < count; i++) {
        of_passes += best->passes[i];
    }
    printf("  %-10s %6.1f ns a character   %.2f M characters/s\n", "whole",
           1e9 * best->whole / (double)characters, 1e-6 * (double)characters / best->whole);
    for (size_t i = 0; i < count; i++) {
        printf("  %-10s %6.1f ns  %4.1f %%\n", passes[i].name, 1e9 * best->passes[i] / (double)characters,
               100 * best->passes[i] / of_passes);
    }
}

/* What the child of measure_start does: reads the first line of the file, or nothing at all. */
static void
start_once(const char *path)
{
    struct start start = {0};
    if (path != NULL) {
        arena memory = arena_reserve(0), scratch = arena_reserve(0);
        struct diags diags = diags_new(&memory);
        struct mandarin mandarin;
        str text, line;
        if (file_read(&memory, str_from(path), FILE_BYTES, &text, &diags) != STATUS_OK ||
            !str_split(&text, '\n', &line)) {
            exit(STATUS_SYSTEM);
        }
        double begin = now_s();
        if (open_data(&memory, &mandarin, &diags) != STATUS_OK) {
            exit(STATUS_SYSTEM);
        }
        mandarin_read(&memory, scratch, &mandarin, line);
        start.ms = 1e3 * (now_s() - begin);
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    start.resident_mb = (double)usage.ru_maxrss / 1024;
    exit(write(STDOUT_FILENO, &start, sizeof start) == sizeof start ? STATUS_OK : STATUS_SYSTEM);
}

/* Before the parent grows: what is resident when a process is replaced counts as the new one's. */
static bool
measure_start(const char *program, const char *path, struct start *best)
{
    for (int round = 0; round < ROUNDS; round++) {
        int ends[2];
        if (pipe(ends) != 0) {
            return false;
        }
        pid_t child = fork();
        if (child == 0) {
            dup2(ends[1], STDOUT_FILENO);
            execl(program, program, "--start", path, (char *)NULL);
            _exit(STATUS_SYSTEM);
        }
        struct start start;
        close(ends[1]);
        bool ok = read(ends[0], &start, sizeof start) == sizeof start;
        close(ends[0]);
        waitpid(child, NULL, 0);
        if (!ok) {
            return false;
        }
        *best = round == 0 || start.ms < best->ms ? start : *best;
    }
    return true;
}

/* jieba prints its own line, with the ratio. */
static void
run_jieba(str text, double characters_per_s)
{
    char command[1024];
    fflush(stdout);
    snprintf(command, sizeof command,
             "/usr/bin/python3 -c '\n"
             "import sys, time\n"
             "lines = sys.stdin.buffer.read().decode().split(\"\\n\")\n"
             "try:\n"
             "    import jieba, logging\n"
             "except ImportError:\n"
             "    sys.exit(print(\"  jieba      is not here (python3-jieba)\"))\n"
             "jieba.setLogLevel(logging.ERROR)\n"
             "jieba.initialize()\n"
             "begin = time.perf_counter()\n"
             "for line in lines: jieba.lcut(line)\n"
             "speed = sum(map(len, lines)) / (time.perf_counter() - begin)\n"
             "print(f\"  jieba      {speed / 1e6:.2f} M characters/s, cutting words only; \"\n"
             "      f\"daolan is {%.0f / speed:.1f} times as fast\")' 2>/dev/null",
             characters_per_s);
    FILE *python = popen(command, "w");
    if (python != NULL) {
        fwrite(text.data, 1, text.len, python);
    }
    if (python == NULL || pclose(python) != 0) {
        puts("  jieba      is not here (python3-jieba)");
    }
}

static bool
measure(const char *program, const char *path)
{
    struct start empty, start;
    bool ok = measure_start(program, NULL, &empty) && measure_start(program, path, &start);
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct mandarin mandarin;
    struct times best = {0};
    str text;
    ok = ok && open_data(&memory, &mandarin, &diags) == STATUS_OK &&
         file_read(&memory, str_from(path), FILE_BYTES, &text, &diags) == STATUS_OK;
    diags_print(&diags, stderr, DIAG_NOTE);
    if (!ok) {
        return false;
    }
    text = repeat(&memory, text);
    size_t characters = utf8_count(text);
    for (int round = 0; round < ROUNDS; round++) {
        read_whole(&mandarin, memory, text, &best);
        read_by_pass(&mandarin, memory, text, &best);
    }
    printf("%s: %zu bytes, %zu characters, best of %d\n", path, text.len, characters, ROUNDS);
    print_times(&best, characters);
    printf("  start      %.2f ms from opening to the first reading, %.1f MB resident at most; an empty "
           "program %.1f MB\n",
           start.ms, start.resident_mb, empty.resident_mb);
    run_jieba(text, (double)characters / best.whole);
    return true;
}

int
main(int count, char **arguments)
{
    static const char customers[] = "../shared/data/jinzhou/article.txt";
    if (count > 1 && strcmp(arguments[1], "--start") == 0) {
        start_once(count > 2 ? arguments[2] : NULL);
    }
    if (count > 1) {
        return measure(arguments[0], arguments[1]) ? STATUS_OK : STATUS_SYSTEM;
    }
    bool ok = measure(arguments[0], "scripts/jinzhou/article.md");
    if (access(customers, R_OK) == 0) {
        ok = measure(arguments[0], customers) && ok;
    }
    return ok ? STATUS_OK : STATUS_SYSTEM;
}
