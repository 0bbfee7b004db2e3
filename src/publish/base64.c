#include "publish/base64.h"

str
base64_text(arena *out, str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t len = (bytes.len + 2) / 3 * 4;
    char *text = arena_new(out, char, len);
    for (size_t i = 0, at = 0; i < bytes.len; i += 3, at += 4) {
        size_t count = bytes.len - i < 3 ? bytes.len - i : 3;
        uint32_t group = 0;
        for (size_t k = 0; k < 3; k++) {
            group = group << 8 | (k < count ? (unsigned char)bytes.data[i + k] : 0);
        }
        for (size_t k = 0; k < 4; k++) {
            text[at + k] = k <= count ? digits[group >> (18 - 6 * k) & 63] : '=';
        }
    }
    return (str){text, len};
}
