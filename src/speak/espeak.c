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
#include <math.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "speak/contour.h"
#include "speak/engine.h"
#include "speak/espeak_capture.h"
#include "speak/espeak_pieces.h"
#include "speak/espeak_rate.h"
#include "speak/espeak_stretches.h"
#include "speak/intensity.h"
#include "speak/splice.h"

enum {
    DATA_FILE_BYTES_MAX = 64 << 20,
};

struct espeak {
    const char *voice_folder, *voice_name; /* apart: eSpeak copies a path into 190 bytes */
    const char *latin_voice;               /* a name of eSpeak's, or a file beside the other */
    bool latin_is_file;
    struct espeak_rate rate;
    unsigned pitches_hz[ESPEAK_PITCHES];
};

/* A piece as eSpeak says it, at each pitch. */
struct spoken_piece {
    struct espeak_capture captures[ESPEAK_PITCHES];
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

/* The dictionary of a Latin voice: en-us reads en_dict, and so does a voice file. cmn_dict (1.6 MB, 6 ms to
 * hash) is not among the files because nothing is read from it: Mandarin goes in as phonemes. */
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
    str rest = str_ends(voice->latin_voice, STR(".espeak")) ? STR("en") : voice->latin_voice;
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
load_file(const struct engine *engine, const char *name, struct diags *diags)
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
        if (espeak_ng_SetVoiceByFile(name) != ENS_OK) {
            status = fail(engine, diags, "cannot load the voice file ", name);
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
    enum status status = load_file(engine, e->voice_name, diags);
    if (status == STATUS_OK && espeak_SetParameter(espeakRATE, e->rate.mandarin, 0) != EE_OK) {
        status = fail(engine, diags, "refuses its rate", "");
    }
    return status;
}

static enum status
set_latin(const struct engine *engine, struct diags *diags)
{
    const struct espeak *e = engine->state;
    if (e->latin_is_file) {
        enum status status = load_file(engine, e->latin_voice, diags);
        if (status != STATUS_OK) {
            return status;
        }
    } else if (espeak_SetVoiceByName(e->latin_voice) != EE_OK) {
        return fail(engine, diags, "has no voice called ", e->latin_voice);
    }
    return espeak_SetParameter(espeakRATE, e->rate.latin, 0) == EE_OK
               ? STATUS_OK
               : fail(engine, diags, "refuses its rate", "");
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

/* The Mandarin pieces, then the Latin ones, each at every pitch: the voice is changed once, and the order
 * stays the same. */
static enum status
speak_pieces(const struct engine *engine, const struct espeak_pieces *pieces, bool latin, arena *samples,
             arena *sounds, struct spoken_piece *spoken, struct diags *diags)
{
    const struct espeak *e = engine->state;
    bool set = false;
    for (size_t p = 0; p < ESPEAK_PITCHES; p++) {
        for (size_t i = 0; i < pieces->count; i++) {
            const struct espeak_piece *piece = &pieces->items[i];
            if (piece->latin != latin) {
                continue;
            }
            if (!set && (latin ? set_latin(engine, diags) : set_mandarin(engine, diags)) != STATUS_OK) {
                return STATUS_SYSTEM;
            }
            set = true;
            if (espeak_capture(samples, sounds, piece, e->pitches_hz[p], &spoken[i].captures[p]) !=
                STATUS_OK) {
                return fail(engine, diags, "cannot speak ", piece->text);
            }
        }
    }
    return STATUS_OK;
}

/* Lays pitch and durations over a piece. The contour goes on from the piece before, or sets in anew. */
static float *
shape(const struct espeak *e, const struct espeak_stretches *stretches, const struct spoken_piece *spoken,
      const struct prosody_unit *units, uint32_t unit_count, struct contour *contour, arena *out)
{
    uint32_t length = stretches->ends[unit_count - 1];
    double *periods = arena_new(out, double, length / OVERLAP_STEP + 2);
    contour_draw(contour, units, stretches->ends, unit_count, periods);
    struct overlap_take takes[ESPEAK_PITCHES];
    for (size_t p = 0; p < ESPEAK_PITCHES; p++) {
        const struct espeak_capture *c = &spoken->captures[p];
        takes[p] = (struct overlap_take){c->samples, c->count, (double)ESPEAK_RATE_HZ / e->pitches_hz[p]};
    }
    float *samples = arena_new(out, float, length);
    struct overlap_piece piece = {takes, ESPEAK_PITCHES, stretches->items, stretches->count, periods};
    overlap_add(&piece, samples);
    intensity_apply(samples, units, stretches->ends, unit_count);
    return samples;
}

/* eSpeak sounded something else than the piece was written with: as it is, and its marks are guessed. */
static struct splice_piece
leave_flat(const struct espeak_piece *piece, const struct spoken_piece *spoken, arena *out)
{
    const struct espeak_capture *c = &spoken->captures[0];
    uint32_t *starts = arena_new(out, uint32_t, piece->unit_count);
    for (uint32_t i = 0; i < piece->unit_count; i++) {
        starts[i] = (uint32_t)(c->count * i / piece->unit_count);
    }
    return (struct splice_piece){c->samples, c->count, starts, piece->unit_count};
}

static struct splice_piece
shape_piece(const struct engine *engine, const struct espeak_piece *piece, const struct spoken_piece *spoken,
            const struct prosody_unit *units, struct contour *contour, arena *out, arena scratch,
            struct diags *diags)
{
    const struct espeak_capture *captures[ESPEAK_PITCHES];
    for (size_t p = 0; p < ESPEAK_PITCHES; p++) {
        captures[p] = &spoken->captures[p];
    }
    const struct espeak *e = engine->state;
    double mean_samples = e->rate.syllable_s * ESPEAK_RATE_HZ;
    struct espeak_stretches stretches;
    if (!espeak_stretch(out, scratch, piece, captures, ESPEAK_PITCHES, units, mean_samples, &stretches)) {
        diag_add(diags, DIAG_WARNING, engine->voice->path, 0, 0, NULL,
                 "eSpeak NG sounds %s otherwise than written; its syllables' times are estimates",
                 piece->text);
        return leave_flat(piece, spoken, out);
    }
    float *samples = shape(e, &stretches, spoken, units, piece->unit_count, contour, out);
    uint32_t length = stretches.ends[piece->unit_count - 1];
    float latin_gain = (float)pow(10, engine->voice->latin_gain_db / 20);
    for (size_t k = 0; piece->latin && k < length; k++) {
        samples[k] *= latin_gain;
    }
    uint32_t *starts = arena_new(out, uint32_t, piece->unit_count);
    for (uint32_t i = 1; i < piece->unit_count; i++) {
        starts[i] = stretches.ends[i - 1];
    }
    return (struct splice_piece){samples, length, starts, piece->unit_count};
}

static enum status
join(const struct engine *engine, const struct espeak_pieces *pieces, const struct spoken_piece *spoken,
     const struct prosody *plan, arena *out, arena scratch, struct take *take, struct diags *diags)
{
    struct contour contour = {engine->voice->pitch_hz, ESPEAK_RATE_HZ, OVERLAP_STEP, tone_rest(0), 0};
    const struct prosody_unit *units = plan->units;
    struct splice splice;
    splice_begin(out, ESPEAK_RATE_HZ, pieces->unit_count, &splice);
    for (size_t i = 0; i < pieces->count; i++) {
        const struct espeak_piece *piece = &pieces->items[i];
        arena inner = scratch;
        arena memory = arena_split(&inner, (size_t)(inner.end - inner.begin) / 2);
        if (i == 0 || piece->pause_ms > ESPEAK_JOINT_MS) {
            contour.state = tone_rest(units->start_st);
        }
        struct splice_piece shaped =
            shape_piece(engine, piece, &spoken[i], units, &contour, &memory, inner, diags);
        if (!splice_add(&splice, &shaped, piece->pause_ms)) {
            return fail(engine, diags, "makes no sound for ", piece->text);
        }
        units += piece->unit_count;
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
    /* samples, the most by far, at the beginning: whoever is given scratch next finds pages in use there */
    arena rest = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    arena sounds = arena_split(&rest, (size_t)(rest.end - rest.begin) / 2);
    struct espeak_pieces pieces = espeak_cut(&rest, sounds, utterance->reading, engine->voice);
    if (pieces.count == 0) {
        return fail(engine, diags, "is given nothing to say", "");
    }
    struct prosody plan = prosody_plan(&rest, sounds, utterance, engine->voice->range_st);
    struct spoken_piece *spoken = arena_new(&rest, struct spoken_piece, pieces.count);
    enum status status = speak_pieces(engine, &pieces, false, &scratch, &sounds, spoken, diags);
    if (status == STATUS_OK) {
        status = speak_pieces(engine, &pieces, true, &scratch, &sounds, spoken, diags);
    }
    return status == STATUS_OK ? join(engine, &pieces, spoken, &plan, out, rest, take, diags) : status;
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
    e->latin_is_file = str_ends(voice->latin_voice, STR(".espeak"));
    e->latin_voice =
        str_terminated(out, e->latin_is_file ? file_name(voice->latin_voice) : voice->latin_voice);
    e->rate = espeak_rate_for(voice);
    espeak_pitches_for(voice, e->pitches_hz);
    engine->state = e;
    engine->prepare = prepare;
    engine->speak = speak;
    engine->close = leave;
    return identify(out, scratch, voice, &engine->identity, diags);
}
