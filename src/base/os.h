/*
 * What POSIX 2008 does not offer. os.c alone is compiled with _GNU_SOURCE; to port daolan, write another
 * os.c.
 *
 * In: sizes, paths, nothing else. Out: what the system says.
 */
#ifndef BASE_OS_H
#define BASE_OS_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed address space whose pages are taken when first touched; NULL when refused. Never given back. */
void *os_reserve_memory(size_t bytes);

/* Cores this process may use, at least 1. */
unsigned os_count_cores(void);

/* Swaps two existing paths of one file system in one step (Linux renameat2); false with errno where the
 * system or the file system cannot. */
bool os_exchange_paths(const char *a, const char *b);

enum { OS_PATH_BYTES = 4096 }; /* Linux: PATH_MAX */

/* The absolute path of what is at `path`, without links, "." and ".."; false with errno where nothing is. */
bool os_real_path(const char *path, char resolved[OS_PATH_BYTES]);

/* Absolute path of the running program, in buffer; false where unknown. */
bool os_program_path(char *buffer, size_t size);

#endif
