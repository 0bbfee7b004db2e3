/*
 * Measures stretches of sound while it streams past.
 *
 * In: windows, sorted by where they begin, and blocks of samples in order. Out: each window's peak and the
 * first sample in it that is not silent.
 *
 * Example: {.from = 14400, .to = 19200} over silence → peak 0, first_sound LISTEN_NONE.
 */
#ifndef VERIFY_LISTEN_H
#define VERIFY_LISTEN_H

#include <stddef.h>
#include <stdint.h>

/* What counts as silent: −60 dBFS. */
#define LISTEN_SILENCE 0.001F
#define LISTEN_NONE    UINT64_MAX

struct window {
    uint64_t from, to;    /* samples, to is one past the last */
    float peak;           /* largest |sample| */
    uint64_t first_sound; /* from the stream's start, or LISTEN_NONE */
    uint32_t kind;        /* the caller's */
    uint32_t index;       /* the caller's */
};

struct listener {
    struct window *windows;
    size_t count;
    size_t first; /* all before it are behind the stream */
    uint64_t at;  /* samples heard so far */
};

/* Sorts the windows and clears what they measured. */
struct listener listen_start(struct window *windows, size_t count);

void listen_block(struct listener *l, const float *samples, size_t count);

/* A peak as dBFS, −120 at least. */
double listen_db(double peak);

#endif
