#include "render/landing.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/os.h"

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
    if (fcntl(landing->lock, F_SETLK, &whole) == 0) {
        return STATUS_OK;
    }
    fprintf(stderr, STR_FMT ": another build is at work there; waiting for it\n", STR_ARG(landing->folder));
    int result;
    do {
        result = fcntl(landing->lock, F_SETLKW, &whole);
    } while (result != 0 && errno == EINTR);
    return result == 0 ? STATUS_OK : diag_system(diags, path, "lock", errno);
}

/* After a build that was killed: a half-filled staging folder goes; an old tour that lost its place returns.
 */
static enum status
tidy_up(const struct landing *landing, arena scratch, struct diags *diags)
{
    str parent = file_folder(landing->folder);
    str new_prefix = file_name(landing_hidden_name(&scratch, landing->folder, ".new-"));
    str old_prefix = file_name(landing_hidden_name(&scratch, landing->folder, ".old-"));
    str *names;
    size_t count;
    enum status status = file_list(&scratch, parent, &names, &count, diags);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        str path = file_join(&scratch, parent, names[i]);
        if (str_starts(names[i], old_prefix) && !file_exists(scratch, landing->folder)) {
            if (rename(str_terminated(&scratch, path), str_terminated(&scratch, landing->folder)) != 0) {
                status = diag_system(diags, path, "rename", errno);
            }
        } else if (str_starts(names[i], new_prefix) || str_starts(names[i], old_prefix)) {
            status = file_remove(path, scratch, diags);
        }
    }
    return status;
}

/* A tour of ours begins its index like this (publish/timeline_json.c). */
static bool
holds_tour(str folder, arena scratch)
{
    static const str mark = {"{\n \"format\": \"daolan timeline\"", 30};
    FILE *index = fopen(str_terminated(&scratch, file_join(&scratch, folder, STR("timeline.json"))), "r");
    if (index == NULL) {
        return false;
    }
    char start[64];
    size_t len = fread(start, 1, sizeof start, index);
    fclose(index);
    return str_starts((str){start, len}, mark);
}

static enum status
refuse_foreign_folder(str folder, arena scratch, struct diags *diags)
{
    str *names;
    size_t count;
    if (!file_exists(scratch, folder)) {
        return STATUS_OK;
    }
    enum status status = file_list(&scratch, folder, &names, &count, diags);
    if (status != STATUS_OK || count == 0 || holds_tour(folder, scratch)) {
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
