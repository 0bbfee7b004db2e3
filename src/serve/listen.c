#include "serve/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * SENDING: bytes of one connection that wait in the kernel, which doubles it. Left to itself it takes
 * megabytes, and a listener who pulls 3 kB a second would then look idle for minutes between two writes. 64
 * KB is 20 s of sound.
 */
enum { WAITING_MAX = 4096, SENDING = 64 * 1024 };

union address {
    struct sockaddr any;
    struct sockaddr_in ipv4;
    struct sockaddr_in6 ipv6;
};

static bool
bind_to(int fd, bool is_ipv6, uint16_t port)
{
    const int on = 1, off = 0, sending = SENDING;
    union address address;
    memset(&address, 0, sizeof address);
    if (is_ipv6) {
        address.ipv6.sin6_family = AF_INET6;
        address.ipv6.sin6_addr = in6addr_any;
        address.ipv6.sin6_port = htons(port);
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    } else {
        address.ipv4.sin_family = AF_INET;
        address.ipv4.sin_addr.s_addr = htonl(INADDR_ANY);
        address.ipv4.sin_port = htons(port);
    }
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &sending, sizeof sending);
    return bind(fd, &address.any, is_ipv6 ? sizeof address.ipv6 : sizeof address.ipv4) == 0 &&
           listen(fd, WAITING_MAX) == 0 && fcntl(fd, F_SETFL, O_NONBLOCK) == 0 &&
           fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

/* -1 with errno. */
static int
open_one(bool is_ipv6, uint16_t port)
{
    int fd = socket(is_ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM, 0);
    if (fd >= 0 && !bind_to(fd, is_ipv6, port)) {
        int error = errno;
        close(fd);
        errno = error;
        return -1;
    }
    return fd;
}

static void
tell(uint16_t port, int error, struct diags *diags)
{
    if (error == EADDRINUSE) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, "name another, or --port 0 for any that is free",
                 "port %u is taken by another program", port);
    } else if (error == EACCES) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, "ports from 1024 on are for everybody: --port 8000",
                 "port %u may not be used", port);
    } else {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "cannot listen on port %u: %s", port,
                 strerror(error));
    }
}

int
listen_open(uint16_t *port, struct diags *diags)
{
    int fd = open_one(true, *port);
    if (fd < 0 && errno != EADDRINUSE && errno != EACCES) {
        fd = open_one(false, *port); /* no IPv6 here */
    }
    union address address;
    socklen_t size = sizeof address;
    if (fd < 0 || getsockname(fd, &address.any, &size) != 0) {
        tell(*port, errno, diags);
        return -1;
    }
    *port = ntohs(address.any.sa_family == AF_INET6 ? address.ipv6.sin6_port : address.ipv4.sin_port);
    return fd;
}
