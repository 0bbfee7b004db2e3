/*
 * Everything a tour is made from, as one hash: where it is the same, the tour is.
 *
 * In: a request, the draft, the cast, and the keys of its clips. Out: 64 hexadecimal digits.
 *
 * Article and captions count by what they say; all other files by size and time of last change, as make(1)
 * does. The versions of libopus, soxr and eSpeak NG are in the keys.
 *
 * Example: inputs_hash(out, scratch, &request, &draft, &cast, keys), then standing_is(folder, hash).
 */
#ifndef RENDER_INPUTS_H
#define RENDER_INPUTS_H

#include "render/build.h"
#include "render/cast.h"
#include "render/draft.h"

/* keys: one a sentence, empty where it makes no sound. */
str inputs_hash(arena *out, arena scratch, const struct build_request *request, const struct draft *draft,
                const struct cast *cast, const str *keys);

#endif
