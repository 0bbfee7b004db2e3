/*
 * Memory in two lifetimes.
 *
 * In: a reserve of address space from the system. Out: zeroed, aligned blocks that are never freed one by
 * one.
 *
 *   void f(arena *out, arena scratch)     what f returns lives in *out; what it needs meanwhile lives in
 *                                         scratch, passed by value, and is gone when f returns.
 *
 * Example: struct stop *stops = arena_new(out, struct stop, 12);
 *
 * Out of memory ends the program: a line on standard error, exit status 3. Nothing half-written is ever
 * published, so ending is safe at any point.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

typedef struct {
    char *begin; /* next free byte */
    char *end;   /* one past the last */
} arena;

/* Reserves address space (pages are taken only when touched). bytes: 0 means the usual reserve of 4 GiB. */
arena arena_reserve(size_t bytes);

/* Splits off a new arena of `bytes` from the end of *a; valid as long as a's reserve. */
arena arena_split(arena *a, size_t bytes);

/* count zeroed objects; never NULL, also for count 0. */
void *arena_alloc(arena *a, size_t size, size_t align, size_t count);

#define arena_new(a, type, count) ((type *)arena_alloc((a), sizeof(type), _Alignof(type), (size_t)(count)))

/*
 * Room for one more element at the end of a growing array that lives in *a: the array moves when full, so
 * keep indexes, not pointers, while it grows.
 *
 * Example: *arena_push(out, sentences, count, capacity) = s;      (count is advanced)
 */
#define arena_push(a, array, count, capacity)                                                                \
    ((count) == (capacity) ? (void)((array) = arena_grow((a), (array), sizeof *(array), &(capacity)))        \
                           : (void)0,                                                                        \
     (array) + (count)++)

/* Doubles an array of *capacity elements of `size` bytes (in place where it is the arena's last block). */
void *arena_grow(arena *a, void *array, size_t size, size_t *capacity);

#endif
