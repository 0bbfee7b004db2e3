/*
 * The media type of a file, by its name.
 *
 * In: a path. Out: its type, as IANA registered it, with the codec of a tour's tracks (RFC 7845 section 9,
 * RFC 6381); and how HTTP says it.
 *
 * Example: stops/01.mp4 → audio/mp4; codecs=opus, over HTTP audio/mp4; contents.html → text/html, over HTTP
 * text/html; charset=utf-8
 */
#ifndef BASE_MEDIA_TYPE_H
#define BASE_MEDIA_TYPE_H

#include "base/str.h"

struct media_type {
    const char *ending; /* of the path, in small letters */
    const char *type;
    const char *header; /* HTTP's Content-Type */
    bool is_text;       /* gzip makes it smaller; what holds sound, pictures or a ZIP is packed already */
};

/* NULL where the name tells none. Capitals count as small letters: cameras write IMG.JPG. */
const struct media_type *media_type_find(str path);

/* The type alone; empty where the name tells none. */
str media_type(str path);

#endif
