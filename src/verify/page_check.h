/*
 * Proves that the visitor's page says what timeline.json says, and leads nowhere else.
 *
 * In: a tour_index, index.html. Out: findings, and how many words agree.
 *
 *   - a policy stands before anything is loaded, and allows the tour's own files alone; no markup goes round
 * it
 *   - every address is a file of the tour, a stop, or a place on the page
 *   - the lists have every stop once, in the tour's order, with its title, its length and its photo
 *   - every stop stands there as page_stop_check.h says
 *
 * Example: <img src="//example.org/x.png"> → index.html: error: img: expected a file of the tour, found “//…”
 */
#ifndef VERIFY_PAGE_CHECK_H
#define VERIFY_PAGE_CHECK_H

#include "verify/tour_index.h"

uint64_t page_check(const struct tour_index *index, arena scratch, struct findings *f);

#endif
