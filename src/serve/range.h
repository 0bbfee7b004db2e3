/*
 * Which bytes a Range header asks for (RFC 9110 section 14).
 *
 * In: the header's value and the file's size. Out: one stretch of bytes, or that there is none.
 *
 * Example: "bytes=-500" of 10,000 bytes → RANGE_PART, first 9,500, length 500
 *
 * A header that is wrong, of another unit, or asks for several ranges may be ignored (section 14.2) and is:
 * the whole file is an answer that every player understands.
 */
#ifndef SERVE_RANGE_H
#define SERVE_RANGE_H

#include "base/str.h"

enum range_kind {
    RANGE_WHOLE,   /* 200 */
    RANGE_PART,    /* 206 */
    RANGE_OUTSIDE, /* 416: nothing of it is in the file */
};

struct range {
    enum range_kind kind;
    uint64_t first, length; /* bytes; of RANGE_WHOLE: all, of RANGE_OUTSIDE: 0 */
};

struct range range_parse(str header, uint64_t size);

#endif
