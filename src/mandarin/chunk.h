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
    uint32_t core;      /* of them, without particles and suffixes: 2 in 山坡上的 */
    uint8_t pause;      /* enum pause behind it */
    uint8_t class;      /* enum word_class of its first word, as used here; never CLASS_UNKNOWN */
    uint32_t chars[2];  /* its first two */
    bool leans_right;   /* one function word of one syllable: 在 和 不 */
    bool has_number;    /* begins with a number */
    bool is_finite;     /* a verb with 了 着 过 */
    bool is_copula;     /* 是 为 特别是 */
    bool after_verb;    /* it or a chunk before it in its clause is a verb that is no part of a subject */
    bool is_person;     /* 我 你 他 它 by itself */
    bool reports;       /* a verb before a whole sentence: 知道 据说 */
    bool awaits;        /* a verb that ends with 在 到 于: its place is still to come */
    bool ends_de;       /* ends with 的 */
    bool ends_place;    /* ends with 上 中 后 时 … */
    bool is_noun;       /* one common noun of one syllable: 一件|事 */
    bool ends_list;     /* the 和 before a list's last item */
    bool closes_quote;  /* a closing quotation mark before its last word: 竞争力强”的 */
    bool ends_year;     /* 三年 */
    bool closes;        /* holds a closing bracket: 盟）的 */
    bool latin;
};

/* Chunks of the whole reading; *count is set. They live in *out. */
struct chunk *chunk_words(arena *out, const struct reading *reading, size_t *count);

#endif
