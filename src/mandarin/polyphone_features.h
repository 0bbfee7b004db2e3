/*
 * What the context model looks at: the features of one polyphonic character in its sentence.
 *
 * In: a sentence cut into words, and a character in it with its candidate readings. Out: keys, one for each
 * thing seen (the character in front, the word behind, which characters are near …), and ballots: which
 * candidate the lexicon's words speak for.
 *
 * Both the program that trains the model and the one that uses it see sentences through these calls only.
 */
#ifndef MANDARIN_POLYPHONE_FEATURES_H
#define MANDARIN_POLYPHONE_FEATURES_H

#include "mandarin/lexicon.h"
#include "mandarin/reading.h"

#define POLYPHONE_CANDIDATES_MAX 4u
#define POLYPHONE_KEYS_MAX       112u
#define POLYPHONE_BALLOTS_MAX    64u
#define POLYPHONE_BALLOT_KINDS   32u

/* Kinds are known for the characters from here to here: the Unified Ideographs of Unicode's first block. */
#define POLYPHONE_KINDS_FIRST 0x4E00u
#define POLYPHONE_KINDS_COUNT 0x5200u

/* What names are made of, one bit each, or'ed. */
enum polyphone_kind {
    KIND_FOREIGN = 1, /* of foreign names: 尔 斯 塔 */
    KIND_SURNAME = 2,
    KIND_PLACE = 4,   /* the end of a place's name: 县 河 */
    KIND_TYPICAL = 8, /* of given names: 国 丽 */
    KIND_DIGIT = 16,
};

/* Where a model keeps the weights of the keys: in a table of hashed keys, by buckets. */
#define POLYPHONE_BUCKET 16u /* slots that one cache line holds */
struct polyphone_table {
    const uint32_t *slots;
    uint32_t buckets;
};

/* Where the search for a key begins. */
static inline uint32_t
polyphone_bucket_of(uint32_t key, uint32_t buckets)
{
    return (uint32_t)((uint64_t)key * buckets >> 32);
}

/* A sentence, made ready once for all its characters. Lives in the arena that it was made in. */
struct polyphone_text {
    const struct reading *reading; /* its words */
    const struct lexicon *lexicon;
    const uint8_t *kinds;         /* enum polyphone_kind of each character, POLYPHONE_KINDS_COUNT of them */
    const uint32_t *characters;   /* code points, 0 before the first and behind the last */
    const uint16_t *ids;          /* the lexicon's, 0 likewise */
    const uint32_t *words;        /* a key for each word */
    struct polyphone_table table; /* for each key its bucket is fetched; no buckets: none is */
};

struct polyphone_ballot {
    uint8_t kind;      /* below POLYPHONE_BALLOT_KINDS */
    uint8_t candidate; /* index of the one it is for */
};

struct polyphone_features {
    size_t key_count, ballot_count;
    uint32_t keys[POLYPHONE_KEYS_MAX]; /* evenly spread; the character is part of each */
    struct polyphone_ballot ballots[POLYPHONE_BALLOTS_MAX];
};

/* kinds: static or in memory that outlives the text. */
struct polyphone_text polyphone_text_of(arena *out, const struct lexicon *lexicon, const uint8_t *kinds,
                                        const struct reading *reading);

/* The lexicon's reading of the character `at` of the word `word`: the word's own, else the default. */
syllable polyphone_vote(const struct polyphone_text *text, size_t at, size_t word);

/* at: index of a spoken character; word: index of the word that holds it; candidates: `count` of them, at
 * most POLYPHONE_CANDIDATES_MAX. */
void polyphone_features_of(const struct polyphone_text *text, size_t at, size_t word,
                           const syllable *candidates, size_t count, struct polyphone_features *features);

#endif
