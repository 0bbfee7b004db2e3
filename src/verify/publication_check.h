/*
 * Proves publication.json, the W3C audiobook's manifest, against timeline.json and the files themselves.
 *
 * In: a tour_index. Out: findings.
 *
 *   - what the standard requires is there: @context, conformsTo, type, name, readingOrder, and what it
 * recommends for access
 *   - the reading order is the stops in order, each with its track, title, captions and exact duration; the
 * durations add up to the tour's
 *   - the resources are the tour's pages and photos, each once; one is the table of contents, the first photo
 * the cover
 *   - the id is the one that follows from timeline.json and the stops' tracks
 *
 * Example: "duration": "PT17.02S" ↔ stop 1's length 816960.
 */
#ifndef VERIFY_PUBLICATION_CHECK_H
#define VERIFY_PUBLICATION_CHECK_H

#include "verify/tour_index.h"

/* Returns how many of its links agree. */
size_t publication_check(const struct tour_index *index, arena scratch, struct findings *f);

/* The id that follows from timeline.json and the stops' tracks, in *id; false where they cannot be read. */
bool publication_make_id(const struct tour_index *index, struct findings *f, arena *out, str *id);

#endif
