#include "serve/serve.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/os.h"
#include "serve/listen.h"
#include "serve/qr.h"
#include "serve/reply.h"
#include "serve/target.h"

enum {
    PLACES_MAX = 10000,        /* connections at once */
    PLACE_DESCRIPTORS = 2,     /* a socket and a file */
    OTHER_DESCRIPTORS = 64,    /* streams, the threads' polls, files being read */
    CONNECTION_BYTES = 8192,   /* for a request's line and headers: browsers send some 800 */
    STALL_SECONDS = 180,       /* a listener who takes nothing for so long has gone, or asks again */
    THREADS_LEAST = 2,         /* fewer are no pool to libmicrohttpd */
    THREAD_STACK = 256 * 1024, /* bytes */
    PEM_BYTES_MAX = 1 << 20,
    ADDRESSES_MAX = 8,
    FOLDERS_DEEP = 4
};

#define TLS_VERSIONS "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

struct secrets {
    const char *certificate, *key; /* NULL: plain HTTP */
};

static enum status
read_pem(arena *out, str path, const char *begins, const char *what, const char **pem, struct diags *diags)
{
    str bytes;
    enum status status = file_read(out, path, PEM_BYTES_MAX, &bytes, diags);
    if (status != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    if (str_find(bytes, str_from(begins)) == STR_NONE) {
        diag_add(diags, DIAG_ERROR, path, 0, 0, NULL, "holds no %s in PEM (no line -----BEGIN …%s)", what,
                 begins);
        return STATUS_SYSTEM;
    }
    *pem = str_terminated(out, bytes);
    return STATUS_OK;
}

static enum status
read_secrets(arena *out, const struct serve_options *options, struct secrets *secrets, struct diags *diags)
{
    *secrets = (struct secrets){NULL, NULL};
    if (options->certificate.len == 0) {
        return STATUS_OK;
    }
    enum status status =
        read_pem(out, options->certificate, "CERTIFICATE-----", "certificate", &secrets->certificate, diags);
    return status != STATUS_OK
               ? status
               : read_pem(out, options->key, "PRIVATE KEY-----", "private key", &secrets->key, diags);
}

/* As many connections as descriptors may be opened for; asks for more where that is allowed. */
static unsigned
make_places(int *descriptors)
{
    const rlim_t enough = PLACES_MAX * PLACE_DESCRIPTORS + OTHER_DESCRIPTORS;
    struct rlimit limit;
    *descriptors = 1024;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        rlim_t current = limit.rlim_cur;
        if (current < enough) {
            limit.rlim_cur = limit.rlim_max < enough ? limit.rlim_max : enough;
            current = setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : current;
        }
        *descriptors = (int)(current < enough ? current : enough);
    }
    return *descriptors > 4 * OTHER_DESCRIPTORS
               ? (unsigned)(*descriptors - OTHER_DESCRIPTORS) / PLACE_DESCRIPTORS
               : OTHER_DESCRIPTORS;
}

static struct MHD_Daemon *
start(struct server *server, int socket, const struct secrets *secrets)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | (secrets->key != NULL ? (unsigned)MHD_USE_TLS : 0u);
    unsigned cores = os_count_cores(), threads = cores < THREADS_LEAST ? THREADS_LEAST : cores;
    const struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)secrets->certificate},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)secrets->key},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)TLS_VERSIONS},
        {MHD_OPTION_END, 0, NULL},
    };
    const struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    return server->http.MHD_start_daemon(
        flags, 0, NULL, NULL, reply_to_request, server, MHD_OPTION_LISTEN_SOCKET, socket,
        MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_THREAD_STACK_SIZE, (size_t)THREAD_STACK,
        MHD_OPTION_CONNECTION_LIMIT, server->places, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)STALL_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES, MHD_OPTION_NOTIFY_COMPLETED,
        reply_completed, server, MHD_OPTION_NOTIFY_CONNECTION, reply_connection, server,
        MHD_OPTION_UNESCAPE_CALLBACK, reply_keep_escapes, NULL, MHD_OPTION_ARRAY,
        secrets->key != NULL ? tls : none, MHD_OPTION_END);
}

static void
tell_addresses(const struct serve_options *options, uint16_t port)
{
    struct os_address addresses[ADDRESSES_MAX];
    size_t count = os_network_addresses(addresses, ADDRESSES_MAX);
    const char *scheme = options->key.len > 0 ? "https" : "http";
    char url[OS_ADDRESS_BYTES + 32], first[sizeof url] = "";
    for (size_t i = 0; i < count; i++) {
        snprintf(url, sizeof url, addresses[i].is_ipv6 ? "%s://[%s]:%u/" : "%s://%s:%u/", scheme,
                 addresses[i].text, port);
        memcpy(first, i == 0 ? url : first, sizeof first);
        puts(url);
    }
    printf("%s://localhost:%u/\n", scheme, port);
    if (count > 0) {
        qr_put(stdout, first, options->coloured);
    }
    fflush(stdout);
    if (count > 0) {
        fprintf(stderr, "the code opens %s on a phone in the same network; Ctrl-C ends\n", first);
    } else {
        fputs("no network: only this machine reaches it; Ctrl-C ends\n", stderr);
    }
    if (options->key.len == 0) {
        fprintf(stderr,
                "plain HTTP: phones play the tour but cannot store it, which takes HTTPS (or localhost): "
                "`mkcert %s`, then --cert and --key; or the museum's own server (docs/server/)\n",
                count > 0 ? addresses[0].text : "ADDRESS");
    }
}

/* Reads every file once, so that no listener waits for its hash. */
static void
warm(struct server *server, str below, unsigned deep, arena scratch)
{
    struct diags unheard = diags_unheard(&scratch);
    str *names;
    size_t count;
    str folder = file_join(&scratch, str_from(server->folder), below);
    if (file_list(&scratch, folder, &names, &count, &unheard) != STATUS_OK) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        arena inner = scratch;
        str path = below.len > 0 ? file_join(&inner, below, names[i]) : names[i];
        struct stat status;
        struct known known;
        int fd = str_starts(names[i], STR("."))
                     ? -1
                     : target_open(server->folder, str_terminated(&inner, path), &status);
        if (fd >= 0 && S_ISREG(status.st_mode)) {
            store_find(server->store, path, fd, &status, false, &known);
        } else if (fd >= 0 && S_ISDIR(status.st_mode) && deep > 0) {
            warm(server, path, deep - 1, inner);
        }
        if (fd >= 0) {
            close(fd);
        }
    }
}

static bool
is_same_folder(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void
wait_for_end(struct server *server, const sigset_t *ends, arena scratch)
{
    const struct timespec second = {.tv_sec = 1};
    struct stat seen = {0}, now;
    do {
        watch_end_idle(server->watch, watch_now_ms());
        if (stat(server->folder, &now) == 0 && !is_same_folder(&seen, &now)) {
            seen = now;
            warm(server, STR(""), FOLDERS_DEEP, scratch);
        }
    } while (sigtimedwait(ends, NULL, &second) < 0);
}

static enum status
serve(const struct serve_options *options, const struct secrets *secrets, struct server *server,
      arena scratch, struct diags *diags)
{
    sigset_t ends, before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    uint16_t port = options->port;
    int socket = listen_open(&port, diags);
    if (socket < 0) {
        return STATUS_SYSTEM;
    }
    /* before there are threads, which inherit it: the signals are this one's */
    pthread_sigmask(SIG_BLOCK, &ends, &before);
    struct MHD_Daemon *daemon = start(server, socket, secrets);
    if (daemon == NULL) {
        close(socket);
        if (secrets->key != NULL) {
            diag_add(diags, DIAG_ERROR, options->certificate, 0, 0,
                     "the key must be the certificate's own, and without a password",
                     "this certificate and the key " STR_FMT " do not serve", STR_ARG(options->key));
        } else {
            diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "libmicrohttpd does not start");
        }
    } else {
        tell_addresses(options, port);
        wait_for_end(server, &ends, scratch);
        server->http.MHD_stop_daemon(daemon); /* closes the socket */
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return daemon != NULL ? STATUS_OK : STATUS_SYSTEM;
}

enum status
serve_tour(const struct serve_options *options, arena scratch, struct diags *diags)
{
    struct server server = {.verbose = options->verbose};
    struct secrets secrets;
    server.folder = str_terminated(&scratch, options->folder);
    if (!file_exists(scratch, file_join(&scratch, options->folder, STR("timeline.json")))) {
        diag_add(diags, DIAG_ERROR, options->folder, 0, 0, "build the tour first: daolan build SCRIPT_DIR",
                 "no tour here");
        return STATUS_SCRIPT;
    }
    enum status status = read_secrets(&scratch, options, &secrets, diags);
    if (status != STATUS_OK) {
        return status;
    }
    if (!microhttpd_load(&server.http)) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, "run sh setup.sh", "libmicrohttpd 12 is not installed");
        return STATUS_SYSTEM;
    }
    int descriptors;
    server.places = make_places(&descriptors);
    server.watch = watch_open(&scratch, descriptors, server.places);
    server.store = store_open(&scratch);
    status = serve(options, &secrets, &server, scratch, diags);
    store_close(server.store);
    watch_close(server.watch);
    return status;
}
