/*
 * How large a picture is, as its file says: PNG, JPEG, GIF and WebP.
 *
 * In: a file of the tour. Out: pixels.
 *
 * Example: photos/104.jpg, a frame header of 768 lines of 1024 samples → {1024, 768}
 */
#ifndef VERIFY_IMAGE_SIZE_H
#define VERIFY_IMAGE_SIZE_H

#include "verify/findings.h"

struct image_size {
    uint64_t width, height;
};

/* False, without a finding, for what is none of these by its first bytes, or breaks off. */
bool image_size_read(struct findings *f, str file, arena scratch, struct image_size *size);

#endif
