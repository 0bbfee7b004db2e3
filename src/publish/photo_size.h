/*
 * How large a photo is, as its file says.
 *
 * In: the bytes of a file of any kind that tours show. Out: width and height in pixels.
 *
 * Example: <svg viewBox="0 0 40 30.5"> → 40 by 31
 *
 * JPEG and PNG as script/image.h reads them; GIF (89a, section 18); WebP (RFC 9649, sections 2.5 to 2.7);
 * AVIF (ISO 23008-12, section 6.5.3: the largest of its ispe properties, as thumbnails and tiles have one,
 * too); SVG (width and height in pixels of the root, else its viewBox).
 */
#ifndef PUBLISH_PHOTO_SIZE_H
#define PUBLISH_PHOTO_SIZE_H

#include "base/str.h"

enum { PHOTO_SIDE_MAX = 1 << 20 };

struct photo_size {
    uint32_t width, height; /* pixels, 1 to PHOTO_SIDE_MAX */
};

/* False for what is no photo, or does not say its size. */
bool photo_measure(str bytes, struct photo_size *size);

#endif
