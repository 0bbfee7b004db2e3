/*
 * The names that files of a tour may have. A path from timeline.json is used only if it is one of these, so
 * no
 * "../x" leads out of the tour.
 *
 * In: a path. Out: yes or no.
 *
 * Example: tour.opus, tour-2.opus, stops/03.opus, photos/104.jpg are; stops/../x.opus is not.
 */
#ifndef VERIFY_TOUR_NAMES_H
#define VERIFY_TOUR_NAMES_H

#include "base/str.h"

bool tour_name_is_tour(str path);  /* tour.opus, tour-N.opus */
bool tour_name_is_stop(str path);  /* stops/NN.opus */
bool tour_name_is_photo(str path); /* photos/NN.ext */

/* "chapters-2.json" beside "tour-2.opus". */
str tour_name_chapters(arena *out, str tour_path, const char *extension);

/* The file beside another one: "stops/03.vtt" beside "stops/03.opus". */
str tour_name_sibling(arena *out, str path, const char *extension);

/* Pages of the tour that its packages hold: contents.html, index.html …; NULL past the last. */
const char *tour_name_page(size_t i);

/* Files that every tour has and that timeline.json does not name; NULL past the last. */
const char *tour_name_fixed(size_t i);

#endif
