/*
 * Which bracket or quotation mark closes which.
 *
 * In: a text. Out: its opening and closing marks in order, each with its partner.
 *
 * Example: “山、海”）→ “ at 0 with partner 12, ” at 12 with partner 0, ） at 15 without one.
 *
 * An opener that never closes does not swallow the rest: a closer looks past it for its own kind. Apostrophes
 * (’ between Latin letters), list numbers (1) and inch marks are no marks here. Linear in the text.
 */
#ifndef SCRIPT_PAIRS_H
#define SCRIPT_PAIRS_H

#include "base/str.h"

#define PAIR_NONE UINT32_MAX

struct pair_mark {
    uint32_t at;      /* byte offset in the text */
    uint32_t partner; /* byte offset of the matching mark, or PAIR_NONE */
    uint32_t index;   /* code points before it */
    uint32_t span;    /* code points from it to the partner; 0 without one */
    unsigned char kind;
    bool opens;
};

struct pairs {
    struct pair_mark *items;
    size_t count;
};

struct pairs pairs_find(arena *out, str text);

/* First mark without a partner that opens (or closes) in the text; NULL where all match. */
const struct pair_mark *pairs_unmatched(const struct pairs *pairs, bool opens);

#endif
