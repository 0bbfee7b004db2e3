/*
 * Prosody: how long each syllable lasts, and the pitch it aims at.
 *
 * In: an utterance, and the range of a voice. Out: one unit a mark: its length beside such a
 * syllable's usual one, and its tone targets, in semitones from the middle of the voice's range.
 *
 * Example: 你好吗？ gives ni2 a target that rises, hao3 one that lies low, ma5 a lax one above the middle,
 * since a question lifts its end.
 *
 * What the targets are made of: the tone in its context (half third tone, full before a pause, neutral tone
 * by the tone before it, a high tone raised before a low one), the line they lie on (it falls through a
 * clause and is set back at the next), and the weight of their delivery. Sources: tones and their
 * coarticulation: Y. Xu, "Contextual tonal variations in Mandarin", J. Phonetics 25 (1997) 61–83; neutral
 * tone: Y. Chen, Y. Xu, "Production of weak elements in speech", Phonetica 63 (2006) 47–75; declination and
 * final lowering: C. Shih, "A declination model of Mandarin Chinese", in A. Botinis (ed.), Intonation (2000)
 * 243–268; questions: J. Yuan, C. Shih, G. Kochanski, "Comparison of declarative and interrogative intonation
 * in Chinese", Speech Prosody 2002.
 */
#ifndef SPEAK_PROSODY_H
#define SPEAK_PROSODY_H

#include "base/arena.h"
#include "speak/utterance.h"

enum { PROSODY_TARGETS_MAX = 8 };

/* A part of a unit, and its target (tone_target.h). */
struct prosody_target {
    double share;     /* of the unit's duration; a unit's add up to 1 */
    double height_st; /* at its end */
    double rise_st;   /* of the line from its start to its end; negative: it falls */
    double haste;     /* λ, a second */
};

struct prosody_unit {
    double usual;    /* how long such a syllable usually is, as a share of the voice's mean syllable */
    double own;      /* how much of the engine's difference from that is kept: 0 none, 1 all of it */
    double stretch;  /* how much longer this one is to be; 1: not at all */
    double level_db; /* beside a syllable of full weight */
    double start_st; /* where the voice begins when it comes out of a pause */
    struct prosody_target targets[PROSODY_TARGETS_MAX];
    size_t target_count; /* at least 1 */
};

struct prosody {
    struct prosody_unit *units; /* one a mark (take_has_mark), in order */
    size_t count;
};

/* range_st: semitones that the voice spans. */
struct prosody prosody_plan(arena *out, arena scratch, const struct utterance *utterance, double range_st);

#endif
