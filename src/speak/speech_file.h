/*
 * Speech that another program wrote, read from its WAV file.
 *
 * In: a WAV file (RIFF, RF64 or W64) of one or two channels, 8 to 192 kHz, at most ten minutes. Out: samples,
 * mono.
 *
 * Example: two channels that hold 0.2 and 0.4 give 0.3.
 */
#ifndef SPEAK_SPEECH_FILE_H
#define SPEAK_SPEECH_FILE_H

#include "base/str.h"

struct speech_file {
    float *samples;
    size_t count;
    uint32_t rate_hz;
};

/* Samples live in *out. On false *problem continues "the program …": "wrote no WAV file". */
bool speech_file_read(arena *out, str path, struct speech_file *file, str *problem);

#endif
