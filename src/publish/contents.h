/*
 * The table of contents of the W3C audiobook, a page of its own: contents.html (Audiobooks, section 4.2).
 *
 * In: the timeline. Out: one list of links, a stop a line, a long stop's chapters below it, each to the time
 * where it begins (Media Fragments URI 1.0).
 *
 * Example: <li><a href="stops/03.opus">港口</a> <ol> <li><a href="stops/03.opus#t=12.40">船来了。</a></li> …
 */
#ifndef PUBLISH_CONTENTS_H
#define PUBLISH_CONTENTS_H

#include "publish/form.h"

MUST_CHECK enum status contents_write(const struct press *press, arena scratch);

#endif
