/*
 * The sounds a Mandarin syllable is made of, as coarsely as levels in a few bands tell them apart.
 *
 * In: a base syllable ("zhong"). Out: classes of sound in order, and what each looks like in bands.h's bands.
 *
 * Example: zhuang gives closure, friction of zh, u, a, nasal.
 *
 * Where the levels come from: the usual formants of Mandarin vowels and the places of its friction (Lee and
 * Zee, Standard Chinese (Beijing), JIPA 33, 2003), rounded; a take shifts them to its own voice (estimate.c).
 */
#ifndef SPEAK_SOUNDS_H
#define SPEAK_SOUNDS_H

#include <stdbool.h>

#include "speak/bands.h"

enum sound_class {
    SOUND_SILENCE, /* a pause, and the closure of a stop */
    SOUND_BURST,   /* b d g and what follows the closure of p t k; h f */
    SOUND_HISS,    /* z c s */
    SOUND_HUSH,    /* zh ch sh */
    SOUND_PALATAL, /* j q x */
    SOUND_NASAL,   /* m n ng */
    SOUND_LIQUID,  /* l r -r */
    SOUND_A,
    SOUND_O,
    SOUND_E,
    SOUND_I,
    SOUND_U,
    SOUND_Y,      /* ü */
    SOUND_APICAL, /* the vowel of si and shi */
    SOUND_CLASSES,
};

enum { SOUNDS_MAX = 6 };

extern const float sounds_levels_db[SOUND_CLASSES][BANDS_MAX];

/* How many; 0 for what is no syllable. */
unsigned sounds_of(const char *base, bool erhua, unsigned char sounds[SOUNDS_MAX]);

#endif
