/*
 * For tests: makes the N-th call of a kind fail, counted over a program and all its children. Preloaded
 * (LD_PRELOAD), compiled by tests/e2e/faults.sh.
 *
 *   FAULT_COUNTS=FILE   a file of 8 counters of 64 bits, shared by the processes: calls of each kind so far;
 *                       the last is 1 when a call was made to fail
 *   FAULT_CALL=write    which kind; FAULT_AT=17 which call, from 1; FAULT_ERROR=28 its errno
 *   FAULT_KILL=1        instead of failing, the process is killed there
 *   FAULT_NO_EXCHANGE=1 renameat2 fails always, as on a file system that cannot exchange two names
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { WRITE, FSYNC, RENAME, FORK, MALLOC, OPEN, MKDIR, FIRED, COUNTERS };

static const char *const names[] = {"write", "fsync", "rename", "fork", "malloc", "open", "mkdir"};
static uint64_t *counters;
static uint64_t at;
static int call = -1, error = EIO, is_deadly, no_exchange;

__attribute__((constructor)) static void
begin(void)
{
    const char *path = getenv("FAULT_COUNTS"), *kind = getenv("FAULT_CALL"), *number = getenv("FAULT_AT");
    const char *reason = getenv("FAULT_ERROR");
    if (path == NULL) {
        return;
    }
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
    void *map = file < 0 ? MAP_FAILED
                         : mmap(NULL, COUNTERS * sizeof *counters, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (map == MAP_FAILED) {
        _exit(98);
    }
    syscall(SYS_close, file);
    for (int i = 0; kind != NULL && i < FIRED; i++) {
        call = strcmp(kind, names[i]) == 0 ? i : call;
    }
    at = number == NULL ? 0 : strtoull(number, NULL, 10);
    error = reason == NULL ? EIO : atoi(reason);
    is_deadly = getenv("FAULT_KILL") != NULL;
    no_exchange = getenv("FAULT_NO_EXCHANGE") != NULL;
    counters = map;
}

static int
fails(enum kind kind)
{
    if (counters == NULL || __atomic_add_fetch(&counters[kind], 1, __ATOMIC_SEQ_CST) != at || (int)kind != call) {
        return 0;
    }
    counters[FIRED] = 1;
    if (is_deadly) {
        kill(getpid(), SIGKILL);
    }
    errno = error;
    return 1;
}

#define REAL(name) ((__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name))

ssize_t
write(int fd, const void *bytes, size_t len)
{
    return fails(WRITE) ? -1 : syscall(SYS_write, fd, bytes, len);
}

size_t
fwrite(const void *bytes, size_t size, size_t count, FILE *stream)
{
    return stream != stdout && stream != stderr && fails(WRITE) ? 0 : REAL(fwrite)(bytes, size, count, stream);
}

int
fsync(int fd)
{
    return fails(FSYNC) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
rename(const char *from, const char *to)
{
    return fails(RENAME) ? -1 : (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int
renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    if (no_exchange) {
        errno = EINVAL;
        return -1;
    }
    return fails(RENAME) ? -1 : (int)syscall(SYS_renameat2, a, from, b, to, flags);
}

pid_t
fork(void)
{
    return fails(FORK) ? -1 : REAL(fork)();
}

int
open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
    va_end(list);
    return fails(OPEN) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
    va_end(list);
    return fails(OPEN) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

FILE *
fopen(const char *path, const char *mode)
{
    return fails(OPEN) ? NULL : REAL(fopen)(path, mode);
}

DIR *
opendir(const char *path)
{
    return fails(OPEN) ? NULL : REAL(opendir)(path);
}

int
mkstemp(char *pattern)
{
    return fails(OPEN) ? -1 : REAL(mkstemp)(pattern);
}

int
mkdir(const char *path, mode_t mode)
{
    return fails(MKDIR) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

char *
mkdtemp(char *pattern)
{
    return fails(MKDIR) ? NULL : REAL(mkdtemp)(pattern);
}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

void *
malloc(size_t size)
{
    return fails(MALLOC) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
    return fails(MALLOC) ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *block, size_t size)
{
    return fails(MALLOC) ? NULL : __libc_realloc(block, size);
}
