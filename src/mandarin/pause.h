/*
 * What the punctuation between two words asks of a reader.
 *
 * In: the spoken characters between two sounding words. Out: the strongest request among them.
 * Example: ”， asks for PAUSE_CLAUSE; 、 for PAUSE_LIST; nothing at all for PAUSE_NONE.
 */
#ifndef MANDARIN_PAUSE_H
#define MANDARIN_PAUSE_H

#include "mandarin/reading.h"

enum pause {
    PAUSE_NONE,
    PAUSE_QUOTE, /* a quotation mark: a word ends here, if anywhere */
    PAUSE_SPACE, /* between words of a Latin phrase, or a headline's comma */
    PAUSE_WORD,  /* · and hyphen */
    PAUSE_CLOSE, /* bracket */
    PAUSE_OPEN,
    PAUSE_PHRASE, /* a single dash or slash between names */
    PAUSE_LIST,   /* 、 */
    PAUSE_CLAUSE,
    PAUSE_END,
};

/* Spoken characters from … to - 1. */
enum pause pause_between(const struct reading *reading, size_t from, size_t to);

#endif
