/*
 * Proves that timeline.json agrees with itself.
 *
 * In: a tour_index. Out: findings: stops that do not tile the tour, files that are not their stops, chapters
 * that do not begin where segments do, sentences that overlap, syllables outside their sentence, times that
 * are no whole packets.
 *
 * Example: stop 2 starts at 960000, stop 1 ends at 959040 → "stop 2: expected its start at 959040, found
 * 960000".
 */
#ifndef VERIFY_INDEX_CHECK_H
#define VERIFY_INDEX_CHECK_H

#include "verify/tour_index.h"

/* False with findings where the times cannot be followed; then listening makes no sense. */
bool index_check(const struct tour_index *index, struct findings *f);

/* The file of a stop, or NULL. */
const struct index_file *index_stop_file(const struct tour_index *index, const struct index_stop *stop);

#endif
