/*
 * An utterance: one sentence as it is to be said.
 *
 * In: a reading, and the kind of text it stands in. Out: what engines and the cache's key look at.
 *
 * Example: {reading of 港口, DELIVERY_HEADING} is said with more weight than the same word in a paragraph.
 */
#ifndef SPEAK_UTTERANCE_H
#define SPEAK_UTTERANCE_H

#include "mandarin/reading.h"

enum delivery {
    DELIVERY_TEXT,
    DELIVERY_HEADING, /* a tour's title too: weightier */
    DELIVERY_CAPTION, /* lighter, by pitch and pace */
};

struct utterance {
    const struct reading *reading;
    enum delivery delivery;
};

#endif
