/*
 * Listeners who hear a file while it comes: each takes it at the pace of its sound, and no faster.
 *
 * In: PORT PATH BYTES_PER_SECOND LISTENERS SECONDS, of a server on this machine. Out: a row for the table.
 *
 *   listeners  refused  stalled  late_ms  first_ms  own_ms  megabytes
 *
 * A listener's clock starts with its first byte of sound. late_ms: how far any listener's sound ever was
 * behind its clock; stalled: listeners behind by over 250 ms, or cut off; first_ms: the longest wait for a
 * first byte; own_ms: the longest that this program itself left the listeners alone, which tells whether it
 * was the brake.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 50, JOIN_MS = 2000, STALL_MS = 250, RECEIVING = 4096, HEAD_BYTES = 2048 };

struct listener {
    int fd; /* -1: not connected */
    double asked_ms, started_ms;
    char head[HEAD_BYTES];
    size_t head_bytes;
    double got; /* bytes of sound */
    double late_ms;
    bool is_open, is_refused;
};

struct load {
    struct sockaddr_in address;
    const char *path;
    double rate; /* bytes a millisecond */
    double first_ms, bytes;
};

static double
now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
join(struct listener *l, const struct load *load)
{
    const int receiving = RECEIVING;
    char request[512];
    int len = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: museum\r\nRange: bytes=0-\r\n\r\n",
                       load->path);
    l->asked_ms = now_ms();
    l->fd = socket(AF_INET, SOCK_STREAM, 0);
    /* so that the server is asked again and again, not once for all of it */
    setsockopt(l->fd, SOL_SOCKET, SO_RCVBUF, &receiving, sizeof receiving);
    l->is_open =
        l->fd >= 0 && connect(l->fd, (const struct sockaddr *)&load->address, sizeof load->address) == 0 &&
        send(l->fd, request, (size_t)len, MSG_NOSIGNAL) == len && fcntl(l->fd, F_SETFL, O_NONBLOCK) == 0;
    l->is_refused = !l->is_open;
}

/* Reads the headers; true once the first byte of sound was seen. */
static bool
begin(struct listener *l, struct load *load)
{
    ssize_t got = recv(l->fd, l->head + l->head_bytes, sizeof l->head - 1 - l->head_bytes, 0);
    if (got <= 0) {
        l->is_refused = got == 0 || errno != EAGAIN;
        l->is_open = !l->is_refused;
        return false;
    }
    l->head_bytes += (size_t)got;
    l->head[l->head_bytes] = '\0';
    const char *body = strstr(l->head, "\r\n\r\n");
    if (body == NULL || body + 4 == l->head + l->head_bytes) {
        return false;
    }
    if (strncmp(l->head, "HTTP/1.1 206", 12) != 0) {
        l->is_refused = true;
        l->is_open = false;
        return false;
    }
    l->started_ms = now_ms();
    l->got = (double)(l->head + l->head_bytes - body - 4);
    double wait = l->started_ms - l->asked_ms;
    load->first_ms = wait > load->first_ms ? wait : load->first_ms;
    return true;
}

static void
hear(struct listener *l, struct load *load)
{
    char sound[1 << 14];
    if (l->started_ms == 0 && !begin(l, load)) {
        return;
    }
    double due = (now_ms() - l->started_ms) * load->rate - l->got;
    while (due >= 1) {
        size_t want = due < (double)sizeof sound ? (size_t)due : sizeof sound;
        ssize_t got = recv(l->fd, sound, want, 0);
        if (got > 0) {
            l->got += (double)got;
            due -= (double)got;
            continue;
        }
        double late = due / load->rate;
        l->late_ms = late > l->late_ms ? late : l->late_ms;
        if (got == 0 || errno != EAGAIN) {
            l->is_open = false;
            l->late_ms = 1e6;
        }
        return;
    }
}

static double
listen_all(struct listener *all, int count, struct load *load, double seconds)
{
    double start = now_ms(), own = 0, last = start;
    int joined = 0;
    while (last - start < seconds * 1e3) {
        while (joined < count && (last - start) / JOIN_MS * count > joined) {
            join(&all[joined++], load);
        }
        for (int i = 0; i < joined; i++) {
            if (all[i].is_open) {
                hear(&all[i], load);
            }
        }
        double now = now_ms();
        own = now - last > own ? now - last : own;
        double rest = TICK_MS - (now - last);
        if (rest > 0) {
            nanosleep(&(struct timespec){.tv_nsec = (long)(rest * 1e6)}, NULL);
        }
        last = now_ms();
    }
    return own;
}

int
main(int argc, char **argv)
{
    if (argc != 6) {
        fputs("usage: serve_load PORT PATH BYTES_PER_SECOND LISTENERS SECONDS\n", stderr);
        return 2;
    }
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    struct load load = {.path = argv[2], .rate = atof(argv[3]) / 1e3};
    load.address.sin_family = AF_INET;
    load.address.sin_port = htons((uint16_t)atoi(argv[1]));
    load.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int count = atoi(argv[4]), refused = 0, stalled = 0;
    struct listener *all = calloc((size_t)count, sizeof *all);
    double own = listen_all(all, count, &load, atof(argv[5])), late = 0;
    for (int i = 0; i < count; i++) {
        refused += all[i].is_refused;
        stalled += !all[i].is_refused && (all[i].late_ms > STALL_MS || all[i].started_ms == 0);
        late = all[i].late_ms > late ? all[i].late_ms : late;
        load.bytes += all[i].got;
    }
    printf("%9d %8d %8d %8.1f %9.1f %7.1f %10.1f\n", count, refused, stalled, late, load.first_ms, own,
           load.bytes / 1e6);
    free(all);
    return refused + stalled > 0;
}
