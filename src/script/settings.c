#include "script/settings.h"

#include <ini.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "script/mark.h"

enum { CAPTION_BASE_MAX = 1000000 };

static const char hint_keys[] = "the keys are title, language, voice, heading_voice, caption_voice, rate, "
                                "publisher, licence, base_url, caption_base and repair";
static const char hint_stop[] = "write it as [stop 3], with the number visitors key";
static const char hint_line[] = "write it as: key = value, for example: rate = 220";

enum key {
    TITLE,
    LANGUAGE,
    VOICE,
    HEADING_VOICE,
    CAPTION_VOICE,
    RATE,
    PUBLISHER,
    LICENCE,
    BASE_URL,
    CAPTION_BASE,
    REPAIR,
    KEY_COUNT
};

static const char *const key_names[KEY_COUNT] = {
    "title",     "language", "voice",    "heading_voice", "caption_voice", "rate",
    "publisher", "licence",  "base_url", "caption_base",  "repair"};

/* What the section in hand is about. */
enum section { SECTION_TOUR, SECTION_STOP, SECTION_WRONG };

struct reader {
    arena *out;
    struct source source;
    struct diags *diags;
    struct settings *settings;
    size_t next;              /* lines handed out so far */
    str line;                 /* the line in libinih's hands, without white space round it */
    bool is_setting;          /* it ought to reach the handler */
    uint32_t seen[KEY_COUNT]; /* line of each key, 0: not yet */
    enum section section;     /* SECTION_WRONG has been reported */
    size_t stop;              /* SECTION_STOP: index into settings->stops */
    size_t stop_capacity;
};

struct settings
settings_default(void)
{
    return (struct settings){.language = STR("cmn"), .voice = {.name = STR("narrator")}};
}

static uint32_t
offset_of(const struct reader *r, str part)
{
    return (uint32_t)(part.data - r->source.bytes.data);
}

static void
fail_line(struct reader *r, const char *hint, const char *message)
{
    source_report(&r->source, offset_of(r, r->line), r->diags, DIAG_ERROR, hint, "%s", message);
}

/* The key and the value as they stand in the line. */
static str
key_in_line(const struct reader *r)
{
    size_t len = 0;
    while (len < r->line.len && r->line.data[len] != '=' && r->line.data[len] != ':') {
        len++;
    }
    return str_trim(str_cut(r->line, 0, len));
}

static str
value_in_line(const struct reader *r)
{
    size_t at = 0;
    while (at < r->line.len && r->line.data[at] != '=' && r->line.data[at] != ':') {
        at++;
    }
    str rest = str_from_offset(r->line, at + 1);
    str value = str_trim(rest);
    return value.len > 0 ? value : (str){r->line.data + (at < r->line.len ? at : 0), 0};
}

/* BCP 47 in outline: letters, then groups of letters and digits behind hyphens. */
static bool
is_language(str s)
{
    size_t group = 0, groups = 0;
    for (size_t i = 0; i <= s.len; i++) {
        char c = i < s.len ? s.data[i] : '-';
        bool digit = c >= '0' && c <= '9';
        if (c == '-') {
            if (group < (groups == 0 ? 2u : 1u) || group > 8) {
                return false;
            }
            group = 0;
            groups++;
        } else if (mark_is_latin((unsigned char)c) || (digit && groups > 0)) {
            group++;
        } else {
            return false;
        }
    }
    return true;
}

static bool
is_voice(str s)
{
    return s.len > 0 && s.data[0] != '.' && str_find(s, STR("/")) == STR_NONE;
}

static bool
set_text(struct reader *r, str value, str *setting)
{
    *setting = str_copy(r->out, value);
    return value.len > 0;
}

/* The name, and its place in the line. */
static const char *
set_voice(struct reader *r, str value, struct voice_choice *voice)
{
    voice->name = str_copy(r->out, value);
    source_position(&r->source, offset_of(r, value_in_line(r)), &voice->line, &voice->column);
    return is_voice(value) ? NULL : "write the name of a voice in voices/";
}

static bool
set_repair(str value, enum repair *repair)
{
    *repair = str_equal(value, STR("omit")) ? REPAIR_OMIT : REPAIR_REPORT;
    return str_equal(value, STR("omit")) || str_equal(value, STR("report"));
}

/* An address of a folder: http(s), a host, ASCII as RFC 3986 has it, no query or fragment. */
static bool
set_base_url(struct reader *r, str value)
{
    str scheme = str_starts(value, STR("https://")) ? STR("https://") : STR("http://");
    for (size_t i = 0; i < value.len; i++) {
        char c = value.data[i];
        if (!mark_is_latin((unsigned char)c) && (c < '0' || c > '9') &&
            str_find(STR("-._~:/[]@!$&'()*+,;=%"), str_cut(value, i, 1)) == STR_NONE) {
            return false;
        }
    }
    str host = str_from_offset(value, scheme.len);
    bool slash = str_ends(value, STR("/"));
    r->settings->base_url = str_format(r->out, STR_FMT "%s", STR_ARG(value), slash ? "" : "/");
    return str_starts(value, scheme) && host.len > 0 && host.data[0] != '/' && host.data[0] != ':';
}

/* Sets one key; returns NULL, or what the value has to be. */
static const char *
set_key(struct reader *r, enum key key, str value)
{
    struct settings *set = r->settings;
    switch (key) {
    case TITLE:
        return set_text(r, value, &set->title) ? NULL : "write the tour's name, or leave the line out";
    case LANGUAGE:
        return set_text(r, value, &set->language) && is_language(value)
                   ? NULL
                   : "write a language tag such as cmn or zh-CN";
    case VOICE:
        return set_voice(r, value, &set->voice);
    case HEADING_VOICE:
        return set_voice(r, value, &set->heading_voice);
    case CAPTION_VOICE:
        return set_voice(r, value, &set->caption_voice);
    case RATE:
        return str_to_number(value, 360, &set->rate_cpm) && set->rate_cpm >= 120
                   ? NULL
                   : "rate is a number of characters a minute from 120 to 360";
    case PUBLISHER:
        return set_text(r, value, &set->publisher) ? NULL : "write a name, or leave the line out";
    case LICENCE:
        return set_text(r, value, &set->licence) ? NULL : "write a licence, or leave the line out";
    case BASE_URL:
        return set_base_url(r, value)
                   ? NULL
                   : "write where the tour will stand, such as https://museum.example/tour/";
    case CAPTION_BASE:
        return str_to_number(value, CAPTION_BASE_MAX, &set->caption_base) && set->caption_base > 0
                   ? NULL
                   : "caption_base is a number from 1 to 1000000; photo n is stop caption_base + n";
    case REPAIR:
        return set_repair(value, &set->repair) ? NULL : "repair is report or omit";
    case KEY_COUNT:
        break;
    }
    return NULL;
}

static void
fail_key(struct reader *r, const char *hint, const char *message)
{
    str key = key_in_line(r);
    source_report(&r->source, offset_of(r, key), r->diags, DIAG_ERROR, hint, "%s \"" STR_FMT "\"", message,
                  STR_ARG(mark_excerpt(key, 20)));
}

/* Is the key still free? `line`: where it was set, 0: not yet. */
static bool
is_free(struct reader *r, const char *name, uint32_t line)
{
    if (line != 0) {
        source_report(&r->source, offset_of(r, r->line), r->diags, DIAG_ERROR, "leave one of the two lines",
                      "%s stands already in line %u", name, (unsigned)line);
    }
    return line == 0;
}

static void
fail_value(struct reader *r, const char *hint, const char *name, str value)
{
    if (hint != NULL) {
        source_report(&r->source, offset_of(r, value_in_line(r)), r->diags, DIAG_ERROR, hint,
                      "bad value \"" STR_FMT "\" for %s", STR_ARG(mark_excerpt(value, 40)), name);
    }
}

static void
handle_stop(struct reader *r, const char *name, str value)
{
    struct stop_voice *stop = &r->settings->stops[r->stop];
    if (strcmp(name, key_names[VOICE]) != 0) {
        fail_key(r, "a [stop] section holds the stop's voice alone; other settings stand above it",
                 "unknown key");
    } else if (is_free(r, name, stop->voice.line)) {
        fail_value(r, set_voice(r, value, &stop->voice), name, value);
    }
}

static int
handle(void *user, const char *section, const char *name, const char *value)
{
    struct reader *r = user;
    r->is_setting = false;
    if (r->section == SECTION_STOP) {
        handle_stop(r, name, str_from(value));
    }
    if (r->section != SECTION_TOUR) {
        return 1;
    }
    if (section[0] != '\0' && strcmp(section, "tour") != 0) {
        source_report(&r->source, offset_of(r, r->line), r->diags, DIAG_ERROR,
                      "settings stand in [tour] or before any section, a stop's voice in [stop 3]",
                      "the section [" STR_FMT "] is not known", STR_ARG(mark_excerpt(str_from(section), 20)));
        return 1;
    }
    size_t k = 0;
    while (k < KEY_COUNT && strcmp(name, key_names[k]) != 0) {
        k++;
    }
    if (k == KEY_COUNT) {
        fail_key(r, hint_keys, "unknown key");
    } else if (is_free(r, name, r->seen[k])) {
        r->seen[k] = (uint32_t)r->next;
        str v = str_from(value);
        fail_value(r, set_key(r, (enum key)k, v), name, v);
    }
    return 1;
}

/* The stop's entry, a new one where it has none yet. */
static size_t
find_stop(struct reader *r, uint32_t number)
{
    struct settings *set = r->settings;
    for (size_t i = 0; i < set->stop_count; i++) {
        if (set->stops[i].number == number) {
            return i;
        }
    }
    struct stop_voice stop = {.number = number};
    source_position(&r->source, offset_of(r, r->line), &stop.line, &stop.column);
    *arena_push(r->out, set->stops, set->stop_count, r->stop_capacity) = stop;
    return set->stop_count - 1;
}

/* Sections other than [stop N] are judged where a key stands in them. */
static void
open_section(struct reader *r)
{
    r->section = SECTION_TOUR;
    size_t end = str_find(r->line, STR("]"));
    if (end == STR_NONE) {
        fail_line(r, "write it as [tour]", "a section without its closing bracket");
        return;
    }
    str name = str_trim(str_cut(r->line, 1, end - 1));
    if (!str_starts(name, STR("stop"))) {
        return;
    }
    uint32_t number;
    str digits = str_trim(str_from_offset(name, 4));
    if (name.len - digits.len == 4 || !str_to_number(digits, UINT32_MAX, &number) || number == 0) {
        fail_line(r, hint_stop, "this section names no stop");
        r->section = SECTION_WRONG;
        return;
    }
    r->stop = find_stop(r, number);
    r->section = SECTION_STOP;
}

/* What libinih refused or never reported of the line it had. */
static void
judge_last_line(struct reader *r)
{
    if (r->is_setting) {
        fail_line(r, hint_line, "this line is no setting");
    }
    r->is_setting = false;
}

/* Hands libinih one line, like fgets; a comment or a line it cannot take becomes an empty one, so that its
 * count of lines stays ours. Leading space is dropped: libinih would take it for a continuation. */
static char *
hand_out_line(char *buffer, int size, void *user)
{
    struct reader *r = user;
    judge_last_line(r);
    if (r->next == r->source.line_count) {
        return NULL;
    }
    uint32_t from = r->source.lines[r->next++];
    size_t to = r->next < r->source.line_count ? r->source.lines[r->next] : r->source.bytes.len;
    r->line = str_trim(str_cut(r->source.bytes, from, to - from));
    if (r->next == 1 && str_starts(r->line, STR("\xEF\xBB\xBF"))) {
        r->line = str_trim(str_from_offset(r->line, 3));
    }
    bool comment = r->line.len == 0 || r->line.data[0] == ';' || r->line.data[0] == '#';
    bool fits = r->line.len + 2 < (size_t)size;
    if (!comment && !fits) {
        source_report(&r->source, offset_of(r, r->line), r->diags, DIAG_ERROR, "make it shorter",
                      "a line of %zu bytes; a line of tour.ini holds at most %d", r->line.len, size - 3);
    }
    bool section = !comment && r->line.data[0] == '[';
    if (section) {
        open_section(r);
    }
    r->is_setting = !comment && fits && !section;
    size_t len = comment || !fits ? 0 : r->line.len;
    memcpy(buffer, r->line.data, len);
    memcpy(buffer + len, "\n", 2);
    return buffer;
}

enum status
settings_read(arena *out, arena scratch, str path, struct settings *settings, struct diags *diags)
{
    str bytes;
    arena look = scratch;
    enum status status = file_read(&look, path, SOURCE_BYTES_MAX, &bytes, diags);
    if (status != STATUS_OK) {
        return file_is_folder(scratch, path) ? STATUS_SCRIPT : status;
    }
    if (mark_trim(bytes).len == 0) {
        return STATUS_OK; /* every setting has a default */
    }
    settings->path = str_copy(out, path);
    struct reader r = {.out = out, .diags = diags, .settings = settings};
    status = source_read(&scratch, path, 0, &r.source, diags);
    if (status != STATUS_OK) {
        return status;
    }
    size_t errors = diags->errors;
    ini_parse_stream(hand_out_line, &r, handle, &r); /* what it returns, judge_last_line has reported */
    return diags->errors == errors ? STATUS_OK : STATUS_SCRIPT;
}
