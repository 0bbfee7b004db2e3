/*
 * Proves a package of the tour: a ZIP archive (APPNOTE 6.3.3) that is the tour's own files and nothing else.
 *
 * In: an archive's name, the names it must hold, in order. Out: findings.
 *
 *   - each member is stored, and byte for byte the file of its name; its CRC-32 is right
 *   - the local headers, the members, the directory and its end tile the archive: no byte is unaccounted for
 *   - what the directory says, the local headers say as well; all members are dated 1 January 1980
 *
 * Example: tour.lpf with stops/01.opus changed in one byte → "tour.lpf: error: stops/01.opus: differs from
 * the file at byte 812".
 */
#ifndef VERIFY_PACKAGE_CHECK_H
#define VERIFY_PACKAGE_CHECK_H

#include "verify/tour_index.h"

/* Returns how many members agree. */
size_t package_check(struct findings *f, str file, const str *names, size_t count, arena scratch);

/* tour.lpf, the packaged W3C audiobook. */
size_t package_check_lpf(const struct tour_index *index, arena scratch, struct findings *f);

#endif
