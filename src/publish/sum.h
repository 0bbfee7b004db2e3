/*
 * What a file of the tour is, in two numbers.
 *
 * In: a path within press.folder. Out: its SHA-256 as sha256sum prints it, and its bytes.
 *
 * Example: index.html → "9f86d0…", 48213
 */
#ifndef PUBLISH_SUM_H
#define PUBLISH_SUM_H

#include "publish/form.h"

enum { SUM_DIGITS = 64 };

struct sum {
    char digits[SUM_DIGITS + 1]; /* lower-case hexadecimal, terminated */
    uint64_t bytes;
};

/* STATUS_SYSTEM where the file cannot be read, or holds more than 1 GiB. */
MUST_CHECK enum status sum_file(const struct press *press, str name, struct sum *sum, arena scratch);

#endif
