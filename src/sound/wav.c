#include "sound/wav.h"

#include <errno.h>
#include <opus.h>
#include <sndfile.h>

#include "sound/clip.h"

static enum status
refuse(struct diags *diags, str path, const char *reason)
{
    diag_add(diags, DIAG_ERROR, path, 0, 0, NULL, "cannot write: %s", reason);
    return STATUS_SYSTEM;
}

static enum status
decode_into(SNDFILE *file, str path, const str *packets, size_t count, struct diags *diags)
{
    int error = OPUS_OK;
    OpusDecoder *decoder = opus_decoder_create(CLIP_RATE_HZ, 1, &error);
    if (decoder == NULL) {
        return refuse(diags, path, opus_strerror(error));
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        float pcm[CLIP_PACKET_SAMPLES];
        const unsigned char *bytes = (const unsigned char *)packets[i].data;
        int samples =
            opus_decode_float(decoder, bytes, (opus_int32)packets[i].len, pcm, CLIP_PACKET_SAMPLES, 0);
        if (samples != CLIP_PACKET_SAMPLES) {
            status = refuse(diags, path, samples < 0 ? opus_strerror(samples) : "a packet is not 20 ms long");
        } else if (i > 0 && sf_writef_float(file, pcm, samples) != samples) {
            status = refuse(diags, path, sf_strerror(file));
        }
    }
    opus_decoder_destroy(decoder);
    return status;
}

enum status
wav_write(str path, const str *packets, size_t count, arena scratch, struct diags *diags)
{
    SF_INFO info = {.samplerate = CLIP_RATE_HZ, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    SNDFILE *file = sf_open(str_terminated(&scratch, path), SFM_WRITE, &info);
    if (file == NULL) {
        return refuse(diags, path, sf_strerror(NULL));
    }
    sf_command(file, SFC_SET_CLIPPING, NULL, SF_TRUE);
    enum status status = decode_into(file, path, packets, count, diags);
    int failed = sf_close(file);
    return status == STATUS_OK && failed != 0 ? refuse(diags, path, sf_error_number(failed)) : status;
}
