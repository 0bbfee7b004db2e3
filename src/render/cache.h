/*
 * The content-addressed store: a clip by the hash of all that shaped it.
 *
 * In: a key of 64 hexadecimal digits. Out: the clip kept under it, or nothing.
 *
 *   <folder>/<key>.opus   a clip, an ordinary playable file (sound/clip_file.c) that names its own key
 *   <folder>/<key>.txt    a few words under a key of their own, with a checksum before them
 *   <folder>/tmp/         entries being written; they appear whole, by rename
 *   <folder>/lock         a build that is at work holds it for reading, whoever takes entries away for
 * writing (fcntl, which network file systems know)
 *
 * A file's time is that of its last use, to the day: reading writes only where that is more than a day old.
 * Every entry is proved when it is read, so none needs an fsync: what a power cut leaves half is made anew.
 *
 * Example: if (!cache_load(&cache, key, out, &clip)) … render, then cache_store(&cache, key, &clip, …);
 */
#ifndef RENDER_CACHE_H
#define RENDER_CACHE_H

#include "sound/clip.h"

enum {
    CACHE_KEY_BYTES = 64,
    CACHE_ENTRY_BYTES_MAX = 64 << 20,
    CACHE_USE_SECONDS = 24 * 60 * 60, /* how exactly the last use is known */
};

struct cache {
    str folder;
    int lock;       /* file descriptor, held until the process ends; -1: the file system has no locks */
    bool read_only; /* what is there is used, nothing is kept */
};

enum cache_kind { CACHE_CLIP, CACHE_TEXT, CACHE_KINDS };

/* The kind of entry that has such a file name; CACHE_KINDS for what is no entry of ours. */
enum cache_kind cache_kind_of(str name);

/*
 * Makes the folder where it is missing, waits while entries are taken away, and clears up after writers that
 * were killed. A folder that is there but may not be written is fine: cache->read_only. Once a process.
 */
MUST_CHECK enum status cache_open(arena *out, arena scratch, str folder, struct cache *cache,
                                  struct diags *diags);

/* Nobody else reads or writes entries from now on; false at once where somebody does, or may. */
bool cache_take_alone(const struct cache *cache);

/* False where there is none, or a damaged one, or another's under its name; then it is made anew by whoever
 * asks. */
bool cache_load(const struct cache *cache, str key, arena *out, struct clip *clip);

MUST_CHECK enum status cache_store(const struct cache *cache, str key, const struct clip *clip, arena scratch,
                                   struct diags *diags);

/* A file is there, of whatever kind and state. */
bool cache_has(const struct cache *cache, str key, arena scratch);

/* A few words kept under a key of their own: what was found out about a file. */
bool cache_load_text(const struct cache *cache, str key, arena *out, str *text);

MUST_CHECK enum status cache_store_text(const struct cache *cache, str key, str text, arena scratch,
                                        struct diags *diags);

/* These clips are used though nobody reads them (a tour that stands as it is). Empty keys are passed over. */
void cache_note_uses(const struct cache *cache, const str *keys, size_t count, arena scratch);

/* Before `count` entries are made: STATUS_SYSTEM with one diagnostic where the cache cannot take them. */
MUST_CHECK enum status cache_must_take(const struct cache *cache, size_t count, struct diags *diags);

/* An entry as it stands in its file, proved; and a file's bytes from elsewhere, which are kept if they prove
 * to be the entry of that key (false where not). */
bool cache_read_entry(const struct cache *cache, str key, arena *out, str *bytes);
MUST_CHECK enum status cache_keep_entry(const struct cache *cache, str key, str bytes, bool *good,
                                        arena scratch, struct diags *diags);

#endif
