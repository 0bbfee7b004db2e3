/*
 * eSpeak NG as an engine: Mandarin by our own voice file, Latin words by a voice of eSpeak's.
 *
 * It is initialised once, before any fork, and speaks one sentence a process, which loads its voice: what it
 * says depends on what it said before, and initialising it a second time hangs. It is never terminated, for
 * the same reason.
 */
#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "speak/engine.h"
#include "speak/espeak_capture.h"
#include "speak/espeak_pieces.h"
#include "speak/espeak_rate.h"
#include "speak/splice.h"

enum {
    DATA_FILE_BYTES_MAX = 64 << 20,
    /* eSpeak's own scales, 0–99: they bring en-us from 82–117 Hz to the narrator's
     * mean pitch (134 Hz beside 139). */
    LATIN_PITCH = 75,
    LATIN_RANGE = 60,
    NEUTRAL_SCALE = 50,
};

/* en-us is 1.4 dB softer than the narrator, measured as BS.1770 loudness of a sentence each (-19.4, -18.0).
 */
#define LATIN_GAIN 1.17F

struct espeak {
    const char *voice_folder, *voice_name; /* apart: eSpeak copies a path into 190 bytes */
    const char *latin_voice;
    struct espeak_rate rate;
};

static enum status
fail(const struct engine *engine, struct diags *diags, const char *what, const char *detail)
{
    diag_add(diags, DIAG_ERROR, engine->voice->path, 0, 0, NULL, "eSpeak NG %s%s", what, detail);
    return STATUS_SYSTEM;
}

/* --- identity --- */

/* Adds a data file's bytes; a file that is not there adds its absence. */
static enum status
add_file(struct hash *h, arena scratch, str folder, str name, struct diags *diags)
{
    str path = file_join(&scratch, folder, name);
    hash_add(h, name);
    if (!file_exists(scratch, path)) {
        hash_add_number(h, 0);
        return STATUS_OK;
    }
    str bytes;
    enum status status = file_read(&scratch, path, DATA_FILE_BYTES_MAX, &bytes, diags);
    if (status == STATUS_OK) {
        hash_add(h, bytes);
    }
    return status;
}

/* The dictionary of a Latin voice: en-us reads en_dict. cmn_dict (1.6 MB, 6 ms to hash) is not among the
 * files because nothing is read from it: Mandarin goes in as phonemes. */
static enum status
identify(arena *out, arena scratch, const struct voice *voice, str *identity, struct diags *diags)
{
    espeak_ng_InitializePath(NULL);
    const char *data_folder = "";
    const char *version = espeak_Info(&data_folder);
    str folder = str_from(data_folder);
    struct hash *h = hash_start(&scratch);
    static const str files[] = {{"phondata", 8}, {"phonindex", 9}, {"phontab", 7}, {"intonations", 11}};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof files / sizeof files[0] && status == STATUS_OK; i++) {
        status = add_file(h, scratch, folder, files[i], diags);
    }
    str rest = voice->latin_voice;
    str language;
    if (status == STATUS_OK && str_split(&rest, '-', &language)) {
        status =
            add_file(h, scratch, folder, str_format(&scratch, STR_FMT "_dict", STR_ARG(language)), diags);
    }
    *identity = str_format(out, "espeak-ng %s data " STR_FMT, version, STR_ARG(hash_finish(h, &scratch)));
    return status;
}

/* --- loading --- */

/* By name from inside its folder, because eSpeak cannot take long paths. */
static enum status
load_mandarin(const struct engine *engine, struct diags *diags)
{
    const struct espeak *e = engine->state;
    int here = open(".", O_RDONLY | O_CLOEXEC);
    if (here < 0) {
        return diag_system(diags, STR("."), "open", errno);
    }
    enum status status = STATUS_OK;
    if (chdir(e->voice_folder) != 0) {
        status = diag_system(diags, str_from(e->voice_folder), "enter", errno);
    } else {
        if (espeak_ng_SetVoiceByFile(e->voice_name) != ENS_OK) {
            status = fail(engine, diags, "cannot load the voice file ", e->voice_name);
        }
        if (fchdir(here) != 0) {
            status = diag_system(diags, STR("."), "return to", errno);
        }
    }
    close(here);
    return status;
}

static enum status
set_mandarin(const struct engine *engine, struct diags *diags)
{
    const struct espeak *e = engine->state;
    enum status status = load_mandarin(engine, diags);
    if (status == STATUS_OK && (espeak_SetParameter(espeakRATE, e->rate.mandarin, 0) != EE_OK ||
                                espeak_SetParameter(espeakPITCH, NEUTRAL_SCALE, 0) != EE_OK ||
                                espeak_SetParameter(espeakRANGE, NEUTRAL_SCALE, 0) != EE_OK)) {
        status = fail(engine, diags, "refuses its parameters", "");
    }
    return status;
}

static enum status
set_latin(const struct engine *engine, struct diags *diags)
{
    const struct espeak *e = engine->state;
    if (espeak_SetVoiceByName(e->latin_voice) != EE_OK) {
        return fail(engine, diags, "has no voice called ", e->latin_voice);
    }
    if (espeak_SetParameter(espeakRATE, e->rate.latin, 0) != EE_OK ||
        espeak_SetParameter(espeakPITCH, LATIN_PITCH, 0) != EE_OK ||
        espeak_SetParameter(espeakRANGE, LATIN_RANGE, 0) != EE_OK) {
        return fail(engine, diags, "refuses its parameters", "");
    }
    return STATUS_OK;
}

/* By this voice's engine or another's: the library is one for all. */
static bool
is_initialised(void)
{
    return espeak_ng_GetSampleRate() == ESPEAK_RATE_HZ;
}

static enum status
prepare(struct engine *engine, struct diags *diags)
{
    if (is_initialised()) {
        return STATUS_OK;
    }
    int rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL,
                                    espeakINITIALIZE_PHONEME_EVENTS | espeakINITIALIZE_DONT_EXIT);
    if (rate_hz != ESPEAK_RATE_HZ) {
        return fail(engine, diags, rate_hz < 0 ? "does not find its data" : "speaks at an unexpected rate",
                    "");
    }
    return STATUS_OK;
}

/* --- speaking --- */

/* The Mandarin pieces, then the Latin ones: the voice is changed once, and the order stays the same. */
static enum status
speak_pieces(const struct engine *engine, const struct espeak_pieces *pieces, bool latin, arena *samples,
             arena *sounds, struct espeak_capture *captures, struct diags *diags)
{
    bool set = false;
    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->items[i].latin != latin) {
            continue;
        }
        if (!set && (latin ? set_latin(engine, diags) : set_mandarin(engine, diags)) != STATUS_OK) {
            return STATUS_SYSTEM;
        }
        set = true;
        if (espeak_capture(samples, sounds, &pieces->items[i], &captures[i]) != STATUS_OK) {
            return fail(engine, diags, "cannot speak ", pieces->items[i].text);
        }
    }
    return STATUS_OK;
}

static enum status
join(const struct engine *engine, const struct espeak_pieces *pieces, struct espeak_capture *captures,
     arena *out, arena scratch, struct take *take, struct diags *diags)
{
    struct splice splice;
    splice_begin(out, ESPEAK_RATE_HZ, pieces->unit_count, &splice);
    for (size_t i = 0; i < pieces->count; i++) {
        const struct espeak_piece *piece = &pieces->items[i];
        struct espeak_capture *c = &captures[i];
        uint32_t *starts = arena_new(&scratch, uint32_t, piece->unit_count);
        if (!espeak_locate_units(piece, c, starts)) {
            diag_add(diags, DIAG_WARNING, engine->voice->path, 0, 0, NULL,
                     "eSpeak NG sounds %s otherwise than written; its syllables' times are estimates",
                     piece->text);
        }
        for (size_t k = 0; piece->latin && k < c->count; k++) {
            c->samples[k] *= LATIN_GAIN;
        }
        if (!splice_add(&splice, &(struct splice_piece){c->samples, c->count, starts, piece->unit_count},
                        piece->pause_ms)) {
            return fail(engine, diags, "makes no sound for ", piece->text);
        }
    }
    return splice_finish(&splice, take) ? STATUS_OK : fail(engine, diags, "gave marks out of order", "");
}

static enum status
speak(const struct engine *engine, const struct utterance *utterance, arena *out, arena scratch,
      struct take *take, struct diags *diags)
{
    if (!is_initialised()) {
        return fail(engine, diags, "is not prepared", "");
    }
    arena samples = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    arena sounds = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    struct espeak_pieces pieces = espeak_cut(&scratch, sounds, utterance->reading, engine->voice);
    if (pieces.count == 0) {
        return fail(engine, diags, "is given nothing to say", "");
    }
    struct espeak_capture *captures = arena_new(&scratch, struct espeak_capture, pieces.count);
    enum status status = speak_pieces(engine, &pieces, false, &samples, &sounds, captures, diags);
    if (status == STATUS_OK) {
        status = speak_pieces(engine, &pieces, true, &samples, &sounds, captures, diags);
    }
    return status == STATUS_OK ? join(engine, &pieces, captures, out, scratch, take, diags) : status;
}

static void
leave(struct engine *engine)
{
    engine->state = NULL;
}

enum status
engine_espeak_open(arena *out, arena scratch, struct engine *engine, struct diags *diags)
{
    const struct voice *voice = engine->voice;
    struct espeak *e = arena_new(out, struct espeak, 1);
    e->voice_folder = str_terminated(out, file_folder(voice->espeak_voice));
    e->voice_name = str_terminated(out, file_name(voice->espeak_voice));
    e->latin_voice = str_terminated(out, voice->latin_voice);
    e->rate = espeak_rate_for(voice);
    engine->state = e;
    engine->prepare = prepare;
    engine->speak = speak;
    engine->close = leave;
    return identify(out, scratch, voice, &engine->identity, diags);
}
