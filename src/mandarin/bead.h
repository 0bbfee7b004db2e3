/*
 * One word as phrasing sees it: its length, its class where it stands, and what kind of word it is.
 *
 * In: a reading with words and citation syllables. Out: beads, one a word; nothing is kept.
 * Example: the word 三座 is counted; 的 is a particle; 在 leans on the word behind it.
 */
#ifndef MANDARIN_BEAD_H
#define MANDARIN_BEAD_H

#include "mandarin/charset.h"
#include "mandarin/reading.h"

enum { BEAD_CHARS = 8 };

struct bead {
    uint32_t index, syllables;  /* of the word; heard, a Latin word's are guessed from its letters */
    uint32_t chars[BEAD_CHARS]; /* its first characters */
    uint32_t char_count;        /* all of them */
    uint32_t last_char;
    uint32_t lone;             /* its one character; 0 for longer words */
    uint8_t kind, role, class; /* the word's; never CLASS_UNKNOWN */
    uint8_t closed;            /* its one character's function_word_class; CLASS_UNKNOWN for longer words */
    uint8_t last_tone;         /* citation */
    bool figure;               /* 二百四十九 第三 几 */
};

/* Makes *bead the bead of word `index`. Words are asked for in order; *next is the first syllable not yet
 * looked at. */
void bead_make(struct bead *bead, const struct reading *reading, size_t index, size_t *next);

/* Is it this one character? */
static inline bool
bead_is(const struct bead *bead, uint32_t character)
{
    return bead->lone == character;
}

/* Is it one character of this set? */
static inline bool
bead_is_single(const struct bead *bead, const char32_t *set)
{
    return charset_has(set, bead->lone);
}

/* 座 公里 */
bool bead_is_measure(const struct bead *bead);

/* A figure, or a word made of one: 一件 三座 这条, but not 一直 or 这里. */
bool bead_is_counted(const struct bead *bead);

/* 的 and its kind, always with what is before them. */
bool bead_is_particle(const struct bead *bead);

/* A function word that is read with what is behind it: 在 和 不 怎么. */
bool bead_leans(const struct bead *bead);

/* 里 市 者: read with what is before it. */
bool bead_is_suffix(const struct bead *bead);

/* 是, and 就是 也就是 不是, which the lexicon takes for adverbs. */
bool bead_is_copula(const struct bead *bead);

/* Not punctuation and not a character without a reading. */
bool bead_sounds(const struct bead *bead);

#endif
