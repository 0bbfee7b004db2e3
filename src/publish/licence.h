/*
 * The address of a well-known licence, for formats that take no other name of it.
 *
 * In: what tour.ini calls the licence. Out: its URI at Creative Commons or RightsStatements.org, which begins
 * with http:// however the page is reached (IIIF Presentation 3.0, rights); empty for any other.
 *
 * Example: CC BY-SA 4.0, CC-BY-SA-4.0 → http://creativecommons.org/licenses/by-sa/4.0/
 */
#ifndef PUBLISH_LICENCE_H
#define PUBLISH_LICENCE_H

#include "base/str.h"

str licence_uri(arena *out, str licence);

#endif
