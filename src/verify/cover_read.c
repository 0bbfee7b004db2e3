#include "verify/cover_read.h"

#include <sys/stat.h>

#include "base/file.h"
#include "verify/image_size.h"

bool
cover_read(arena *out, struct findings *f, str path, size_t bytes_max, struct cover *cover)
{
    enum { SIDE_MAX = 65535 };
    struct stat st;
    struct image_size size;
    struct diags unheard = diags_unheard(out);
    str place = file_join(out, f->folder, path);
    *cover = (struct cover){.path = path};
    if (lstat(str_terminated(out, place), &st) != 0 || !S_ISREG(st.st_mode) ||
        file_read(out, place, bytes_max, &cover->bytes, &unheard) != STATUS_OK) {
        return false;
    }
    bool png = str_starts(cover->bytes, STR("\x89PNG"));
    cover->mime = png ? "image/png" : "image/jpeg";
    if ((!png && !str_starts(cover->bytes, STR("\xFF\xD8\xFF"))) || !image_size_read(f, path, *out, &size) ||
        size.width > SIDE_MAX || size.height > SIDE_MAX) {
        return false;
    }
    cover->width = (uint32_t)size.width;
    cover->height = (uint32_t)size.height;
    return size.width > 0 && size.height > 0;
}
