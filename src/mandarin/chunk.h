/*
 * Words that no reader parts from each other, joined: the beads that phrasing strings into prosodic words.
 *
 * In: a reading's words. Out: chunks in order, each with its length, what it begins and ends with, and what
 * punctuation follows. Example: 有|二百四十七|个|老旧|小区|的 → 有, 二百四十七个, 老旧, 小区的
 */
#ifndef MANDARIN_CHUNK_H
#define MANDARIN_CHUNK_H

#include "base/arena.h"
#include "mandarin/pause.h"

struct chunk {
    uint32_t last_word; /* index of the word that a break behind the chunk belongs to */
    uint32_t syllables; /* heard; a Latin word's are guessed from its letters */
    uint8_t pause;      /* enum pause behind it */
    bool leans_right;   /* one function word of one syllable: 在 和 不 */
    bool opens;         /* begins with a word that likes a break before it: 是 并 不断 */
    bool has_number;    /* begins with a number */
    bool ends_de;       /* ends with 的 */
    bool ends_place;    /* ends with 上 中 后 时 … */
    bool is_noun;       /* one common noun of one syllable: 一件|事 */
    bool closes;        /* holds a closing bracket: 盟）的 */
    bool latin;
};

/* Chunks of the whole reading; *count is set. They live in *out. */
struct chunk *chunk_words(arena *out, const struct reading *reading, size_t *count);

#endif
