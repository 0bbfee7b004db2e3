/*
 * The double array of lexicon_format.h, built for lexicon_pack.
 *
 * In: words as rows of ids, in ascending order and each once. Out: a slot for each distinct beginning of a
 * word, hardly a free one between them, and where each word ends. Example: the words 重 and 重新 take two
 * nodes below the root; ends[] are those nodes
 */
#ifndef MANDARIN_LEXICON_ARRAY_H
#define MANDARIN_LEXICON_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "mandarin/lexicon.h"

struct array_word {
    uint16_t ids[LEXICON_WORD_MAX]; /* of its characters, from 1 */
    uint32_t length;                /* 1 … LEXICON_WORD_MAX */
};

struct lexicon_array {
    uint32_t node_count;
    uint16_t *labels; /* one a node; 0: free */
    uint32_t *bases;  /* one a node; in fans where fanned */
    bool *fanned;     /* one a node */
    uint32_t *fans;
    size_t fan_count, fan_capacity;
    uint32_t *ends; /* one a word: its node */
};

/* Everything lives in *out. False where the array would grow past all bounds. */
bool lexicon_array_build(arena *out, const struct array_word *words, size_t count,
                         struct lexicon_array *array);

#endif
