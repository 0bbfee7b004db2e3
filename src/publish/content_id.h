/*
 * A name for a built tour that follows from its content alone.
 *
 * In: the files timeline.json and stops/NN.opus, written. Out: a UUID of version 8 (RFC 9562): the first 128
 * bits of SHA-256 over the lines that `sha256sum timeline.json stops/….opus` prints, the stops in the tour's
 * order, with version and variant set.
 *
 * Example: urn:uuid:5f0c6a52-9a7b-8c1e-a0d3-3c2b7f1e9d44
 */
#ifndef PUBLISH_CONTENT_ID_H
#define PUBLISH_CONTENT_ID_H

#include "publish/form.h"

MUST_CHECK enum status content_id(arena *out, const struct press *press, str *urn);

#endif
