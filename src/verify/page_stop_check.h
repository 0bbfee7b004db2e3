/*
 * One stop of the visitor's page.
 *
 * In: a stop of the timeline, its article in index.html. Out: findings, with the time where there is one.
 *
 *   - number, title, length, both tracks, the photo with its text, and the photos that stood in its text
 *   - each chapter: its title, its start to the hundredth of a second below
 *   - each sentence in its paragraph, with its text; one that sounds, with its start and end likewise
 *   - a word begins before a character that a syllable says, at that syllable's start to the nearest
 * hundredth; wherever the timeline has a word end and the next begin, one does
 *
 * Example: data-words="2 41 1 20" ↔ a word at the third character after 0.41 s, another at the fourth after
 * 0.61 s
 */
#ifndef VERIFY_PAGE_STOP_CHECK_H
#define VERIFY_PAGE_STOP_CHECK_H

#include "verify/html_read.h"
#include "verify/tour_index.h"

struct page_view {
    const struct tour_index *x;
    struct findings *f;
    uint64_t words; /* that agree */
};

/* The tag of an article and what stands in it. */
void page_stop_check(struct page_view *v, const struct index_stop *stop, const struct html_tag *article,
                     str inside, arena scratch);

/* A finding, where the two differ. what: “the title”. */
bool page_expect(struct page_view *v, const struct index_stop *stop, const char *what, str expected,
                 str found);

/* The <time> in a piece of the page says the stop's length to the nearest second. */
bool page_expect_length(struct page_view *v, const struct index_stop *stop, str piece);

/* The stop of that number in the address #stop=N; NULL for any other address. */
const struct index_stop *page_stop_at(const struct page_view *v, str address);

#endif
