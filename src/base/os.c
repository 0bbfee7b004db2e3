#define _GNU_SOURCE
#include "base/os.h"

#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void *
os_reserve_memory(size_t bytes)
{
    void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

unsigned
os_count_cores(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        return (unsigned)CPU_COUNT(&set);
    }
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (unsigned)online : 1;
}

bool
os_exchange_paths(const char *a, const char *b)
{
    return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0;
}

bool
os_real_path(const char *path, char resolved[OS_PATH_BYTES])
{
    _Static_assert(OS_PATH_BYTES >= PATH_MAX, "realpath writes up to PATH_MAX bytes");
    return realpath(path, resolved) != NULL;
}

bool
os_program_path(char *buffer, size_t size)
{
    ssize_t len = readlink("/proc/self/exe", buffer, size - 1);
    if (len <= 0 || (size_t)len >= size - 1) {
        return false;
    }
    buffer[len] = '\0';
    return true;
}
