#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

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

bool
hash_add_open_file(struct hash *h, arena scratch, int fd)
{
    char *block = arena_new(&scratch, char, BLOCK);
    uint64_t count = 0;
    ssize_t got;
    while ((got = read(fd, block, BLOCK)) > 0 || (got < 0 && errno == EINTR)) {
        if (got > 0) {
            SHA256Update(&h->context, (const uint8_t *)block, (size_t)got);
            count += (uint64_t)got;
        }
    }
    hash_add_number(h, count);
    return got == 0;
}

enum status
hash_add_file(struct hash *h, arena scratch, str path, struct diags *diags)
{
    int fd = open(str_terminated(&scratch, path), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return diag_system(diags, path, "open", errno);
    }
    bool done = hash_add_open_file(h, scratch, fd);
    int error = errno;
    close(fd);
    return done ? STATUS_OK : diag_system(diags, path, "read", error);
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
