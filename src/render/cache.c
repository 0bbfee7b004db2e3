#include "render/cache.h"

#include "base/file.h"

enum { ENTRY_BYTES_MAX = 64 << 20, LEFTOVER_SECONDS = 24 * 60 * 60 };

/* Entries are written here and renamed into place. */
static str
workshop(const struct cache *cache, arena *out)
{
    return file_join(out, cache->folder, STR("tmp"));
}

static str
entry_path(const struct cache *cache, str key, const char *extension, arena *out)
{
    return str_format(out, STR_FMT "/" STR_FMT ".%s", STR_ARG(cache->folder), STR_ARG(key), extension);
}

enum status
cache_open(arena *out, arena scratch, str folder, struct cache *cache, struct diags *diags)
{
    cache->folder = str_copy(out, folder);
    str unfinished = workshop(cache, &scratch);
    enum status status = file_make_folder(unfinished, scratch, diags);
    return status == STATUS_OK ? file_remove_older(unfinished, LEFTOVER_SECONDS, scratch, diags) : status;
}

bool
cache_load(const struct cache *cache, str key, arena *out, struct clip *clip)
{
    str path = entry_path(cache, key, "opus", out);
    struct diags unheard = diags_unheard(out);
    str bytes;
    return file_exists(*out, path) && file_read(out, path, ENTRY_BYTES_MAX, &bytes, &unheard) == STATUS_OK &&
           clip_parse(out, bytes, clip);
}

enum status
cache_store(const struct cache *cache, str key, const struct clip *clip, arena scratch, struct diags *diags)
{
    str path = entry_path(cache, key, "opus", &scratch);
    return file_replace_by_way_of(workshop(cache, &scratch), path, clip_serialise(&scratch, clip), scratch,
                                  diags);
}

bool
cache_load_text(const struct cache *cache, str key, arena *out, str *text)
{
    str path = entry_path(cache, key, "txt", out);
    struct diags unheard = diags_unheard(out);
    return file_exists(*out, path) && file_read(out, path, ENTRY_BYTES_MAX, text, &unheard) == STATUS_OK;
}

enum status
cache_store_text(const struct cache *cache, str key, str text, arena scratch, struct diags *diags)
{
    str path = entry_path(cache, key, "txt", &scratch);
    return file_replace_by_way_of(workshop(cache, &scratch), path, text, scratch, diags);
}
