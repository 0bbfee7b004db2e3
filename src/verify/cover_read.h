/*
 * A photo of the tour that a track can hold: JPEG or PNG.
 *
 * In: a path within the tour. Out: its bytes, what it is, how large.
 *
 * Example: photos/104.png → {.mime = "image/png", .width = 640, .height = 480, …}
 */
#ifndef VERIFY_COVER_READ_H
#define VERIFY_COVER_READ_H

#include "verify/findings.h"

struct cover {
    str path, bytes;
    const char *mime;
    uint32_t width, height; /* 1 to 65,535 pixels */
};

/* False for what is neither, larger than bytes_max, or not there. */
bool cover_read(arena *out, struct findings *f, str path, size_t bytes_max, struct cover *cover);

#endif
