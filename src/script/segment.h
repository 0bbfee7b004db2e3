/*
 * Lays a script out as a tour: stops, their segments, their sentences.
 *
 * In: repaired blocks. Out: struct tour's stops, segments and sentences, and what remains of the sources
 * classed.
 *
 * Example: title, heading, a paragraph of 700 characters, caption 2 → stop 1 {title}, stop 2 {heading, three
 * segments of paragraph}, stop 102 {caption}
 *
 * A paragraph longer than SEGMENT_CHARS becomes several segments of about equal length, cut between
 * sentences.
 */
#ifndef SCRIPT_SEGMENT_H
#define SCRIPT_SEGMENT_H

#include "script/block.h"

enum { SEGMENT_CHARS = 300 };

MUST_CHECK enum status segment_tour(arena *out, arena scratch, struct manuscript *manuscript,
                                    struct diags *diags);

/* Classes whatever of the sources is in no sentence: markup, punctuation and space silent; hanzi (in a link's
 * title, for example) left out with a warning. */
MUST_CHECK enum status segment_account(arena *out, arena scratch, struct manuscript *manuscript,
                                       struct diags *diags);

#endif
