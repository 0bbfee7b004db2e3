/*
 * A built tour over HTTP, to everybody on this machine's network: for preview, or for one museum.
 *
 * In: an AUDIO_DIR as `daolan build` leaves it. Out: its addresses and their QR code; answers until it is
 * told to end (SIGINT, SIGTERM, SIGHUP).
 *
 * Example: serve_tour(&(struct serve_options){.folder = STR("audio/jinzhou"), .port = 8000}, scratch, diags)
 *
 * A tour that is built again meanwhile is served from the next request on. Nothing outside the folder is, nor
 * what begins with a dot. Takes only src/base.
 */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include "base/diag.h"

struct serve_options {
    str folder;
    uint16_t port;        /* 0: any that is free */
    str certificate, key; /* PEM files, for HTTPS; empty: HTTP */
    bool verbose;         /* a line on standard error for each request */
    bool coloured;        /* standard output is a terminal that takes colours */
};

/* STATUS_SCRIPT where there is no tour; STATUS_SYSTEM where the port is taken, or certificate and key are not
 * good; STATUS_OK once it was told to end. */
MUST_CHECK enum status serve_tour(const struct serve_options *options, arena scratch, struct diags *diags);

#endif
