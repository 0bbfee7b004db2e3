/*
 * Proves that the folder holds the tour's files and no other.
 *
 * In: AUDIO_DIR and the names that timeline.json gives, with those that every tour has. Out: a finding for
 * each file that is missing, unknown, empty or not a regular file.
 *
 * Example: stops/09.opus on the disk, not in timeline.json → "a file that the timeline does not know".
 */
#ifndef VERIFY_FOLDER_CHECK_H
#define VERIFY_FOLDER_CHECK_H

#include "verify/tour_index.h"

/* Returns how many files are as they should be; STATUS_SYSTEM in *status where the folder cannot be listed.
 */
size_t folder_check(const struct tour_index *index, arena scratch, struct findings *f, enum status *status);

/* What lies in the folder, sorted; files by their names from there on, of folders within folders the name
 * alone. */
MUST_CHECK enum status folder_names(arena *out, struct findings *f, str **names, size_t *count);

#endif
