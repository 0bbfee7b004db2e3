#include "speak/speech_file.h"

#include <math.h>
#include <sndfile.h>

enum {
    RATE_LEAST_HZ = 8000,
    RATE_MOST_HZ = 192000,
    SECONDS_MAX = 600,
    CHANNELS_MAX = 2,
    BLOCK_FRAMES = 4096
};

static bool
is_wav(int format)
{
    switch (format & SF_FORMAT_TYPEMASK) {
    case SF_FORMAT_WAV:
    case SF_FORMAT_WAVEX:
    case SF_FORMAT_RF64:
    case SF_FORMAT_W64:
        return true;
    default:
        return false;
    }
}

/* A header written before the length was known may promise more than there is: what is there counts. */
static bool
read_samples(arena *out, SNDFILE *handle, int channels, struct speech_file *file, str *problem)
{
    size_t capacity = 0, limit = (size_t)file->rate_hz * SECONDS_MAX;
    float block[BLOCK_FRAMES * CHANNELS_MAX];
    sf_count_t got;
    while ((got = sf_readf_float(handle, block, BLOCK_FRAMES)) > 0) {
        for (sf_count_t i = 0; i < got; i++) {
            float sample = channels == 1 ? block[i] : (block[2 * i] + block[2 * i + 1]) / 2;
            if (!isfinite(sample)) {
                *problem = STR("wrote samples that are no numbers");
                return false;
            }
            *arena_push(out, file->samples, file->count, capacity) = sample;
        }
        if (file->count > limit) {
            *problem = str_format(out, "wrote more than %d minutes of sound", SECONDS_MAX / 60);
            return false;
        }
    }
    return true;
}

bool
speech_file_read(arena *out, str path, struct speech_file *file, str *problem)
{
    SF_INFO info = {0};
    *file = (struct speech_file){0};
    SNDFILE *handle = sf_open(str_terminated(out, path), SFM_READ, &info);
    if (handle == NULL || !is_wav(info.format)) {
        if (handle != NULL) {
            sf_close(handle);
        }
        *problem = STR("wrote no WAV file");
        return false;
    }
    bool ok = false;
    if (info.channels > CHANNELS_MAX) {
        *problem = str_format(out, "wrote %d channels; one or two are read", info.channels);
    } else if (info.samplerate < RATE_LEAST_HZ || info.samplerate > RATE_MOST_HZ) {
        *problem = str_format(out, "wrote %d samples a second; %d to %d are read", info.samplerate,
                              RATE_LEAST_HZ, RATE_MOST_HZ);
    } else {
        file->rate_hz = (uint32_t)info.samplerate;
        ok = read_samples(out, handle, info.channels, file, problem);
    }
    sf_close(handle);
    return ok;
}
