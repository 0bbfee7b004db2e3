/*
 * Which photos an EPUB can show (EPUB 3.3, section 3.2): JPEG, PNG, GIF, WebP and SVG files that are what
 * their names say, and no SVG with scripts, pages or links in it.
 *
 * In: a photo of the tour. Out: must tour.epub show it?
 *
 * Example: photos/101.avif → no
 */
#ifndef VERIFY_EPUB_PHOTO_CHECK_H
#define VERIFY_EPUB_PHOTO_CHECK_H

#include "base/str.h"

bool epub_photo_must_show(str path, str bytes, arena scratch);

/* Its media type; empty for what no EPUB shows. */
str epub_photo_type(str path);

#endif
