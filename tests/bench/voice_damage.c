/*
 * What laying another pitch over speech does to its sound, for bench-voice.
 *
 *   voice_damage A.wav B.wav                        two files of equal timing
 *   voice_damage --script SCRIPT EVERY VOICE FOLDER every EVERYth sentence of a script
 *
 * In: speech as it was, and with another pitch. Out: log-spectral distance in dB: the root of the mean square
 * difference of their spectral envelopes from 100 Hz to 8 kHz, levels apart, averaged over frames every 10
 * ms. The envelope is the log spectrum of 46 ms (Hann) smoothed through the cepstrum: quefrencies up to 2 ms
 * are kept, so that harmonics fall away. Of two files: frames within 30 dB of the loudest. Of a script: the
 * middles of voiced parts. Each sentence is spoken by eSpeak NG at constant pitches and never changed: at the
 * first that the engine takes its periods from (flat-N.wav) and half way to the next, the voice's middle
 * (between-N.wav), the worst case. Laid over it, its durations kept: the voice's own contour (laid-N.wav),
 * and that constant pitch half way (same-N.wav), which nothing but overlap-add tells from what eSpeak NG says
 * there itself. damage.tsv: name, frames, distance of laid from flat, of same from between, and, to compare,
 * of between from flat: harmonics fall elsewhere in the envelope then, though nothing is damaged. DAOLAN_DATA
 * names the data folder (build/data).
 */
#include <complex.h>
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
#include "render/draft.h"
#include "speak/contour.h"
#include "speak/engine.h"
#include "speak/espeak_capture.h"
#include "speak/espeak_rate.h"
#include "speak/espeak_stretches.h"

enum { BINS = 1024, BETWEEN = ESPEAK_PITCHES, CAPTURES, HOP_MS = 10, VOICED_MS_MIN = 30 };

static const double pi = 3.14159265358979323846;
static const double lifter_s = 0.002, low_hz = 100, high_hz = 8000, speech_db = 30;

struct signal {
    const float *samples;
    size_t count;
    double rate_hz;
};

struct tally {
    double sum;
    size_t frames;
};

/* --- spectral envelopes --- */

/* In place, radix 2; sign -1 forward, 1 back (not divided by BINS). */
static void
transform(double complex *x, int sign)
{
    for (size_t i = 1, j = 0; i < BINS; i++) {
        size_t bit = BINS / 2;
        for (; j & bit; bit /= 2) {
            j ^= bit;
        }
        j ^= bit;
        if (i < j) {
            double complex swap = x[i];
            x[i] = x[j];
            x[j] = swap;
        }
    }
    for (size_t size = 2; size <= BINS; size *= 2) {
        double complex turn = cexp(sign * 2 * pi * I / (double)size);
        for (size_t i = 0; i < BINS; i += size) {
            double complex w = 1;
            for (size_t k = 0; k < size / 2; k++, w *= turn) {
                double complex a = x[i + k], b = x[i + k + size / 2] * w;
                x[i + k] = a + b;
                x[i + k + size / 2] = a - b;
            }
        }
    }
}

/* dB, BINS / 2 values, around the sample `at`; outside the signal lies silence. */
static void
envelope(const struct signal *s, double at, double *db)
{
    double complex x[BINS];
    long first = lround(at) - BINS / 2;
    for (long i = 0; i < BINS; i++) {
        bool inside = first + i >= 0 && first + i < (long)s->count;
        double window = 0.5 - 0.5 * cos(2 * pi * ((double)i + 0.5) / BINS);
        x[i] = inside ? window * (double)s->samples[first + i] : 0;
    }
    transform(x, -1);
    for (size_t i = 0; i < BINS; i++) {
        x[i] = log(cabs(x[i]) + 1e-4);
    }
    transform(x, 1);
    double keep = lifter_s * s->rate_hz;
    for (size_t i = 0; i < BINS; i++) {
        double quefrency = (double)(i <= BINS / 2 ? i : BINS - i);
        x[i] *= quefrency <= keep ? (0.5 + 0.5 * cos(pi * quefrency / keep)) / BINS : 0;
    }
    transform(x, -1);
    for (size_t i = 0; i < BINS / 2; i++) {
        db[i] = 20 / log(10) * creal(x[i]);
    }
}

static double
distance_db(const struct signal *a, double at_a, const struct signal *b, double at_b)
{
    double one[BINS / 2], other[BINS / 2], mean = 0, square = 0;
    size_t from = (size_t)(low_hz / a->rate_hz * BINS), to = (size_t)(high_hz / a->rate_hz * BINS);
    to = to < BINS / 2 ? to : BINS / 2;
    envelope(a, at_a, one);
    envelope(b, at_b, other);
    for (size_t i = from; i < to; i++) {
        mean += (one[i] - other[i]) / (double)(to - from);
    }
    for (size_t i = from; i < to; i++) {
        double off = one[i] - other[i] - mean;
        square += off * off / (double)(to - from);
    }
    return sqrt(square);
}

static double
tally_mean(struct tally t)
{
    return t.frames > 0 ? t.sum / (double)t.frames : 0;
}

/* --- two files --- */

static bool
load(arena *out, const char *path, struct signal *s)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (file == NULL || info.channels != 1) {
        fprintf(stderr, "voice_damage: cannot read %s as mono\n", path);
        return false;
    }
    float *samples = arena_new(out, float, info.frames + 1);
    bool ok = sf_read_float(file, samples, info.frames) == info.frames;
    *s = (struct signal){samples, (size_t)info.frames, info.samplerate};
    sf_close(file);
    return ok;
}

static double
power_at(const struct signal *s, double at)
{
    double sum = 1e-12;
    for (size_t i = (size_t)at; i < s->count && (double)i < at + HOP_MS / 1000.0 * s->rate_hz; i++) {
        sum += (double)s->samples[i] * (double)s->samples[i];
    }
    return sum;
}

static int
compare_files(arena memory, const char *one, const char *other)
{
    struct signal a, b;
    if (!load(&memory, one, &a) || !load(&memory, other, &b)) {
        return 3;
    }
    if (a.rate_hz != b.rate_hz) {
        fputs("voice_damage: the files have different rates\n", stderr);
        return 1;
    }
    double hop = HOP_MS / 1000.0 * a.rate_hz, loudest = 0;
    for (double at = 0; at < (double)a.count; at += hop) {
        loudest = fmax(loudest, power_at(&a, at));
    }
    struct tally t = {0, 0};
    for (double at = 0; at + hop <= (double)a.count; at += hop) {
        if (power_at(&a, at) >= loudest * pow(10, -speech_db / 10)) {
            t.sum += distance_db(&a, at + hop / 2, &b, at + hop / 2);
            t.frames++;
        }
    }
    printf("%.2f dB in %zu frames\n", tally_mean(t), t.frames);
    return 0;
}

/* --- a script --- */

struct damage {
    struct voice voice;
    struct engine engine;
    const char *folder;
    unsigned pitches_hz[CAPTURES]; /* the engine's, and one between two of them */
};

/* Both versions of a sentence grow here. */
struct versions {
    float *flat, *laid, *between, *same;
    size_t count, capacity;
    struct tally laid_off, same_off, between_off;
};

static bool
prepare_voice(const struct damage *s, arena scratch)
{
    str folder = file_folder(s->voice.espeak_voice), name = file_name(s->voice.espeak_voice);
    int rate = espeak_rate_for(&s->voice).mandarin;
    return chdir(str_terminated(&scratch, folder)) == 0 &&
           espeak_ng_SetVoiceByFile(str_terminated(&scratch, name)) == ENS_OK &&
           espeak_SetParameter(espeakRATE, rate, 0) == EE_OK;
}

static void
tally_add(struct tally *t, double off_db)
{
    t->sum += off_db;
    t->frames++;
}

/* The distances inside one voiced stretch, whose samples begin at `begin` of the result. */
static void
compare_stretch(struct versions *v, const struct espeak_capture *captures, const struct overlap_stretch *s,
                size_t begin)
{
    double rate_hz = ESPEAK_RATE_HZ, hop = HOP_MS / 1000.0 * rate_hz;
    struct signal flat = {captures[0].samples, captures[0].count, rate_hz};
    struct signal between = {captures[BETWEEN].samples, captures[BETWEEN].count, rate_hz};
    struct signal laid = {v->laid, v->count, rate_hz}, same = {v->same, v->count, rate_hz};
    if (!s->voiced || s->count[0] < VOICED_MS_MIN / 1000.0 * rate_hz) {
        return;
    }
    for (double at = hop; at + hop <= s->count[0]; at += hop) {
        double at_flat = s->first[0] + at, at_laid = (double)begin + at;
        double at_between = s->first[BETWEEN] + at / s->count[0] * s->count[BETWEEN];
        tally_add(&v->laid_off, distance_db(&flat, at_flat, &laid, at_laid));
        tally_add(&v->same_off, distance_db(&between, at_between, &same, at_laid));
        tally_add(&v->between_off, distance_db(&between, at_between, &flat, at_flat));
    }
}

/* Gives every stretch the length it has in the first take, and moves the ends of the units along. */
static void
keep_lengths(struct espeak_stretches *stretches, uint32_t unit_count)
{
    uint32_t old_begin = 0, new_begin = 0, unit = 0;
    for (size_t i = 0; i < stretches->count; i++) {
        struct overlap_stretch *s = &stretches->items[i];
        uint32_t kept = s->length > 0 ? s->count[0] : 0;
        for (; unit < unit_count && stretches->ends[unit] <= old_begin + s->length; unit++) {
            double share = s->length > 0 ? (double)(stretches->ends[unit] - old_begin) / s->length : 1;
            stretches->ends[unit] = new_begin + (uint32_t)(share * kept);
        }
        old_begin += s->length;
        new_begin += kept;
        s->length = kept;
    }
    stretches->ends[unit_count - 1] = new_begin;
}

static void
copy_stretch(float *to, size_t room, const float *from, size_t count)
{
    memcpy(to, from, (count < room ? count : room) * sizeof(float));
}

static void
make_versions(const struct damage *s, const struct espeak_capture *captures,
              const struct espeak_stretches *stretches, const struct prosody_unit *units, uint32_t unit_count,
              struct contour *contour, arena memory, struct versions *v)
{
    uint32_t length = stretches->ends[unit_count - 1];
    size_t steps = length / OVERLAP_STEP + 2, begin = v->count;
    double *periods = arena_new(&memory, double, steps);
    struct overlap_take takes[ESPEAK_PITCHES];
    for (size_t p = 0; p < ESPEAK_PITCHES; p++) {
        takes[p] = (struct overlap_take){captures[p].samples, captures[p].count,
                                         (double)ESPEAK_RATE_HZ / s->pitches_hz[p]};
    }
    struct overlap_piece piece = {takes, ESPEAK_PITCHES, stretches->items, stretches->count, periods};
    contour_draw(contour, units, stretches->ends, unit_count, periods);
    overlap_add(&piece, v->laid + begin);
    for (size_t i = 0; i < steps; i++) {
        periods[i] = (double)ESPEAK_RATE_HZ / s->pitches_hz[BETWEEN];
    }
    overlap_add(&piece, v->same + begin);
    v->count += length;
    for (size_t i = 0; i < stretches->count; i++) {
        const struct overlap_stretch *a = &stretches->items[i];
        copy_stretch(v->flat + begin, a->length, captures[0].samples + a->first[0], a->count[0]);
        copy_stretch(v->between + begin, a->length, captures[BETWEEN].samples + a->first[BETWEEN],
                     a->count[BETWEEN]);
        compare_stretch(v, captures, a, begin);
        begin += a->length;
    }
}

static bool
write_wav(const struct damage *s, arena scratch, const char *kind, unsigned number, const float *samples,
          size_t count)
{
    str path = str_format(&scratch, "%s/%s-%04u.wav", s->folder, kind, number);
    SF_INFO info = {.samplerate = ESPEAK_RATE_HZ, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    SNDFILE *wav = sf_open(str_terminated(&scratch, path), SFM_WRITE, &info);
    if (wav == NULL) {
        return false;
    }
    float *half = arena_new(&scratch, float, count);
    for (size_t i = 0; i < count; i++) {
        half[i] = samples[i] / 2;
    }
    bool ok = sf_write_float(wav, half, (sf_count_t)count) == (sf_count_t)count;
    return sf_close(wav) == 0 && ok;
}

/* In a child of its own: what eSpeak NG says depends on what it said before. */
static bool
damage_sentence(const struct damage *s, const struct utterance *utterance, unsigned number, arena memory)
{
    arena samples = arena_split(&memory, (size_t)1 << 29), sounds = arena_split(&memory, (size_t)1 << 28);
    arena scratch = arena_split(&memory, (size_t)1 << 29);
    struct espeak_pieces pieces = espeak_cut(&memory, scratch, utterance->reading, &s->voice);
    struct prosody plan = prosody_plan(&memory, scratch, utterance, s->voice.range_st);
    const struct prosody_unit *units = plan.units;
    struct contour contour = {s->voice.pitch_hz, ESPEAK_RATE_HZ, OVERLAP_STEP, tone_rest(units->start_st), 0};
    struct versions v = {.capacity = (size_t)ESPEAK_RATE_HZ * 120};
    v.flat = arena_new(&memory, float, v.capacity);
    v.laid = arena_new(&memory, float, v.capacity);
    v.between = arena_new(&memory, float, v.capacity);
    v.same = arena_new(&memory, float, v.capacity);
    double mean_samples = espeak_rate_for(&s->voice).syllable_s * ESPEAK_RATE_HZ;
    if (!prepare_voice(s, scratch)) {
        return false;
    }
    for (size_t i = 0; i < pieces.count; i++) {
        const struct espeak_piece *piece = &pieces.items[i];
        struct espeak_capture captures[CAPTURES];
        const struct espeak_capture *takes[CAPTURES];
        for (size_t p = 0; p < CAPTURES; p++) {
            takes[p] = &captures[p];
            if (espeak_capture(&samples, &sounds, piece, s->pitches_hz[p], &captures[p]) != STATUS_OK) {
                return false;
            }
        }
        struct espeak_stretches stretches;
        if (espeak_stretch(&memory, scratch, piece, takes, CAPTURES, units, mean_samples, &stretches)) {
            keep_lengths(&stretches, piece->unit_count);
            if (v.count + stretches.ends[piece->unit_count - 1] < v.capacity) {
                make_versions(s, captures, &stretches, units, piece->unit_count, &contour, scratch, &v);
            }
        }
        units += piece->unit_count;
    }
    FILE *table = fopen(str_terminated(&scratch, str_format(&scratch, "%s/damage.tsv", s->folder)), "a");
    if (table == NULL) {
        return false;
    }
    fprintf(table, "%04u\t%zu\t%.3f\t%.3f\t%.3f\n", number, v.laid_off.frames, tally_mean(v.laid_off),
            tally_mean(v.same_off), tally_mean(v.between_off));
    return fclose(table) == 0 && write_wav(s, scratch, "flat", number, v.flat, v.count) &&
           write_wav(s, scratch, "laid", number, v.laid, v.count) &&
           write_wav(s, scratch, "between", number, v.between, v.count) &&
           write_wav(s, scratch, "same", number, v.same, v.count);
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

static bool
open_source(struct damage *s, arena *memory, const char *name, struct mandarin *mandarin, struct diags *diags)
{
    const char *variable = getenv("DAOLAN_DATA");
    str data = str_from(variable != NULL ? variable : "build/data");
    arena scratch = arena_split(memory, (size_t)1 << 28);
    if (mandarin_open(memory, data, mandarin, diags) != STATUS_OK ||
        voice_read(memory, scratch, data, str_from(name), 0, &s->voice, diags) != STATUS_OK ||
        engine_open(memory, scratch, &s->voice, &s->engine, diags) != STATUS_OK ||
        engine_prepare(&s->engine, diags) != STATUS_OK) {
        return false;
    }
    espeak_pitches_for(&s->voice, s->pitches_hz);
    s->pitches_hz[BETWEEN] = (unsigned)lround(sqrt((double)s->pitches_hz[0] * s->pitches_hz[1]));
    return true;
}

static int
damage_script(arena memory, const char *script, uint32_t every, const char *name, const char *folder)
{
    struct diags diags = diags_new(&memory);
    struct mandarin mandarin;
    struct damage source = {.folder = folder};
    struct draft draft;
    if (!open_source(&source, &memory, name, &mandarin, &diags) ||
        draft_read(&memory, arena_split(&memory, (size_t)1 << 28), str_from(script), &mandarin, &draft,
                   &diags) != STATUS_OK) {
        diags_print(&diags, stderr, DIAG_WARNING);
        return 3;
    }
    const struct utterance *utterances = draft_utterances(&memory, &draft);
    int failed = 0;
    for (unsigned i = 0; i < draft.tour.sentence_count; i += every) {
        const struct reading *reading = utterances[i].reading;
        if (has_latin(reading) || !reading_sounds(reading)) {
            continue;
        }
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            bool ok = damage_sentence(&source, &utterances[i], i, memory);
            fflush(NULL);
            _exit(!ok);
        }
        int state = 1;
        failed |= child < 0 || waitpid(child, &state, 0) != child || state != 0;
    }
    return failed;
}

int
main(int count, char **arguments)
{
    arena memory = arena_reserve(0);
    if (count == 3) {
        return compare_files(memory, arguments[1], arguments[2]);
    }
    unsigned long every = count == 6 ? strtoul(arguments[3], NULL, 10) : 0;
    if (every == 0 || strcmp(arguments[1], "--script") != 0) {
        fputs("usage: voice_damage A.wav B.wav | --script SCRIPT EVERY VOICE FOLDER\n", stderr);
        return 2;
    }
    return damage_script(memory, arguments[2], (uint32_t)every, arguments[4], arguments[5]);
}
