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

/* The system begins to write what is in a file to its disk, and nobody waits: fsync has less to do later. */
void os_start_writing(int fd);

enum { OS_PATH_BYTES = 4096 }; /* Linux: PATH_MAX */

/* The absolute path of what is at `path`, without links, "." and ".."; false with errno where nothing is. */
bool os_real_path(const char *path, char resolved[OS_PATH_BYTES]);

/* For a child, first of all: it ends (SIGKILL) when its parent does, whatever ended that. `parent`: getpid()
 * before the fork; where that is gone already, the child ends at once. Where the system has no such thing,
 * its own alarm is the end. */
void os_end_with_parent(long parent);

enum { OS_ADDRESS_BYTES = 46 }; /* the longest IPv6 address in words, and NUL */

struct os_address {
    char text[OS_ADDRESS_BYTES]; /* "192.168.1.20", "fd00::2" */
    bool is_ipv6;
};

/* The addresses by which others on the network reach this machine: IPv4 before IPv6, of each kind the one
 * that it uses itself first; no loopback, no link-local. Returns how many, at most max. */
size_t os_network_addresses(struct os_address *addresses, size_t max);

/* Absolute path of the running program, in buffer; false where unknown. */
bool os_program_path(char *buffer, size_t size);

#endif
