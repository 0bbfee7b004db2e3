#include "script/photo.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { LINKS_MAX = 40, DEPTH_MAX = 1000, TARGET_MAX = 4096 };

/* Follows path while it is a link itself; an empty string where it leads in circles. */
static str
follow_links(arena *out, str path)
{
    for (int links = 0; links < LINKS_MAX; links++) {
        char *target = arena_new(out, char, TARGET_MAX);
        ssize_t len = readlink(str_terminated(out, path), target, TARGET_MAX - 1);
        if (len <= 0) {
            return path;
        }
        path = file_join(out, file_folder(path), (str){target, (size_t)len});
    }
    return STR("");
}

/* Is `folder` the directory fd is open on, or above it? Closes fd. */
static bool
is_below(int fd, const struct stat *folder)
{
    struct stat last = {0}, now;
    bool found = false;
    for (int depth = 0; depth < DEPTH_MAX && fd >= 0 && !found; depth++) {
        if (fstat(fd, &now) != 0 || (depth > 0 && now.st_ino == last.st_ino && now.st_dev == last.st_dev)) {
            break; /* the root is its own parent */
        }
        found = now.st_ino == folder->st_ino && now.st_dev == folder->st_dev;
        last = now;
        int parent = openat(fd, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        close(fd);
        fd = parent;
    }
    if (fd >= 0) {
        close(fd);
    }
    return found;
}

static bool
leaves_folder(str written)
{
    str rest = written, part;
    bool leaves = str_starts(written, STR("/"));
    while (str_split(&rest, '/', &part)) {
        leaves = leaves || str_equal(part, STR(".."));
    }
    return leaves;
}

static enum photo_result
look_at(arena scratch, str folder, str name)
{
    str path = follow_links(&scratch, file_join(&scratch, folder, name));
    struct stat st, home;
    if (path.len == 0 || stat(str_terminated(&scratch, path), &st) != 0 || !S_ISREG(st.st_mode) ||
        stat(str_terminated(&scratch, folder), &home) != 0) {
        return PHOTO_MISSING;
    }
    int fd = open(str_terminated(&scratch, file_folder(path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd < 0 ? PHOTO_UNSEEN : is_below(fd, &home) ? PHOTO_FOUND : PHOTO_OUTSIDE;
}

static int
hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* A%20b → A b (RFC 3986, section 2.1). */
static str
decode_percent(arena *out, str s)
{
    struct str_builder b = {.out = out};
    for (size_t i = 0; i < s.len; i++) {
        bool escape = s.data[i] == '%' && i + 2 < s.len && hex(s.data[i + 1]) >= 0 && hex(s.data[i + 2]) >= 0;
        int value = escape ? hex(s.data[i + 1]) * 16 + hex(s.data[i + 2]) : 0;
        if (value > 0) {
            str_add_char(&b, (char)value);
            i += 2;
        } else {
            str_add_char(&b, s.data[i]);
        }
    }
    return str_built(&b);
}

enum photo_result
photo_resolve(arena *out, arena scratch, str folder, str written, str *path)
{
    if (str_find(written, STR("://")) != STR_NONE || str_starts(written, STR("data:"))) {
        return PHOTO_REMOTE;
    }
    while (str_starts(written, STR("./"))) {
        written = str_from_offset(written, 2);
    }
    str decoded = decode_percent(&scratch, written);
    str names[] = {written, file_join(&scratch, STR("photos"), written), decoded,
                   file_join(&scratch, STR("photos"), decoded)};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (leaves_folder(names[i]) || leaves_folder(written)) {
            return PHOTO_OUTSIDE;
        }
        enum photo_result result = look_at(scratch, folder, names[i]);
        if (result != PHOTO_MISSING) {
            *path = str_copy(out, names[i]);
            return result;
        }
    }
    return PHOTO_MISSING;
}

enum status
photo_read(arena *out, str path, str *bytes, struct image *image, const char **fault, struct diags *diags)
{
    const size_t most = (size_t)IMAGE_FILE_MIB_MAX << 20;
    arena scratch = *out;
    struct stat st;
    *image = (struct image){.extension = NULL};
    *fault = NULL;
    if (stat(str_terminated(&scratch, path), &st) != 0 || !S_ISREG(st.st_mode)) {
        *fault = "no such photo";
    } else if ((uintmax_t)st.st_size > most) {
        *fault = "the photo is larger than 64 MiB";
    } else if (file_read(out, path, most, bytes, diags) != STATUS_OK) {
        return STATUS_SYSTEM;
    } else if (!image_read(*bytes, image)) {
        *fault = "the photo is no image that browsers show, or one that breaks off";
    }
    return STATUS_OK;
}
