#include "base/stop.h"

#include <signal.h>
#include <stddef.h>
#include <time.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNAL_COUNT = sizeof signals / sizeof signals[0] };

static void
mask(int how)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        sigaddset(&set, signals[i]);
    }
    sigprocmask(how, &set, NULL);
}

void
stop_hold(void)
{
    mask(SIG_BLOCK);
}

void
stop_release(void)
{
    mask(SIG_UNBLOCK);
}

int
stop_asked(void)
{
    sigset_t set;
    if (sigpending(&set) != 0) {
        return 0;
    }
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        struct sigaction action;
        if (sigismember(&set, signals[i]) == 1 &&
            !(sigaction(signals[i], NULL, &action) == 0 && action.sa_handler == SIG_IGN)) {
            return signals[i];
        }
    }
    return 0;
}

int
stop_wait(void)
{
    struct timespec wait = {0, STOP_LOOK_MS * 1000000L};
    nanosleep(&wait, NULL);
    return stop_asked();
}
