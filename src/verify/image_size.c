#include "verify/image_size.h"

#include "base/file.h"

enum { IMAGE_BYTES_MAX = 64 << 20 };

/* Bytes from `at` on, the most significant first; past the end they are 0. A step of -1 reads them from the
 * last. */
static uint64_t
number(str bytes, size_t at, size_t count, bool little)
{
    uint64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        size_t from = little ? at + count - 1 - i : at + i;
        value = value << 8 | (from < bytes.len ? (unsigned char)bytes.data[from] : 0);
    }
    return value;
}

/* From segment to segment up to a frame header (ITU-T T.81, table B.1). */
static struct image_size
jpeg(str bytes)
{
    size_t at = 2;
    while (number(bytes, at, 1, false) == 0xFF && number(bytes, at + 1, 1, false) != 0xDA) {
        uint64_t marker = number(bytes, at + 1, 1, false);
        bool other = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
        if (marker >> 4 == 0xC && !other) {
            return (struct image_size){number(bytes, at + 7, 2, false), number(bytes, at + 5, 2, false)};
        }
        at += marker == 0xFF ? 1 : 2 + (size_t)number(bytes, at + 2, 2, false);
    }
    return (struct image_size){0, 0};
}

/* By its first chunk (RFC 9649, sections 2.5 to 2.7). */
static struct image_size
webp(str bytes)
{
    if (str_equal(str_cut(bytes, 12, 4), STR("VP8X"))) {
        return (struct image_size){number(bytes, 24, 3, true) + 1, number(bytes, 27, 3, true) + 1};
    }
    if (str_equal(str_cut(bytes, 12, 4), STR("VP8L"))) {
        uint64_t bits = number(bytes, 21, 4, true);
        return (struct image_size){bits % 16384 + 1, bits / 16384 % 16384 + 1};
    }
    return (struct image_size){number(bytes, 26, 2, true) % 16384, number(bytes, 28, 2, true) % 16384};
}

bool
image_size_read(struct findings *f, str file, arena scratch, struct image_size *size)
{
    str bytes;
    struct diags unheard = diags_unheard(&scratch);
    *size = (struct image_size){0, 0};
    if (file_read(&scratch, file_join(&scratch, f->folder, file), IMAGE_BYTES_MAX, &bytes, &unheard) !=
        STATUS_OK) {
        return false;
    }
    if (str_starts(bytes, STR("\x89PNG\r\n\x1A\n"))) {
        *size = (struct image_size){number(bytes, 16, 4, false), number(bytes, 20, 4, false)};
    } else if (str_starts(bytes, STR("\xFF\xD8\xFF"))) {
        *size = jpeg(bytes);
    } else if (str_starts(bytes, STR("GIF8"))) {
        *size = (struct image_size){number(bytes, 6, 2, true), number(bytes, 8, 2, true)};
    } else if (str_starts(bytes, STR("RIFF")) && str_equal(str_cut(bytes, 8, 4), STR("WEBP"))) {
        *size = webp(bytes);
    }
    return size->width > 0 && size->height > 0;
}
