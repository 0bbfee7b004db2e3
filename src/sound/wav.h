/*
 * What Opus packets sound like, as a WAV file: the way to hand speech to an editor.
 *
 * In: packets of 20 ms, mono. Out: 16-bit PCM at 48 kHz, without the first packet's samples (the pre-skip).
 *
 * Example: wav_write(STR("x.wav"), packets, 51, scratch, diags) makes one second.
 */
#ifndef SOUND_WAV_H
#define SOUND_WAV_H

#include "base/diag.h"

MUST_CHECK enum status wav_write(str path, const str *packets, size_t count, arena scratch,
                                 struct diags *diags);

#endif
