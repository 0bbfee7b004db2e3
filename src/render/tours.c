#include "render/tours.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/os.h"
#include "base/stop.h"
#include "render/jobs.h"
#include "script/tour.h"

enum { LOOK_SECONDS_MAX = 600 }; /* at one tour: a cache on a slow network, many recordings */

struct tours {
    const struct build_request *request;
    const str *scripts;
    bool *stand; /* one a script */
    size_t standing;
};

static struct build_request
request_for(const struct tours *tours, size_t number)
{
    struct build_request request = *tours->request;
    request.script = tours->scripts[number];
    request.audio = STR("");
    return request;
}

static enum status
look(void *context, size_t number, arena scratch, struct diags *diags)
{
    struct build_request request = request_for(context, number);
    request.slots = slots_of(1);
    request.explain = false;
    arena out = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    (void)diags; /* what is wrong is told by the build that follows */
    return build_stands(&request, &out, scratch) ? STATUS_OK : STATUS_SCRIPT;
}

static void
note(void *context, size_t number, const struct job_outcome *outcome)
{
    struct tours *tours = context;
    tours->stand[number] = outcome->end == JOB_DONE;
    tours->standing += outcome->end == JOB_DONE;
}

static _Noreturn void
be_the_child(const struct build_request *request, arena scratch)
{
    arena out = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    struct diags diags = diags_new(&out);
    stop_release(); /* until there is something to put away, being asked to stop ends us */
    enum status status = build_tour(request, &out, scratch, &diags);
    if (status != STATUS_STOPPED) {
        diags_print(&diags, stderr, DIAG_WARNING);
    }
    _exit((int)status);
}

/* Who is asked to stop asks the child, which puts away what it began. `end` is at its end when the child is.
 */
static void
wait_for(pid_t child, int end, int *state)
{
    bool asked = false;
    struct pollfd fd = {.fd = end, .events = POLLIN};
    while (poll(&fd, 1, STOP_LOOK_MS) <= 0) {
        if (stop_asked() != 0 && !asked) {
            asked = kill(child, SIGTERM) == 0;
        }
    }
    while (waitpid(child, state, 0) < 0 && errno == EINTR) {
    }
}

enum status
tours_build_one(const struct build_request *request, arena scratch, struct diags *diags)
{
    int ends[2];
    stop_hold();
    if (pipe(ends) != 0) {
        return diag_system(diags, STR(""), "make a pipe", errno);
    }
    fcntl(ends[1], F_SETFD, FD_CLOEXEC); /* no program that speaks for us keeps it open */
    long parent = getpid();
    pid_t child = fork();
    if (child == 0) {
        os_end_with_parent(parent);
        close(ends[0]);
        be_the_child(request, scratch);
    }
    int error = errno, state = 0;
    close(ends[1]);
    if (child > 0) {
        wait_for(child, ends[0], &state);
    }
    close(ends[0]);
    if (child < 0) {
        return diag_system(diags, STR(""), "start a process", error);
    }
    if (WIFSIGNALED(state) && stop_asked() != 0) {
        return STATUS_STOPPED;
    }
    if (WIFSIGNALED(state)) {
        diag_add(diags, DIAG_ERROR, request->script, 0, 0, NULL, "its build was ended by signal %d",
                 WTERMSIG(state));
        return STATUS_SYSTEM;
    }
    return (enum status)WEXITSTATUS(state);
}

/* The second would replace the first. */
static enum status
refuse_equal_names(const str *scripts, size_t count, arena scratch, struct diags *diags)
{
    str *names = arena_new(&scratch, str, count);
    for (size_t i = 0; i < count; i++) {
        names[i] = tour_name(&scratch, scripts[i]);
        for (size_t k = 0; k < i; k++) {
            if (str_equal(names[i], names[k])) {
                diag_add(diags, DIAG_ERROR, scripts[i], 0, 0, "build it by itself, with --output",
                         "its tour would take the place of that of " STR_FMT, STR_ARG(scripts[k]));
                return STATUS_USAGE;
            }
        }
    }
    return STATUS_OK;
}

enum status
tours_build(const struct build_request *request, const str *scripts, size_t count, arena scratch,
            struct diags *diags)
{
    struct tours tours = {request, scripts, arena_new(&scratch, bool, count), 0};
    struct job_kind kind = {.context = &tours, .seconds_max = LOOK_SECONDS_MAX, .run = look, .ended = note};
    enum status status = refuse_equal_names(scripts, count, scratch, diags), worst = STATUS_OK;
    stop_hold();
    if (status == STATUS_OK && request->shard.count == 0) {
        status = jobs_run(&kind, count, request->slots, scratch, diags);
    }
    if (status == STATUS_OK && tours.standing > 0 && !request->quiet) {
        fprintf(stderr, "%zu of %zu tours: nothing changed\n", tours.standing, count);
    }
    for (size_t i = 0; i < count && (status == STATUS_OK || status == STATUS_SCRIPT); i++) {
        struct build_request one = request_for(&tours, i);
        status = tours.stand[i] ? STATUS_OK : tours_build_one(&one, scratch, diags);
        worst = status > worst ? status : worst;
    }
    return status > worst ? status : worst;
}
