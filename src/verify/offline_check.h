/*
 * Proves what a phone stores the tour by: offline.json and manifest.webmanifest.
 *
 * In: a tour_index. Out: findings where offline.json does not list just the files that the page, its tracks
 * and its photos are, in order, with their sizes and hashes; where its version or its sum of bytes does not
 * follow from them; where it, index.html and timeline.json are not of one build; where the manifest has
 * another name or leads out of the tour.
 *
 * Example: stops/03.mp4 is 190211 bytes, offline.json says 190210 → "stops/03.mp4: expected 190211 bytes,
 * found 190210".
 */
#ifndef VERIFY_OFFLINE_CHECK_H
#define VERIFY_OFFLINE_CHECK_H

#include "verify/tour_index.h"

/* Returns how many files of the list are as they should be. */
size_t offline_check(const struct tour_index *index, arena scratch, struct findings *f);

#endif
