#include "serve/content.h"

#include "base/media_type.h"

enum { HASH_DIGITS = 16 };

const char *
content_type(str path)
{
    const struct media_type *type = media_type_find(path);
    return type != NULL ? type->header : "application/octet-stream";
}

bool
content_is_text(str path)
{
    const struct media_type *type = media_type_find(path);
    return type != NULL && type->is_text;
}

static bool
is_hash(str part)
{
    for (size_t i = 0; i < part.len; i++) {
        char c = part.data[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
            return false;
        }
    }
    return part.len >= HASH_DIGITS;
}

const char *
content_cache_control(str path)
{
    str part;
    bool is_hashed = false;
    while (str_split(&path, '.', &part)) {
        is_hashed = is_hashed || (path.len > 0 && is_hash(part));
    }
    return is_hashed ? "public, max-age=31536000, immutable" : "no-cache";
}
