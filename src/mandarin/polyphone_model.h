/*
 * The context model of polyphonic characters: one softmax classifier a character over sparse features, its
 * weights in four bits each (voices/mandarin/MODEL.md says how it was trained).
 *
 * In: the bytes of mandarin/polyphones.bin, and a character's features. Out: its likeliest reading.
 * Example: 银行 → hang2 with a probability of 0.99; 为 in 为|人民 → wei4
 *
 * The file, numbers little-endian, each section at a multiple of 8 bytes, the last of 64:
 *
 *   header      struct polyphone_header
 *   ballots     int16_t  [POLYPHONE_BALLOT_KINDS]   weight of each kind of ballot, in POLYPHONE_UNIT
 *   kinds       uint8_t  [POLYPHONE_KINDS_COUNT]    enum polyphone_kind of each character
 *   characters  struct polyphone [characters]       ascending code points
 *   slots       uint32_t [buckets][16]              a key's bucket, or the next where that is full: 16 bits
 * of the key, four weights of 4 bits (two's complement, POLYPHONE_STEP); 0 is free; filled from the first on
 */
#ifndef MANDARIN_POLYPHONE_MODEL_H
#define MANDARIN_POLYPHONE_MODEL_H

#include "mandarin/polyphone_features.h"

#define POLYPHONE_MAGIC   0x4E4F48504C4F4144u /* "DAOLPHON" */
#define POLYPHONE_VERSION 1u
#define POLYPHONE_UNIT    64 /* scores count in 1/64 of a logit */
#define POLYPHONE_STEP    7  /* units of one step of a 4-bit weight */

struct polyphone_header {
    uint64_t magic;
    uint64_t checksum; /* lexicon_checksum of all that follows it */
    uint64_t size;     /* bytes of the whole file */
    uint32_t version;
    uint32_t syllable_bases; /* SYLLABLE_BASE_COUNT: another table would give other syllables */
    uint32_t characters, buckets;
};

/* One character's candidates, the most frequent in the training data first. */
struct polyphone {
    uint32_t code_point;
    uint16_t count;    /* 2 … POLYPHONE_CANDIDATES_MAX */
    uint16_t constant; /* 1: only the first was ever seen, so that nothing can overrule a word that says so */
    syllable candidates[POLYPHONE_CANDIDATES_MAX];
};

struct polyphone_layout {
    uint64_t ballots, kinds, characters, slots, size;
};

struct polyphone_choice {
    syllable reading;
    syllable second;    /* the next likely one */
    double probability; /* of the reading, 0 … 1 */
};

struct polyphone_model;

/* Bytes that begin at a multiple of 8 and outlive the model. NULL when they are no sound model of this
 * version and byte order; *why then says so in words, static. The weights themselves are
 * polyphone_model_is_sound's. */
const struct polyphone_model *polyphone_model_open(arena *out, str bytes, const char **why);

/* Whether all bytes are as they were packed; reads all of them. */
bool polyphone_model_is_sound(const struct polyphone_model *model);

/* The character's candidates, NULL where it has no classifier; valid with the model's bytes. */
const struct polyphone *polyphone_model_find(const struct polyphone_model *model, uint32_t code_point);

/* For polyphone_text_of, and for the text that it makes. */
const uint8_t *polyphone_model_kinds(const struct polyphone_model *model);
struct polyphone_table polyphone_model_table(const struct polyphone_model *model);

/* polyphone: one of the model's; features: made with its candidates. allowed: bit i for candidate i, at least
 * one bit set. */
struct polyphone_choice polyphone_model_choose(const struct polyphone_model *model,
                                               const struct polyphone *polyphone,
                                               const struct polyphone_features *features, unsigned allowed);

struct polyphone_layout polyphone_layout_of(const struct polyphone_header *header);

/* What the slot that has the key holds in its upper 16 bits. */
uint32_t polyphone_print_of(uint32_t key);

#endif
