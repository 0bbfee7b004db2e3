/*
 * A library that is loaded when it is first needed, for what few commands use and all would pay for.
 *
 * In: its file and the names of functions. Out: their addresses in a table. It is never unloaded.
 *
 * Example: libav.h, http.h, serve/microhttpd.h
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

struct library_function {
    const char *name;
    size_t offset; /* of its pointer in the table */
};

/* False where the library is not there, or lacks a function. */
bool library_load(const char *file, const struct library_function *functions, size_t count, void *table);

#endif
