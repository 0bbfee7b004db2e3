#include "render/jobs.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/os.h"
#include "base/stop.h"

enum { TEXT_BYTES_MAX = 4096 };

struct job {
    size_t number;
    pid_t process;
    int pipe;       /* the child's diagnostics; end of file when it is gone */
    bool has_token; /* else it runs in the slot of our own */
    char token;
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
    long parent = getpid();
    pid_t process = fork();
    if (process == 0) {
        os_end_with_parent(parent);
        close(ends[0]);
        be_the_child(kind, number, ends[1], scratch);
    }
    int error = errno;
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return diag_system(diags, STR(""), "start a process", error);
    }
    job->number = number;
    job->process = process;
    job->pipe = ends[0];
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

struct crew {
    const struct job_kind *kind;
    struct slots slots;
    struct job *running;
    struct pollfd *fds; /* one a job, one for the slots */
    size_t live, room;
};

static bool
own_slot_is_free(const struct crew *crew)
{
    for (size_t i = 0; i < crew->live; i++) {
        if (!crew->running[i].has_token) {
            return false;
        }
    }
    return true;
}

/* Waits until a job says something or ends, or, where more is wished for, a slot is free; ended jobs leave
 * the list. */
static void
attend(struct crew *crew, bool wish)
{
    for (size_t i = 0; i < crew->live; i++) {
        crew->fds[i] = (struct pollfd){.fd = crew->running[i].pipe, .events = POLLIN};
    }
    bool ask = wish && crew->slots.take >= 0;
    crew->fds[crew->live] = (struct pollfd){.fd = crew->slots.take, .events = POLLIN};
    if (poll(crew->fds, (nfds_t)(crew->live + ask), STOP_LOOK_MS) < 0) {
        return; /* interrupted: look again */
    }
    size_t kept = 0;
    for (size_t i = 0; i < crew->live; i++) {
        struct job *job = &crew->running[i];
        if (crew->fds[i].revents == 0 || !listen(job)) {
            crew->running[kept++] = *job;
            continue;
        }
        finish(crew->kind, job);
        if (job->has_token) {
            slots_give(&crew->slots, job->token);
        }
    }
    crew->live = kept;
}

/* Room for another job doubles as it is needed: a jobserver does not tell how many slots it has. */
static void
make_room(struct crew *crew, arena *scratch)
{
    if (crew->live + 1 < crew->room) {
        return;
    }
    struct job *running = crew->running;
    crew->room = crew->room * 2 + 4;
    crew->running = arena_new(scratch, struct job, crew->room);
    crew->fds = arena_new(scratch, struct pollfd, crew->room);
    for (size_t i = 0; i < crew->live; i++) {
        crew->running[i] = running[i];
    }
}

/* Their outcomes are nobody's concern any more. */
static void
end_all(struct crew *crew)
{
    for (size_t i = 0; i < crew->live; i++) {
        kill(crew->running[i].process, SIGKILL);
        close(crew->running[i].pipe);
    }
    for (size_t i = 0; i < crew->live; i++) {
        while (waitpid(crew->running[i].process, NULL, 0) < 0 && errno == EINTR) {
        }
        if (crew->running[i].has_token) {
            slots_give(&crew->slots, crew->running[i].token);
        }
    }
}

enum status
jobs_run(const struct job_kind *kind, size_t count, struct slots slots, arena scratch, struct diags *diags)
{
    struct crew crew = {.kind = kind, .slots = slots};
    enum status status = STATUS_OK;
    signal(SIGCHLD, SIG_DFL); /* where our starter ignores it, the system throws the outcomes away */
    for (size_t next = 0; (next < count && status == STATUS_OK) || crew.live > 0;) {
        if (stop_asked() != 0) {
            end_all(&crew);
            return STATUS_STOPPED;
        }
        bool wish = next < count && crew.live < slots.most && status == STATUS_OK;
        struct job job = {.has_token = !own_slot_is_free(&crew)};
        if (!wish || (job.has_token && !slots_take(&slots, &job.token))) {
            attend(&crew, wish);
            continue;
        }
        make_room(&crew, &scratch);
        status = start(kind, next, &job, scratch, diags);
        if (status == STATUS_OK) {
            crew.running[crew.live++] = job;
            next++;
        } else if (job.has_token) {
            slots_give(&slots, job.token);
        }
    }
    return status;
}
