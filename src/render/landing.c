#include "render/landing.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/os.h"
#include "base/stop.h"

str
landing_hidden_name(arena *out, str folder, const char *suffix)
{
    str parent = file_folder(folder), name = file_name(folder);
    return file_join(out, parent, str_format(out, "." STR_FMT "%s", STR_ARG(name), suffix));
}

static enum status
take_lock(struct landing *landing, arena scratch, struct diags *diags)
{
    str path = landing_hidden_name(&scratch, landing->folder, ".lock");
    landing->lock = open(str_terminated(&scratch, path), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (landing->lock < 0) {
        return diag_system(diags, path, "open", errno);
    }
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    for (bool told = false; fcntl(landing->lock, F_SETLK, &whole) != 0; told = true) {
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
            return diag_system(diags, path, "lock", errno);
        }
        if (!told) {
            fprintf(stderr, STR_FMT ": another build is at work there; waiting for it\n",
                    STR_ARG(landing->folder));
        }
        if (stop_wait() != 0) {
            return STATUS_STOPPED;
        }
    }
    return STATUS_OK;
}

/* What a build has under way beside a tour. */
enum trace { TRACE_NONE, TRACE_NEW, TRACE_OLD };

static enum trace
trace_of(const char *folder_name, str name, arena scratch)
{
    str tour = str_format(&scratch, ".%s.", folder_name);
    if (!str_starts(name, tour)) {
        return TRACE_NONE;
    }
    str rest = str_from_offset(name, tour.len);
    bool unfinished = str_starts(rest, STR("new-")) || str_starts(rest, STR("built."));
    return unfinished ? TRACE_NEW : str_starts(rest, STR("old-")) ? TRACE_OLD : TRACE_NONE;
}

/* After a build that was killed: a half-filled staging folder goes; an old tour that lost its place returns.
 */
static enum status
tidy_up(const struct landing *landing, arena scratch, struct diags *diags)
{
    str parent = file_folder(landing->folder);
    const char *tour = str_terminated(&scratch, file_name(landing->folder));
    str *names;
    size_t count;
    enum status status = file_list(&scratch, parent, &names, &count, diags);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        str path = file_join(&scratch, parent, names[i]);
        enum trace trace = trace_of(tour, names[i], scratch);
        if (trace == TRACE_OLD && !file_exists(scratch, landing->folder)) {
            if (rename(str_terminated(&scratch, path), str_terminated(&scratch, landing->folder)) != 0) {
                status = diag_system(diags, path, "rename", errno);
            }
        } else if (trace != TRACE_NONE) {
            status = file_remove(path, scratch, diags);
        }
    }
    return status;
}

bool
landing_is_tidy(str folder, arena scratch)
{
    folder = landing_place(&scratch, folder);
    struct diags unheard = diags_unheard(&scratch);
    const char *tour = str_terminated(&scratch, file_name(folder));
    str *names;
    size_t count;
    bool tidy = file_list(&scratch, file_folder(folder), &names, &count, &unheard) == STATUS_OK;
    for (size_t i = 0; i < count && tidy; i++) {
        tidy = trace_of(tour, names[i], scratch) == TRACE_NONE;
    }
    return tidy;
}

/* A tour of ours begins its index like this (publish/timeline_json.c). */
static enum status
look_for_tour(str folder, bool *holds, arena scratch, struct diags *diags)
{
    static const str mark = {"{\n \"format\": \"daolan timeline\"", 30};
    str path = file_join(&scratch, folder, STR("timeline.json"));
    FILE *index = fopen(str_terminated(&scratch, path), "r");
    *holds = false;
    if (index == NULL) {
        return errno == ENOENT ? STATUS_OK : diag_system(diags, path, "open", errno);
    }
    char start[64];
    size_t len = fread(start, 1, sizeof start, index);
    fclose(index);
    *holds = str_starts((str){start, len}, mark);
    return STATUS_OK;
}

static enum status
refuse_foreign_folder(str folder, arena scratch, struct diags *diags)
{
    str *names;
    size_t count;
    bool holds = false;
    if (!file_exists(scratch, folder)) {
        return STATUS_OK;
    }
    enum status status = file_list(&scratch, folder, &names, &count, diags);
    if (status == STATUS_OK && count > 0) {
        status = look_for_tour(folder, &holds, scratch, diags);
    }
    if (status != STATUS_OK || count == 0 || holds) {
        return status;
    }
    diag_add(
        diags, DIAG_ERROR, folder, 0, 0, "name a new folder, or one that holds a tour",
        "holds files that are not a tour (no timeline.json of daolan's); a build replaces the whole folder");
    return STATUS_SCRIPT;
}

str
landing_place(arena *out, str folder)
{
    while (folder.len > 1 && str_ends(folder, STR("/"))) {
        folder.len--;
    }
    arena scratch = *out;
    const char *name = str_terminated(&scratch, folder);
    str last = file_name(folder);
    char real[OS_PATH_BYTES];
    bool indirect =
        str_equal(last, STR(".")) || str_equal(last, STR("..")) || readlink(name, real, sizeof real) >= 0;
    return str_copy(out, indirect && os_real_path(name, real) ? str_from(real) : folder);
}

enum status
landing_open(arena *out, arena scratch, str folder, struct landing *landing, struct diags *diags)
{
    folder = landing_place(out, folder);
    *landing = (struct landing){.folder = folder, .lock = -1};
    enum status status = file_make_folder(file_folder(folder), scratch, diags);
    if (status == STATUS_OK) {
        status = refuse_foreign_folder(folder, scratch, diags);
    }
    if (status == STATUS_OK) {
        status = take_lock(landing, scratch, diags);
    }
    if (status == STATUS_OK) {
        status = tidy_up(landing, scratch, diags);
    }
    if (status == STATUS_OK) {
        str prefix = landing_hidden_name(&scratch, folder, ".new-");
        status = file_make_unique_folder(out, prefix, &landing->staging, diags);
    }
    return status;
}

static void
release_lock(struct landing *landing)
{
    if (landing->lock >= 0) {
        /* the file stays: removing it would let two builds hold two locks of one name */
        close(landing->lock);
        landing->lock = -1;
    }
}

/* For file systems that cannot exchange two names: for an instant the tour is under its .old name, from where
 * tidy_up brings it back. */
static enum status
replace_in_two_steps(const struct landing *landing, arena scratch, struct diags *diags)
{
    str suffix = str_from_offset(landing->staging, landing->staging.len - 6);
    str old = str_format(&scratch, STR_FMT STR_FMT,
                         STR_ARG(landing_hidden_name(&scratch, landing->folder, ".old-")), STR_ARG(suffix));
    const char *place = str_terminated(&scratch, landing->folder);
    const char *aside = str_terminated(&scratch, old);
    if (rename(place, aside) != 0) {
        return diag_system(diags, landing->folder, "replace", errno);
    }
    if (rename(str_terminated(&scratch, landing->staging), place) != 0) {
        int error = errno;
        rename(aside, place);
        return diag_system(diags, landing->folder, "replace", error);
    }
    return file_remove(old, scratch, diags);
}

enum status
landing_publish(struct landing *landing, arena scratch, struct diags *diags)
{
    const char *staging = str_terminated(&scratch, landing->staging);
    const char *place = str_terminated(&scratch, landing->folder);
    enum status status = file_sync_folder(landing->staging, scratch, diags);
    if (status != STATUS_OK) {
        landing_abandon(landing, scratch);
        return status;
    }
    if (!file_exists(scratch, landing->folder)) {
        if (rename(staging, place) != 0) {
            status = diag_system(diags, landing->folder, "publish", errno);
        }
    } else if (os_exchange_paths(staging, place)) {
        status = file_remove(landing->staging, scratch, diags);
    } else {
        status = replace_in_two_steps(landing, scratch, diags);
    }
    if (status == STATUS_OK) {
        status = file_sync_folder(file_folder(landing->folder), scratch, diags);
    }
    if (status != STATUS_OK) {
        landing_abandon(landing, scratch);
    }
    release_lock(landing);
    return status;
}

void
landing_abandon(struct landing *landing, arena scratch)
{
    struct diags unheard = diags_unheard(&scratch); /* the build failed already, with its own reason */
    if (landing->staging.len > 0 && file_remove(landing->staging, scratch, &unheard) != STATUS_OK) {
        fprintf(stderr, STR_FMT ": could not be removed; the next build will\n", STR_ARG(landing->staging));
    }
    release_lock(landing);
}
