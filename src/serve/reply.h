/*
 * A request as libmicrohttpd hands it over, answered.
 *
 * In: a connection. Out: a queued response; with `verbose`, a line on standard error.
 *
 *   192.168.1.7 GET /stops/01.opus 206 bytes 0-99999 of 205522
 */
#ifndef SERVE_REPLY_H
#define SERVE_REPLY_H

#include "serve/microhttpd.h"
#include "serve/store.h"
#include "serve/watch.h"

struct server {
    struct microhttpd http;
    struct store *store;
    struct watch *watch;
    const char *folder; /* the tour's, closed by NUL */
    unsigned places;    /* connections at once */
    bool verbose;
};

/* What MHD_start_daemon and its options take; cls is the server. */
enum MHD_Result reply_to_request(void *cls, struct MHD_Connection *connection, const char *url,
                                 const char *method, const char *version, const char *upload,
                                 size_t *upload_bytes, void **state);
void reply_completed(void *cls, struct MHD_Connection *connection, void **state,
                     enum MHD_RequestTerminationCode code);
void reply_connection(void *cls, struct MHD_Connection *connection, void **state,
                      enum MHD_ConnectionNotificationCode code);

/* Addresses are decoded by target.h, which tells an encoded slash from a slash. */
size_t reply_keep_escapes(void *cls, struct MHD_Connection *connection, char *text);

#endif
