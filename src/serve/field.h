/*
 * Two request headers that are lists: entity tags and content codings.
 *
 * In: a header's value. Out: whether it names what we have.
 *
 * Example: field_lists_tag(STR("\"a\", W/\"b\""), STR("\"b\""), true) holds.
 */
#ifndef SERVE_FIELD_H
#define SERVE_FIELD_H

#include "base/str.h"

/* Whether a list of entity tags (If-Match, If-None-Match: RFC 9110 sections 13.1.1, 13.1.2) holds `tag`,
 * which is a strong one with its quotes, or is "*". weak: W/"x" counts as "x" (section 8.8.3.2). */
bool field_lists_tag(str list, str tag, bool weak);

/* Whether Accept-Encoding allows gzip, by name or by "*", with a weight above 0 (section 12.5.3). */
bool field_accepts_gzip(str header);

#endif
