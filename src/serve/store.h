/*
 * What is known of the tour's files and would be costly to find out again for each listener: the hash of a
 * file's bytes, and its text made smaller.
 *
 * In: open files. Out: an entity tag, and where the packed text lies.
 *
 * Example: store_find(store, path, fd, &status, false, &known) → known.tag = "\"4c3f…\"", known.packed_bytes
 * = 52811
 *
 * An entry is good for one state of a file (device, inode, size, time of its last change); a file that was
 * changed or replaced is read again. Packed texts lie one behind the other in a temporary file without a
 * name, so that memory does not grow with the tour; where there is no room for one, texts go out as they are.
 * Any number of threads may ask at once.
 */
#ifndef SERVE_STORE_H
#define SERVE_STORE_H

#include <sys/stat.h>

#include "base/str.h"

enum { STORE_TAG_BYTES = 35 }; /* 32 hexadecimal digits in quotes, and NUL */

struct known {
    char tag[STORE_TAG_BYTES]; /* a strong entity tag, with its quotes: the bytes' SHA-256, cut to 128 bits */
    int packed;             /* a descriptor of the packed texts, the caller's; -1: not asked for, or none */
    uint64_t packed_offset; /* of this text's gzip member in it */
    uint64_t packed_bytes;  /* 0: not text, or not worth it */
};

struct store;
struct store *store_open(arena *out);
void store_close(struct store *store);

/* fd stands at its beginning, and at its end afterwards. False with errno where it cannot be read. */
bool store_find(struct store *store, str path, int fd, const struct stat *status, bool open_packed,
                struct known *known);

#endif
