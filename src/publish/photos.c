#include "publish/photos.h"

#include "base/file.h"

static const char *const extensions[] = {"jpg", "jpeg", "png", "webp", "avif", "gif", "svg"};

/* The known extension of a name, in lower case, or NULL. */
static const char *
known_extension(str name)
{
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        str extension = str_from(extensions[i]);
        if (name.len <= extension.len + 1) {
            continue;
        }
        str end = str_from_offset(name, name.len - extension.len - 1);
        bool same = end.data[0] == '.';
        for (size_t k = 0; k < extension.len && same; k++) {
            char c = end.data[k + 1];
            same = (c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) == extension.data[k];
        }
        if (same) {
            return extensions[i];
        }
    }
    return NULL;
}

static enum status
copy_photo(str from, str folder, str name, arena scratch, struct diags *diags)
{
    str photo_folder = file_join(&scratch, folder, STR("photos"));
    str bytes;
    enum status status = file_make_folder(photo_folder, scratch, diags);
    if (status == STATUS_OK) {
        status = file_read(&scratch, from, PHOTO_BYTES_MAX, &bytes, diags);
    }
    if (status != STATUS_OK) {
        return status;
    }
    struct file_writer *w = file_create(&scratch, file_join(&scratch, folder, name));
    file_put(w, bytes);
    return file_close(w, diags);
}

enum status
photos_copy(arena *out, const struct timeline *timeline, str folder, const str **photos, struct diags *diags)
{
    const struct tour *tour = timeline->tour;
    str *names = arena_new(out, str, tour->stop_count);
    *photos = names;
    for (size_t i = 0; i < tour->stop_count; i++) {
        const struct stop *stop = &tour->stops[i];
        if (stop->photo.len == 0) {
            continue;
        }
        arena scratch = *out;
        str from = file_join(&scratch, tour->folder, stop->photo);
        const char *extension = known_extension(stop->photo);
        if (extension == NULL || !file_exists(scratch, from) || file_is_folder(scratch, from)) {
            diag_add(diags, DIAG_WARNING, from, 0, 0,
                     "photos are .jpg, .png, .webp, .avif, .gif or .svg files",
                     "stop %u: %s; the stop is shown without it", (unsigned)stop->number,
                     extension == NULL ? "not a kind of photo that browsers show" : "no such photo");
            continue;
        }
        str name = str_format(out, "photos/%0*u.%s", (int)timeline->number_digits, (unsigned)stop->number,
                              extension);
        scratch = *out;
        from = file_join(&scratch, tour->folder, stop->photo);
        enum status status = copy_photo(from, folder, name, scratch, diags);
        if (status != STATUS_OK) {
            return status;
        }
        names[i] = name;
    }
    return STATUS_OK;
}
