/*
 * Who is connected, and who keeps us waiting for a request: a connection that sends nothing, or its request a
 * byte a minute, would hold its place for ever, as libmicrohttpd's own time limit starts again at every byte.
 *
 * In: what happens on each socket, from any thread. Out: sockets shut down.
 *
 * Example: watch_waits(w, 17, now_ms) … watch_end_idle(w, now_ms + 31000) shuts socket 17 down.
 */
#ifndef SERVE_WATCH_H
#define SERVE_WATCH_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { WATCH_PATIENCE_MS = 30000 };

struct watch;

/* Of descriptors below `descriptors`; `places` connections at most. */
struct watch *watch_open(arena *out, int descriptors, unsigned places);
void watch_close(struct watch *watch);

/* The same as libmicrohttpd tells them: opened (and so waits), is answered, waits for another, is about to be
 * closed. watch_opened returns true when that was the last place, the first time only. */
bool watch_opened(struct watch *watch, int socket, int64_t now_ms);
void watch_answers(struct watch *watch, int socket);
void watch_waits(struct watch *watch, int socket, int64_t now_ms);
void watch_closes(struct watch *watch, int socket);

void watch_end_idle(struct watch *watch, int64_t now_ms);

int64_t watch_now_ms(void); /* a clock that nobody sets */

#endif
