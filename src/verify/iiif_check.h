/*
 * Proves that iiif-manifest.json is the tour (IIIF Presentation API 3.0).
 *
 * In: a tour_index with a base_url. Out: findings.
 *
 *   - a canvas a stop, in order: its title, its length, its track, captions and photo, each by the tour's
 * address
 *   - a canvas is as large as the photo painted on it; one without a photo has no size
 *   - the ranges are the stops and their chapters, each at its time
 *
 * Example: "https://museum.example/tour/iiif/03#t=1.800,3.420" ↔ chapter 2 of stops/03.opus from 86400 to
 * 164160
 */
#ifndef VERIFY_IIIF_CHECK_H
#define VERIFY_IIIF_CHECK_H

#include "verify/tour_index.h"

/* Returns how many canvases agree. */
size_t iiif_check(const struct tour_index *index, arena scratch, struct findings *f);

#endif
