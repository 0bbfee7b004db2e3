/*
 * The photos that stops show, copied into the tour.
 *
 * In: stop.photo, paths within the script folder. Out: photos/NNN.ext, named by the stop's number so that no
 * name from a script reaches a file system or a URL.
 *
 * Example: stop 104 shows photos/Hafen (1).JPG, in truth a PNG file → photos/104.png
 */
#ifndef PUBLISH_PHOTOS_H
#define PUBLISH_PHOTOS_H

#include "publish/timeline.h"

/* (*photos)[i]: the path within the folder of stop i's photo, empty where it has none; both live in *out. A
 * photo that photo_read refuses is a warning and is not shown. */
MUST_CHECK enum status photos_copy(arena *out, const struct timeline *timeline, str folder,
                                   const str **photos, struct diags *diags);

struct press;

/* The photo of a stop as it stands in the tour's folder. Where it cannot be read, false and an error, for
 * which publish_tour gives up. */
bool photos_read(const struct press *press, size_t stop, arena *out, str *bytes);

#endif
