/*
 * Which number a photo's caption gets.
 *
 * In: captions of captions.txt and of the article. Out: one list, each caption once, in the order of unique
 * numbers.
 *
 * Example: captions.txt 1 湖 2 船; article's end 1 湖, and 山 without a number → 1 湖, 2 船, 3 山; the
 * article's 湖 is left out with a note.
 *
 * captions.txt comes first. A number that is taken, and a caption without one, gets the next number above all
 * others.
 */
#ifndef SCRIPT_NUMBERING_H
#define SCRIPT_NUMBERING_H

#include "script/block.h"

struct numbered {
    struct block *block;
    uint32_t number; /* from 1, unique */
    size_t order;    /* in which they were read */
    size_t place;    /* index into the article's blocks, or SIZE_MAX */
    bool same;       /* said already by another */
};

struct numbered *numbering_captions(arena *out, arena scratch, struct manuscript *manuscript, size_t *count,
                                    struct diags *diags);

#endif
