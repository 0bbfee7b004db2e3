/*
 * SHA-256 (FIPS 180-4, through Nettle, which uses the processor's own instructions for it): names the cache's
 * entries and a file's serial number.
 *
 * In: fields, each with its length so that ("ab","c") and ("a","bc") differ. Out: 64 hexadecimal digits.
 *
 * Example: struct hash *h = hash_start(&scratch); hash_add(h, key); hash_add_number(h, 48000);
 *          str name = hash_finish(h, out);
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/diag.h"

struct hash;
struct hash *hash_start(arena *out);
void hash_add(struct hash *h, str field);
void hash_add_number(struct hash *h, uint64_t number);
str hash_finish(struct hash *h, arena *out); /* lower-case; h is spent */

/* A file's bytes and their number, however large it is: 64 KiB at a time. STATUS_SYSTEM where it cannot be
 * read; a device or a pipe is read for as long as it gives. */
MUST_CHECK enum status hash_add_file(struct hash *h, arena scratch, str path, struct diags *diags);

/* The same of what an open file still holds, from where it stands to its end. False with errno. */
bool hash_add_open_file(struct hash *h, arena scratch, int fd);

/* Plain SHA-256 of bytes, as sha256sum prints it. */
str hash_bytes(arena *out, str bytes);

/* The same of a file, however large it is; *sum lives in *out. */
MUST_CHECK enum status hash_file(arena *out, str path, str *sum, struct diags *diags);

#endif
