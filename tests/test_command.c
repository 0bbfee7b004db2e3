/* Outside programs as engines: the command line, the run, what is made of the WAV file. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "speak/command_line.h"
#include "speak/engine.h"
#include "speak/program.h"
#include "speak/speech_file.h"
#include "support_cmocka.h"
#include "support_reading.h"

struct bench {
    arena memory, scratch;
    struct diags diags;
    str data; /* a data folder of our own */
    struct voice voice;
    struct engine engine;
};

static str
place(struct bench *b, const char *name)
{
    return file_join(&b->memory, file_join(&b->memory, b->data, STR("voices")), str_from(name));
}

static int
set_up(void **state)
{
    arena memory = arena_reserve(0);
    struct bench *b = arena_new(&memory, struct bench, 1);
    b->scratch = arena_reserve(0);
    b->diags = diags_new(&memory);
    b->memory = memory;
    const char *folder = getenv("TMPDIR");
    str prefix = file_join(&b->memory, str_from(folder != NULL ? folder : "/tmp"), STR("daolan-command-"));
    *state = b;
    return file_make_unique_folder(&b->memory, prefix, &b->data, &b->diags) != STATUS_OK ||
           file_make_folder(place(b, ""), b->scratch, &b->diags) != STATUS_OK;
}

static int
tear_down(void **state)
{
    struct bench *b = *state;
    return file_remove(b->data, b->scratch, &b->diags) == STATUS_OK ? 0 : 1;
}

/* --- the command line --- */

static void
assert_words(const char *command, size_t count, const char *const *expected)
{
    static const str values[COMMAND_FIELDS] = {
        {"锦州 好。", 13}, {"jin3 zhou1.", 11}, {"/x/y.wav", 8}, {"220", 3}, {"/v", 2}};
    arena memory = arena_reserve((size_t)1 << 20);
    struct command_line line;
    str problem;
    assert_true(command_line_parse(&memory, str_from(command), &line, &problem));
    char **words = command_line_fill(&memory, &line, values);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(words[i], expected[i]);
    }
    assert_int_equal(line.count, count);
    assert_null(words[count]);
}

static void
words(void **state)
{
    (void)state;
    assert_words("piper", 1, (const char *[]){"piper"});
    assert_words("  a \t b  ", 2, (const char *[]){"a", "b"});
    assert_words("a 'b c' \"d 'e\" f'g h'i ''", 5, (const char *[]){"a", "b c", "d 'e", "fg hi", ""});
    assert_words("a $HOME `x` *.c \\n ; | > {", 9,
                 (const char *[]){"a", "$HOME", "`x`", "*.c", "\\n", ";", "|", ">", "{"});
    assert_words("a {text} --t={text}! '{pinyin}' {out}{rate} {folder}/m", 6,
                 (const char *[]){"a", "锦州 好。", "--t=锦州 好。!", "jin3 zhou1.", "/x/y.wav220", "/v/m"});
    assert_words("a {} {Text} {\"a\":1} {text", 5, (const char *[]){"a", "{}", "{Text}", "{a:1}", "{text"});
}

static void
wrong_words(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"", "no program"},     {"  ", "no program"},     {"'' a", "no program"},
        {"a 'b", "not closed"}, {"a \"b'", "not closed"}, {"a {txt}", "{txt}"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        arena memory = arena_reserve((size_t)1 << 20);
        struct command_line line;
        str problem;
        assert_false(command_line_parse(&memory, str_from(wrong[i][0]), &line, &problem));
        assert_true(str_find(problem, str_from(wrong[i][1])) != STR_NONE);
    }
}

/* --- WAV files --- */

static str
write_sound(struct bench *b, const char *name, int format, int rate_hz, int channels, const float *samples,
            sf_count_t frames)
{
    str path = place(b, name);
    SF_INFO info = {.samplerate = rate_hz, .channels = channels, .format = format};
    SNDFILE *file = sf_open(str_terminated(&b->memory, path), SFM_WRITE, &info);
    assert_non_null(file);
    assert_int_equal(sf_writef_float(file, samples, frames), frames);
    sf_close(file);
    return path;
}

static void
sound_files(void **state)
{
    struct bench *b = *state;
    float stereo[200];
    for (size_t i = 0; i < 100; i++) {
        stereo[2 * i] = 0.25F;
        stereo[2 * i + 1] = 0.5F;
    }
    struct speech_file file;
    str problem;
    int formats[] = {SF_FORMAT_WAV, SF_FORMAT_WAVEX, SF_FORMAT_RF64, SF_FORMAT_W64};
    for (size_t i = 0; i < 4; i++) {
        str path = write_sound(b, "a.wav", formats[i] | SF_FORMAT_FLOAT, 96000, 2, stereo, 100);
        assert_true(speech_file_read(&b->memory, path, &file, &problem));
        assert_int_equal(file.count, 100);
        assert_int_equal(file.rate_hz, 96000);
        assert_float_equal(file.samples[99], 0.375, 1e-6);
    }
    const struct {
        int format, rate_hz, channels;
        float sample;
        const char *problem;
    } wrong[] = {{SF_FORMAT_WAV | SF_FORMAT_PCM_16, 7999, 1, 0.1F, "7999"},
                 {SF_FORMAT_WAV | SF_FORMAT_PCM_16, 192001, 1, 0.1F, "192001"},
                 {SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8000, 3, 0.1F, "3 channels"},
                 {SF_FORMAT_WAV | SF_FORMAT_FLOAT, 8000, 1, NAN, "no numbers"},
                 {SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 8000, 1, 0.1F, "no WAV"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        float samples[30];
        for (size_t k = 0; k < 30; k++) {
            samples[k] = wrong[i].sample;
        }
        str path = write_sound(b, "a.wav", wrong[i].format, wrong[i].rate_hz, wrong[i].channels, samples, 10);
        assert_false(speech_file_read(&b->memory, path, &file, &problem));
        assert_true(str_find(problem, str_from(wrong[i].problem)) != STR_NONE);
    }
    assert_false(speech_file_read(&b->memory, place(b, "none.wav"), &file, &problem));
}

/* --- running --- */

static double
now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* sh -c SCRIPT, its standard output into the file out. */
static struct program_outcome
run_shell(struct bench *b, const char *script)
{
    char *arguments[] = {"/bin/sh", "-c", (char *)script, NULL};
    int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int output = open(str_terminated(&b->memory, place(b, "out")), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    struct program program = {.words = arguments,
                              .folder = str_terminated(&b->memory, place(b, "")),
                              .owned = place(b, "owned"),
                              .input = input,
                              .output = output,
                              .errors = output,
                              .seconds_max = 1,
                              .file_bytes_max = 1000};
    struct program_outcome outcome = program_run(&program, b->scratch);
    close(input);
    close(output);
    return outcome;
}

static void
assert_outcome(struct program_outcome outcome, enum program_end end, int number)
{
    assert_int_equal(outcome.end, end);
    assert_int_equal(outcome.number, number);
}

static void
programs(void **state)
{
    struct bench *b = *state;
    assert_outcome(run_shell(b, "exit 0"), PROGRAM_EXITED, 0);
    assert_outcome(run_shell(b, "exit 41"), PROGRAM_EXITED, 41);
    assert_outcome(run_shell(b, "kill -SEGV $$"), PROGRAM_SIGNALLED, SIGSEGV);
    assert_outcome(run_shell(b, "exec cat /dev/zero"), PROGRAM_SIGNALLED, SIGXFSZ);
    /* nothing is inherited but the streams, and the group is its own */
    assert_outcome(run_shell(b, "ls /proc/self/fd | wc -l; ps -o pgid= -p $$ | tr -d ' '; echo $$"),
                   PROGRAM_EXITED, 0);
    str said, files, group, self;
    assert_int_equal(file_read(&b->memory, place(b, "out"), 1000, &said, &b->diags), STATUS_OK);
    assert_true(str_split(&said, '\n', &files) && str_split(&said, '\n', &group) &&
                str_split(&said, '\n', &self));
    assert_true(str_equal(str_trim(files), STR("4"))); /* ls's own folder among them */
    assert_true(str_equal(group, self));
    char *none[] = {"/no/such/program", NULL};
    struct program program = {.words = none, .folder = "/", .seconds_max = 1, .file_bytes_max = 1};
    assert_outcome(program_run(&program, b->scratch), PROGRAM_REFUSED, ENOENT);
}

/* Within a second: a zombie that nobody has waited for yet is gone too. */
static void
assert_gone(uint32_t process)
{
    bool gone = false;
    for (int i = 0; i < 100 && !gone; i++) {
        char path[40], state = 'Z';
        snprintf(path, sizeof path, "/proc/%u/stat", (unsigned)process);
        FILE *file = fopen(path, "r");
        gone = file == NULL || fscanf(file, "%*d %*s %c", &state) != 1 || state == 'Z';
        if (file != NULL) {
            fclose(file);
        }
        nanosleep(&(struct timespec){0, 10000000}, NULL);
    }
    assert_true(gone);
}

/* Scenario: a program that never ends and will not be asked to; what it started. Expect: both gone within two
 * seconds. */
static void
time_limit(void **state)
{
    struct bench *b = *state;
    double begin = now_s();
    assert_outcome(run_shell(b, "trap : TERM; sleep 300 & echo $!; while :; do sleep 0.1; done"),
                   PROGRAM_TIMED_OUT, 0);
    assert_true(now_s() - begin >= 1);
    assert_true(now_s() - begin < 3);
    str said, line;
    uint32_t grandchild = 0;
    assert_int_equal(file_read(&b->memory, place(b, "out"), 1000, &said, &b->diags), STATUS_OK);
    assert_true(str_split(&said, '\n', &line) && str_to_number(line, 1 << 30, &grandchild));
    assert_gone(grandchild);
}

/* Scenario: a program that ends and leaves a process behind. Expect: that is ended too, at once. */
static void
left_behind(void **state)
{
    struct bench *b = *state;
    double begin = now_s();
    assert_outcome(run_shell(b, "sleep 300 & echo $!"), PROGRAM_EXITED, 0);
    assert_true(now_s() - begin < 1);
    str said, line;
    uint32_t grandchild = 0;
    assert_int_equal(file_read(&b->memory, place(b, "out"), 1000, &said, &b->diags), STATUS_OK);
    assert_true(str_split(&said, '\n', &line) && str_to_number(line, 1 << 30, &grandchild));
    assert_gone(grandchild);
}

/* --- the engine --- */

static enum status
open_voice(struct bench *b, const char *text)
{
    str whole = str_format(&b->memory, "engine = command\ntimeout_s = 5\n%s\n", text);
    b->diags.count = b->diags.errors = 0;
    assert_int_equal(file_replace(place(b, "own.ini"), whole, b->scratch, &b->diags), STATUS_OK);
    enum status status = voice_read(&b->memory, b->scratch, b->data, STR("own"), 0, &b->voice, &b->diags);
    return status != STATUS_OK ? status
                               : engine_open(&b->memory, b->scratch, &b->voice, &b->engine, &b->diags);
}

static enum status
speak(struct bench *b, const char *notation, struct take *take)
{
    struct utterance utterance = {reading_from(&b->memory, notation), DELIVERY_TEXT};
    assert_int_equal(engine_prepare(&b->engine, &b->diags), STATUS_OK);
    return b->engine.speak(&b->engine, &utterance, &b->memory, b->scratch, take, &b->diags);
}

static void
assert_says(const struct bench *b, const char *words_expected)
{
    assert_int_equal(b->diags.errors, 1);
    str message = b->diags.items[0].message;
    if (str_find(message, str_from(words_expected)) == STR_NONE) {
        fail_msg("\"" STR_FMT "\" lacks \"%s\"", STR_ARG(message), words_expected);
    }
}

static void
put_program(struct bench *b, const char *name, const char *script)
{
    str path = place(b, name);
    assert_int_equal(file_replace(path, str_from(script), b->scratch, &b->diags), STATUS_OK);
    assert_int_equal(chmod(str_terminated(&b->memory, path), 0700), 0);
}

/* Scenario: a program beside the voice file that copies what it is given and hands over a sound. Expect:
 * text, pinyin and the rest as documented, an empty folder to work in, a take with a mark a syllable. */
static void
what_it_is_given(void **state)
{
    struct bench *b = *state;
    enum { RATE_HZ = 24000, FRAMES = 24000 };
    float *tone = arena_new(&b->memory, float, FRAMES);
    for (size_t i = 2400; i < FRAMES - 4800; i++) {
        tone[i] = 0.2F * sinf(0.05F * (float)i);
    }
    write_sound(b, "tone.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, RATE_HZ, 1, tone, FRAMES);
    put_program(b, "own.sh",
                "#!/bin/sh\nhere=${0%/*}\ncat >\"$here/stdin\"\nls -A >\"$here/listing\"\n"
                "printf '%s\\n' \"$@\" >\"$here/words\"\ncp \"$here/tone.wav\" \"$1\"\n");
    assert_int_equal(open_voice(b, "command = ./own.sh {out} {rate}\n  '{pinyin}'  {folder}\ninput = text"),
                     STATUS_OK);
    struct take take;
    assert_int_equal(speak(b, "jin3 zhou1 , lv4 @GDP", &take), STATUS_OK);
    assert_int_equal(take.rate_hz, RATE_HZ);
    assert_int_equal(take.mark_count, 4);
    assert_in_range(take.count, FRAMES - 7200, FRAMES - 7200 + 100); /* trimmed but for a fade */
    str said;
    assert_int_equal(file_read(&b->memory, place(b, "listing"), 1000, &said, &b->diags), STATUS_OK);
    assert_int_equal(said.len, 0);
    assert_int_equal(file_read(&b->memory, place(b, "words"), 10000, &said, &b->diags), STATUS_OK);
    str out, rate, pinyin, folder;
    assert_true(str_split(&said, '\n', &out) && str_split(&said, '\n', &rate) &&
                str_split(&said, '\n', &pinyin) && str_split(&said, '\n', &folder));
    assert_true(out.data[0] == '/');
    assert_false(file_exists(b->scratch, file_folder(out))); /* removed afterwards */
    assert_true(str_equal(rate, STR("220")));
    assert_true(str_equal(pinyin, STR("jin3 zhou1, lv4 GDP.")));
    assert_true(str_ends(folder, STR("/voices")));
    assert_int_equal(file_read(&b->memory, place(b, "stdin"), 1000, &said, &b->diags), STATUS_OK);
    assert_true(said.len > 1 && said.data[said.len - 1] == '\n');
}

static void
failures(void **state)
{
    struct bench *b = *state;
    struct take take;
    static const char *const cases[][2] = {
        {"command = sh -c 'echo no model >&2; exit 3'", "sh failed (exit status 3); it said: no model"},
        {"command = sh -c 'kill -SEGV $$'", "sh crashed (signal 11)"},
        {"command = sh -c 'echo hello'", "sh wrote no WAV file"},
        {"command = true {out}", "true wrote no WAV file"},
        {"command = sox -n -t wav - trim 0 1", "sox wrote only silence"},
        {"command = sox -n -t wav - synth 0.03 sine 300", "sox wrote 30 ms of sound"},
        {"command = sox -n -t wav - synth 0.055 sine 300", "4 syllables cannot be found"},
        {"command = cat /dev/zero", "cat wrote more than 64 MiB"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(open_voice(b, cases[i][0]), STATUS_OK);
        assert_int_equal(speak(b, "jin3 zhou1 , lv4 @GDP", &take), STATUS_SYSTEM);
        assert_says(b, cases[i][1]);
    }
    /* of much that it said, the end; control characters are blanks */
    assert_int_equal(open_voice(b, "command = sh -c 'seq 1 9999 >&2; printf \"\\033[31mred\" >&2; exit 1'"),
                     STATUS_OK);
    assert_int_equal(speak(b, "jin3", &take), STATUS_SYSTEM);
    assert_says(b, "9998 9999  [31mred");
    assert_true(b->diags.items[0].message.len < 2200);
}

static void
refusals(void **state)
{
    struct bench *b = *state;
    put_program(b, "plain", "x");
    assert_int_equal(chmod(str_terminated(&b->memory, place(b, "plain")), 0600), 0);
    assert_int_equal(open_voice(b, "input = text"), STATUS_SCRIPT);
    assert_says(b, "no command");
    assert_int_equal(open_voice(b, "command = a 'b"), STATUS_SCRIPT);
    assert_says(b, "not closed");
    assert_int_equal(b->diags.items[0].line, 3);
    assert_int_equal(open_voice(b, "command = true\ninput = hanzi"), STATUS_SCRIPT);
    assert_says(b, "text, pinyin or none");
    assert_int_equal(open_voice(b, "command = true\ntimeout_s = 601"), STATUS_SCRIPT);
    assert_int_equal(open_voice(b, "command = no-such-program-here"), STATUS_SYSTEM);
    assert_says(b, "there is no program no-such-program-here");
    assert_int_equal(open_voice(b, "command = ./none"), STATUS_SYSTEM);
    assert_says(b, "there is no program ./none");
    assert_int_equal(open_voice(b, "command = ./plain"), STATUS_SYSTEM);
    if (geteuid() != 0) {
        assert_says(b, "./plain may not be executed");
    }
}

/* Scenario: the command, the program, a model, a model's description change, one after another. Expect:
 * another identity each time; the same where nothing changed. */
static void
identity(void **state)
{
    struct bench *b = *state;
    str identities[6];
    put_program(b, "own.sh", "#!/bin/sh\n");
    const char *voice = "command = ./own.sh --model={folder}/m.onnx -x {folder}/n,{folder}/o";
    for (size_t i = 0; i < 6; i++) {
        if (i == 1) {
            put_program(b, "m.onnx", "model");
        } else if (i == 2) {
            put_program(b, "m.onnx.json", "{}");
        } else if (i == 3) {
            put_program(b, "o", "list");
        } else if (i == 4) {
            put_program(b, "own.sh", "#!/bin/sh\n\n");
        } else if (i == 5) {
            voice = "command = ./own.sh --model={folder}/m.onnx -x {folder}/n,{folder}/o -y";
        }
        assert_int_equal(open_voice(b, voice), STATUS_OK);
        identities[i] = b->engine.identity;
        for (size_t k = 0; k < i; k++) {
            assert_false(str_equal(identities[i], identities[k]));
        }
        assert_int_equal(open_voice(b, voice), STATUS_OK);
        assert_true(str_equal(b->engine.identity, identities[i]));
    }
    assert_true(b->engine.reads_text); /* by standard input */
    assert_int_equal(open_voice(b, "command = ./own.sh {pinyin}"), STATUS_OK);
    assert_false(b->engine.reads_text);
    assert_true(b->engine.seconds_max > 5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(wrong_words),
        cmocka_unit_test_setup_teardown(sound_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(programs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(time_limit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(left_behind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_it_is_given, set_up, tear_down),
        cmocka_unit_test_setup_teardown(failures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refusals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(identity, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
