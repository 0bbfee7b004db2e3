/*
 * A stop's photo as it lies inside the tracks.
 *
 * In: the bytes of a JPEG or PNG file. Out: its kind and size, and the block that Ogg comments hold it in
 * (METADATA_BLOCK_PICTURE, which RFC 7845 section 5.2 takes over from FLAC: RFC 9639 section 8.8).
 *
 * Example: a PNG file of 640 by 480 → {.mime = image/png, .width = 640, .height = 480, .depth_bits = 24}
 */
#ifndef PUBLISH_PICTURE_H
#define PUBLISH_PICTURE_H

#include "base/str.h"

enum { PICTURE_BYTES_MAX = (1 << 20) - 1 };

struct picture {
    str bytes; /* empty: no picture */
    str mime;
    uint32_t width, height; /* pixels */
    uint32_t depth_bits;    /* of a pixel */
};

/* False for what is neither, breaks off, or is larger than PICTURE_BYTES_MAX or 65,535 pixels, MP4's most.
 * bytes are not copied. */
bool picture_read(str bytes, struct picture *picture);

/* The block in base64, a front cover. */
str picture_block(arena *out, const struct picture *picture, str description);

#endif
