/*
 * Another pitch and another pace for speech whose pitch is known: pitch-synchronous overlap-add.
 *
 * In: one piece of speech several times, each at a constant pitch of its own, cut into stretches that match;
 * how long each stretch is to be; the pitch wanted at every moment. Out: the piece at that pitch and pace.
 *
 * Example: "ma" at 120 and at 160 Hz, to fall from 180 to 110 Hz: periods are taken out of the take that is
 * nearest in pitch, one by one, and laid down closer or further apart, some twice or not at all.
 *
 * What is not voiced is copied as it is. Source: E. Moulines, F. Charpentier, "Pitch-synchronous waveform
 * processing techniques for text-to-speech synthesis using diphones", Speech Communication 9 (1990) 453–467.
 */
#ifndef SPEAK_OVERLAP_ADD_H
#define SPEAK_OVERLAP_ADD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OVERLAP_TAKES_MAX = 4 };

/* Speech at a constant pitch. */
struct overlap_take {
    const float *samples;
    size_t count;
    double period; /* samples from one pulse to the next, ≥ 2 */
};

/* A stretch of the piece, all of it voiced or none. Stretches follow one another without a gap. */
struct overlap_stretch {
    bool voiced;
    uint32_t first[OVERLAP_TAKES_MAX], count[OVERLAP_TAKES_MAX]; /* samples of each take */
    uint32_t length; /* samples of the result; as long as in take 0 where not voiced */
};

struct overlap_piece {
    const struct overlap_take *takes;
    size_t take_count; /* 1 to OVERLAP_TAKES_MAX */
    const struct overlap_stretch *stretches;
    size_t stretch_count;
    const double *periods; /* wanted, in samples, > 0, one every OVERLAP_STEP samples of the result: its
                              length / OVERLAP_STEP + 2 of them, as contour_draw gives */
};

enum { OVERLAP_STEP = 32 };

/* The stretches' lengths together: samples of the result. */
size_t overlap_length(const struct overlap_stretch *stretches, size_t count);

/* Writes overlap_length samples to `result`. */
void overlap_add(const struct overlap_piece *piece, float *result);

#endif
