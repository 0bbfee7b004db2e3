/*
 * Proves SHA256SUMS: every file of the folder but itself, each with its hash.
 *
 * In: AUDIO_DIR. Out: a finding for each file that hashes to something else, has no line or more than one,
 * and for each line that is none, names no file or is out of order.
 *
 * Example: a byte of stops/03.opus changed → "stops/03.opus: expected the SHA-256 9f86d0… of SHA256SUMS,
 * found 60303a…"
 */
#ifndef VERIFY_SUM_CHECK_H
#define VERIFY_SUM_CHECK_H

#include "verify/findings.h"

void sum_check(arena scratch, struct findings *f);

#endif
