/*
 * Proves a built tour: every index against the sound itself.
 *
 * In: an AUDIO_DIR as `daolan build` leaves it. Out: one screen that says what was proved, or each mismatch
 * as an error: which file, at which time, what was expected, what was found.
 *
 *   audio/jinzhou/stops/03.opus: error: 00:00:12.400 (sample 595200): expected the chapter “港口” here, found
 *   CHAPTER002=00:00:12.380
 *
 * Shares no code with the builder: it reads timeline.json by its schema, decodes with opusfile, and takes
 * only src/base. Nothing that it reads is trusted; a damaged tour gives findings, never a crash. Sound is
 * streamed, so memory depends on timeline.json alone.
 */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include <stdio.h>

#include "base/diag.h"

/*
 * Reads and proves the tour in `folder`; prints the table of what was proved to `out`, mismatches go to
 * diags, all of them (repeats in one file are counted after the first few). STATUS_SCRIPT on any mismatch,
 * STATUS_SYSTEM only where the system fails (the folder cannot be listed).
 */
MUST_CHECK enum status verify_tour(str folder, FILE *out, arena scratch, struct diags *diags);

#endif
