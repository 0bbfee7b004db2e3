/*
 * What the fuzz targets share. Each is a libFuzzer target, and with replay.c a plain program that takes
 * files.
 *
 * In: bytes. Out: nothing; a defect ends the process (a sanitizer's report, abort).
 *
 * Example: build/fuzz/fuzz_clip tests/fuzz/corpus/clip/FILE runs each file once.
 */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stdint.h>

#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One of two arenas, reserved once and used from their beginning every time. which: 0 or 1. */
static inline arena
target_arena(unsigned which)
{
    static arena arenas[2];
    if (arenas[which].begin == NULL) {
        arenas[which] = arena_reserve(0);
    }
    return arenas[which];
}

#endif
