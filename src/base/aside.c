#include "base/aside.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/os.h"

/* A diagnostic on its way: the numbers, then the texts. */
struct parcel {
    uint32_t severity, line, column, path_bytes, message_bytes, hint_bytes;
};

static void
put_bytes(int pipe, const void *bytes, size_t count)
{
    const char *at = bytes;
    while (count > 0) {
        ssize_t written = write(pipe, at, count);
        if (written < 0 && errno != EINTR) {
            return; /* the exit status tells the failure; the words are a courtesy */
        }
        at += written > 0 ? written : 0;
        count -= written > 0 ? (size_t)written : 0;
    }
}

static void
send_diags(int pipe, const struct diags *diags, size_t first)
{
    for (size_t i = first; i < diags->count; i++) {
        const struct diag *d = &diags->items[i];
        struct parcel p = {
            (uint32_t)d->severity, d->line, d->column, (uint32_t)d->path.len, (uint32_t)d->message.len,
            (uint32_t)d->hint.len};
        put_bytes(pipe, &p, sizeof p);
        put_bytes(pipe, d->path.data, d->path.len);
        put_bytes(pipe, d->message.data, d->message.len);
        put_bytes(pipe, d->hint.data, d->hint.len);
    }
}

bool
aside_start(struct aside *aside, enum status (*step)(void *context, arena scratch), void *context,
            struct diags *diags, arena scratch)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return false;
    }
    long parent = getpid();
    pid_t process = fork();
    if (process == 0) {
        os_end_with_parent(parent);
        close(ends[0]);
        size_t first = diags->count;
        enum status status = step(context, scratch);
        send_diags(ends[1], diags, first);
        _exit((int)status);
    }
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return false;
    }
    *aside = (struct aside){process, ends[0]};
    return true;
}

static str
read_to_end(int pipe, arena *out)
{
    enum { BLOCK = 4096 };
    char *bytes = NULL;
    size_t count = 0, capacity = 0;
    ssize_t got = 1;
    while (got > 0 || (got < 0 && errno == EINTR)) {
        while (capacity - count < BLOCK) {
            bytes = arena_grow(out, bytes, 1, &capacity);
        }
        got = read(pipe, bytes + count, BLOCK);
        count += got > 0 ? (size_t)got : 0;
    }
    return (str){bytes, count};
}

static str
take(str *rest, size_t bytes)
{
    str taken = str_cut(*rest, 0, bytes);
    *rest = str_from_offset(*rest, bytes);
    return taken;
}

static void
add_diags(str parcels, struct diags *diags, arena scratch)
{
    struct parcel p;
    while (parcels.len >= sizeof p) {
        memcpy(&p, take(&parcels, sizeof p).data, sizeof p);
        str path = take(&parcels, p.path_bytes), message = take(&parcels, p.message_bytes);
        const char *hint = str_terminated(&scratch, take(&parcels, p.hint_bytes));
        diag_add(diags, (enum diag_severity)p.severity, path, p.line, p.column,
                 p.hint_bytes > 0 ? hint : NULL, STR_FMT, STR_ARG(message));
    }
}

enum status
aside_finish(struct aside *aside, struct diags *diags, arena scratch)
{
    int state = 0;
    add_diags(read_to_end(aside->pipe, &scratch), diags, scratch);
    close(aside->pipe);
    while (waitpid((pid_t)aside->process, &state, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(state)) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "a process of this build was ended by signal %d",
                 WTERMSIG(state));
        return STATUS_SYSTEM;
    }
    return (enum status)WEXITSTATUS(state);
}
