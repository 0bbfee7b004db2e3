/*
 * Proves report.html, by which the producer judges the tour.
 *
 * In: a tour_index. Out: findings where a stop or a sentence is missing, twice or out of order, its time or
 * the link to it is another, its characters are not the script's, or the pinyin above them is not what is
 * spoken.
 *
 * Example: sentence 12 at 12.34 s of stops/05.opus ↔ <a class="play" href="stops/05.opus#t=12.34">0:12.34</a>
 * and <ruby>不<rt>bú</rt>错<rt>cuò</rt></ruby>。 ↔ text 不错。, syllables bu2 cuo4
 */
#ifndef VERIFY_REPORT_CHECK_H
#define VERIFY_REPORT_CHECK_H

#include "verify/tour_index.h"

/* Returns how many sentences are right. */
size_t report_check(const struct tour_index *index, arena scratch, struct findings *f);

#endif
