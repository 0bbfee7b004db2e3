/*
 * Who speaks a tour, as books name their narrators.
 *
 * In: a press. Out: each voice once, in the order in which they speak, with the program behind it; a recorded
 * take is spoken by a person whose name we do not know, and is not named.
 *
 * Example: narrator (daolan 0.1.0), caption (daolan 0.1.0)
 */
#ifndef PUBLISH_NARRATORS_H
#define PUBLISH_NARRATORS_H

#include "publish/form.h"

/* Returns how many; *names lives in *out. */
size_t narrators_find(arena *out, const struct press *press, str **names);

#endif
