/*
 * GNU libmicrohttpd, loaded when a tour is served.
 *
 * In: nothing. Out: the functions of its that we use, by their own names.
 *
 * Example: struct microhttpd http; if (microhttpd_load(&http)) { http.MHD_start_daemon(…); }
 *
 * It brings GnuTLS and eight libraries more, which take 3 ms at each start: a command that reads a line of
 * Chinese has no need of them. It is never unloaded.
 */
#ifndef SERVE_MICROHTTPD_H
#define SERVE_MICROHTTPD_H

#include <microhttpd.h>
#include <stdbool.h>

// clang-format off
#define MICROHTTPD_FUNCTIONS(X) \
    X(MHD_start_daemon) X(MHD_stop_daemon) X(MHD_get_connection_info) X(MHD_lookup_connection_value) \
    X(MHD_create_response_from_buffer) X(MHD_create_response_from_fd_at_offset64) X(MHD_add_response_header) \
    X(MHD_queue_response) X(MHD_destroy_response)
// clang-format on

struct microhttpd {
#define MICROHTTPD_MEMBER(name) __typeof__(name) *name;
    MICROHTTPD_FUNCTIONS(MICROHTTPD_MEMBER)
#undef MICROHTTPD_MEMBER
};

/* False where it is not there, or lacks a function. */
bool microhttpd_load(struct microhttpd *http);

#endif
