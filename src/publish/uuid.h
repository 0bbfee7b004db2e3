/*
 * A UUID that follows from a name: version 5 (RFC 9562, section 5.5).
 *
 * In: the UUID of a namespace, in its 36 characters; a name. Out: the name's UUID in it.
 *
 * Example: in podcasts' namespace, podnews.net/rss → 9b024349-ccf0-5f69-a609-6b82873eab3c
 */
#ifndef PUBLISH_UUID_H
#define PUBLISH_UUID_H

#include "base/str.h"

str uuid_of_name(arena *out, str space, str name);

#endif
