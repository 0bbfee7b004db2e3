/*
 * From characters a minute, pauses included, to eSpeak NG's rate parameter.
 *
 * In: the voice's pace and its pauses inside sentences. Out: the rates for Mandarin and for Latin words.
 *
 * Example: 220 characters a minute with 240 ms at clauses and 140 ms in lists is eSpeak rate 178.
 *
 * Running text counts its sentence pauses too, but at a fixed 500 ms: a changed sentence_ms must not speak
 * every sentence again. The pauses between paragraphs and around stops come on top.
 */
#ifndef SPEAK_ESPEAK_RATE_H
#define SPEAK_ESPEAK_RATE_H

#include "speak/voice.h"

struct espeak_rate {
    int mandarin, latin; /* espeakRATE: 80–450 */
    double syllable_s;   /* a full Mandarin syllable's mean duration */
};

struct espeak_rate espeak_rate_for(const struct voice *voice);

enum { ESPEAK_PITCHES = 2 };

/* The constant pitches that every piece is spoken at (overlap_add.h): a quarter of the voice's range below
 * its middle, then a quarter above, so that no period is moved further than that. Three, a third of the range
 * apart, measure alike (make bench-voice) and cost half as much again. */
void espeak_pitches_for(const struct voice *voice, unsigned pitches_hz[ESPEAK_PITCHES]);

#endif
