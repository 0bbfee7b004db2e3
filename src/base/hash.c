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

/* The bytes alone, to the end; *count of them. */
static bool
add_content(struct hash *h, arena scratch, int fd, uint64_t *count)
{
    char *block = arena_new(&scratch, char, BLOCK);
    ssize_t got;
    *count = 0;
    while ((got = read(fd, block, BLOCK)) > 0 || (got < 0 && errno == EINTR)) {
        if (got > 0) {
            sha256_update(&h->context, (size_t)got, (const uint8_t *)block);
            *count += (uint64_t)got;
        }
    }
    return got == 0;
}

/* The same of the file at a path. */
static enum status
add_file_content(struct hash *h, arena scratch, str path, uint64_t *count, struct diags *diags)
{
    int fd = open(str_terminated(&scratch, path), O_RDONLY | O_CLOEXEC);
    *count = 0;
    if (fd < 0) {
        return diag_system(diags, path, "open", errno);
    }
    bool done = add_content(h, scratch, fd, count);
    int error = errno;
    close(fd);
    return done ? STATUS_OK : diag_system(diags, path, "read", error);
}

bool
hash_add_open_file(struct hash *h, arena scratch, int fd)
{
    uint64_t count;
    bool done = add_content(h, scratch, fd, &count);
    hash_add_number(h, count);
    return done;
}

enum status
hash_add_file(struct hash *h, arena scratch, str path, struct diags *diags)
{
    uint64_t count;
    enum status status = add_file_content(h, scratch, path, &count, diags);
    hash_add_number(h, count);
    return status;
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

enum status
hash_file(arena *out, str path, str *sum, struct diags *diags)
{
    uint64_t count;
    struct hash *h = hash_start(out);
    enum status status = add_file_content(h, *out, path, &count, diags);
    *sum = hash_finish(h, out);
    return status;
}
