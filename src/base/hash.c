#include "base/hash.h"

#include <errno.h>
#include <stdio.h>

/* libmd's header uses BSD integer names, which strict POSIX hides. */
#include <sys/types.h>

#include <sha2.h>

enum { DIGEST_BYTES = 32, BLOCK = 1 << 16 };

struct hash {
    SHA2_CTX context;
};

struct hash *
hash_start(arena *out)
{
    struct hash *h = arena_new(out, struct hash, 1);
    SHA256Init(&h->context);
    return h;
}

void
hash_add_number(struct hash *h, uint64_t number)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(number >> 8 * i);
    }
    SHA256Update(&h->context, bytes, sizeof bytes);
}

void
hash_add(struct hash *h, str field)
{
    hash_add_number(h, field.len);
    SHA256Update(&h->context, (const uint8_t *)field.data, field.len);
}

/* The bytes alone; *count of them. */
static enum status
add_content(struct hash *h, arena scratch, str path, uint64_t *count, struct diags *diags)
{
    char *block = arena_new(&scratch, char, BLOCK);
    FILE *file = fopen(str_terminated(&scratch, path), "rb");
    *count = 0;
    if (file == NULL) {
        return diag_system(diags, path, "open", errno);
    }
    for (size_t got; (got = fread(block, 1, BLOCK, file)) > 0; *count += got) {
        SHA256Update(&h->context, (const uint8_t *)block, got);
    }
    bool failed = ferror(file) != 0;
    int error = errno;
    fclose(file);
    return failed ? diag_system(diags, path, "read", error) : STATUS_OK;
}

enum status
hash_add_file(struct hash *h, arena scratch, str path, struct diags *diags)
{
    uint64_t count;
    enum status status = add_content(h, scratch, path, &count, diags);
    hash_add_number(h, count);
    return status;
}

str
hash_finish(struct hash *h, arena *out)
{
    uint8_t digest[DIGEST_BYTES];
    SHA256Final(digest, &h->context);
    struct str_builder hex = {.out = out};
    for (size_t i = 0; i < DIGEST_BYTES; i++) {
        str_add_format(&hex, "%02x", digest[i]);
    }
    return str_built(&hex);
}

str
hash_bytes(arena *out, str bytes)
{
    struct hash *h = hash_start(out);
    SHA256Update(&h->context, (const uint8_t *)bytes.data, bytes.len);
    return hash_finish(h, out);
}

enum status
hash_file(arena *out, str path, str *sum, struct diags *diags)
{
    uint64_t count;
    struct hash *h = hash_start(out);
    enum status status = add_content(h, *out, path, &count, diags);
    *sum = hash_finish(h, out);
    return status;
}
