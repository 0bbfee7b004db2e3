#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/os.h"

str
file_join(arena *out, str folder, str name)
{
    if (folder.len == 0 || str_starts(name, STR("/"))) {
        return str_copy(out, name);
    }
    const char *slash = str_ends(folder, STR("/")) ? "" : "/";
    return str_format(out, STR_FMT "%s" STR_FMT, STR_ARG(folder), slash, STR_ARG(name));
}

static str
without_closing_slashes(str path)
{
    while (path.len > 1 && path.data[path.len - 1] == '/') {
        path.len--;
    }
    return path;
}

str
file_name(str path)
{
    path = without_closing_slashes(path);
    size_t i = path.len;
    while (i > 0 && path.data[i - 1] != '/') {
        i--;
    }
    return str_from_offset(path, i);
}

str
file_folder(str path)
{
    path = without_closing_slashes(path);
    str name = file_name(path);
    str folder = str_cut(path, 0, path.len - name.len);
    return folder.len == 0 ? STR(".") : without_closing_slashes(folder);
}

bool
file_hold_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        /* the other way round, so that using it still fails as on a closed one */
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) {
            return false;
        }
    }
    return true;
}

bool
file_exists(arena scratch, str path)
{
    struct stat st;
    return stat(str_terminated(&scratch, path), &st) == 0;
}

bool
file_is_folder(arena scratch, str path)
{
    struct stat st;
    return stat(str_terminated(&scratch, path), &st) == 0 && S_ISDIR(st.st_mode);
}

/* Room for a regular file and the read that finds its end; for anything else some to begin with. */
static size_t
expected_bytes(int fd, size_t max)
{
    enum { UNKNOWN = 4096 };
    struct stat st;
    bool known = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && (uintmax_t)st.st_size <= max;
    return known ? (size_t)st.st_size + 1 : UNKNOWN;
}

enum status
file_measure(str path, uint64_t *bytes, arena scratch, struct diags *diags)
{
    struct stat st;
    if (stat(str_terminated(&scratch, path), &st) != 0) {
        return diag_system(diags, path, "measure", errno);
    }
    *bytes = (uint64_t)st.st_size;
    return STATUS_OK;
}

/* All of fd, up to max + 1 bytes so that the caller sees what is too much; -1 with errno on failure. */
static ssize_t
read_all(arena *out, int fd, size_t max, char **data)
{
    size_t len = 0, capacity = expected_bytes(fd, max);
    *data = arena_new(out, char, capacity);
    while (len <= max) {
        if (len == capacity) {
            *data = arena_grow(out, *data, 1, &capacity);
            continue;
        }
        ssize_t got = read(fd, *data + len, capacity - len);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        len += (size_t)got;
    }
    return (ssize_t)len;
}

enum status
file_read(arena *out, str path, size_t max, str *bytes, struct diags *diags)
{
    arena scratch = *out;
    bool standard_input = str_equal(path, STR("-"));
    /* without waiting for somebody to write to a pipe; once it is open, reading waits for those who do */
    int fd = standard_input ? STDIN_FILENO
                            : open(str_terminated(&scratch, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return diag_system(diags, path, "open", errno);
    }
    enum status status = STATUS_OK;
    char *data = NULL;
    ssize_t len = -1;
    if ((!standard_input && fcntl(fd, F_SETFL, O_RDONLY) != 0) || (len = read_all(out, fd, max, &data)) < 0) {
        status = diag_system(diags, path, "read", errno);
    } else if ((size_t)len > max) {
        diag_add(diags, DIAG_ERROR, path, 0, 0, NULL, "larger than %zu MiB, the most that is read",
                 max >> 20);
        status = STATUS_SCRIPT;
    }
    if (!standard_input) {
        close(fd);
    }
    *bytes = (str){data, status == STATUS_OK ? (size_t)len : 0};
    return status;
}

struct file_writer {
    str path;
    int fd;
    int error; /* errno of the first failure, 0 while all is well */
    uint64_t total;
    size_t len;
    char buffer[1 << 16];
};

static void
write_all(struct file_writer *w, const char *data, size_t len)
{
    while (len > 0 && w->error == 0) {
        ssize_t written = write(w->fd, data, len);
        if (written >= 0) {
            data += written;
            len -= (size_t)written;
        } else if (errno != EINTR) {
            w->error = errno;
        }
    }
}

static struct file_writer *
writer_new(arena *out, str path, int fd)
{
    struct file_writer *w = arena_new(out, struct file_writer, 1);
    w->path = str_copy(out, path);
    w->fd = fd;
    w->error = fd < 0 ? errno : 0;
    return w;
}

struct file_writer *
file_create(arena *out, str path)
{
    if (str_equal(path, STR("-"))) {
        return writer_new(out, STR("(standard output)"), STDOUT_FILENO);
    }
    arena scratch = *out;
    int fd = open(str_terminated(&scratch, path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return writer_new(out, path, fd);
}

void
file_put(struct file_writer *w, str bytes)
{
    w->total += bytes.len;
    if (bytes.len > sizeof w->buffer - w->len) {
        write_all(w, w->buffer, w->len);
        w->len = 0;
    }
    if (bytes.len > sizeof w->buffer) {
        write_all(w, bytes.data, bytes.len);
    } else if (bytes.len > 0) {
        memcpy(w->buffer + w->len, bytes.data, bytes.len);
        w->len += bytes.len;
    }
}

void
file_put_format(struct file_writer *w, const char *format, ...)
{
    char line[512];
    va_list list;
    va_start(list, format);
    int len = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    if (len >= 0 && (size_t)len < sizeof line) {
        file_put(w, (str){line, (size_t)len});
    } else if (w->error == 0) {
        w->error = EOVERFLOW; /* long texts go through file_put */
    }
}

uint64_t
file_length(const struct file_writer *w)
{
    return w->total;
}

static enum status
close_writer(struct file_writer *w, bool lasting, struct diags *diags)
{
    write_all(w, w->buffer, w->len);
    if (lasting && w->error == 0 && fsync(w->fd) != 0 && errno != EINVAL) {
        w->error = errno;
    }
    if (w->fd >= 0 && close(w->fd) != 0 && w->error == 0) {
        w->error = errno;
    }
    w->fd = -1;
    return w->error == 0 ? STATUS_OK : diag_system(diags, w->path, "write", w->error);
}

enum status
file_close(struct file_writer *w, struct diags *diags)
{
    if (w->fd >= 0 && w->error == 0) {
        os_start_writing(w->fd);
    }
    return close_writer(w, false, diags);
}

static enum status
replace(str folder, str path, str bytes, bool lasting, arena scratch, struct diags *diags)
{
    str name = str_format(&scratch, STR_FMT ".XXXXXX", STR_ARG(file_name(path)));
    str pattern = file_join(&scratch, folder, name);
    char *temporary = arena_new(&scratch, char, pattern.len + 1);
    memcpy(temporary, pattern.data, pattern.len);
    int fd = mkstemp(temporary);
    if (fd < 0) {
        return diag_system(diags, path, "write", errno);
    }
    fchmod(fd, 0644);
    struct file_writer *w = writer_new(&scratch, path, fd);
    file_put(w, bytes);
    enum status status = close_writer(w, lasting, diags);
    if (status == STATUS_OK && rename(temporary, str_terminated(&scratch, path)) != 0) {
        status = diag_system(diags, path, "write", errno);
    }
    if (status != STATUS_OK) {
        unlink(temporary);
    }
    return status;
}

enum status
file_replace(str path, str bytes, arena scratch, struct diags *diags)
{
    return replace(file_folder(path), path, bytes, true, scratch, diags);
}

enum status
file_replace_by_way_of(str folder, str path, str bytes, arena scratch, struct diags *diags)
{
    return replace(folder, path, bytes, false, scratch, diags);
}

enum status
file_make_folder(str path, arena scratch, struct diags *diags)
{
    char *whole = arena_new(&scratch, char, path.len + 1);
    memcpy(whole, path.data, path.len);
    for (size_t i = 1; i <= path.len; i++) {
        if (i < path.len && whole[i] != '/') {
            continue;
        }
        whole[i] = '\0';
        struct stat st;
        if (mkdir(whole, 0777) != 0 && (errno != EEXIST || stat(whole, &st) != 0 || !S_ISDIR(st.st_mode))) {
            int error = errno == EEXIST ? ENOTDIR : errno;
            return diag_system(diags, str_from(whole), "make the folder", error);
        }
        whole[i] = i < path.len ? '/' : '\0';
    }
    return STATUS_OK;
}

enum status
file_make_unique_folder(arena *out, str prefix, str *path, struct diags *diags)
{
    str pattern = str_format(out, STR_FMT "XXXXXX", STR_ARG(prefix));
    char *name = arena_new(out, char, pattern.len + 1);
    memcpy(name, pattern.data, pattern.len);
    if (mkdtemp(name) == NULL) {
        return diag_system(diags, prefix, "make a folder", errno);
    }
    chmod(name, 0755);
    *path = str_from(name);
    return STATUS_OK;
}

enum status
file_remove(str path, arena scratch, struct diags *diags)
{
    const char *name = str_terminated(&scratch, path);
    struct stat st;
    if (lstat(name, &st) != 0) {
        return errno == ENOENT ? STATUS_OK : diag_system(diags, path, "remove", errno);
    }
    if (!S_ISDIR(st.st_mode)) {
        return unlink(name) == 0 || errno == ENOENT ? STATUS_OK : diag_system(diags, path, "remove", errno);
    }
    str *names;
    size_t count;
    enum status status = file_list(&scratch, path, &names, &count, diags);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        arena inner = scratch;
        str child = file_join(&inner, path, names[i]);
        status = file_remove(child, inner, diags);
    }
    if (status == STATUS_OK && rmdir(name) != 0 && errno != ENOENT) {
        status = diag_system(diags, path, "remove", errno);
    }
    return status;
}

static int
compare_names(const void *a, const void *b)
{
    return str_compare(*(const str *)a, *(const str *)b);
}

enum status
file_list(arena *out, str path, str **names, size_t *count, struct diags *diags)
{
    size_t capacity = 0;
    *names = NULL;
    *count = 0;
    DIR *folder = opendir(str_terminated(out, path));
    if (folder == NULL) {
        return diag_system(diags, path, "list", errno);
    }
    struct dirent *entry;
    while (errno = 0, (entry = readdir(folder)) != NULL) {
        str name = str_from(entry->d_name);
        if (!str_equal(name, STR(".")) && !str_equal(name, STR(".."))) {
            str copy = str_copy(out, name);
            *arena_push(out, *names, *count, capacity) = copy;
        }
    }
    int error = errno;
    closedir(folder);
    if (error != 0) {
        return diag_system(diags, path, "list", error);
    }
    if (*count > 0) {
        qsort(*names, *count, sizeof **names, compare_names);
    }
    return STATUS_OK;
}

static enum status
sync_path(const char *name, str path, int flags, struct diags *diags)
{
    int fd = open(name, flags | O_CLOEXEC);
    if (fd < 0) {
        return errno == ENOENT ? STATUS_OK : diag_system(diags, path, "open", errno);
    }
    int failed = fsync(fd);
    int error = errno;
    close(fd);
    return failed == 0 || error == EINVAL ? STATUS_OK : diag_system(diags, path, "write", error);
}

enum status
file_sync(str path, arena scratch, struct diags *diags)
{
    return sync_path(str_terminated(&scratch, path), path, O_RDONLY | O_NONBLOCK, diags);
}

enum status
file_sync_folder(str path, arena scratch, struct diags *diags)
{
    return sync_path(str_terminated(&scratch, path), path, O_RDONLY | O_DIRECTORY, diags);
}

enum status
file_sync_all(str folder, arena scratch, struct diags *diags)
{
    str *names;
    size_t count;
    enum status status = file_list(&scratch, folder, &names, &count, diags);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        arena inner = scratch;
        struct stat st;
        str path = file_join(&inner, folder, names[i]);
        if (lstat(str_terminated(&inner, path), &st) == 0 && S_ISDIR(st.st_mode)) {
            status = file_sync_all(path, inner, diags);
        } else {
            status = file_sync(path, inner, diags);
        }
    }
    return status == STATUS_OK ? file_sync_folder(folder, scratch, diags) : status;
}
