/*
 * What eSpeak NG hands over while it speaks one piece.
 *
 * In: a piece, and the pitch it is to keep throughout. Out: the samples, and where each phoneme and word
 * begins in them.
 *
 * Example: [[n|'i35]] gives about 6000 samples and the sounds n at 0 and i at 1856, both of the word at
 * character 3. Sample positions are eSpeak's own, exact: the event travels in the same queue as the sound.
 */
#ifndef SPEAK_ESPEAK_CAPTURE_H
#define SPEAK_ESPEAK_CAPTURE_H

#include "base/status.h"
#include "speak/espeak_pieces.h"

enum { ESPEAK_RATE_HZ = 22050 };

enum espeak_sound_kind {
    ESPEAK_SOUND_PHONEME,
    ESPEAK_SOUND_WORD,  /* a word begins: no sound by itself */
    ESPEAK_SOUND_PAUSE, /* silence, or a switch of language */
};

struct espeak_sound {
    uint8_t kind;
    uint32_t sample;
    uint32_t character; /* of the text, from 1: where the word begins that it belongs to */
};

struct espeak_capture {
    float *samples; /* ±1 */
    size_t count;
    struct espeak_sound *sounds;
    size_t sound_count, sound_capacity;
    arena *sample_memory, *sound_memory;
};

/* Speaks one piece with the voice that is set, every period of it at f0_hz (20–500): this is what lets
 * another pitch be laid over it (overlap_add.h). Samples grow in *sample_memory, which holds nothing else,
 * sounds in *sound_memory. Failure: eSpeak refuses. */
MUST_CHECK enum status espeak_capture(arena *sample_memory, arena *sound_memory,
                                      const struct espeak_piece *piece, unsigned f0_hz,
                                      struct espeak_capture *capture);

/* Which sound each of the piece's units starts with, ascending: firsts[piece->unit_count]. False where eSpeak
 * sounded another number of phonemes than the piece was written with. */
bool espeak_locate_units(const struct espeak_piece *piece, const struct espeak_capture *capture,
                         uint32_t *firsts);

#endif
