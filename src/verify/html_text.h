/*
 * A title or a sentence as HTML has to show it.
 *
 * In: text of timeline.json. Out: the same with & < > " ' as references, and U+FFFD for what HTML may not
 * hold.
 *
 * Example: <b> → &lt;b&gt;
 */
#ifndef VERIFY_HTML_TEXT_H
#define VERIFY_HTML_TEXT_H

#include "base/str.h"

str html_text(arena *out, str text);

/* What stands between two marks of a page: takes all up to the end of `close` off *page. False, with *page
 * untouched, where they do not follow. Example: html_between(&page, STR("<h1>"), STR("</h1>"), &title) */
bool html_between(str *page, str open, str close, str *between);

#endif
