#include "serve/watch.h"

#include <pthread.h>
#include <sys/socket.h>
#include <time.h>

struct watch {
    pthread_mutex_t lock;
    int64_t *waits_since_ms; /* by descriptor; 0: not waiting */
    int descriptors, highest;
    unsigned open, places;
    bool was_full;
};

struct watch *
watch_open(arena *out, int descriptors, unsigned places)
{
    struct watch *watch = arena_new(out, struct watch, 1);
    watch->waits_since_ms = arena_new(out, int64_t, descriptors);
    watch->descriptors = descriptors;
    watch->places = places;
    pthread_mutex_init(&watch->lock, NULL);
    return watch;
}

void
watch_close(struct watch *watch)
{
    pthread_mutex_destroy(&watch->lock);
}

static void
set(struct watch *watch, int socket, int64_t since_ms)
{
    if (socket >= 0 && socket < watch->descriptors) {
        watch->waits_since_ms[socket] = since_ms;
        watch->highest = socket > watch->highest ? socket : watch->highest;
    }
}

bool
watch_opened(struct watch *watch, int socket, int64_t now_ms)
{
    pthread_mutex_lock(&watch->lock);
    set(watch, socket, now_ms);
    watch->open++;
    bool is_full = watch->open >= watch->places && !watch->was_full;
    watch->was_full = watch->was_full || is_full;
    pthread_mutex_unlock(&watch->lock);
    return is_full;
}

void
watch_answers(struct watch *watch, int socket)
{
    watch_waits(watch, socket, 0);
}

void
watch_waits(struct watch *watch, int socket, int64_t now_ms)
{
    pthread_mutex_lock(&watch->lock);
    set(watch, socket, now_ms);
    pthread_mutex_unlock(&watch->lock);
}

void
watch_closes(struct watch *watch, int socket)
{
    pthread_mutex_lock(&watch->lock);
    set(watch, socket, 0);
    watch->open--;
    pthread_mutex_unlock(&watch->lock);
}

void
watch_end_idle(struct watch *watch, int64_t now_ms)
{
    /* under the lock no socket is closed, so each number still is the connection that it was */
    pthread_mutex_lock(&watch->lock);
    for (int i = 0; i <= watch->highest; i++) {
        int64_t since_ms = watch->waits_since_ms[i];
        if (since_ms != 0 && now_ms - since_ms > WATCH_PATIENCE_MS) {
            shutdown(i, SHUT_RDWR);
            watch->waits_since_ms[i] = 0;
        }
    }
    pthread_mutex_unlock(&watch->lock);
}

int64_t
watch_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + 1;
}
