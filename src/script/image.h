/*
 * What kind of image a file is, by its bytes: its name may say anything.
 *
 * In: the whole file. Out: its kind and, for JPEG and PNG, its size.
 *
 * Example: a web page saved as tower.jpg → false; a PNG file of that name → {.extension = "png", .width = 640
 * …}
 *
 * What breaks off is no image: JPEG, PNG, WebP, AVIF and GIF are followed from part to part to their end
 * mark, SVG has to be a document whose root is svg, closed. Pixels are not decoded.
 */
#ifndef SCRIPT_IMAGE_H
#define SCRIPT_IMAGE_H

#include "base/str.h"

enum { IMAGE_FILE_MIB_MAX = 64 };

struct image {
    const char *extension;  /* "jpg", "png", "webp", "avif", "gif" or "svg" */
    uint32_t width, height; /* pixels; 0 where not read */
    uint32_t depth_bits;    /* of a pixel; 0 where not read */
};

bool image_read(str bytes, struct image *image);

#endif
