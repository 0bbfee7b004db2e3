/*
 * Being asked to stop: Ctrl-C (SIGINT), SIGTERM, SIGHUP.
 *
 * In: the signals. Out: an answer when it is asked for, between two steps, so that what was begun is put away
 * and no handler runs at a bad moment.
 *
 * Example: stop_hold(); … if (stop_asked() != 0) { landing_abandon(…); return STATUS_STOPPED; }
 *
 * The signals are blocked and stay pending; nobody takes them. A signal that our starter ignores (nohup)
 * stays ignored.
 */
#ifndef BASE_STOP_H
#define BASE_STOP_H

/* From now on the signals wait to be asked for. Children inherit that. */
void stop_hold(void);

/* For what is executed from a child: the signals act on it as they always do. */
void stop_release(void);

/* The number of a signal that waits, 0 for none. */
int stop_asked(void);

/* Waits STOP_LOOK_MS, then as stop_asked: for those who try something again and again. */
int stop_wait(void);

/* How often those who wait for something else look. */
enum { STOP_LOOK_MS = 50 };

#endif
