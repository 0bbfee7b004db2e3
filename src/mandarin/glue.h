/*
 * Which neighbouring words no reader parts.
 *
 * In: two words and what stands between them. Out: whether they are one chunk.
 * Example: 站|在, 看|过, 三|座, 城墙|下 hold together; 在|城墙 does not.
 */
#ifndef MANDARIN_GLUE_H
#define MANDARIN_GLUE_H

#include "mandarin/bead.h"
#include "mandarin/chunk.h"

/* Is `bead` the second half of a verb: 站|在 装得|下 提|起来? length: syllables of the verb's chunk. */
bool glue_completes(const struct bead *verb, const struct bead *bead, unsigned length);

/* Does b belong to the chunk that ends with a? pause: what the marks between them ask for. */
bool glue_holds(const struct chunk *chunk, const struct bead *a, const struct bead *b, enum pause pause);

#endif
