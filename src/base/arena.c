#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/os.h"

enum { GROW_FIRST = 8, EXIT_SYSTEM = 3 };

static _Noreturn void
fail(void)
{
    static const char message[] = "daolan: error: out of memory\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _Exit(EXIT_SYSTEM);
}

arena
arena_reserve(size_t bytes)
{
    static const size_t usual = (size_t)4 << 30;
    if (bytes == 0) {
        bytes = usual;
    }
    char *begin = os_reserve_memory(bytes);
    if (begin == NULL) {
        fail();
    }
    return (arena){begin, begin + bytes};
}

arena
arena_split(arena *a, size_t bytes)
{
    bytes = (bytes + 63) & ~(size_t)63;
    if ((size_t)(a->end - a->begin) < bytes + 64) {
        fail();
    }
    a->end -= bytes + (uintptr_t)a->end % 64;
    return (arena){a->end, a->end + bytes};
}

void *
arena_alloc(arena *a, size_t size, size_t align, size_t count)
{
    size_t pad = (size_t)(-(uintptr_t)a->begin & (align - 1));
    size_t room = (size_t)(a->end - a->begin);
    if (room < pad || (size != 0 && count > (room - pad) / size)) {
        fail();
    }
    char *block = a->begin + pad;
    a->begin = block + size * count;
    return memset(block, 0, size * count);
}

void *
arena_grow(arena *a, void *array, size_t size, size_t *capacity)
{
    size_t old = *capacity;
    *capacity = old == 0 ? GROW_FIRST : old * 2;
    if (old != 0 && (char *)array + old * size == a->begin) {
        arena_alloc(a, size, 1, *capacity - old);
        return array;
    }
    void *moved = arena_alloc(a, size, _Alignof(max_align_t), *capacity);
    if (old != 0) {
        memcpy(moved, array, old * size);
    }
    return moved;
}
