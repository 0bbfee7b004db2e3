/*
 * What a file's name says about its content: its type, whether it shrinks, how long it may be kept.
 *
 * In: a path. Out: values of HTTP headers.
 *
 * Example: stops/01.opus → audio/ogg; codecs=opus
 */
#ifndef SERVE_CONTENT_H
#define SERVE_CONTENT_H

#include "base/str.h"

/* Its media type, text with its charset; application/octet-stream where the name tells none. */
const char *content_type(str path);

/* Whether gzip is worth trying: text; what holds sound, pictures or a ZIP is packed already. */
bool content_is_text(str path);

/* A year for a name that holds its content's hash, "page.0f3a9c1d22b8e471.js" (16 hexadecimal digits or more
 * between dots); otherwise kept, but asked for again each time. */
const char *content_cache_control(str path);

#endif
