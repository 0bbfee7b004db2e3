/*
 * A ZIP archive whose bytes depend on its members alone: dated 1 January 1980, in the order given, stored
 * unless a member asks for deflate.
 *
 * In: names and what stands behind them. Out: a file, on the disk for good.
 *
 * Example: {{"publication.json", folder/publication.json}, {"index.html", folder/index.html}} → tour.lpf
 */
#ifndef PUBLISH_ARCHIVE_H
#define PUBLISH_ARCHIVE_H

#include "base/file.h"

struct archive_member {
    str name; /* ASCII, "/" between folders */
    str path; /* of the file whose bytes it gets; empty: bytes */
    str bytes;
    uint64_t from, length; /* the part of that file; length 0: to its end */
    bool deflated;
};

/* Through libzip; STATUS_SYSTEM with its reason. */
MUST_CHECK enum status archive_write(str path, const struct archive_member *members, size_t count,
                                     arena scratch, struct diags *diags);

#endif
