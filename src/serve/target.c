#include "serve/target.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* "http://museum.example:8000/stops/" → "/stops/": servers must take the absolute form as well. */
static str
without_authority(str url)
{
    if (!str_starts(url, STR("http://")) && !str_starts(url, STR("https://"))) {
        return url;
    }
    url = str_from_offset(url, str_find(url, STR("//")) + 2);
    size_t slash = str_find(url, STR("/"));
    return slash == STR_NONE ? STR("/") : str_from_offset(url, slash);
}

/* Decodes one part of the path to *end; an encoded slash, a control character and a leading dot make it one
 * that names nothing. */
static enum target_kind
decode_part(str part, char **end)
{
    char *begin = *end;
    enum target_kind kind = TARGET_FILE;
    for (size_t i = 0; i < part.len; i++) {
        unsigned char c = (unsigned char)part.data[i];
        bool encoded = c == '%';
        if (encoded) {
            int high = i + 1 < part.len ? hex_digit(part.data[i + 1]) : -1;
            int low = i + 2 < part.len ? hex_digit(part.data[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return TARGET_MALFORMED;
            }
            c = (unsigned char)(high * 16 + low);
            i += 2;
        }
        if (c < 0x20 || c == 0x7F || c == '/') {
            kind = TARGET_NONE;
        }
        *(*end)++ = (char)c;
    }
    return *begin == '.' && *end > begin ? TARGET_NONE : kind;
}

void
target_resolve(str url, struct target *target)
{
    char *end = target->path;
    target->path[0] = '\0';
    target->kind = TARGET_FOLDER;
    if (url.len > TARGET_BYTES) {
        target->kind = TARGET_LONG;
        return;
    }
    str rest = without_authority(url), part;
    if (!str_starts(rest, STR("/"))) {
        target->kind = TARGET_MALFORMED;
        return;
    }
    rest = str_from_offset(rest, 1);
    bool closed = rest.len == 0 || str_ends(rest, STR("/"));
    bool found = !str_starts(rest, STR("/")) && !str_ends(rest, STR("//"));
    rest.len -= rest.len > 0 && closed;
    while (str_split(&rest, '/', &part) && target->kind != TARGET_MALFORMED) {
        if (end > target->path) {
            *end++ = '/';
        }
        enum target_kind kind = part.len == 0 ? TARGET_NONE : decode_part(part, &end);
        found = found && kind == TARGET_FILE;
        target->kind = kind == TARGET_MALFORMED ? kind : TARGET_FILE;
    }
    *end = '\0';
    if (target->kind != TARGET_MALFORMED) {
        target->kind = !found ? TARGET_NONE : closed ? TARGET_FOLDER : TARGET_FILE;
    }
}

int
target_open(const char *folder, const char *path, struct stat *status)
{
    char part[TARGET_BYTES + 1];
    /* O_NONBLOCK: a pipe that somebody put there must not hold the server up */
    const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
    int at = open(folder, flags | O_DIRECTORY);
    while (at >= 0 && *path != '\0') {
        size_t len = strcspn(path, "/");
        memcpy(part, path, len);
        part[len] = '\0';
        bool last = path[len] == '\0';
        int next = openat(at, part, flags | O_NOFOLLOW | (last ? 0 : O_DIRECTORY));
        int error = errno;
        close(at);
        errno = error == ELOOP || error == ENOTDIR ? ENOENT : error;
        at = next;
        path += len + !last;
    }
    if (at >= 0 && fstat(at, status) != 0) {
        int error = errno;
        close(at);
        errno = error;
        return -1;
    }
    return at;
}
