/*
 * Speaks a list of utterances and writes down where each syllable lies, for bench-voice.
 *
 *   voice_speak [--voice NAME | --raw] [--every N] FOLDER [--tour SET SCRIPT | --pinyin FILE] …
 *
 * In: scripts, of which every Nth sentence is taken, and files of lines "SET<TAB>wo3 shuo1 [ma1ma3] ci2":
 * syllables as spoken, a space between words; where brackets stand, only what they hold is to be scored. Out,
 * in FOLDER: NAME.wav each, 16 bits at half the amplitude (speech may exceed full scale); utterances.tsv:
 * name, set, kind, segment, seconds, milliseconds of silence behind it; marks.tsv: name, scored, syllable,
 * start and end in seconds, break behind it. --raw: eSpeak NG's own cmn-latn-pinyin at its defaults, fed the
 * same syllables and marks of punctuation; its silence after a sentence is in its file, cut before a syllable
 * that is said only to hear it. Sentences with Latin words are left out and counted. DAOLAN_DATA names the
 * data folder (build/data).
 */
#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "render/draft.h"
#include "speak/engine.h"

enum {
    TEXT_BYTES_MAX = 1 << 24,
    NAME_MAX_BYTES = 64,
    HANZI = 0x5988,
    LIST_MARK = 0x3001,
    RAW_RATE_HZ = 22050,
    RAW_GAP_MS = 50, /* a shorter silence that eSpeak tells is a stop's closure */
};

static const float amplitude = 0.5F;

struct bench {
    const char *folder;
    struct engine engine;
    bool raw;
    uint32_t every;
    struct mandarin mandarin;
    struct diags *diags;
    uint32_t count, segment, latin, failed;
};

/* One utterance on its way. */
struct item {
    const char *set;
    struct utterance utterance;
    const bool *scored; /* one a syllable; NULL: all */
    const char *kind;
    uint32_t pause_ms;
    bool ends_paragraph;
};

/* --- raw eSpeak NG --- */

struct raw_sound {
    short *samples;
    size_t count, capacity;
    uint32_t *starts; /* by token */
    uint32_t *ends;
    const uint32_t *characters; /* where each token begins in the text, from 1 */
    size_t tokens, token;       /* token: the last that a word event has named, from 1; 0: none */
    bool fresh;                 /* no phoneme of it has come yet */
    arena *memory;
};

static void
receive_event(struct raw_sound *r, const espeak_EVENT *e)
{
    uint32_t sample = e->sample > 0 ? (uint32_t)e->sample : 0;
    if (e->type == espeakEVENT_WORD) {
        for (size_t t = r->token; t < r->tokens; t++) {
            if (r->characters[t] == (uint32_t)e->text_position) {
                r->token = t + 1;
                r->fresh = true;
            }
        }
    } else if (e->type == espeakEVENT_PHONEME && r->token > 0) {
        bool silent = e->id.string[0] == '_' || e->id.string[0] == '\0';
        if (!silent && r->fresh) {
            r->starts[r->token - 1] = sample;
            r->fresh = false;
        } else if (silent && r->ends[r->token - 1] == 0) {
            r->ends[r->token - 1] = sample;
        }
    }
}

static int
receive(short *samples, int count, espeak_EVENT *events)
{
    struct raw_sound *r = events->user_data;
    for (const espeak_EVENT *e = events; r != NULL && e->type != espeakEVENT_LIST_TERMINATED; e++) {
        receive_event(r, e);
    }
    for (int i = 0; r != NULL && samples != NULL && i < count; i++) {
        *arena_push(r->memory, r->samples, r->count, r->capacity) = samples[i];
    }
    return 0;
}

static char
plain_mark(uint32_t code_point)
{
    switch (code_point) {
    case 0x3002:
        return '.';
    case 0xFF1F:
        return '?';
    case 0xFF01:
        return '!';
    case 0xFF0C:
    case LIST_MARK:
    case 0xFF1B:
    case 0xFF1A:
        return ',';
    default:
        return 0;
    }
}

/* The syllables as eSpeak reads them; where each begins goes to characters. */
static str
write_raw_text(arena *out, const struct reading *reading, uint32_t *characters)
{
    struct str_builder text = {.out = out};
    size_t s = 0, token = 0;
    char last = 0;
    for (size_t w = 0; w < reading->word_count; w++) {
        const struct word *word = &reading->words[w];
        for (uint32_t c = word->first; word->kind == WORD_PUNCTUATION && c < word->first + word->count; c++) {
            char mark = plain_mark(reading->spoken[c].code_point);
            if (mark != 0 && last == 'a') {
                str_add_char(&text, mark);
                last = mark;
            }
        }
        for (; s < reading->syllable_count && reading->syllables[s].word == w; s++) {
            if (!take_has_mark(reading, &reading->syllables[s])) {
                continue;
            }
            syllable spoken = reading->syllables[s].spoken;
            str_add(&text, token > 0 ? STR(" ") : STR(""));
            characters[token++] = (uint32_t)text.len + 1;
            str_add(&text, str_from(syllable_base(spoken)));
            str_add(&text, reading->syllables[s].erhua ? STR("r") : STR(""));
            unsigned tone = syllable_tone(spoken);
            str_add_char(&text, (char)('0' + (tone == 0 ? 5 : tone)));
            last = 'a';
        }
    }
    str_add(&text, last == 'a' || last == ',' ? STR(".") : STR(""));
    return str_built(&text);
}

/* What eSpeak's events leave open: a syllable lasts until the next, or until the pause that was told. The
 * last token is not kept. */
static bool
finish_raw(const struct raw_sound *r, struct take *take, arena *out)
{
    take->mark_count = r->tokens - 1;
    take->marks = arena_new(out, struct mark, r->tokens);
    take->count = r->starts[r->tokens - 1];
    take->samples = arena_new(out, float, take->count);
    take->rate_hz = RAW_RATE_HZ;
    if (take->count > r->count) {
        return false;
    }
    for (size_t i = 0; i < take->count; i++) {
        take->samples[i] = (float)r->samples[i] / 32768.0F;
    }
    for (size_t t = 0; t < take->mark_count; t++) {
        uint32_t next = r->starts[t + 1], told = r->ends[t];
        bool paused = told > r->starts[t] && told + RAW_RATE_HZ * RAW_GAP_MS / 1000 < next;
        take->marks[t] = (struct mark){r->starts[t], paused ? told : next};
        if (take->marks[t].end <= take->marks[t].start) {
            return false;
        }
    }
    return true;
}

static bool
speak_raw(const struct item *item, arena *out, arena scratch, struct take *take)
{
    size_t tokens = take_count_marks(item->utterance.reading) + 1;
    uint32_t *characters = arena_new(&scratch, uint32_t, tokens);
    str sentence = write_raw_text(&scratch, item->utterance.reading, characters);
    str text = str_format(&scratch, STR_FMT "%sMa1.", STR_ARG(sentence), item->ends_paragraph ? "\n\n" : " ");
    characters[tokens - 1] = (uint32_t)(text.len - strlen("Ma1.")) + 1;
    arena samples = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    struct raw_sound r = {.tokens = tokens,
                          .characters = characters,
                          .starts = arena_new(&scratch, uint32_t, tokens),
                          .ends = arena_new(&scratch, uint32_t, tokens),
                          .memory = &samples};
    espeak_SetSynthCallback(receive);
    return espeak_SetVoiceByName("cmn-latn-pinyin") == EE_OK &&
           espeak_Synth(str_terminated(&scratch, text), text.len + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8,
                        NULL, &r) == EE_OK &&
           finish_raw(&r, take, out);
}

/* --- writing --- */

static FILE *
open_in(const struct bench *b, arena scratch, const char *name, const char *mode)
{
    const char *path = str_terminated(&scratch, file_join(&scratch, str_from(b->folder), str_from(name)));
    return fopen(path, mode);
}

static bool
write_wav(const struct bench *b, arena scratch, const char *name, const struct take *take)
{
    str file = str_format(&scratch, "%s/%s.wav", b->folder, name);
    SF_INFO info = {
        .samplerate = (int)take->rate_hz, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    SNDFILE *wav = sf_open(str_terminated(&scratch, file), SFM_WRITE, &info);
    if (wav == NULL) {
        return false;
    }
    sf_command(wav, SFC_SET_CLIPPING, NULL, SF_TRUE);
    for (size_t i = 0; i < take->count; i++) {
        take->samples[i] *= amplitude;
    }
    bool written = sf_write_float(wav, take->samples, (sf_count_t)take->count) == (sf_count_t)take->count;
    return sf_close(wav) == 0 && written;
}

static const char *
name_break(const struct reading *reading, size_t s)
{
    static const char *const names[] = {"none", "word", "phrase", "clause", "end"};
    uint32_t word = reading->syllables[s].word;
    uint32_t next = s + 1 < reading->syllable_count ? reading->syllables[s + 1].word : UINT32_MAX;
    if (next == word) {
        return "none";
    }
    if (next == UINT32_MAX) {
        return "end";
    }
    uint8_t highest = 0;
    for (uint32_t w = word; w < next; w++) {
        highest = reading->breaks[w] > highest ? reading->breaks[w] : highest;
        const struct word *mark = &reading->words[w];
        if (mark->kind == WORD_PUNCTUATION && reading->spoken[mark->first].code_point == LIST_MARK) {
            return "list";
        }
    }
    return names[highest];
}

static void
write_marks(FILE *marks, const char *name, const struct item *item, const struct take *take)
{
    const struct reading *reading = item->utterance.reading;
    size_t m = 0;
    for (size_t s = 0; s < reading->syllable_count && m < take->mark_count; s++) {
        if (!take_has_mark(reading, &reading->syllables[s])) {
            continue;
        }
        size_t last = s; /* a merged er belongs to its syllable */
        while (last + 1 < reading->syllable_count && !take_has_mark(reading, &reading->syllables[last + 1])) {
            last++;
        }
        syllable spoken = reading->syllables[s].spoken;
        unsigned tone = syllable_tone(spoken);
        fprintf(marks, "%s\t%d\t%s%s%u\t%.5f\t%.5f\t%s\n", name, item->scored == NULL || item->scored[s],
                syllable_base(spoken), reading->syllables[s].erhua ? "r" : "", tone == 0 ? 5 : tone,
                (double)take->marks[m].start / take->rate_hz, (double)take->marks[m].end / take->rate_hz,
                name_break(reading, last));
        m++;
    }
}

/* In a child of its own, as sentences are rendered. */
static int
say(const struct bench *b, const struct item *item, const char *name, arena memory)
{
    arena scratch = arena_split(&memory, (size_t)1 << 30);
    struct diags diags = diags_new(&memory);
    struct take take;
    bool ok =
        b->raw ? speak_raw(item, &memory, scratch, &take)
               : b->engine.speak(&b->engine, &item->utterance, &memory, scratch, &take, &diags) == STATUS_OK;
    diags_print(&diags, stderr, DIAG_WARNING);
    if (!ok) {
        fprintf(stderr, "voice_speak: cannot speak %s\n", name);
        return 1;
    }
    FILE *marks = open_in(b, scratch, "marks.tsv", "a");
    FILE *utterances = open_in(b, scratch, "utterances.tsv", "a");
    if (marks == NULL || utterances == NULL) {
        return 1;
    }
    write_marks(marks, name, item, &take);
    fprintf(utterances, "%s\t%s\t%s\t%u\t%.5f\t%u\n", name, item->set, item->kind, (unsigned)b->segment,
            (double)take.count / take.rate_hz, (unsigned)item->pause_ms);
    bool closed = fclose(marks) == 0;
    closed = fclose(utterances) == 0 && closed;
    return closed && write_wav(b, scratch, name, &take) ? 0 : 1;
}

static bool
has_latin(const struct reading *reading)
{
    bool found = false;
    for (size_t w = 0; w < reading->word_count; w++) {
        found = found || reading->words[w].kind == WORD_LATIN;
    }
    return found;
}

static void
add(struct bench *b, const struct item *item, arena memory)
{
    if (!reading_sounds(item->utterance.reading)) {
        return;
    }
    if (has_latin(item->utterance.reading)) {
        b->latin++;
        return;
    }
    char name[NAME_MAX_BYTES];
    snprintf(name, sizeof name, "%s-%04u", item->set, (unsigned)++b->count);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        int status = say(b, item, name, memory);
        fflush(NULL);
        _exit(status);
    }
    int state = 1;
    b->failed += child < 0 || waitpid(child, &state, 0) != child || state != 0;
}

/* --- what to say --- */

static void
add_tour(struct bench *b, const char *set, const char *script, arena memory)
{
    arena scratch = arena_split(&memory, (size_t)1 << 29);
    struct draft draft;
    if (draft_read(&memory, scratch, str_from(script), &b->mandarin, &draft, b->diags) != STATUS_OK) {
        diags_print(b->diags, stderr, DIAG_WARNING);
        b->failed++;
        return;
    }
    const struct utterance *utterances = draft_utterances(&memory, &draft);
    const struct voice *voice = b->engine.voice;
    for (size_t g = 0; g < draft.tour.segment_count; g++) {
        const struct segment *segment = &draft.tour.segments[g];
        b->segment++;
        for (uint32_t i = 0; i < segment->sentence_count; i++) {
            uint32_t pause_ms = i + 1 < segment->sentence_count ? voice->sentence_ms : voice->paragraph_ms;
            struct item item = {.set = set,
                                .utterance = utterances[segment->first_sentence + i],
                                .kind = segment_kind_name(segment->kind),
                                .pause_ms = b->raw ? 0 : pause_ms,
                                .ends_paragraph = i + 1 == segment->sentence_count};
            if ((segment->first_sentence + i) % b->every == 0) {
                add(b, &item, memory);
            }
        }
    }
}

/* "wo3 [ma1ma3]" as a reading: each word of hanzi whose writing does not matter. False: no such syllable. */
static bool
read_pinyin(arena *out, str line, struct reading *reading, bool *scored)
{
    bool brackets = memchr(line.data, '[', line.len) != NULL, inside = false;
    str rest = line, word;
    while (str_split(&rest, ' ', &word)) {
        struct word *w = &reading->words[reading->word_count];
        *w = (struct word){.first = (uint32_t)reading->spoken_count, .kind = WORD_HANZI, .settled = true};
        for (size_t from = 0, i = 0; i < word.len; i++) {
            char c = word.data[i];
            inside = c == '[' || (inside && c != ']');
            from = c == '[' || c == ']' ? i + 1 : from;
            if (c < '1' || c > '5') {
                continue;
            }
            syllable s;
            if (!syllable_parse((str){word.data + from, i + 1 - from}, &s)) {
                return false;
            }
            scored[reading->syllable_count] = inside || !brackets;
            reading->syllables[reading->syllable_count++] =
                (struct spoken_syllable){.first = (uint32_t)reading->spoken_count,
                                         .count = 1,
                                         .word = (uint32_t)reading->word_count,
                                         .citation = s,
                                         .spoken = s,
                                         .full = s};
            reading->spoken[reading->spoken_count++] = (struct spoken){.code_point = HANZI};
            w->count++;
            from = i + 1;
        }
        reading->breaks[reading->word_count++] = BREAK_WORD;
    }
    if (reading->word_count > 0) {
        reading->breaks[reading->word_count - 1] = BREAK_END;
    }
    reading->text = str_format(out, "%u syllables", (unsigned)reading->syllable_count);
    return reading->word_count > 0;
}

static void
add_pinyin(struct bench *b, const char *path, arena memory)
{
    str text, line, set;
    if (file_read(&memory, str_from(path), TEXT_BYTES_MAX, &text, b->diags) != STATUS_OK) {
        diags_print(b->diags, stderr, DIAG_WARNING);
        b->failed++;
        return;
    }
    while (str_split(&text, '\n', &line)) {
        arena here = memory;
        if (line.len == 0 || !str_split(&line, '\t', &set)) {
            continue;
        }
        struct reading reading = {.words = arena_new(&here, struct word, line.len),
                                  .spoken = arena_new(&here, struct spoken, line.len),
                                  .syllables = arena_new(&here, struct spoken_syllable, line.len),
                                  .breaks = arena_new(&here, uint8_t, line.len)};
        bool *scored = arena_new(&here, bool, line.len);
        if (!read_pinyin(&here, line, &reading, scored)) {
            fprintf(stderr, "voice_speak: no syllables: " STR_FMT "\n", STR_ARG(line));
            b->failed++;
            continue;
        }
        b->segment++;
        struct item item = {.set = str_terminated(&here, set),
                            .utterance = {&reading, DELIVERY_TEXT},
                            .scored = scored,
                            .kind = "pinyin",
                            .pause_ms = b->raw ? 0 : b->engine.voice->sentence_ms};
        add(b, &item, here);
    }
}

static bool
prepare(struct bench *b, arena *memory, const char *voice_name)
{
    arena scratch = arena_split(memory, (size_t)1 << 28);
    const char *variable = getenv("DAOLAN_DATA");
    str data = str_from(variable != NULL ? variable : "build/data");
    struct voice *voice = arena_new(memory, struct voice, 1);
    if (mandarin_open(memory, data, &b->mandarin, b->diags) != STATUS_OK ||
        voice_read(memory, scratch, data, str_from(voice_name), 0, voice, b->diags) != STATUS_OK ||
        engine_open(memory, scratch, voice, &b->engine, b->diags) != STATUS_OK ||
        engine_prepare(&b->engine, b->diags) != STATUS_OK) {
        diags_print(b->diags, stderr, DIAG_WARNING);
        return false;
    }
    for (int i = 0; i < 2; i++) { /* children append */
        FILE *file = open_in(b, scratch, i == 0 ? "marks.tsv" : "utterances.tsv", "w");
        if (file == NULL || fclose(file) != 0) {
            fprintf(stderr, "voice_speak: cannot write in %s\n", b->folder);
            return false;
        }
    }
    return true;
}

static int
usage(void)
{
    fputs("usage: voice_speak [--voice NAME | --raw] [--every N] FOLDER [--tour SET SCRIPT | --pinyin FILE] "
          "…\n",
          stderr);
    return 2;
}

int
main(int count, char **arguments)
{
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct bench b = {.diags = &diags, .every = 1};
    const char *voice = "narrator";
    int i = 1;
    for (; i < count && arguments[i][0] == '-'; i++) {
        if (strcmp(arguments[i], "--raw") == 0) {
            b.raw = true;
        } else if (strcmp(arguments[i], "--voice") == 0 && i + 1 < count) {
            voice = arguments[++i];
        } else if (strcmp(arguments[i], "--every") == 0 && i + 1 < count) {
            b.every = (uint32_t)strtoul(arguments[++i], NULL, 10);
        } else {
            return usage();
        }
    }
    if (i >= count || b.every == 0) {
        return usage();
    }
    b.folder = arguments[i++];
    if (!prepare(&b, &memory, voice)) {
        return 3;
    }
    for (; i < count; i++) {
        if (strcmp(arguments[i], "--tour") == 0 && i + 2 < count) {
            add_tour(&b, arguments[i + 1], arguments[i + 2], memory);
            i += 2;
        } else if (strcmp(arguments[i], "--pinyin") == 0 && i + 1 < count) {
            add_pinyin(&b, arguments[++i], memory);
        } else {
            return usage();
        }
    }
    fprintf(stderr, "%s: %u utterances, %u with Latin words left out, %u failed\n", b.folder,
            (unsigned)b.count, (unsigned)b.latin, (unsigned)b.failed);
    return b.failed > 0;
}
