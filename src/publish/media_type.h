/*
 * The media type of a file of the tour, by its name.
 *
 * In: a path within the tour. Out: its type, as IANA registered it; tracks with the codec (RFC 7845 section 9,
 * RFC 6381). Empty where the name tells none.
 *
 * Example: stops/01.opus → audio/ogg; codecs=opus
 */
#ifndef PUBLISH_MEDIA_TYPE_H
#define PUBLISH_MEDIA_TYPE_H

#include "base/str.h"

str media_type(str path);

#endif
