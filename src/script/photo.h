/*
 * A photo's file: is it there, inside the script folder, and an image?
 *
 * In: the script folder and a name as the producer wrote it. Out: its path within the folder; its bytes.
 *
 * Example: "lake.jpg" → "photos/lake.jpg", where only that one exists; "../lake.jpg" → PHOTO_OUTSIDE.
 *
 * A name is looked for in the folder itself, then in photos/; %20 and the like are tried decoded. Links may
 * not lead out of the folder, for a tour publishes what they lead to.
 */
#ifndef SCRIPT_PHOTO_H
#define SCRIPT_PHOTO_H

#include "base/diag.h"
#include "script/image.h"

/* PHOTO_UNSEEN: the system does not let us look; errno says why. */
enum photo_result { PHOTO_FOUND, PHOTO_MISSING, PHOTO_OUTSIDE, PHOTO_REMOTE, PHOTO_UNSEEN };

enum photo_result photo_resolve(arena *out, arena scratch, str folder, str written, str *path);

#define PHOTO_HINT "photos are JPEG, PNG, WebP, AVIF, GIF or SVG files of at most 64 MiB"

/* Reads a file of at most IMAGE_FILE_MIB_MAX. *fault: NULL, or why a tour cannot show it. */
MUST_CHECK enum status photo_read(arena *out, str path, str *bytes, struct image *image, const char **fault,
                                  struct diags *diags);

#endif
