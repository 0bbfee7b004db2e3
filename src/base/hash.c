#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <nettle/sha2.h>

enum { BLOCK = 1 << 16 };

struct hash {
    struct sha256_ctx context;
};

struct hash *
hash_start(arena *out)
{
    struct hash *h = arena_new(out, struct hash, 1);
    sha256_init(&h->context);
    return h;
}

void
hash_add_number(struct hash *h, uint64_t number)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(number >> 8 * i);
    }
    sha256_update(&h->context, sizeof bytes, bytes);
}

void
hash_add(struct hash *h, str field)
{
    hash_add_number(h, field.len);
    sha256_update(&h->context, field.len, (const uint8_t *)field.data);
}

bool
hash_add_open_file(struct hash *h, arena scratch, int fd)
{
    char *block = arena_new(&scratch, char, BLOCK);
    uint64_t count = 0;
    ssize_t got;
    while ((got = read(fd, block, BLOCK)) > 0 || (got < 0 && errno == EINTR)) {
        if (got > 0) {
            sha256_update(&h->context, (size_t)got, (const uint8_t *)block);
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
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&h->context, sizeof digest, digest);
    static const char digits[] = "0123456789abcdef";
    char *hex = arena_new(out, char, 2 * sizeof digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    return (str){hex, 2 * sizeof digest};
}

str
hash_bytes(arena *out, str bytes)
{
    struct hash *h = hash_start(out);
    sha256_update(&h->context, bytes.len, (const uint8_t *)bytes.data);
    return hash_finish(h, out);
}
