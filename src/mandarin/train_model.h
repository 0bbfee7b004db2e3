/*
 * Labelled sentences → the bytes of polyphones.bin.
 *
 * In: sentences, and a front end whose words they are cut with. Out: a model that polyphone_model_open takes.
 */
#ifndef MANDARIN_TRAIN_MODEL_H
#define MANDARIN_TRAIN_MODEL_H

#include "mandarin/train_sets.h"

/* items: in an order that decides the result. The bytes begin at a multiple of 8 and live in *out. */
str train_model_of(arena *out, arena scratch, const struct mandarin *mandarin,
                   const struct labelled *const *items, size_t count);

#endif
