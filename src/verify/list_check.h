/*
 * Proves the lists of stops that are text: contents.html, the W3C audiobook's table of contents, tour.m3u8
 * and tour.cue.
 *
 * In: a tour_index. Out: findings at the first link or line that differs.
 *
 * Example: <a href="stops/03.opus#t=12.40">船来了。</a> ↔ chapter 1 of stops/03.opus at 595200;
 * #EXTINF:17.020,港口 ↔ stop 3's title and length; INDEX 01 00:07:25 ↔ a chapter at 352320: 550.5 frames of
 * 640 samples, rounded down, and no further.
 */
#ifndef VERIFY_LIST_CHECK_H
#define VERIFY_LIST_CHECK_H

#include "verify/tour_index.h"

/* Return how many links, or stops, agree. */
size_t list_check_contents(const struct tour_index *index, arena scratch, struct findings *f);
size_t list_check_playlist(const struct tour_index *index, arena scratch, struct findings *f);

/* The cue sheet beside a tour file. Returns how many tracks agree. */
size_t list_check_cue(const struct tour_index *index, const struct index_file *file, arena scratch,
                      struct findings *f);

#endif
