/*
 * A page that is one file: it can be mailed to the printer and looks the same there.
 *
 * In: a title, a style sheet, a script. Out: HTML up to <body>, the style and the script inside, and a
 * Content Security Policy that allows those two by their SHA-256 (CSP Level 3, section 6.6.3.2) and nothing
 * else.
 *
 * Example: {"展牌", "锦州", style, script empty, sources ""} → … style-src 'sha256-…' … <title>展牌 ·
 * 锦州</title>
 */
#ifndef PUBLISH_LEAF_H
#define PUBLISH_LEAF_H

#include "base/file.h"

struct leaf {
    const char *kind; /* what the page is, before the tour's title */
    str title;        /* of the tour */
    str style, script;
    const char *sources; /* more directives: "media-src 'self'; "; may be empty */
    const char *schemes; /* color-scheme: "light dark" */
};

void leaf_open(struct file_writer *file, const struct leaf *leaf, arena scratch);
void leaf_close(struct file_writer *file);

#endif
