#include "publish/photos.h"

#include "base/file.h"
#include "publish/form.h"
#include "script/photo.h"

/* The photo's name in the tour; none where it cannot be shown. */
static enum status
copy_photo(arena *out, arena scratch, const struct timeline *timeline, const struct stop *stop, str folder,
           str *name, struct diags *diags)
{
    struct image image;
    str bytes, from = file_join(&scratch, timeline->tour->folder, stop->photo);
    const char *fault;
    enum status status = photo_read(&scratch, from, &bytes, &image, &fault, diags);
    if (status != STATUS_OK) {
        return status;
    }
    if (fault != NULL) { /* the script was read a while ago */
        diag_add(diags, DIAG_WARNING, from, 0, 0, PHOTO_HINT, "stop %u: %s; the stop is shown without it",
                 (unsigned)stop->number, fault);
        return STATUS_OK;
    }
    *name = str_format(out, "photos/%0*u.%s", (int)timeline->number_digits, (unsigned)stop->number,
                       image.extension);
    status = file_make_folder(file_join(&scratch, folder, STR("photos")), scratch, diags);
    if (status != STATUS_OK) {
        return status;
    }
    struct file_writer *w = file_create(&scratch, file_join(&scratch, folder, *name));
    file_put(w, bytes);
    return file_close(w, diags);
}

enum status
photos_copy(arena *out, const struct timeline *timeline, str folder, const str **photos, struct diags *diags)
{
    const struct tour *tour = timeline->tour;
    enum { NAME_BYTES_MAX = 64 };
    str *names = arena_new(out, str, tour->stop_count);
    arena memory = arena_split(out, (tour->stop_count + 1) * NAME_BYTES_MAX);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < tour->stop_count && status == STATUS_OK; i++) {
        if (tour->stops[i].photo.len > 0) {
            status = copy_photo(&memory, *out, timeline, &tour->stops[i], folder, &names[i], diags);
        }
    }
    *photos = names;
    return status;
}

bool
photos_read(const struct press *press, size_t stop, arena *out, str *bytes)
{
    str path = file_join(out, press->folder, press->photos[stop]);
    return file_read(out, path, (size_t)IMAGE_FILE_MIB_MAX << 20, bytes, press->diags) == STATUS_OK;
}
