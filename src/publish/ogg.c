#include "publish/ogg.h"

#include <errno.h>
#include <opus.h>

#include "base/hash.h"
#include "sound/clip.h"

struct ogg_file {
    struct file_writer *file;
    str path;
    ogg_stream_state stream;
    uint64_t packet_count, done;
    bool failed; /* libogg had no memory */
};

static uint32_t
serial_number(arena scratch, str comments, uint64_t packet_count)
{
    struct hash *h = hash_start(&scratch);
    hash_add(h, comments);
    hash_add_number(h, packet_count);
    return ogg_opus_serial(hash_finish(h, &scratch)) & INT32_MAX;
}

static void
flush_pages(struct ogg_file *f)
{
    ogg_page page;
    while (!f->failed && ogg_stream_flush(&f->stream, &page) != 0) {
        file_put(f->file, (str){(const char *)page.header, (size_t)page.header_len});
        file_put(f->file, (str){(const char *)page.body, (size_t)page.body_len});
    }
}

static void
put(struct ogg_file *f, str packet, uint64_t number, uint64_t granule, bool last)
{
    f->failed = f->failed || !ogg_opus_put(&f->stream, packet, number, granule, last);
}

struct ogg_file *
ogg_create(arena *out, str path, const struct ogg_tag *tags, size_t tag_count, uint64_t packet_count)
{
    struct ogg_file *f = arena_new(out, struct ogg_file, 1);
    f->file = file_create(out, path);
    f->path = str_copy(out, path);
    f->packet_count = packet_count;
    arena scratch = *out;
    str comments = ogg_opus_tags(&scratch, str_from(opus_get_version_string()), tags, tag_count);
    f->failed = ogg_stream_init(&f->stream, (int)serial_number(scratch, comments, packet_count)) != 0;
    put(f, ogg_opus_head(&scratch), 0, 0, false);
    flush_pages(f);
    put(f, comments, 1, 0, false);
    flush_pages(f);
    return f;
}

void
ogg_put(struct ogg_file *file, str packet)
{
    enum { HEADERS = 2 };
    uint64_t index = file->done++;
    bool last = file->done == file->packet_count;
    put(file, packet, index + HEADERS, file->done * CLIP_PACKET_SAMPLES, last);
    if (last || file->done % OGG_PACKETS_A_PAGE == 0) {
        flush_pages(file);
    }
}

enum status
ogg_close(struct ogg_file *file, struct diags *diags)
{
    ogg_stream_clear(&file->stream);
    enum status status = file_close(file->file, diags);
    return file->failed && status == STATUS_OK ? diag_system(diags, file->path, "write", ENOMEM) : status;
}
