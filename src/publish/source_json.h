/*
 * The sources in timeline.json: the producer's files whole, and what became of every byte of them.
 *
 * In: tour.sources with every byte classed. Out: a JSON array, one object a file, whose classes are runs that
 * tile the file:
 *
 *   {"name": "article.txt", "bytes": 9, "sha256": "…", "text": "锦州。", "classes": [
 *     {"offset": 0, "length": 6, "class": "spoken", "sentence": 0},
 *     {"offset": 6, "length": 3, "class": "silent"}]}
 */
#ifndef PUBLISH_SOURCE_JSON_H
#define PUBLISH_SOURCE_JSON_H

#include "publish/json.h"
#include "script/tour.h"

/* STATUS_SYSTEM with a diagnostic where the classes do not add up: a byte without a class, spoken but in no
 * sentence, or left out without a reason. Nothing may be dropped silently, so such a tour is not published.
 */
MUST_CHECK enum status source_json_write(struct json *j, const struct tour *tour, arena scratch,
                                         struct diags *diags);

#endif
