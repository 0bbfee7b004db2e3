#include "speak/recording.h"

#include <math.h>
#include <sndfile.h>
#include <soxr.h>
#include <string.h>

enum { FRAMES = 4096, RECORDING_VERSION = 1 };

/* Beyond this (+60 dBFS) it is not sound that the file holds. */
static const float loudest = 1000;

/* A file being read, its samples on their way to 48 kHz. */
struct intake {
    str path;
    SNDFILE *file;
    SF_INFO info;
    soxr_t soxr; /* NULL where the file is at 48 kHz */
    float *frames, *mono, *resampled;
    size_t resampled_room;
    struct recording *recording;
    size_t capacity;
    arena *out;
    struct diags *diags;
};

static enum status
refuse(struct intake *in, const char *hint, const char *format, ...)
{
    arena *memory = in->out;
    arena scratch = *memory;
    va_list list;
    va_start(list, format);
    str message = str_format_list(&scratch, format, list);
    va_end(list);
    diag_add(in->diags, DIAG_ERROR, in->path, 0, 0, hint, STR_FMT, STR_ARG(message));
    return STATUS_SCRIPT;
}

static enum status
refuse_length(struct intake *in)
{
    return refuse(in, "record it in parts, one a segment",
                  "lasts longer than %d minutes, the most a take may", RECORDING_SECONDS_MOST / 60);
}

static enum status
open_file(struct intake *in, arena *scratch)
{
    in->file = sf_open(str_terminated(scratch, in->path), SFM_READ, &in->info);
    if (in->file == NULL) {
        return refuse(in, "save it as WAV, FLAC, Ogg or MP3", "not a recording that libsndfile can read: %s",
                      sf_strerror(NULL));
    }
    if (in->info.channels < 1 || in->info.channels > RECORDING_CHANNELS_MOST) {
        return refuse(in, "save it as mono", "has %d channels, at most %d are read", in->info.channels,
                      RECORDING_CHANNELS_MOST);
    }
    if (in->info.samplerate < RECORDING_SOURCE_HZ_LEAST || in->info.samplerate > RECORDING_SOURCE_HZ_MOST) {
        return refuse(in, "save it at 48000 Hz", "has %d samples a second, %d to %d are read",
                      in->info.samplerate, RECORDING_SOURCE_HZ_LEAST, RECORDING_SOURCE_HZ_MOST);
    }
    /* a stream that does not know its length claims the greatest there is */
    if (in->info.frames < SF_COUNT_MAX && in->info.frames / in->info.samplerate > RECORDING_SECONDS_MOST) {
        return refuse_length(in);
    }
    return STATUS_OK;
}

static enum status
prepare(struct intake *in, arena *scratch)
{
    in->frames = arena_new(scratch, float, (size_t)FRAMES *(size_t)in->info.channels);
    in->mono = arena_new(scratch, float, FRAMES);
    in->resampled_room = (size_t)FRAMES * RECORDING_RATE_HZ / (size_t)in->info.samplerate + 64;
    in->resampled = arena_new(scratch, float, in->resampled_room);
    if (in->info.samplerate == RECORDING_RATE_HZ) {
        return STATUS_OK;
    }
    soxr_error_t error;
    soxr_io_spec_t floats = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    soxr_quality_spec_t quality = soxr_quality_spec(SOXR_VHQ, 0);
    soxr_runtime_spec_t one_thread = soxr_runtime_spec(1);
    in->soxr = soxr_create(in->info.samplerate, RECORDING_RATE_HZ, 1, &error, &floats, &quality, &one_thread);
    if (error != NULL) {
        diag_add(in->diags, DIAG_ERROR, in->path, 0, 0, NULL, "cannot be resampled: %s",
                 soxr_strerror(error));
        return STATUS_SYSTEM;
    }
    return STATUS_OK;
}

static void
keep(struct intake *in, const float *samples, size_t count)
{
    struct recording *r = in->recording;
    while (in->capacity - r->count < count) {
        r->samples = arena_grow(in->out, r->samples, sizeof *r->samples, &in->capacity);
    }
    if (count > 0) {
        memcpy(r->samples + r->count, samples, count * sizeof *samples);
        r->count += count;
    }
}

/* samples NULL: no more will come. */
static enum status
resample(struct intake *in, const float *samples, size_t count)
{
    if (in->soxr == NULL) {
        keep(in, samples, count);
        return STATUS_OK;
    }
    size_t taken = 0, given;
    do {
        size_t used = 0;
        soxr_error_t error = soxr_process(in->soxr, samples == NULL ? NULL : samples + taken,
                                          samples == NULL ? 0 : count - taken, &used, in->resampled,
                                          in->resampled_room, &given);
        if (error != NULL) {
            diag_add(in->diags, DIAG_ERROR, in->path, 0, 0, NULL, "cannot be resampled: %s",
                     soxr_strerror(error));
            return STATUS_SYSTEM;
        }
        taken += used;
        keep(in, in->resampled, given);
    } while (taken < count || given == in->resampled_room || (samples == NULL && given > 0));
    return STATUS_OK;
}

/* False where a sample is no number, or no sound. */
static bool
mix(struct intake *in, size_t frames)
{
    size_t channels = (size_t)in->info.channels;
    for (size_t i = 0; i < frames; i++) {
        float sum = 0;
        for (size_t c = 0; c < channels; c++) {
            float sample = in->frames[i * channels + c];
            if (!(fabsf(sample) <= loudest)) { /* NaN is not, either */
                return false;
            }
            sum += sample;
        }
        in->mono[i] = sum / (float)channels;
    }
    return true;
}

static enum status
read_all(struct intake *in)
{
    sf_count_t got;
    uint64_t frames = 0, most = (uint64_t)in->info.samplerate * RECORDING_SECONDS_MOST;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && (got = sf_readf_float(in->file, in->frames, FRAMES)) > 0) {
        frames += (uint64_t)got;
        if (frames > most) {
            return refuse_length(in);
        }
        if (!mix(in, (size_t)got)) {
            return refuse(in, "export it again",
                          "holds samples that are no sound (not a number, or infinite)");
        }
        status = resample(in, in->mono, (size_t)got);
    }
    if (status == STATUS_OK && sf_error(in->file) != SF_ERR_NO_ERROR) {
        return refuse(in, "export it again", "is damaged: %s", sf_strerror(in->file));
    }
    if (status == STATUS_OK && in->info.frames < SF_COUNT_MAX &&
        frames + (uint64_t)in->info.samplerate / 2 < (uint64_t)in->info.frames) {
        double rate = in->info.samplerate;
        return refuse(in, "copy it again", "is cut off: %.1f s of %.1f s", (double)frames / rate,
                      (double)in->info.frames / rate);
    }
    if (status == STATUS_OK && in->soxr != NULL) {
        status = resample(in, NULL, 0);
    }
    if (status == STATUS_OK && in->recording->count == 0) {
        return refuse(in, "export it again", "holds no sound at all");
    }
    return status;
}

static void
centre(struct recording *r)
{
    double sum = 0;
    for (size_t i = 0; i < r->count; i++) {
        sum += (double)r->samples[i];
    }
    float offset = (float)(sum / (double)r->count);
    for (size_t i = 0; i < r->count; i++) {
        r->samples[i] -= offset;
    }
}

enum status
recording_read(arena *out, arena scratch, str path, struct recording *recording, struct diags *diags)
{
    *recording = (struct recording){0};
    struct intake in = {.path = path, .recording = recording, .out = out, .diags = diags};
    enum status status = open_file(&in, &scratch);
    if (status == STATUS_OK) {
        status = prepare(&in, &scratch);
    }
    if (status == STATUS_OK) {
        status = read_all(&in);
    }
    if (status == STATUS_OK) {
        centre(recording);
    }
    if (in.soxr != NULL) {
        soxr_delete(in.soxr);
    }
    if (in.file != NULL) {
        sf_close(in.file);
    }
    return status;
}

/* A quarter of a cosine on each side: 0 at the outermost sample. */
static void
fade(float *outer, ptrdiff_t step, size_t frames, size_t count)
{
    static const double quarter = 1.57079632679489661923;
    frames = frames < count ? frames : count;
    for (size_t i = 0; i < frames; i++) {
        double s = sin(quarter * (double)i / (double)frames);
        outer[(ptrdiff_t)i * step] *= (float)(s * s);
    }
}

void
recording_slice(arena *out, const struct recording *recording, struct sample_range range, struct take *take)
{
    enum { PER_MS = RECORDING_RATE_HZ / 1000 };
    *take = (struct take){.rate_hz = RECORDING_RATE_HZ, .count = range.to - range.from};
    take->samples = arena_new(out, float, take->count);
    memcpy(take->samples, recording->samples + range.from, take->count * sizeof *take->samples);
    fade(take->samples, 1, (size_t)RECORDING_FADE_IN_MS * PER_MS, take->count);
    fade(take->samples + take->count - 1, -1, (size_t)RECORDING_FADE_OUT_MS * PER_MS, take->count);
}

str
recording_identity(arena *out)
{
    return str_format(out, "recording %d; %s; %s", (int)RECORDING_VERSION, sf_version_string(),
                      soxr_version());
}
