#include "base/media_type.h"

#define TEXT(type)  type, type "; charset=utf-8", true
#define PLAIN(type) type, type, true
#define BYTES(type) type, type, false

static const struct media_type types[] = {
    {".html", TEXT("text/html")},
    {".xhtml", PLAIN("application/xhtml+xml")},
    {".css", TEXT("text/css")},
    {".js", TEXT("text/javascript")},
    {".mjs", TEXT("text/javascript")},
    {".json", PLAIN("application/json")},
    {".webmanifest", PLAIN("application/manifest+json")},
    {".vtt", TEXT("text/vtt")},
    {".txt", TEXT("text/plain")},
    {".tsv", TEXT("text/tab-separated-values")},
    {".srt", PLAIN("application/x-subrip")},
    {".md", TEXT("text/markdown")},
    {"sha256sums", TEXT("text/plain")},
    /* the feed; no other XML is served by this name */
    {"feed.xml", TEXT("application/rss+xml")},
    {".rss", TEXT("application/rss+xml")},
    {".xml", PLAIN("application/xml")},
    {".svg", PLAIN("image/svg+xml")},
    /* a list of files; application/vnd.apple.mpegurl would have Safari take it for a live stream */
    {".m3u8", PLAIN("audio/x-mpegurl")},
    {".cue", TEXT("application/x-cue")},
    {".opus", BYTES("audio/ogg; codecs=opus")},
    {".ogg", BYTES("audio/ogg")},
    {".mp4", "audio/mp4; codecs=opus", "audio/mp4", false},
    {".m4a", BYTES("audio/mp4")},
    {".m4b", BYTES("audio/mp4")},
    {".mp3", BYTES("audio/mpeg")},
    {".wav", BYTES("audio/wav")},
    {".jpg", BYTES("image/jpeg")},
    {".jpeg", BYTES("image/jpeg")},
    {".png", BYTES("image/png")},
    {".webp", BYTES("image/webp")},
    {".avif", BYTES("image/avif")},
    {".gif", BYTES("image/gif")},
    {".ico", BYTES("image/vnd.microsoft.icon")},
    {".woff2", BYTES("font/woff2")},
    {".pdf", BYTES("application/pdf")},
    {".zip", BYTES("application/zip")},
    {".epub", BYTES("application/epub+zip")},
    {".lpf", BYTES("application/lpf+zip")},
};

static bool
ends_with(str path, str ending)
{
    bool same = path.len >= ending.len;
    for (size_t i = 0; same && i < ending.len; i++) {
        char c = path.data[path.len - ending.len + i];
        same = c == ending.data[i] || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == ending.data[i]);
    }
    return same;
}

/* chapters.json, chapters-2.json, 03.chapters.json: as Podcasting 2.0 names their type. */
static bool
is_chapters(str path)
{
    str ending = STR(".json");
    if (!str_ends(path, ending)) {
        return false;
    }
    size_t end = path.len - ending.len, digits = end;
    while (digits > 0 && path.data[digits - 1] >= '0' && path.data[digits - 1] <= '9') {
        digits--;
    }
    bool part = digits < end && digits > 0 && path.data[digits - 1] == '-';
    return str_ends(str_cut(path, 0, part ? digits - 1 : end), STR("chapters"));
}

const struct media_type *
media_type_find(str path)
{
    static const struct media_type chapters = {"chapters.json", PLAIN("application/json+chapters")};
    if (is_chapters(path)) {
        return &chapters;
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (ends_with(path, str_from(types[i].ending))) {
            return &types[i];
        }
    }
    return NULL;
}

str
media_type(str path)
{
    const struct media_type *found = media_type_find(path);
    return found != NULL ? str_from(found->type) : STR("");
}
