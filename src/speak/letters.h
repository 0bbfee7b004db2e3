/*
 * Letter words, GDP and LED, as Chinese speakers say them: letter by letter, in Mandarin sounds.
 *
 * In: a Latin word of a reading. Out: whether it is said letter by letter, and eSpeak NG's phonemes (its
 * table "cmn") for each letter.
 *
 * Example: GDP is said ji di pi, high and level but for the last, which falls; WiFi is a word, left to the
 * Latin voice.
 *
 * Source of the names: Mandarin speakers' usual ones for the English letters (F ai-fu, H ei-chi, R ar, W
 * da-bu-liu), for which no standard exists; their tones: the last falls, those before it lie high.
 */
#ifndef SPEAK_LETTERS_H
#define SPEAK_LETTERS_H

#include "mandarin/reading.h"

/* Letters A–Z: a single one, up to three capitals, or up to eight without a vowel (HTML). */
bool letters_are_spelled(const struct reading *reading, const struct spoken_syllable *s);

/* A letter's name as [[…]] input, syllables parted by spaces, without the brackets, and how many phonemes it
 * holds. letter: A–Z or a–z. */
const char *letters_name(uint32_t letter, unsigned *phonemes);

#endif
