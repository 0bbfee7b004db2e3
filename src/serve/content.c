#include "serve/content.h"

enum { HASH_DIGITS = 16 };

static const struct type {
    const char *extension, *type;
    bool is_text;
} types[] = {
    {".html", "text/html; charset=utf-8", true},
    {".xhtml", "application/xhtml+xml", true},
    {".css", "text/css; charset=utf-8", true},
    {".js", "text/javascript; charset=utf-8", true},
    {".mjs", "text/javascript; charset=utf-8", true},
    {".json", "application/json", true},
    {".webmanifest", "application/manifest+json", true},
    {".vtt", "text/vtt; charset=utf-8", true},
    {".txt", "text/plain; charset=utf-8", true},
    {".tsv", "text/tab-separated-values; charset=utf-8", true},
    {".srt", "application/x-subrip", true},
    {".md", "text/markdown; charset=utf-8", true},
    {"SHA256SUMS", "text/plain; charset=utf-8", true},
    /* the feed; no other XML is served by this name */
    {"feed.xml", "application/rss+xml; charset=utf-8", true},
    {".rss", "application/rss+xml; charset=utf-8", true},
    {".xml", "application/xml", true},
    {".svg", "image/svg+xml", true},
    /* a list of files; application/vnd.apple.mpegurl would have Safari take it for a live stream */
    {".m3u8", "audio/x-mpegurl", true},
    {".cue", "application/x-cue; charset=utf-8", true},
    {".opus", "audio/ogg; codecs=opus", false}, /* RFC 7845 section 9 */
    {".ogg", "audio/ogg", false},
    {".mp4", "audio/mp4", false},
    {".m4a", "audio/mp4", false},
    {".m4b", "audio/mp4", false},
    {".mp3", "audio/mpeg", false},
    {".wav", "audio/wav", false},
    {".jpg", "image/jpeg", false},
    {".jpeg", "image/jpeg", false},
    {".png", "image/png", false},
    {".webp", "image/webp", false},
    {".avif", "image/avif", false},
    {".gif", "image/gif", false},
    {".ico", "image/vnd.microsoft.icon", false},
    {".woff2", "font/woff2", false},
    {".pdf", "application/pdf", false},
    {".zip", "application/zip", false},
    {".epub", "application/epub+zip", false},
    {".lpf", "application/lpf+zip", false},
};

/* Cameras write IMG.JPG. */
static bool
ends_with(str path, str extension)
{
    bool same = path.len >= extension.len;
    for (size_t i = 0; same && i < extension.len; i++) {
        char c = path.data[path.len - extension.len + i];
        same = c == extension.data[i] || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == extension.data[i]);
    }
    return same;
}

static const struct type *
find(str path)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (ends_with(path, str_from(types[i].extension))) {
            return &types[i];
        }
    }
    return NULL;
}

const char *
content_type(str path)
{
    const struct type *type = find(path);
    return type != NULL ? type->type : "application/octet-stream";
}

bool
content_is_text(str path)
{
    const struct type *type = find(path);
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
