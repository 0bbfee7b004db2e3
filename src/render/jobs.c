#include "render/jobs.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT_BYTES_MAX = 4096 };

struct job {
    size_t number;
    pid_t process;
    int pipe; /* the child's diagnostics; end of file when it is gone */
    size_t text_len;
    char text[TEXT_BYTES_MAX];
};

static _Noreturn void
be_the_child(const struct job_kind *kind, size_t number, int pipe, arena scratch)
{
    /* its own clock, which runs on should this program be killed: no child outlives its time */
    signal(SIGALRM, SIG_DFL);
    alarm(kind->seconds_max);
    struct diags diags = diags_new(&scratch);
    enum status status = kind->run(kind->context, number, scratch, &diags);
    for (size_t i = 0; i < diags.count; i++) {
        str line = str_format(&scratch, "%s" STR_FMT, i == 0 ? "" : "; ", STR_ARG(diags.items[i].message));
        ssize_t written = write(pipe, line.data, line.len);
        (void)written; /* the exit status tells the failure; the words are a courtesy */
    }
    _exit((int)status);
}

static enum status
start(const struct job_kind *kind, size_t number, struct job *job, arena scratch, struct diags *diags)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return diag_system(diags, STR(""), "make a pipe", errno);
    }
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        be_the_child(kind, number, ends[1], scratch);
    }
    int error = errno;
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return diag_system(diags, STR(""), "start a process", error);
    }
    *job = (struct job){.number = number, .process = process, .pipe = ends[0]};
    return STATUS_OK;
}

static void
finish(const struct job_kind *kind, struct job *job)
{
    int state = 0;
    close(job->pipe);
    while (waitpid(job->process, &state, 0) < 0 && errno == EINTR) {
    }
    struct job_outcome outcome = {.text = {job->text, job->text_len}};
    if (WIFSIGNALED(state)) {
        outcome.signal = WTERMSIG(state);
        outcome.end = outcome.signal == SIGALRM ? JOB_TIMED_OUT : JOB_CRASHED;
    } else {
        outcome.status = (enum status)WEXITSTATUS(state);
        outcome.end = outcome.status == STATUS_OK ? JOB_DONE : JOB_FAILED;
    }
    kind->ended(kind->context, job->number, &outcome);
}

/* Takes what the child says; true when it has no more to say. */
static bool
listen(struct job *job)
{
    char rest[512];
    bool room = job->text_len < sizeof job->text;
    ssize_t got = room ? read(job->pipe, job->text + job->text_len, sizeof job->text - job->text_len)
                       : read(job->pipe, rest, sizeof rest);
    if (got > 0 && room) {
        job->text_len += (size_t)got;
    }
    return got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
}

/* Waits until a job says something or ends; ended jobs leave the list. */
static size_t
attend(const struct job_kind *kind, struct job *running, size_t count, struct pollfd *fds)
{
    for (size_t i = 0; i < count; i++) {
        fds[i] = (struct pollfd){.fd = running[i].pipe, .events = POLLIN};
    }
    if (poll(fds, (nfds_t)count, -1) < 0) {
        return count; /* interrupted: look again */
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct job *job = &running[i];
        if (fds[i].revents != 0 && listen(job)) {
            finish(kind, job);
        } else {
            running[kept++] = *job;
        }
    }
    return kept;
}

enum status
jobs_run(const struct job_kind *kind, size_t count, unsigned at_once, arena scratch, struct diags *diags)
{
    struct job *running = arena_new(&scratch, struct job, at_once);
    struct pollfd *fds = arena_new(&scratch, struct pollfd, at_once);
    enum status status = STATUS_OK;
    size_t live = 0;
    signal(SIGCHLD, SIG_DFL); /* where our starter ignores it, the system throws the outcomes away */
    for (size_t next = 0; (next < count && status == STATUS_OK) || live > 0;) {
        if (next < count && live < at_once && status == STATUS_OK) {
            status = start(kind, next, &running[live], scratch, diags);
            live += status == STATUS_OK;
            next += status == STATUS_OK;
        } else {
            live = attend(kind, running, live, fds);
        }
    }
    return status;
}
