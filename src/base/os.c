#define _GNU_SOURCE
#include "base/os.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <limits.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
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

void
os_start_writing(int fd)
{
    (void)sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE); /* a hint; what fails shows at fsync */
}

bool
os_real_path(const char *path, char resolved[OS_PATH_BYTES])
{
    _Static_assert(OS_PATH_BYTES >= PATH_MAX, "realpath writes up to PATH_MAX bytes");
    return realpath(path, resolved) != NULL;
}

void
os_end_with_parent(long parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() != parent) {
        raise(SIGKILL);
    }
}

static void
write_address(const struct sockaddr *from, struct os_address *to)
{
    to->is_ipv6 = from->sa_family == AF_INET6;
    const void *bytes = to->is_ipv6
                            ? (const void *)&((const struct sockaddr_in6 *)(const void *)from)->sin6_addr
                            : (const void *)&((const struct sockaddr_in *)(const void *)from)->sin_addr;
    inet_ntop(from->sa_family, bytes, to->text, sizeof to->text);
}

/* The address that the way out of this network would take. Nothing is sent: the peer is of RFC 5737 and 3849.
 */
static bool
find_own_address(int family, struct os_address *own)
{
    struct sockaddr_in ipv4 = {.sin_family = AF_INET, .sin_port = htons(9)};
    struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6, .sin6_port = htons(9)};
    inet_pton(AF_INET, "198.51.100.1", &ipv4.sin_addr);
    inet_pton(AF_INET6, "2001:db8::1", &ipv6.sin6_addr);
    const struct sockaddr *peer = family == AF_INET ? (void *)&ipv4 : (void *)&ipv6;
    socklen_t size = family == AF_INET ? sizeof ipv4 : sizeof ipv6;
    struct sockaddr_storage name;
    socklen_t name_size = sizeof name;
    int fd = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool found =
        fd >= 0 && connect(fd, peer, size) == 0 && getsockname(fd, (struct sockaddr *)&name, &name_size) == 0;
    if (found) {
        write_address((const struct sockaddr *)&name, own);
    }
    if (fd >= 0) {
        close(fd);
    }
    return found;
}

static bool
is_reachable(const struct ifaddrs *entry, int family)
{
    if (entry->ifa_addr == NULL || entry->ifa_addr->sa_family != family || (entry->ifa_flags & IFF_UP) == 0 ||
        (entry->ifa_flags & IFF_LOOPBACK) != 0) {
        return false;
    }
    if (family == AF_INET) {
        uint32_t host = ntohl(((const struct sockaddr_in *)(const void *)entry->ifa_addr)->sin_addr.s_addr);
        return host >> 16 != 0xA9FE; /* 169.254.0.0/16 */
    }
    return !IN6_IS_ADDR_LINKLOCAL(&((const struct sockaddr_in6 *)(const void *)entry->ifa_addr)->sin6_addr);
}

size_t
os_network_addresses(struct os_address *addresses, size_t max)
{
    static const int families[] = {AF_INET, AF_INET6};
    struct ifaddrs *list;
    size_t count = 0;
    if (getifaddrs(&list) != 0) {
        return 0;
    }
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        struct os_address own;
        size_t first = count;
        bool has_own = find_own_address(families[i], &own);
        for (const struct ifaddrs *entry = list; entry != NULL && count < max; entry = entry->ifa_next) {
            if (!is_reachable(entry, families[i])) {
                continue;
            }
            write_address(entry->ifa_addr, &addresses[count]);
            if (has_own && strcmp(addresses[count].text, own.text) == 0) {
                addresses[count] = addresses[first];
                addresses[first] = own;
            }
            count++;
        }
    }
    freeifaddrs(list);
    return count;
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
