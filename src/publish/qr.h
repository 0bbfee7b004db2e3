/*
 * A QR code (ISO/IEC 18004) as the path of an SVG.
 *
 * In: an address. Out: the smallest code that holds it at level Q, of which a quarter may be scratched or lie
 * in a lamp's reflection, and dark modules as runs: row y is drawn along the line y, one module wide.
 *
 * Example: "https://museum.example/" → 29 modules, "M4 4h7m2 0h3…M4 5h1m5 0h1…"
 */
#ifndef PUBLISH_QR_H
#define PUBLISH_QR_H

#include "base/str.h"

enum { QR_QUIET_MODULES = 4 };

struct qr {
    unsigned modules; /* a side, without the quiet zone */
    str path;         /* the first module's middle is at 4 4 plus half a module to the right */
};

/* Through libqrencode; false, with errno, where the address is empty or too long (ERANGE, EINVAL): more than
 * 1663 bytes; and ENOMEM. */
bool qr_encode(arena *out, arena scratch, str address, struct qr *qr);

#endif
