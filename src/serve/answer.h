/*
 * What the server answers to a request: HTTP's rules (RFC 9110) for a folder of files, without a network.
 *
 * In: a request's target and the headers that matter. Out: a status, headers, and an open file with the
 * stretch of it that is the body.
 *
 * Example: GET /stops/01.opus, Range: bytes=0-99 → 206, type "audio/ogg; codecs=opus", 100 bytes from 0 of
 * 205,522
 *
 * The folder is opened anew for each request, so a tour that was built again is served from the next request
 * on, and one answer is of one file, open until it is sent.
 */
#ifndef SERVE_ANSWER_H
#define SERVE_ANSWER_H

#include "serve/store.h"
#include "serve/target.h"

/* Headers that were not sent have data NULL. */
struct request {
    str method, url;
    str range, if_range, if_match, if_none_match, accept_encoding;
};

enum { ANSWER_TAG_BYTES = STORE_TAG_BYTES + 5, ANSWER_FIELD_BYTES = TARGET_BYTES + 2 };

struct answer {
    unsigned status;                   /* 200, 206, 301, 304, 400, 404, 405, 412, 414, 416, 500 or 503 */
    int file;                          /* to be sent from (but for 304) and closed; -1: `text` is the body */
    uint64_t offset, length;           /* of the body in the file, bytes */
    uint64_t size;                     /* of the whole file, for Content-Range */
    const char *text;                  /* a line for the person who reads an error; empty for 304 */
    const char *type;                  /* Content-Type */
    const char *cache;                 /* Cache-Control; NULL: none */
    bool packed;                       /* Content-Encoding: gzip */
    bool varies;                       /* Vary: Accept-Encoding */
    char tag[ANSWER_TAG_BYTES];        /* ETag; empty: none */
    char location[ANSWER_FIELD_BYTES]; /* of 301 */
};

/* `folder` is closed by NUL. Any number of threads may ask at once. */
void answer_find(struct store *store, const char *folder, const struct request *request,
                 struct answer *answer);

#endif
