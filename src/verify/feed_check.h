/*
 * Proves that feed.xml is the tour as a podcast.
 *
 * In: a tour_index with a base_url. Out: findings.
 *
 *   - well-formed, and each element in its place: head, then an item a stop, in order
 *   - every address is the tour's own and leads to a file of the folder; lengths are its bytes
 *   - podcast:guid is the UUID of the feed's address; an item's guid that of its stop's words
 *   - dates are a minute apart, the last the midnight at which the tour's day begins (1 January 2000 where it
 * names none); lengths in time are the timeline's, to the nearest second
 *   - pictures are JPEG or PNG, and the stop's own
 *
 * Example: <enclosure url="https://museum.example/tour/stops/03.mp4" length="9411" …> ↔ 9411 bytes of
 * stops/03.mp4
 */
#ifndef VERIFY_FEED_CHECK_H
#define VERIFY_FEED_CHECK_H

#include "verify/tour_index.h"

/* Returns how many items agree. */
size_t feed_check(const struct tour_index *index, arena scratch, struct findings *f);

#endif
