#include "speak/voice.h"

#include <ini.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "speak/command_line.h"

enum {
    VOICE_FILE_BYTES_MAX = 1 << 20,
    PACKET_MS = 20,      /* the timeline counts in packets */
    GAIN_DB_LEAST = -20, /* brings a full-scale square wave, the loudest there is, below -16 LUFS */
    GAIN_DB_MOST = 30,
};

enum key_kind { KEY_TEXT, KEY_GAIN, KEY_NUMBER };

struct key {
    const char *name;
    size_t offset; /* in struct voice */
    enum key_kind kind;
    uint32_t least, most, step; /* of a number */
    uint32_t usual;
};

#define FIELD(name) offsetof(struct voice, name)

static const struct key keys[] = {
    {"engine", FIELD(engine), KEY_TEXT, 0, 0, 0, 0},
    {"description", FIELD(description), KEY_TEXT, 0, 0, 0, 0},
    {"espeak_voice", FIELD(espeak_voice), KEY_TEXT, 0, 0, 0, 0},
    {"latin_voice", FIELD(latin_voice), KEY_TEXT, 0, 0, 0, 0},
    {"gain_db", FIELD(gain_db), KEY_GAIN, 0, 0, 0, 0},
    {"latin_gain_db", FIELD(latin_gain_db), KEY_GAIN, 0, 0, 0, 0},
    {"pitch_hz", FIELD(pitch_hz), KEY_NUMBER, 60, 400, 1, 140},
    {"range_st", FIELD(range_st), KEY_NUMBER, 4, 16, 1, 11},
    {"rate_cpm", FIELD(rate_cpm), KEY_NUMBER, VOICE_CPM_LEAST, VOICE_CPM_MOST, 1, 220},
    {"head_ms", FIELD(head_ms), KEY_NUMBER, 300, 500, PACKET_MS, 400},
    {"sentence_ms", FIELD(sentence_ms), KEY_NUMBER, 400, 600, PACKET_MS, 500},
    {"paragraph_ms", FIELD(paragraph_ms), KEY_NUMBER, 860, 1200, PACKET_MS, 1000},
    {"lead_ms", FIELD(lead_ms), KEY_NUMBER, 100, 400, PACKET_MS, 200},
    {"tail_ms", FIELD(tail_ms), KEY_NUMBER, 800, 1000, PACKET_MS, 900},
    {"clause_ms", FIELD(clause_ms), KEY_NUMBER, 40, 800, 1, 240},
    {"list_ms", FIELD(list_ms), KEY_NUMBER, 20, 800, 1, 140},
    {"command", FIELD(command), KEY_TEXT, 0, 0, 0, 0},
    {"input", FIELD(input), KEY_TEXT, 0, 0, 0, 0},
    {"timeout_s", FIELD(timeout_s), KEY_NUMBER, 1, 600, 1, 60},
};

enum { KEY_COUNT = sizeof keys / sizeof keys[0] };

struct parser {
    arena *out;
    struct voice *voice;
    struct diags *diags;
    str rest; /* of the file */
    uint32_t line;
    bool indented;            /* the line is */
    uint32_t seen[KEY_COUNT]; /* line, 0: not yet */
    bool failed;
    enum status files; /* of reading what the voice file names */
};

static void
complain(struct parser *p, uint32_t line, const char *hint, str message)
{
    diag_add(p->diags, DIAG_ERROR, p->voice->path, line, 0, hint, STR_FMT, STR_ARG(message));
    p->failed = true;
}

/* NULL where there is none. */
static const struct key *
find_key(const char *name)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (strcmp(keys[i].name, name) == 0) {
            return &keys[i];
        }
    }
    return NULL;
}

static void *
field_of(struct voice *voice, const struct key *key)
{
    return (char *)voice + key->offset;
}

static void
set_number(struct parser *p, const struct key *key, str value)
{
    uint32_t number;
    if (!str_to_number(value, key->most, &number) || number < key->least || number % key->step != 0) {
        str multiple =
            key->step > 1 ? str_format(p->out, ", a multiple of %u", (unsigned)key->step) : STR("");
        complain(p, p->line, NULL,
                 str_format(p->out, "%s is a number from %u to %u" STR_FMT ", not \"" STR_FMT "\"", key->name,
                            (unsigned)key->least, (unsigned)key->most, STR_ARG(multiple), STR_ARG(value)));
        return;
    }
    memcpy(field_of(p->voice, key), &number, sizeof number);
}

static void
set_gain(struct parser *p, const struct key *key, str value)
{
    double gain_db;
    if (!str_to_double(value, &gain_db) || gain_db < GAIN_DB_LEAST || gain_db > GAIN_DB_MOST) {
        complain(p, p->line, "make loudness measures it",
                 str_format(p->out, "%s is a number of decibels from %d to %d, not \"" STR_FMT "\"",
                            key->name, GAIN_DB_LEAST, GAIN_DB_MOST, STR_ARG(value)));
        return;
    }
    memcpy(field_of(p->voice, key), &gain_db, sizeof gain_db);
}

/* inih hands over an indented line under the key above it. */
static bool
continues_command(const struct parser *p, const struct key *key)
{
    return p->indented && key != NULL && key->offset == FIELD(command) && p->seen[key - keys] != 0;
}

/* inih's handler: one key. Findings are collected; inih itself is told that all is well. */
static int
take_key(void *user, const char *section, const char *name, const char *value)
{
    struct parser *p = user;
    const struct key *key = find_key(name);
    uint32_t *seen = key != NULL ? &p->seen[key - keys] : NULL;
    if (section[0] != '\0') {
        complain(p, p->line, "a voice file has no [sections]", STR("key inside a section"));
    } else if (key == NULL) {
        complain(p, p->line, NULL, str_format(p->out, "unknown key \"%s\"", name));
    } else if (continues_command(p, key)) {
        str whole = str_format(p->out, STR_FMT " %s", STR_ARG(p->voice->command), value);
        p->voice->command = whole;
    } else if (*seen != 0) {
        complain(p, p->line, NULL, str_format(p->out, "%s is already set in line %u", name, (unsigned)*seen));
    } else if (value == NULL || value[0] == '\0') {
        complain(p, p->line, NULL, str_format(p->out, "%s has no value", name));
    } else {
        *seen = p->line;
        if (key->kind == KEY_TEXT) {
            str text = str_copy(p->out, str_from(value));
            memcpy(field_of(p->voice, key), &text, sizeof text);
        } else if (key->kind == KEY_GAIN) {
            set_gain(p, key, str_from(value));
        } else {
            set_number(p, key, str_from(value));
        }
    }
    return 1;
}

/* inih's reader: one line, as fgets would; it counts lines, which Debian's inih does not tell its handler. */
static char *
read_line(char *line, int size, void *user)
{
    struct parser *p = user;
    if (p->rest.len == 0 || size < 2) {
        return NULL;
    }
    p->line++;
    str text;
    str_split(&p->rest, '\n', &text);
    p->indented = text.len > 0 && (text.data[0] == ' ' || text.data[0] == '\t');
    if (text.len > (size_t)size - 2) {
        complain(p, p->line, NULL, str_format(p->out, "line longer than %d bytes", size - 2));
        text.len = 0;
    }
    if (text.len > 0 && memchr(text.data, '\0', text.len) != NULL) {
        complain(p, p->line, NULL, STR("NUL byte"));
        text.len = 0;
    }
    if (text.len > 0) {
        memcpy(line, text.data, text.len);
    }
    line[text.len] = '\n';
    line[text.len + 1] = '\0';
    return line;
}

static void
set_usual(struct voice *voice)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (keys[i].kind == KEY_NUMBER) {
            memcpy(field_of(voice, &keys[i]), &keys[i].usual, sizeof keys[i].usual);
        }
    }
    voice->latin_voice = STR("en-us");
}

static void
hash_add_gain(struct hash *h, double gain_db)
{
    hash_add_number(h, (uint64_t)((gain_db + GAIN_DB_MOST) * 1000 + 0.5));
}

/* What shapes the sound, and nothing else: a pause that the timeline lays costs no new synthesis. */
static str
identify(arena *out, arena scratch, const struct voice *voice, str voice_file, str latin_file)
{
    struct hash *h = hash_start(&scratch);
    hash_add(h, voice->engine);
    hash_add(h, file_name(voice->latin_voice));
    hash_add(h, latin_file);
    hash_add(h, voice_file);
    hash_add_number(h, voice->pitch_hz);
    hash_add_number(h, voice->range_st);
    hash_add_number(h, voice->rate_cpm);
    hash_add_number(h, voice->clause_ms);
    hash_add_number(h, voice->list_ms);
    hash_add_gain(h, voice->gain_db);
    hash_add_gain(h, voice->latin_gain_db);
    return hash_finish(h, out);
}

static str
voices_folder(arena *out, str data_folder)
{
    return file_join(out, data_folder, STR("voices"));
}

static str
voice_file(arena *out, str data_folder, str name)
{
    return str_format(out, STR_FMT "/" STR_FMT ".ini", STR_ARG(voices_folder(out, data_folder)),
                      STR_ARG(name));
}

enum status
voice_list(arena *out, str data_folder, str **names, size_t *count, struct diags *diags)
{
    enum status status = file_list(out, voices_folder(out, data_folder), names, count, diags);
    if (status != STATUS_OK) {
        return status;
    }
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        str name = (*names)[i];
        if (str_ends(name, STR(".ini")) && name.len > 4 && name.data[0] != '.') {
            (*names)[kept++] = str_cut(name, 0, name.len - 4);
        }
    }
    *count = kept;
    return STATUS_OK;
}

static enum status
report_unknown(arena scratch, str data_folder, str name, const struct voice_asker *asker, struct diags *diags)
{
    str *names;
    size_t count = 0;
    struct str_builder hint = {.out = &scratch};
    arena list = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    if (voice_list(&list, data_folder, &names, &count, diags) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    for (size_t i = 0; i < count; i++) {
        str_add(&hint, i == 0 ? STR("there are: ") : STR(", "));
        str_add(&hint, names[i]);
    }
    str_add_char(&hint, '\0');
    diag_add(diags, DIAG_ERROR, asker->path.len > 0 ? asker->path : voices_folder(&list, data_folder),
             asker->line, asker->column, hint.data, "no voice called \"" STR_FMT "\"", STR_ARG(name));
    return STATUS_SCRIPT;
}

static bool
is_plain_name(str name)
{
    return name.len > 0 && name.data[0] != '.' && str_find(name, STR("/")) == STR_NONE &&
           memchr(name.data, '\0', name.len) == NULL;
}

enum status
voice_find(arena scratch, str data_folder, str name, const struct voice_asker *asker, struct diags *diags)
{
    arena look = scratch;
    if (str_equal(name, STR("fake")) ||
        (is_plain_name(name) && file_exists(look, voice_file(&look, data_folder, name)))) {
        return STATUS_OK;
    }
    return report_unknown(scratch, data_folder, name, asker, diags);
}

static void
check_command(struct parser *p, arena scratch)
{
    const struct voice *voice = p->voice;
    struct command_line line;
    str problem;
    if (voice->command.len == 0) {
        complain(p, 0, "command = a program and its arguments", STR("no command"));
    } else if (!command_line_parse(&scratch, voice->command, &line, &problem)) {
        complain(p, p->seen[find_key("command") - keys], NULL,
                 str_format(p->out, "command: " STR_FMT, STR_ARG(problem)));
    }
    if (voice->input.len > 0 && !str_equal(voice->input, STR("text")) &&
        !str_equal(voice->input, STR("pinyin")) && !str_equal(voice->input, STR("none"))) {
        complain(
            p, p->seen[find_key("input") - keys], NULL,
            str_format(p->out, "input is text, pinyin or none, not \"" STR_FMT "\"", STR_ARG(voice->input)));
    }
}

/* Reads an eSpeak NG voice file; *name becomes its path. eSpeak NG takes names in lower case, up to a plus.
 */
static void
read_espeak_file(struct parser *p, str folder, const char *key, str *name, arena *scratch, str *bytes)
{
    bool plain = is_plain_name(*name);
    for (size_t i = 0; i < name->len; i++) {
        plain = plain && name->data[i] != '+' && !(name->data[i] >= 'A' && name->data[i] <= 'Z');
    }
    if (!plain) {
        complain(p, p->seen[find_key(key) - keys], "a file beside this one, its name in lower case without +",
                 str_format(p->out, "eSpeak NG cannot load \"" STR_FMT "\"", STR_ARG(*name)));
        return;
    }
    str path = file_join(p->out, folder, *name);
    if (!file_exists(*scratch, path)) {
        complain(p, p->seen[find_key(key) - keys], "put it beside this file",
                 str_format(p->out, "there is no " STR_FMT, STR_ARG(path)));
        return;
    }
    *name = path;
    enum status status = file_read(scratch, path, VOICE_FILE_BYTES_MAX, bytes, p->diags);
    p->files = p->files == STATUS_OK ? status : p->files;
}

static enum status
finish(arena *out, arena scratch, str folder, struct parser *p)
{
    struct voice *voice = p->voice;
    str voice_file = STR(""), latin_file = STR("");
    if (!p->failed && voice->engine.len == 0) {
        complain(p, 0, "engine = espeak", STR("no engine"));
    }
    if (!p->failed && str_equal(voice->engine, STR("espeak"))) {
        if (voice->espeak_voice.len == 0) {
            complain(p, 0, "name an eSpeak NG voice file beside this one", STR("no espeak_voice"));
            return STATUS_SCRIPT;
        }
        read_espeak_file(p, folder, "espeak_voice", &voice->espeak_voice, &scratch, &voice_file);
        if (str_ends(voice->latin_voice, STR(".espeak"))) {
            read_espeak_file(p, folder, "latin_voice", &voice->latin_voice, &scratch, &latin_file);
        }
    }
    if (!p->failed && str_equal(voice->engine, STR("command"))) {
        check_command(p, scratch);
    }
    double latin_gain_db = voice->gain_db + voice->latin_gain_db;
    if (latin_gain_db < GAIN_DB_LEAST || latin_gain_db > GAIN_DB_MOST) {
        complain(p, p->seen[find_key("latin_gain_db") - keys], "make loudness measures it",
                 str_format(p->out, "gain_db and latin_gain_db together are beyond %d to %d decibels",
                            GAIN_DB_LEAST, GAIN_DB_MOST));
    }
    voice->identity = identify(out, scratch, voice, voice_file, latin_file);
    return p->failed ? STATUS_SCRIPT : p->files;
}

enum status
voice_read(arena *out, arena scratch, str data_folder, str name, uint32_t rate_cpm, struct voice *voice,
           struct diags *diags)
{
    enum status status = voice_find(scratch, data_folder, name, &(struct voice_asker){.line = 0}, diags);
    if (status != STATUS_OK) {
        return status;
    }
    *voice = (struct voice){.name = str_copy(out, name), .path = voice_file(out, data_folder, name)};
    set_usual(voice);
    struct parser p = {.out = out, .voice = voice, .diags = diags};
    if (str_equal(name, STR("fake"))) {
        voice->engine = STR("fake");
    } else {
        status = file_read(out, voice->path, VOICE_FILE_BYTES_MAX, &p.rest, diags);
        if (status != STATUS_OK) {
            return status;
        }
        int wrong_line = ini_parse_stream(read_line, &p, take_key, &p);
        if (wrong_line > 0) {
            complain(&p, (uint32_t)wrong_line, "write: key = value", STR("neither a key nor a comment"));
        }
    }
    if (rate_cpm != 0) {
        p.line = 0;
        set_number(&p, find_key("rate_cpm"), str_format(out, "%u", (unsigned)rate_cpm));
    }
    return finish(out, scratch, voices_folder(out, data_folder), &p);
}
