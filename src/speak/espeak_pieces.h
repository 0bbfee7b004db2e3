/*
 * A reading cut into what eSpeak NG is given at one time.
 *
 * In: a reading. Out: pieces of one voice each, which no pause divides: Mandarin and letter words as
 * phonemes, Latin words as they stand, with the silence before each and the syllables (marks) it holds.
 *
 * Example: 你好，Bob来了 gives [[n|'i35 X|'Au214]], then "Bob" after clause_ms, then [[l|'ai35 l|@11]].
 */
#ifndef SPEAK_ESPEAK_PIECES_H
#define SPEAK_ESPEAK_PIECES_H

#include "mandarin/reading.h"
#include "speak/voice.h"

enum {
    /* eSpeak reads at most 800 bytes as one clause and 160 as one word; a syllable takes up to 17. */
    ESPEAK_PIECE_SYLLABLES = 32,     /* then the next word begins a new piece */
    ESPEAK_PIECE_SYLLABLES_MAX = 44, /* then the next syllable does */
    ESPEAK_WORD_SYLLABLES = 6,
    ESPEAK_PIECE_LATIN_BYTES = 300,
    ESPEAK_JOINT_MS = 20, /* between pieces that no break of the reading divides */
};

/* A hanzi's syllable, a letter word or a Latin word. */
struct espeak_unit {
    uint32_t phonemes;  /* Mandarin: phoneme events it causes */
    uint32_t character; /* Latin: where it begins in the text, in characters from 1, as word events say */
};

struct espeak_piece {
    bool latin;
    const char *text; /* NUL-terminated */
    size_t text_bytes;
    uint32_t pause_ms;         /* silence before it */
    struct espeak_unit *units; /* in the order of the marks */
    uint32_t unit_count;       /* at least 1 */
};

struct espeak_pieces {
    struct espeak_piece *items;
    size_t count;
    uint32_t unit_count; /* of all: the take's marks */
};

/* Everything lives in *out. Syllables without a sound of their own (merged 儿, none at all) are left out. */
struct espeak_pieces espeak_cut(arena *out, arena scratch, const struct reading *reading,
                                const struct voice *voice);

#endif
