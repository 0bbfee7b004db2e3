/*
 * A photo's file: is it there, and inside the script folder?
 *
 * In: the script folder and a name as the producer wrote it. Out: its path within the folder.
 *
 * Example: "lake.jpg" → "photos/lake.jpg", where only that one exists; "../lake.jpg" → PHOTO_OUTSIDE.
 *
 * A name is looked for in the folder itself, then in photos/; %20 and the like are tried decoded. Links may
 * not lead out of the folder, for a tour publishes what they lead to.
 */
#ifndef SCRIPT_PHOTO_H
#define SCRIPT_PHOTO_H

#include "base/str.h"

enum photo_result { PHOTO_FOUND, PHOTO_MISSING, PHOTO_OUTSIDE, PHOTO_REMOTE };

enum photo_result photo_resolve(arena *out, arena scratch, str folder, str written, str *path);

#endif
