#include "serve/store.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/hash.h"
#include "serve/content.h"

enum {
    FILES_MAX = 1 << 14,       /* a tour of 1,000 stops has some 5,000 */
    PACKED_MAX = 64 << 20,     /* bytes; then it starts anew */
    PACKED_LEAST = 512,        /* a smaller text fits into one packet anyway */
    STORE_BYTES = 64 << 20,    /* address space */
    BLOCK = 1 << 16,           /* bytes */
    GZIP_WINDOW_BITS = 15 + 16 /* zlib's way to ask for a gzip member */
};

struct entry {
    str path;
    struct stat status;
    struct known known;
};

struct store {
    pthread_mutex_t lock;
    arena memory, whole; /* of the entries; `whole` is `memory` while there are none */
    struct entry *entries;
    size_t count, capacity;
    FILE *packed; /* NULL: no room for one */
    uint64_t packed_bytes;
};

/* Forgets everything: answers under way keep the old file by descriptors of their own. */
static void
start_anew(struct store *store)
{
    if (store->packed != NULL) {
        fclose(store->packed);
    }
    store->memory = store->whole;
    store->entries = NULL;
    store->count = store->capacity = 0;
    store->packed = tmpfile();
    store->packed_bytes = 0;
}

struct store *
store_open(arena *out)
{
    struct store *store = arena_new(out, struct store, 1);
    store->whole = arena_split(out, STORE_BYTES);
    pthread_mutex_init(&store->lock, NULL);
    start_anew(store);
    return store;
}

void
store_close(struct store *store)
{
    if (store->packed != NULL) {
        fclose(store->packed);
    }
    pthread_mutex_destroy(&store->lock);
}

static bool
is_same_state(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static struct entry *
find_entry(struct store *store, str path)
{
    for (size_t i = 0; i < store->count; i++) {
        if (str_equal(store->entries[i].path, path)) {
            return &store->entries[i];
        }
    }
    return NULL;
}

static bool
write_packed(int to, const unsigned char *block, size_t len, uint64_t offset)
{
    while (len > 0) {
        ssize_t written = pwrite(to, block, len, (off_t)offset);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            block += written;
            len -= (size_t)written;
            offset += (uint64_t)written;
        }
    }
    return true;
}

/* Packs what fd holds to `offset` of `to`; 0 where something failed. */
static uint64_t
pack(int fd, int to, uint64_t offset, arena scratch)
{
    unsigned char *in = arena_new(&scratch, unsigned char, BLOCK);
    unsigned char *out = arena_new(&scratch, unsigned char, BLOCK);
    z_stream z = {.next_in = in};
    uint64_t packed = 0;
    off_t at = 0;
    if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP_WINDOW_BITS, MAX_MEM_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        return 0;
    }
    int result = Z_OK;
    bool at_end = false;
    while (result == Z_OK) {
        if (z.avail_in == 0 && !at_end) {
            ssize_t got = pread(fd, in, BLOCK, at);
            if (got < 0) {
                break;
            }
            z.next_in = in;
            z.avail_in = (uInt)got;
            at += got;
            at_end = got == 0;
        }
        z.next_out = out;
        z.avail_out = BLOCK;
        result = deflate(&z, at_end ? Z_FINISH : Z_NO_FLUSH);
        if (!write_packed(to, out, BLOCK - z.avail_out, offset + packed)) {
            break;
        }
        packed += BLOCK - z.avail_out;
    }
    deflateEnd(&z);
    return result == Z_STREAM_END ? packed : 0;
}

static bool
learn(struct store *store, str path, int fd, const struct stat *status, struct entry *entry)
{
    arena scratch = store->memory;
    struct hash *h = hash_start(&scratch);
    if (!hash_add_open_file(h, scratch, fd)) {
        return false;
    }
    *entry = (struct entry){.path = entry->path, .status = *status};
    snprintf(entry->known.tag, sizeof entry->known.tag, "\"%.32s\"", hash_finish(h, &scratch).data);
    if (store->packed == NULL || !content_is_text(path) || status->st_size < PACKED_LEAST) {
        return true;
    }
    uint64_t packed = pack(fd, fileno(store->packed), store->packed_bytes, scratch);
    if (packed < (uint64_t)status->st_size - (uint64_t)status->st_size / 8) {
        entry->known.packed_offset = store->packed_bytes;
        entry->known.packed_bytes = packed;
        store->packed_bytes += packed;
    }
    return true;
}

bool
store_find(struct store *store, str path, int fd, const struct stat *status, bool open_packed,
           struct known *known)
{
    pthread_mutex_lock(&store->lock);
    bool found = true;
    struct entry *entry = find_entry(store, path);
    if (entry == NULL || !is_same_state(&entry->status, status)) {
        if (store->packed_bytes > PACKED_MAX || (entry == NULL && store->count == FILES_MAX)) {
            start_anew(store);
            entry = NULL;
        }
        if (entry == NULL) {
            struct entry fresh = {.path = str_copy(&store->memory, path)};
            *arena_push(&store->memory, store->entries, store->count, store->capacity) = fresh;
            entry = &store->entries[store->count - 1];
        }
        found = learn(store, path, fd, status, entry);
    }
    *known = entry->known;
    known->packed = -1;
    if (open_packed && known->packed_bytes > 0) {
        known->packed = fcntl(fileno(store->packed), F_DUPFD_CLOEXEC, 0);
    }
    pthread_mutex_unlock(&store->lock);
    return found;
}
