/*
 * Where daolan finds its data and keeps its cache.
 *
 * In: the environment and the program's own place. Out: folders.
 *
 *   data    $DAOLAN_DATA, else data/ beside the program (the build tree), else DATADIR (set at installation)
 *   cache   $DAOLAN_CACHE where that is a folder, else cache/ beside the program (the build tree), else the
 * user's cache folder
 */
#ifndef CLI_PLACES_H
#define CLI_PLACES_H

#include "base/str.h"

str place_of_data(arena *out);
str place_of_cache(arena *out);

/* $DAOLAN_CACHE where that is an address (render/network.h), without closing slashes; else empty. */
str place_of_network(arena *out);

#endif
