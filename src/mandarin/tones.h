/*
 * A reading's syllables as the sandhi rules see them: one entry a sounding syllable, in order, with what lies
 * between it and the next.
 *
 * In: a reading whose citation tones are set and whose merged 儿 are marked. Out: spoken tones, rule by rule.
 * Example: 他说：“不对。” has the entries ta1 shuo1 | bu4 dui4; the bar is a stop: joined is false there.
 *
 * Everything in it lives in sandhi_apply's scratch.
 */
#ifndef MANDARIN_TONES_H
#define MANDARIN_TONES_H

#include "mandarin/reading.h"

struct tone {
    struct spoken_syllable *syllable; /* its `spoken` is what the rules write */
    uint32_t character;               /* code point; 0 for a Latin word */
    uint32_t word;                    /* index of its word */
    uint8_t role;                     /* enum word_role of the word */
    uint8_t class;                    /* enum word_class of the word */
    uint8_t gap;                      /* enum prosodic_break behind it; inside a word BREAK_NONE */
    bool joined;       /* nothing but opening quotation marks and spaces before the next entry */
    bool hidden_third; /* neutral, yet changes a third tone before it: 想想 xiang2 xiang5 */
    bool in_foot;      /* third tones: its word has found its partner */
};

struct tones {
    const struct mandarin *mandarin; /* its lexicon may be NULL: rules then do without it */
    const struct reading *reading;
    struct tone *items;
    size_t count;
};

/* The character `distance` entries away (±1, ±2), or 0 where a stop, a Latin word or the end lies between. */
uint32_t tones_character(const struct tones *tones, size_t index, int distance);

bool tones_word_begins(const struct tones *tones, size_t index);
bool tones_word_ends(const struct tones *tones, size_t index);

/* Characters of the entry's word. */
size_t tones_word_length(const struct tones *tones, size_t index);

/* The class of the word before the entry's own; CLASS_UNKNOWN across a stop too. */
uint8_t tones_class_before(const struct tones *tones, size_t index);

/* The tone the character has in full, for neutral syllables too where it is known; 0 where not. */
unsigned tones_full_tone(const struct tones *tones, size_t index);

void tones_set(struct tone *tone, unsigned value);

/* The rules, in order. */
void tones_change_yi(struct tones *tones);    /* 一 */
void tones_change_bu(struct tones *tones);    /* 不 */
void tones_make_neutral(struct tones *tones); /* neutral tones that depend on the neighbours */
void tones_change_third(struct tones *tones); /* third before third */

/* What tones_make_neutral asks of 过, of 来 and 去, of 里 and 上: are they neutral here? */
bool tones_is_experience(const struct tones *tones, size_t index);
bool tones_is_direction(const struct tones *tones, size_t index);
bool tones_is_place(const struct tones *tones, size_t index);

#endif
