#include "speak/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/stop.h"

enum {
    FIRST_FILE = 3, /* behind the standard streams */
    FILES_MAX = 1024,
    LOOK_MS = 200, /* how often it is looked whether the starter is there */
    GRACE_MS = 500,
};

static int64_t
now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
limit(int what, uint64_t most)
{
    struct rlimit l = {(rlim_t)most, (rlim_t)most};
    (void)setrlimit(what, &l); /* only ever lowered; a lower one that is set already stays */
}

/* In the child. `told`: where errno goes when the program cannot be started. */
static _Noreturn void
become(const struct program *program, int told, const sigset_t *mask)
{
    setpgid(0, 0);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    sigprocmask(SIG_SETMASK, mask, NULL);
    stop_release();
    limit(RLIMIT_FSIZE, program->file_bytes_max);
    limit(RLIMIT_CORE, 0);
    if (dup2(program->input, STDIN_FILENO) >= 0 && dup2(program->output, STDOUT_FILENO) >= 0 &&
        dup2(program->errors, STDERR_FILENO) >= 0 && chdir(program->folder) == 0) {
        for (int file = FIRST_FILE; file < FILES_MAX; file++) {
            if (file != told) {
                close(file);
            }
        }
        execv(program->words[0], program->words);
    }
    int error = errno;
    ssize_t written = write(told, &error, sizeof error);
    (void)written; /* the exit status tells that something failed */
    _exit(127);
}

/* A pipe that no other program inherits. */
static bool
make_pipe(int ends[2])
{
    return pipe(ends) == 0 && fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 &&
           fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
}

/* The leader of the new group, or -1 with *error. */
static pid_t
start(const struct program *program, const sigset_t *mask, int *error)
{
    int ends[2];
    if (!make_pipe(ends)) {
        *error = errno;
        return -1;
    }
    pid_t leader = fork();
    if (leader == 0) {
        become(program, ends[1], mask);
    }
    *error = errno;
    close(ends[1]);
    if (leader > 0) {
        setpgid(leader, leader);
        ssize_t got;
        while ((got = read(ends[0], error, sizeof *error)) < 0 && errno == EINTR) {
        }
        if (got == (ssize_t)sizeof *error) {
            waitpid(leader, NULL, 0);
            leader = -1;
        }
    }
    close(ends[0]);
    return leader;
}

/* Waits for the caller's word that all is well; where the caller is gone without it, cleans up. */
static _Noreturn void
watch(const struct program *program, pid_t leader, int lifeline, arena scratch)
{
    setpgid(0, 0); /* what interrupts the build from the keyboard does not interrupt this */
    char word;
    ssize_t got;
    while ((got = read(lifeline, &word, 1)) < 0 && errno == EINTR) {
    }
    if (got != 1) {
        kill(-leader, SIGKILL);
        struct diags unheard = diags_unheard(&scratch);
        (void)!file_remove(program->owned, scratch, &unheard);
    }
    _exit(0);
}

/* -1 where there is none: then only a build that is killed leaves something behind. */
static pid_t
start_watcher(const struct program *program, pid_t leader, int *lifeline, arena scratch)
{
    int ends[2];
    *lifeline = -1;
    if (!make_pipe(ends)) {
        return -1;
    }
    pid_t watcher = fork();
    if (watcher == 0) {
        close(ends[1]);
        watch(program, leader, ends[0], scratch);
    }
    close(ends[0]);
    *lifeline = ends[1];
    return watcher;
}

static void
dismiss(pid_t watcher, int lifeline)
{
    if (lifeline >= 0) {
        ssize_t written = write(lifeline, ".", 1);
        (void)written;
        close(lifeline);
    }
    if (watcher > 0) {
        waitpid(watcher, NULL, 0);
    }
}

/* It stays a zombie, so that its number is nobody else's. */
static bool
has_ended(pid_t leader)
{
    siginfo_t info = {.si_pid = 0};
    return waitid(P_PID, (id_t)leader, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == leader;
}

/* Whether it ended before the time was over and while the starter was there. SIGCHLD is blocked. */
static bool
wait_until(pid_t leader, int64_t deadline_ms, pid_t starter)
{
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    while (!has_ended(leader)) {
        int64_t left_ms = deadline_ms - now_ms();
        if (left_ms <= 0 || (starter != 0 && getppid() != starter)) {
            return false;
        }
        int64_t wait_ms = left_ms < LOOK_MS ? left_ms : LOOK_MS;
        struct timespec wait = {0, (long)wait_ms * 1000000};
        sigtimedwait(&child, NULL, &wait);
    }
    return true;
}

static struct program_outcome
finish(const struct program *program, pid_t leader)
{
    bool ended = wait_until(leader, now_ms() + (int64_t)program->seconds_max * 1000, program->starter);
    if (!ended) {
        kill(-leader, SIGTERM);
        (void)wait_until(leader, now_ms() + GRACE_MS, 0);
    }
    kill(-leader, SIGKILL);
    int state = 0;
    while (waitpid(leader, &state, 0) < 0 && errno == EINTR) {
    }
    if (!ended) {
        bool alone = program->starter != 0 && getppid() != program->starter;
        return (struct program_outcome){alone ? PROGRAM_ABANDONED : PROGRAM_TIMED_OUT, 0};
    }
    return WIFSIGNALED(state) ? (struct program_outcome){PROGRAM_SIGNALLED, WTERMSIG(state)}
                              : (struct program_outcome){PROGRAM_EXITED, WEXITSTATUS(state)};
}

struct program_outcome
program_run(const struct program *program, arena scratch)
{
    sigset_t child, before;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &before);
    struct program_outcome outcome = {PROGRAM_REFUSED, 0};
    pid_t leader = start(program, &before, &outcome.number);
    if (leader > 0) {
        int lifeline;
        pid_t watcher = start_watcher(program, leader, &lifeline, scratch);
        outcome = finish(program, leader);
        dismiss(watcher, lifeline);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return outcome;
}
