#include "publish/uuid.h"

#include <nettle/sha1.h>

enum { UUID_BYTES = 16 };

static unsigned
digit(char c)
{
    return c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a') + 10;
}

static void
parse(str text, uint8_t bytes[UUID_BYTES])
{
    for (size_t i = 0, at = 0; i < UUID_BYTES && at + 1 < text.len; i++, at += 2) {
        at += text.data[at] == '-';
        bytes[i] = (uint8_t)(digit(text.data[at]) << 4 | digit(text.data[at + 1]));
    }
}

str
uuid_of_name(arena *out, str space, str name)
{
    uint8_t bytes[UUID_BYTES] = {0}, digest[SHA1_DIGEST_SIZE];
    struct sha1_ctx context;
    parse(space, bytes);
    sha1_init(&context);
    sha1_update(&context, sizeof bytes, bytes);
    sha1_update(&context, name.len, (const uint8_t *)name.data);
    sha1_digest(&context, sizeof digest, digest);
    digest[6] = (uint8_t)((digest[6] & 0x0F) | 0x50);
    digest[8] = (uint8_t)((digest[8] & 0x3F) | 0x80);
    struct str_builder b = {.out = out};
    for (size_t i = 0; i < UUID_BYTES; i++) {
        str_add_format(&b, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", (unsigned)digest[i]);
    }
    return str_built(&b);
}
