/*
 * Finds and mends what scanning and page layout have done to an article.
 *
 * In: the blocks of an article. Out: cut paragraphs joined, everything else reported; nothing is dropped,
 * unless tour.ini says `repair = omit`: then repeats (whole sentences of the second), fragments and stray
 * words are left out, each with its diagnostic.
 *
 * Example: see join.h, repeat.h, damage.h.
 */
#ifndef SCRIPT_REPAIR_H
#define SCRIPT_REPAIR_H

#include "script/block.h"

MUST_CHECK enum status repair_article(arena *out, arena scratch, struct manuscript *manuscript,
                                      struct diags *diags);

#endif
