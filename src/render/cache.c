#include "render/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/stop.h"

enum { LEFTOVER_SECONDS = 24 * 60 * 60 };

static const char *const extensions[CACHE_KINDS] = {".opus", ".txt"};
static const str text_head = {"daolan words 1 ", 15};

/* --- names --- */

static bool
is_key(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return false;
        }
    }
    return s.len == CACHE_KEY_BYTES;
}

enum cache_kind
cache_kind_of(str name)
{
    str extension = str_from_offset(name, CACHE_KEY_BYTES);
    int kind = 0;
    while (kind < CACHE_KINDS && !str_equal(extension, str_from(extensions[kind]))) {
        kind++;
    }
    return is_key(str_cut(name, 0, CACHE_KEY_BYTES)) ? (enum cache_kind)kind : CACHE_KINDS;
}

/* <key>.opus.a1B2c3, as file_replace_by_way_of names what it writes. */
static bool
is_unfinished(str name)
{
    enum { SUFFIX_BYTES = 7 };
    return name.len > SUFFIX_BYTES && name.data[name.len - SUFFIX_BYTES] == '.' &&
           cache_kind_of(str_cut(name, 0, name.len - SUFFIX_BYTES)) != CACHE_KINDS;
}

/* Entries are written here and renamed into place. */
static str
workshop(const struct cache *cache, arena *out)
{
    return file_join(out, cache->folder, STR("tmp"));
}

static str
entry_path(const struct cache *cache, str key, enum cache_kind kind, arena *out)
{
    return str_format(out, STR_FMT "/" STR_FMT "%s", STR_ARG(cache->folder), STR_ARG(key), extensions[kind]);
}

/* --- opening --- */

static bool
may_write(str folder, arena scratch)
{
    return access(str_terminated(&scratch, folder), W_OK | X_OK) == 0;
}

static enum status
make_workshop(struct cache *cache, arena scratch, struct diags *diags)
{
    str folder = workshop(cache, &scratch);
    const char *name = str_terminated(&scratch, folder);
    int error = mkdir(name, 0777) == 0 ? 0 : errno;
    bool is_there = error == 0 || (error == EEXIST && file_is_folder(scratch, folder));
    cache->read_only = error == EROFS || error == EACCES || error == EPERM ||
                       (is_there && (!may_write(folder, scratch) || !may_write(cache->folder, scratch)));
    return is_there || cache->read_only ? STATUS_OK : diag_system(diags, folder, "make the folder", error);
}

static bool
set_lock(int lock, short type)
{
    struct flock whole = {.l_type = type, .l_whence = SEEK_SET};
    return fcntl(lock, F_SETLK, &whole) == 0;
}

static int
open_lock(const struct cache *cache, arena scratch)
{
    const char *name = str_terminated(&scratch, file_join(&scratch, cache->folder, STR("lock")));
    int lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    return lock >= 0 ? lock : open(name, O_RDONLY | O_CLOEXEC);
}

/* A file system without locks is used without them. */
static enum status
take_lock(struct cache *cache, arena scratch)
{
    cache->lock = open_lock(cache, scratch);
    while (cache->lock >= 0 && !set_lock(cache->lock, F_RDLCK)) {
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
            close(cache->lock);
            cache->lock = -1;
        } else if (stop_wait() != 0) {
            return STATUS_STOPPED;
        }
    }
    return STATUS_OK;
}

bool
cache_take_alone(const struct cache *cache)
{
    return cache->lock >= 0 && set_lock(cache->lock, F_WRLCK);
}

/* Where nobody else is at work, all that is unfinished is left over; else what is a day old. A time to come
 * proves nothing: clocks differ, and jump. */
static void
clear_up(const struct cache *cache, arena scratch)
{
    struct diags unheard = diags_unheard(&scratch);
    str folder = workshop(cache, &scratch), *names;
    size_t count;
    if (file_list(&scratch, folder, &names, &count, &unheard) != STATUS_OK || count == 0) {
        return;
    }
    bool alone = cache_take_alone(cache);
    time_t now = time(NULL);
    for (size_t i = 0; i < count; i++) {
        arena inner = scratch;
        struct stat st;
        const char *path = str_terminated(&inner, file_join(&inner, folder, names[i]));
        if (is_unfinished(names[i]) && lstat(path, &st) == 0 &&
            (alone || st.st_mtime < now - LEFTOVER_SECONDS)) {
            unlink(path);
        }
    }
    if (alone) {
        set_lock(cache->lock, F_RDLCK);
    }
}

enum status
cache_open(arena *out, arena scratch, str folder, struct cache *cache, struct diags *diags)
{
    *cache = (struct cache){.folder = str_copy(out, folder), .lock = -1};
    if (str_find(folder, STR("://")) != STR_NONE) {
        diag_add(diags, DIAG_ERROR, folder, 0, 0, NULL, "a cache is a folder, or at http:// or https://");
        return STATUS_USAGE;
    }
    enum status status = file_make_folder(folder, scratch, diags);
    if (status == STATUS_OK) {
        status = make_workshop(cache, scratch, diags);
    }
    if (status == STATUS_OK) {
        status = take_lock(cache, scratch);
    }
    if (status == STATUS_OK && !cache->read_only) {
        clear_up(cache, scratch);
    }
    return status;
}

enum status
cache_must_take(const struct cache *cache, size_t count, struct diags *diags)
{
    if (!cache->read_only || count == 0) {
        return STATUS_OK;
    }
    diag_add(diags, DIAG_ERROR, cache->folder, 0, 0,
             "make it writable, or name another folder in DAOLAN_CACHE",
             "the cache may only be read, and %zu %s not in it", count,
             count == 1 ? "sentence is" : "sentences are");
    return STATUS_SYSTEM;
}

/* --- entries --- */

/* Not where it is known to the day already: reading a cache leaves it as it is. */
static bool
note_use(const char *path, time_t last)
{
    time_t now = time(NULL);
    bool old = last < now - CACHE_USE_SECONDS || last > now + CACHE_USE_SECONDS;
    if (old) {
        (void)utimensat(AT_FDCWD, path, NULL, 0); /* a cache that may only be read */
    }
    return old;
}

/* Looks at some, from the first to the last: a tour's clips are used together. */
void
cache_note_uses(const struct cache *cache, const str *keys, size_t count, arena scratch)
{
    enum { LOOKED_AT = 64 };
    size_t step = count / LOOKED_AT + 1;
    for (size_t i = 0; i < count; i += step) {
        arena inner = scratch;
        struct stat st;
        const char *path = str_terminated(&inner, entry_path(cache, keys[i], CACHE_CLIP, &inner));
        if (keys[i].len > 0 && stat(path, &st) == 0 && note_use(path, st.st_mtime) && step > 1) {
            step = 1;
            i = 0; /* that one is noted, the others follow */
        }
    }
}

static str
add_text_head(arena *out, str key, str text)
{
    struct hash *h = hash_start(out);
    hash_add(h, key);
    hash_add(h, text);
    str sum = hash_finish(h, out);
    return str_format(out, STR_FMT STR_FMT "\n" STR_FMT, STR_ARG(text_head), STR_ARG(sum), STR_ARG(text));
}

/* What stands behind the head, where that is the one that belongs to it. */
static bool
take_text(arena scratch, str key, str bytes, str *text)
{
    *text = str_from_offset(bytes, text_head.len + CACHE_KEY_BYTES + 1);
    return str_equal(add_text_head(&scratch, key, *text), bytes);
}

static bool
take_clip(arena *out, str key, str bytes, struct clip *clip)
{
    return clip_parse(out, bytes, clip) && str_equal(clip->key, key);
}

static bool
proves(enum cache_kind kind, str key, str bytes, arena scratch)
{
    struct clip clip;
    str text;
    return kind == CACHE_CLIP ? take_clip(&scratch, key, bytes, &clip)
                              : take_text(scratch, key, bytes, &text);
}

/* The bytes of a file that is there; *used is its time. */
static bool
read_file(const char *path, arena *out, str *bytes, time_t *used)
{
    struct stat st;
    struct diags unheard = diags_unheard(out);
    *used = 0;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
        return false;
    }
    *used = st.st_mtime;
    return file_read(out, str_from(path), CACHE_ENTRY_BYTES_MAX, bytes, &unheard) == STATUS_OK;
}

bool
cache_load(const struct cache *cache, str key, arena *out, struct clip *clip)
{
    const char *path = str_terminated(out, entry_path(cache, key, CACHE_CLIP, out));
    str bytes;
    time_t used;
    if (!read_file(path, out, &bytes, &used) || !take_clip(out, key, bytes, clip)) {
        return false;
    }
    note_use(path, used);
    return true;
}

bool
cache_load_text(const struct cache *cache, str key, arena *out, str *text)
{
    const char *path = str_terminated(out, entry_path(cache, key, CACHE_TEXT, out));
    str bytes;
    time_t used;
    if (!read_file(path, out, &bytes, &used) || !take_text(*out, key, bytes, text)) {
        return false;
    }
    note_use(path, used);
    return true;
}

static enum status
store(const struct cache *cache, str key, enum cache_kind kind, str bytes, arena scratch, struct diags *diags)
{
    if (cache->read_only) {
        return cache_must_take(cache, 1, diags);
    }
    str path = entry_path(cache, key, kind, &scratch);
    return file_replace_by_way_of(workshop(cache, &scratch), path, bytes, scratch, diags);
}

enum status
cache_store(const struct cache *cache, str key, const struct clip *clip, arena scratch, struct diags *diags)
{
    struct clip named = *clip;
    named.key = key;
    return store(cache, key, CACHE_CLIP, clip_serialise(&scratch, &named), scratch, diags);
}

enum status
cache_store_text(const struct cache *cache, str key, str text, arena scratch, struct diags *diags)
{
    return store(cache, key, CACHE_TEXT, add_text_head(&scratch, key, text), scratch, diags);
}

/* --- entries from and for elsewhere --- */

bool
cache_has(const struct cache *cache, str key, arena scratch)
{
    return file_exists(scratch, entry_path(cache, key, CACHE_CLIP, &scratch)) ||
           file_exists(scratch, entry_path(cache, key, CACHE_TEXT, &scratch));
}

bool
cache_read_entry(const struct cache *cache, str key, arena *out, str *bytes)
{
    for (int kind = 0; kind < CACHE_KINDS; kind++) {
        arena place = *out;
        time_t used;
        const char *path = str_terminated(&place, entry_path(cache, key, (enum cache_kind)kind, &place));
        if (read_file(path, &place, bytes, &used) && proves((enum cache_kind)kind, key, *bytes, place)) {
            *out = place;
            return true;
        }
    }
    return false;
}

enum status
cache_keep_entry(const struct cache *cache, str key, str bytes, bool *good, arena scratch,
                 struct diags *diags)
{
    for (int kind = 0; kind < CACHE_KINDS; kind++) {
        *good = proves((enum cache_kind)kind, key, bytes, scratch);
        if (*good) {
            return store(cache, key, (enum cache_kind)kind, bytes, scratch, diags);
        }
    }
    return STATUS_OK;
}
