/*
 * A tour's segments as a table, for `daolan segments`.
 *
 * In: a tour. Out: a row per segment: stop, segment within the stop from 1, kind, line of its first
 * character, text.
 *
 * Example: 2<TAB>1<TAB>heading<TAB>5<TAB>河边 看水
 */
#ifndef SCRIPT_LISTING_H
#define SCRIPT_LISTING_H

#include <stdio.h>

#include "script/tour.h"

/* Tabs, line ends and other control characters inside a text become spaces. */
void tour_print_segments(const struct tour *tour, FILE *stream);

#endif
