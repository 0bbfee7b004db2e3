#include "verify/cover_read.h"

#include <sys/stat.h>

#include "base/file.h"

static uint32_t
byte_at(str bytes, size_t at)
{
    return at < bytes.len ? (unsigned char)bytes.data[at] : 0;
}

static uint32_t
pair_at(str bytes, size_t at)
{
    return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}

/* Width and height stand in the first chunk. */
static bool
size_png(str bytes, struct cover *cover)
{
    enum { WIDTH = 16, HEIGHT = 20 };
    cover->mime = "image/png";
    cover->width = pair_at(bytes, WIDTH + 2);
    cover->height = pair_at(bytes, HEIGHT + 2);
    return str_starts(bytes, STR("\x89PNG\r\n\x1A\n")) && pair_at(bytes, WIDTH) == 0 &&
           pair_at(bytes, HEIGHT) == 0;
}

/* They stand in the first segment from C0 to CF that is no table and no extension (C4, C8, CC). */
static bool
size_jpeg(str bytes, struct cover *cover)
{
    cover->mime = "image/jpeg";
    for (size_t at = 2; str_starts(bytes, STR("\xFF\xD8\xFF")) && byte_at(bytes, at) == 0xFF;) {
        uint32_t marker = byte_at(bytes, at + 1);
        if (marker >> 4 == 0xC && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            cover->height = pair_at(bytes, at + 5);
            cover->width = pair_at(bytes, at + 7);
            return true;
        }
        at += marker == 0xFF ? 1 : 2 + (size_t)pair_at(bytes, at + 2);
    }
    return false;
}

bool
cover_read(arena *out, const struct findings *f, str path, size_t bytes_max, struct cover *cover)
{
    struct stat st;
    struct diags unheard = diags_unheard(out);
    str place = file_join(out, f->folder, path);
    *cover = (struct cover){.path = path};
    if (lstat(str_terminated(out, place), &st) != 0 || !S_ISREG(st.st_mode) ||
        file_read(out, place, bytes_max, &cover->bytes, &unheard) != STATUS_OK) {
        return false;
    }
    return (size_png(cover->bytes, cover) || size_jpeg(cover->bytes, cover)) && cover->width > 0 &&
           cover->height > 0;
}
