/*
 * The content-addressed store: a clip by the hash of all that shaped it.
 *
 * In: a key of 64 hexadecimal digits. Out: the clip kept under it, or nothing. Each entry is an ordinary
 * playable file, <folder>/<key>.opus; entries appear whole (temporary file, rename), so builds may share a
 * folder at once.
 *
 * Example: if (!cache_load(&cache, key, out, &clip)) … render, then cache_store(&cache, key, file, …);
 */
#ifndef RENDER_CACHE_H
#define RENDER_CACHE_H

#include "sound/clip.h"

struct cache {
    str folder;
};

/* Makes the folder where it is missing; removes what killed writers left in it a day ago or earlier. */
MUST_CHECK enum status cache_open(arena *out, arena scratch, str folder, struct cache *cache,
                                  struct diags *diags);

/* False where there is none, or a damaged one, which is then made anew by whoever asks. */
bool cache_load(const struct cache *cache, str key, arena *out, struct clip *clip);

MUST_CHECK enum status cache_store(const struct cache *cache, str key, const struct clip *clip, arena scratch,
                                   struct diags *diags);

/* A few words kept under a key of their own, <folder>/<key>.txt: what was found out about a file. */
bool cache_load_text(const struct cache *cache, str key, arena *out, str *text);

MUST_CHECK enum status cache_store_text(const struct cache *cache, str key, str text, arena scratch,
                                        struct diags *diags);

#endif
