/*
 * Many small HTTP requests at once, through libcurl, which is loaded when it is first needed: its thirty
 * libraries take 10 ms and 10 MB.
 *
 * In: an address and, for each request, a name below it and perhaps a body to PUT. Out: what the server
 * answered, in any order.
 *
 * Example: http://cache.museum.example/ + "ac/0123…" → 200 and 12 kB, or 404
 *
 * Redirects are not followed. For calling from a process of its own: nothing is given back at the end.
 */
#ifndef BASE_HTTP_H
#define BASE_HTTP_H

#include "base/diag.h"

enum {
    HTTP_AT_ONCE = 16,
    HTTP_CONNECT_MS = 3000,
    HTTP_STALL_SECONDS = 5,
};

enum http_end {
    HTTP_ANSWERED, /* status, body */
    HTTP_BROKEN,   /* the answer was cut short, or longer than bytes_max */
    HTTP_LOST,     /* no server, no answer in time; why */
};

struct http_answer {
    enum http_end end;
    unsigned status; /* 200, 404 … */
    str body;        /* valid during the call */
    const char *why;
};

struct http_work {
    void *context;
    str address; /* no closing slash; may hold user:password@ */
    size_t count;
    size_t bytes_max;     /* of an answer's body */
    unsigned seconds_max; /* for all of it */
    /* Request i: its name, and the body for PUT (data NULL: GET), which live in *out. */
    void (*ask)(void *context, size_t i, arena *out, str *name, str *body);
    /* False: enough, the rest is not asked for. */
    bool (*answered)(void *context, size_t i, const struct http_answer *answer);
};

/* STATUS_SYSTEM where libcurl is not there, or refuses the address, or the time is over; *why then says so.
 */
MUST_CHECK enum status http_exchange(const struct http_work *work, const char **why);

/* The address as it may be printed: without user and password. */
str http_shown(arena *out, str address);

#endif
