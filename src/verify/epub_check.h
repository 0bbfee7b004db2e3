/*
 * Proves tour.epub against timeline.json and the tour's own files, as a reading system would meet it.
 *
 * In: a tour_index. Out: findings.
 *
 *   - the archive opens as an EPUB must, holds what the tour calls for in its order, and no other byte
 *   - the package says who, what and in which language; its id follows from the content, its day is that of
 * the tracks' tags or 1 January 1980; each item, spine entry and duration is the timeline's
 *   - each stop's page shows its number, its heading, its text as it is written and its photo with its words,
 *     and nothing else but links to its photos
 *   - each sentence that sounds has its place in the overlay; each word stands there as in the captions, at
 * their times, and its clip ends where the next begins, up to the track's end
 *   - tracks and photos are the tour's own, byte for byte; a photo may be missing only where no EPUB can show
 * it
 *   - the table of contents leads to every stop, and to where the chapters of long ones begin
 *
 * Example: clipBegin 20 ms late → "tour.epub: error: EPUB/stops/01.smil: s4-1: expected its clip to begin at
 * …"
 */
#ifndef VERIFY_EPUB_CHECK_H
#define VERIFY_EPUB_CHECK_H

#include "verify/book_read.h"
#include "verify/tour_index.h"

struct epub_proof {
    uint64_t words, files; /* that agree; files: tracks and photos */
};

void epub_check(const struct tour_index *index, arena scratch, struct epub_proof *proof, struct findings *f);

/* What the parts of the check share. */
struct epub_view {
    const struct tour_index *x;
    struct book book;
    const bool *shown, *sounds; /* per stop: its photo is to be shown; a sentence of it sounds */
    size_t cover;               /* the first stop whose photo is shown, or stop_count */
};

/* "02": a stop's files in EPUB/stops, without their extension. */
str epub_name(const struct index_stop *stop);
/* When the first sentence of a stop that sounds begins, in samples from the stop's start. */
uint64_t epub_first_start(const struct tour_index *index, const struct index_stop *stop);

#endif
