#include "serve/qr.h"

#include <qrencode.h>

enum { QUIET = 4 }; /* modules; ISO/IEC 18004 */

static bool
is_dark(const QRcode *code, int x, int y)
{
    int width = code->width;
    return x >= 0 && y >= 0 && x < width && y < width && (code->data[y * width + x] & 1) != 0;
}

bool
qr_put(FILE *out, const char *text, bool coloured)
{
    static const char *const blocks[] = {" ", "▄", "▀", "█"};
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L);
    if (code == NULL) {
        return false;
    }
    for (int y = -QUIET; y < code->width + QUIET; y += 2) {
        fputs(coloured ? "\033[38;5;16;48;5;231m" : "", out);
        for (int x = -QUIET; x < code->width + QUIET; x++) {
            unsigned upper = is_dark(code, x, y), lower = is_dark(code, x, y + 1);
            unsigned drawn = upper << 1 | lower;
            fputs(blocks[coloured ? drawn : 3 - drawn], out);
        }
        fputs(coloured ? "\033[0m\n" : "\n", out);
    }
    QRcode_free(code);
    return true;
}
