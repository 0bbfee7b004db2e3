#include "publish/media_type.h"

str
media_type(str path)
{
    static const struct {
        const char *extension, *type;
    } types[] = {
        {".opus", "audio/ogg; codecs=opus"},
        {".mp4", "audio/mp4; codecs=opus"},
        {".vtt", "text/vtt"},
        {".html", "text/html"},
        {".css", "text/css"},
        {".js", "text/javascript"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".png", "image/png"},
        {".webp", "image/webp"},
        {".avif", "image/avif"},
        {".gif", "image/gif"},
        {".svg", "image/svg+xml"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (str_ends(path, str_from(types[i].extension))) {
            return str_from(types[i].type);
        }
    }
    return STR("");
}
