#include "publish/qr.h"

#include <qrencode.h>

/* The dark runs of a row. */
static void
add_row(struct str_builder *b, const unsigned char *row, unsigned width, unsigned y)
{
    unsigned x = 0, drawn = 0;
    bool first = true;
    while (x < width) {
        unsigned from = x;
        while (x < width && (row[x] & 1) != 0) {
            x++;
        }
        if (x == from) {
            x++;
            continue;
        }
        if (first) {
            str_add_format(b, "M%u %u", from + QR_QUIET_MODULES, y + QR_QUIET_MODULES);
        } else {
            str_add_format(b, "m%u 0", from - drawn);
        }
        str_add_format(b, "h%u", x - from);
        drawn = x;
        first = false;
    }
}

bool
qr_encode(arena *out, arena scratch, str address, struct qr *qr)
{
    QRcode *code = QRcode_encodeString8bit(str_terminated(&scratch, address), 0, QR_ECLEVEL_Q);
    if (code == NULL) {
        return false;
    }
    unsigned width = (unsigned)code->width;
    struct str_builder b = {.out = out};
    for (unsigned y = 0; y < width; y++) {
        add_row(&b, code->data + (size_t)y * width, width, y);
    }
    *qr = (struct qr){width, str_built(&b)};
    QRcode_free(code);
    return true;
}
