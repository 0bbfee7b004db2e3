/*
 * Base64 (RFC 4648 section 4), with padding.
 *
 * In: bytes. Out: text. Example: "Ma" → "TWE="
 */
#ifndef PUBLISH_BASE64_H
#define PUBLISH_BASE64_H

#include "base/str.h"

str base64_text(arena *out, str bytes);

#endif
