/*
 * Several sentences read as one: for a recording that cannot be cut into them.
 *
 * In: readings, and where each one's text begins in the text of all. Out: one reading, each sentence read as
 * it was alone.
 *
 * Example: readings of 船来了。 and 走吧！ at offsets 0 and 12 → the reading of 船来了。走吧！ with 走 at
 * byte 12.
 */
#ifndef MANDARIN_READING_JOIN_H
#define MANDARIN_READING_JOIN_H

#include "mandarin/reading.h"

/* text: of all sentences; offsets: bytes, ascending. A sentence's end inside becomes a clause's break. */
struct reading *reading_join(arena *out, str text, struct reading *const *readings, const uint32_t *offsets,
                             size_t count);

#endif
