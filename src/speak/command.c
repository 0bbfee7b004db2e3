/*
 * Any program as an engine: one run a sentence, text or pinyin in, a WAV file out (voices/README.md).
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/os.h"
#include "mandarin/syllable_text.h"
#include "speak/command_line.h"
#include "speak/engine.h"
#include "speak/estimate.h"
#include "speak/program.h"
#include "speak/speech_file.h"
#include "speak/splice.h"

enum {
    COMMAND_VERSION = 2, /* raise it when the same WAV file is to give other samples or marks */
    FILE_BYTES_MAX = 64 << 20,
    ERRORS_SHOWN = 2048, /* of what the program said last */
    SPEECH_MS_MIN = 50,
    ENCODE_SECONDS = 60, /* a job's time beyond its program's */
};

struct command {
    struct command_line line;
    str input;   /* text, pinyin, none: what standard input gets */
    str folder;  /* the voice file's, absolute */
    str program; /* absolute, or as PATH has it */
    str name;    /* of the program, for messages */
    pid_t opener;
};

/* One run's files, in a private folder. */
struct workplace {
    str folder;
    str work, speech, output, errors; /* the folder it runs in; {out}; its streams */
    int input_file, output_file, errors_file;
};

/* --- opening --- */

static enum status
refuse(const struct engine *engine, struct diags *diags, enum status status, const char *hint, str message)
{
    diag_add(diags, DIAG_ERROR, engine->voice->path, 0, 0, hint, STR_FMT, STR_ARG(message));
    return status;
}

static bool
may_run(arena scratch, str path)
{
    struct stat st;
    const char *name = str_terminated(&scratch, path);
    return stat(name, &st) == 0 && S_ISREG(st.st_mode) && access(name, X_OK) == 0;
}

/* A path beside the voice file, or a name in PATH; empty where there is none. */
static str
find_program(arena *out, arena scratch, str folder, str word)
{
    if (str_find(word, STR("/")) != STR_NONE) {
        str path = file_join(out, folder, word);
        return may_run(scratch, path) ? path : STR("");
    }
    const char *places = getenv("PATH");
    str rest = str_from(places != NULL ? places : "/usr/bin:/bin"), place;
    while (str_split(&rest, ':', &place)) {
        str path = file_join(out, place.len > 0 && place.data[0] == '/' ? place : STR("/"), word);
        if (place.len > 0 && place.data[0] == '/' && may_run(scratch, path)) {
            return path;
        }
    }
    return STR("");
}

/* Nothing for what is no regular file: /dev/zero has no end. */
static enum status
add_file(struct hash *h, arena scratch, str path, struct diags *diags)
{
    struct stat st;
    bool is_file = stat(str_terminated(&scratch, path), &st) == 0 && S_ISREG(st.st_mode);
    return is_file ? hash_add_file(h, scratch, path, diags) : STATUS_OK;
}

/* Files that the words name: the word itself, what follows = in it, each item of a list with commas; and
 * beside x the x.json that describes a model. */
static enum status
add_named_files(struct hash *h, arena scratch, const char *word, struct diags *diags)
{
    str rest = str_from(word), item;
    if (rest.len > 0 && rest.data[0] == '-') {
        size_t equals = str_find(rest, STR("="));
        rest = equals == STR_NONE ? STR("") : str_from_offset(rest, equals + 1);
    }
    enum status status = STATUS_OK;
    while (status == STATUS_OK && str_split(&rest, ',', &item)) {
        if (item.len == 0 || item.data[0] != '/') {
            continue; /* from the empty folder the program runs in, nothing else is a file */
        }
        status = add_file(h, scratch, item, diags);
        if (status == STATUS_OK) {
            status = add_file(h, scratch, str_format(&scratch, STR_FMT ".json", STR_ARG(item)), diags);
        }
    }
    return status;
}

static enum status
identify(struct engine *engine, arena *out, arena scratch, struct diags *diags)
{
    const struct command *c = engine->state;
    struct hash *h = hash_start(&scratch);
    hash_add(h, engine->voice->command);
    hash_add(h, c->input);
    str values[COMMAND_FIELDS] = {[COMMAND_FOLDER] = c->folder};
    char **words = command_line_fill(&scratch, &c->line, values);
    enum status status = add_file(h, scratch, c->program, diags);
    for (size_t i = 1; i < c->line.count && status == STATUS_OK; i++) {
        status = add_named_files(h, scratch, words[i], diags);
    }
    engine->identity =
        str_format(out, "command %d " STR_FMT, (int)COMMAND_VERSION, STR_ARG(hash_finish(h, &scratch)));
    return status;
}

/* --- what it is given --- */

/* Syllables, a comma at each clause's end, the sentence's own mark or a full stop at its end. */
static str
spell_pinyin(arena *out, const struct reading *reading)
{
    struct str_builder b = {.out = out};
    uint32_t word = 0;
    for (size_t i = 0; i < reading->syllable_count; i++) {
        if (!syllable_text_shows(reading, i, false)) {
            continue;
        }
        bool clause = false;
        for (; word < reading->syllables[i].word; word++) {
            clause = clause || reading->breaks[word] >= BREAK_CLAUSE;
        }
        if (b.len > 0) {
            str_add(&b, clause ? STR(", ") : STR(" "));
        }
        syllable_text_add(&b, reading, i, false);
    }
    char mark = '.';
    for (size_t i = 0; i < reading->spoken_count; i++) {
        uint32_t c = reading->spoken[i].code_point;
        mark = c == 0xFF1F || c == '?' ? '?' : c == 0xFF01 || c == '!' ? '!' : c == 0x3002 ? '.' : mark;
    }
    str_add_char(&b, mark);
    return str_built(&b);
}

/* Dashes at its beginning are silent, and many a program would take them for an option. */
static str
without_dashes(str text)
{
    size_t dashes = 0;
    while (dashes < text.len && (text.data[dashes] == '-' || text.data[dashes] == ' ')) {
        dashes++;
    }
    return str_from_offset(text, dashes);
}

/* All but {out}, which is known when the folder is there. */
static void
list_values(const struct engine *engine, const struct reading *reading, arena *out,
            str values[COMMAND_FIELDS])
{
    const struct command *c = engine->state;
    values[COMMAND_TEXT] = str_copy(out, without_dashes(reading_spoken_form(out, reading)));
    values[COMMAND_PINYIN] = str_copy(out, spell_pinyin(out, reading));
    values[COMMAND_RATE] = str_format(out, "%u", (unsigned)engine->voice->rate_cpm);
    values[COMMAND_FOLDER] = c->folder;
}

/* --- one run --- */

static enum status
open_workplace(arena *out, arena scratch, str input, struct workplace *w, struct diags *diags)
{
    const char *place = getenv("TMPDIR");
    char real[OS_PATH_BYTES];
    if (place == NULL || !os_real_path(place, real)) {
        strcpy(real, "/tmp");
    }
    *w = (struct workplace){.input_file = -1, .output_file = -1, .errors_file = -1};
    enum status status =
        file_make_unique_folder(out, file_join(out, str_from(real), STR("daolan-speak-")), &w->folder, diags);
    if (status != STATUS_OK) {
        return status;
    }
    w->work = file_join(out, w->folder, STR("work"));
    w->speech = file_join(out, w->folder, STR("speech.wav"));
    w->output = file_join(out, w->folder, STR("output"));
    w->errors = file_join(out, w->folder, STR("errors"));
    str text = file_join(out, w->folder, STR("input"));
    status = file_make_folder(w->work, scratch, diags);
    if (status == STATUS_OK) {
        status = file_replace(text, input, scratch, diags);
    }
    if (status != STATUS_OK) {
        return status;
    }
    w->input_file = open(str_terminated(&scratch, text), O_RDONLY | O_CLOEXEC);
    w->output_file =
        open(str_terminated(&scratch, w->output), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    w->errors_file =
        open(str_terminated(&scratch, w->errors), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    return w->input_file < 0 || w->output_file < 0 || w->errors_file < 0
               ? diag_system(diags, w->folder, "open a file in", errno)
               : STATUS_OK;
}

static void
close_workplace(struct workplace *w, arena scratch)
{
    int files[] = {w->input_file, w->output_file, w->errors_file};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (files[i] >= 0) {
            close(files[i]);
        }
    }
    if (w->folder.len > 0) {
        struct diags unheard = diags_unheard(&scratch);
        (void)!file_remove(w->folder, scratch, &unheard); /* a leftover in TMPDIR hurts no tour */
    }
}

/* The end of what the program wrote to standard error, however much that was; *cut: it is not all. */
static str
read_errors(arena *out, const struct workplace *w, bool *cut)
{
    *cut = false;
    int file = open(str_terminated(out, w->errors), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return STR("");
    }
    char *said = arena_new(out, char, ERRORS_SHOWN);
    off_t end = lseek(file, 0, SEEK_END);
    *cut = end > ERRORS_SHOWN;
    ssize_t got = pread(file, said, ERRORS_SHOWN, *cut ? end - ERRORS_SHOWN : 0);
    close(file);
    return (str){said, got > 0 ? (size_t)got : 0};
}

/* What the program said last, in one line: ": it said: no such model". */
static str
last_words(arena *out, arena scratch, const struct workplace *w)
{
    bool cut;
    str said = read_errors(&scratch, w, &cut);
    size_t from = 0;
    while (cut && from < said.len && ((unsigned char)said.data[from] & 0xC0) == 0x80) {
        from++;
    }
    said = str_trim(str_from_offset(said, from));
    if (said.len == 0) {
        return STR("");
    }
    char *line = arena_new(out, char, said.len);
    for (size_t i = 0; i < said.len; i++) {
        line[i] = (unsigned char)said.data[i] < ' ' || said.data[i] == 0x7F ? ' ' : said.data[i];
    }
    return str_format(out, "; it said: %s" STR_FMT, cut ? "…" : "", (int)said.len, line);
}

static enum status
fail(const struct engine *engine, const struct workplace *w, arena scratch, struct diags *diags, str what)
{
    const struct command *c = engine->state;
    arena inner = arena_split(&scratch, (size_t)1 << 20);
    return refuse(engine, diags, STATUS_SYSTEM, NULL,
                  str_format(&scratch, STR_FMT " " STR_FMT STR_FMT, STR_ARG(c->name), STR_ARG(what),
                             STR_ARG(last_words(&scratch, inner, w))));
}

static enum status
judge(const struct engine *engine, const struct workplace *w, struct program_outcome outcome, arena scratch,
      struct diags *diags)
{
    arena words = arena_split(&scratch, 4096);
    switch (outcome.end) {
    case PROGRAM_REFUSED:
        return fail(engine, w, scratch, diags,
                    str_format(&words, "could not be started: %s", strerror(outcome.number)));
    case PROGRAM_TIMED_OUT:
        return fail(engine, w, scratch, diags,
                    str_format(&words, "did not end within %u s", (unsigned)engine->voice->timeout_s));
    case PROGRAM_ABANDONED:
        return fail(engine, w, scratch, diags, STR("was ended with the build"));
    case PROGRAM_SIGNALLED:
        return fail(engine, w, scratch, diags,
                    outcome.number == SIGXFSZ
                        ? str_format(&words, "wrote more than %d MiB", FILE_BYTES_MAX >> 20)
                        : str_format(&words, "crashed (signal %d)", outcome.number));
    default:
        return outcome.number == 0 ? STATUS_OK
                                   : fail(engine, w, scratch, diags,
                                          str_format(&words, "failed (exit status %d)", outcome.number));
    }
}

/* From the file the program wrote to a take. */
static enum status
take_speech(const struct engine *engine, const struct reading *reading, const struct workplace *w, arena *out,
            arena scratch, struct take *take, struct diags *diags)
{
    const struct command *c = engine->state;
    arena samples = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    struct speech_file file;
    str problem;
    if (!speech_file_read(&samples, c->line.uses[COMMAND_OUT] ? w->speech : w->output, &file, &problem)) {
        return fail(engine, w, scratch, diags, problem);
    }
    static const uint32_t first = 0;
    struct splice splice;
    splice_begin(out, file.rate_hz, 1, &splice);
    if (!splice_add(&splice, &(struct splice_piece){file.samples, file.count, &first, 1}, 0) ||
        !splice_finish(&splice, take)) {
        return fail(engine, w, scratch, diags, STR("wrote only silence"));
    }
    uint64_t ms = (uint64_t)take->count * 1000 / take->rate_hz;
    if (ms < SPEECH_MS_MIN || !estimate_marks(out, scratch, reading, take)) {
        return fail(engine, w, scratch, diags,
                    str_format(&samples, "wrote %u ms of sound, in which %u syllables cannot be found",
                               (unsigned)ms, (unsigned)take_count_marks(reading)));
    }
    return STATUS_OK;
}

static enum status
speak(const struct engine *engine, const struct utterance *utterance, arena *out, arena scratch,
      struct take *take, struct diags *diags)
{
    const struct command *c = engine->state;
    const struct reading *reading = utterance->reading;
    str values[COMMAND_FIELDS] = {{0}};
    struct workplace w = {.folder = STR("")};
    list_values(engine, reading, &scratch, values);
    str input = str_equal(c->input, STR("text"))     ? values[COMMAND_TEXT]
                : str_equal(c->input, STR("pinyin")) ? values[COMMAND_PINYIN]
                                                     : STR("");
    if (input.len > 0) {
        input = str_format(&scratch, STR_FMT "\n", STR_ARG(input));
    }
    enum status status = open_workplace(&scratch, arena_split(&scratch, (size_t)1 << 20), input, &w, diags);
    if (status == STATUS_OK) {
        values[COMMAND_OUT] = w.speech;
        char **words = command_line_fill(&scratch, &c->line, values);
        words[0] = (char *)str_terminated(&scratch, c->program);
        struct program program = {.words = words,
                                  .folder = str_terminated(&scratch, w.work),
                                  .owned = w.folder,
                                  .input = w.input_file,
                                  .output = w.output_file,
                                  .errors = w.errors_file,
                                  .seconds_max = engine->voice->timeout_s,
                                  .file_bytes_max = FILE_BYTES_MAX,
                                  .starter = getpid() == c->opener ? 0 : c->opener};
        struct program_outcome outcome = program_run(&program, scratch);
        status = judge(engine, &w, outcome, scratch, diags);
    }
    if (status == STATUS_OK) {
        status = take_speech(engine, reading, &w, out, scratch, take, diags);
    }
    close_workplace(&w, scratch);
    return status;
}

static enum status
prepare(struct engine *engine, struct diags *diags)
{
    (void)engine;
    (void)diags;
    return STATUS_OK;
}

static void
leave(struct engine *engine)
{
    engine->state = NULL;
}

/* Where {text} or {pinyin} is among the words, standard input is empty unless the voice says otherwise. */
static str
usual_input(const struct command_line *line)
{
    return line->uses[COMMAND_TEXT] || line->uses[COMMAND_PINYIN] ? STR("none") : STR("text");
}

enum status
engine_command_open(arena *out, arena scratch, struct engine *engine, struct diags *diags)
{
    const struct voice *voice = engine->voice;
    struct command *c = arena_new(out, struct command, 1);
    str problem;
    char real[OS_PATH_BYTES];
    if (!command_line_parse(out, voice->command, &c->line, &problem)) {
        return refuse(engine, diags, STATUS_SCRIPT, NULL,
                      str_format(&scratch, "command: " STR_FMT, STR_ARG(problem)));
    }
    str folder = file_folder(voice->path);
    c->folder = os_real_path(str_terminated(&scratch, folder), real) ? str_copy(out, str_from(real)) : folder;
    c->input = voice->input.len > 0 ? voice->input : usual_input(&c->line);
    str values[COMMAND_FIELDS] = {[COMMAND_FOLDER] = c->folder};
    str word = str_from(command_line_fill(out, &c->line, values)[0]);
    c->program = find_program(out, scratch, c->folder, word);
    c->name = file_name(word);
    c->opener = getpid();
    if (c->program.len == 0) {
        bool there = str_find(word, STR("/")) != STR_NONE &&
                     file_exists(scratch, file_join(&scratch, c->folder, word));
        return refuse(engine, diags, STATUS_SYSTEM, "name a program of PATH, or the path of one",
                      str_format(&scratch,
                                 there ? "command: " STR_FMT " may not be executed"
                                       : "command: there is no program " STR_FMT,
                                 STR_ARG(word)));
    }
    engine->state = c;
    engine->seconds_max = voice->timeout_s + ENCODE_SECONDS;
    engine->reads_text = c->line.uses[COMMAND_TEXT] || str_equal(c->input, STR("text"));
    engine->prepare = prepare;
    engine->speak = speak;
    engine->close = leave;
    return identify(engine, out, scratch, diags);
}
