/*
 * Where a long stop is divided for the tour's files.
 *
 * In: the places where a stop may be divided, its length, the longest chapter wanted. Out: where its chapters
 * begin.
 *
 * Example: segments begin at 40 s, 80 s and 120 s of 160 s, limit 90 s → chapters at 0 and 80 s.
 *
 * The chapters are as few as the limit allows, then as even as that number allows. A division falls between
 * segments where that leaves a chapter of at least a third of the limit, else between sentences; a single
 * sentence longer than the limit stays whole.
 */
#ifndef PUBLISH_DIVISION_H
#define PUBLISH_DIVISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct boundary {
    uint64_t at;  /* samples from the stop's start; ascending, inside the stop */
    bool segment; /* between segments; else between sentences of one */
};

/* Starts of the chapters, the first 0, in *starts (owned by *out). Returns how many, from 1 to `most`: the
 * limit gives way where `most` would not suffice. length and limit: samples, above 0. */
size_t division_find(arena *out, const struct boundary *boundaries, size_t count, uint64_t length,
                     uint64_t limit, size_t most, uint64_t **starts);

#endif
