/*
 * SHA-256 (FIPS 180-4, through libmd): names the cache's entries and a file's serial number.
 *
 * In: fields, each with its length so that ("ab","c") and ("a","bc") differ. Out: 64 hexadecimal digits.
 *
 * Example: struct hash *h = hash_start(&scratch); hash_add(h, key); hash_add_number(h, 48000);
 *          str name = hash_finish(h, out);
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/str.h"

struct hash;
struct hash *hash_start(arena *out);
void hash_add(struct hash *h, str field);
void hash_add_number(struct hash *h, uint64_t number);
str hash_finish(struct hash *h, arena *out); /* lower-case; h is spent */

/* Plain SHA-256 of bytes, as sha256sum prints it. */
str hash_bytes(arena *out, str bytes);

#endif
