/*
 * Which file of the folder a request's target names (RFC 9112 section 3.2).
 *
 * In: the target as it stands on the request line, without its query, still percent-encoded. Out: a path
 * below the folder, or that there can be none.
 *
 * Example: "/stops/01.opus" → TARGET_FILE "stops/01.opus"; "/" → TARGET_FOLDER ""; "/..%2fetc" → TARGET_NONE
 *
 * A path that is found here has no empty, "." or ".." part, none that begins with a dot, no NUL and no
 * encoded slash. Links are refused when it is opened (target_open).
 */
#ifndef SERVE_TARGET_H
#define SERVE_TARGET_H

#include <sys/stat.h>

#include "base/str.h"

enum { TARGET_BYTES = 1024 }; /* of the encoded target at most: a tour's longest is some 40 */

enum target_kind {
    TARGET_FILE,
    TARGET_FOLDER,    /* its name ended in a slash, or it is the root */
    TARGET_NONE,      /* names nothing that may be read */
    TARGET_MALFORMED, /* no path, or a wrong percent encoding */
    TARGET_LONG,
};

struct target {
    enum target_kind kind;
    char path[TARGET_BYTES + 1]; /* decoded, without slashes at its ends, closed by NUL */
};

void target_resolve(str url, struct target *target);

/* Opens the path below `folder` for reading, and says what it is. No link is followed below the folder
 * itself. -1 with errno: ENOENT where there is nothing that may be read. The caller closes it. */
int target_open(const char *folder, const char *path, struct stat *status);

#endif
