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

#endif
