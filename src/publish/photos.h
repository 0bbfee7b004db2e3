/*
 * The photos that stops show, copied into the tour.
 *
 * In: stop.photo, paths within the script folder. Out: photos/NNN.ext, named by the stop's number so that no
 * name from a script reaches a file system or a URL.
 *
 * Example: stop 104 shows photos/Hafen (1).JPG → photos/104.jpg
 */
#ifndef PUBLISH_PHOTOS_H
#define PUBLISH_PHOTOS_H

#include "publish/timeline.h"

enum { PHOTO_BYTES_MAX = 64 << 20 };

/* (*photos)[i]: the path within the folder of stop i's photo, empty where it has none; both live in *out. A
 * photo that is not there, or is no JPEG, PNG, WebP, AVIF, GIF or SVG by name, is a warning and is not shown.
 */
MUST_CHECK enum status photos_copy(arena *out, const struct timeline *timeline, str folder,
                                   const str **photos, struct diags *diags);

#endif
