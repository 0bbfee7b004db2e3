#include "publish/ogg.h"

#include <errno.h>
#include <ogg/ogg.h>
#include <opus.h>
#include <string.h>

#include "base/hash.h"

enum { PACKET_SAMPLES = 960, RATE_HZ = 48000, SERIAL_DIGITS = 8 };

struct ogg_file {
    struct file_writer *file;
    str path;
    ogg_stream_state stream;
    uint64_t packet_count, done;
    bool failed; /* libogg had no memory */
};

static void
add_le32(struct str_builder *b, uint32_t n)
{
    for (unsigned shift = 0; shift < 32; shift += 8) {
        str_add_char(b, (char)(n >> shift & 0xFF));
    }
}

static void
add_le16(struct str_builder *b, unsigned n)
{
    str_add_char(b, (char)(n & 0xFF));
    str_add_char(b, (char)(n >> 8 & 0xFF));
}

/* RFC 7845 section 5.1 */
static str
identification_header(arena *out)
{
    struct str_builder b = {.out = out};
    str_add(&b, STR("OpusHead"));
    str_add_char(&b, 1); /* version */
    str_add_char(&b, 1); /* channels */
    add_le16(&b, OGG_PRE_SKIP);
    add_le32(&b, RATE_HZ);
    add_le16(&b, 0);     /* output gain */
    str_add_char(&b, 0); /* mapping family */
    return str_built(&b);
}

/* RFC 7845 section 5.2 */
static str
comment_header(arena *out, const struct ogg_tag *tags, size_t tag_count)
{
    struct str_builder b = {.out = out};
    str vendor = str_from(opus_get_version_string());
    str_add(&b, STR("OpusTags"));
    add_le32(&b, (uint32_t)vendor.len);
    str_add(&b, vendor);
    add_le32(&b, (uint32_t)tag_count);
    for (size_t i = 0; i < tag_count; i++) {
        add_le32(&b, (uint32_t)(tags[i].name.len + 1 + tags[i].value.len));
        str_add(&b, tags[i].name);
        str_add_char(&b, '=');
        str_add(&b, tags[i].value);
    }
    return str_built(&b);
}

static int
serial_number(arena scratch, str comments, uint64_t packet_count)
{
    struct hash *h = hash_start(&scratch);
    hash_add(h, comments);
    hash_add_number(h, packet_count);
    str digits = hash_finish(h, &scratch);
    uint32_t serial = 0;
    for (size_t i = 0; i < SERIAL_DIGITS; i++) {
        unsigned c = (unsigned char)digits.data[i];
        serial = serial << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return (int)(serial & INT32_MAX);
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
put_packet(struct ogg_file *f, str bytes, ogg_int64_t number, ogg_int64_t granule, bool last)
{
    ogg_packet packet = {
        .packet = (unsigned char *)(uintptr_t)bytes.data, /* libogg copies and does not write */
        .bytes = (long)bytes.len,
        .b_o_s = number == 0,
        .e_o_s = last,
        .granulepos = granule,
        .packetno = number,
    };
    f->failed = f->failed || ogg_stream_packetin(&f->stream, &packet) != 0;
}

struct ogg_file *
ogg_create(arena *out, str path, const struct ogg_tag *tags, size_t tag_count, uint64_t packet_count)
{
    struct ogg_file *f = arena_new(out, struct ogg_file, 1);
    f->file = file_create(out, path);
    f->path = str_copy(out, path);
    f->packet_count = packet_count;
    arena scratch = *out;
    str comments = comment_header(&scratch, tags, tag_count);
    f->failed = ogg_stream_init(&f->stream, serial_number(scratch, comments, packet_count)) != 0;
    put_packet(f, identification_header(&scratch), 0, 0, false);
    flush_pages(f);
    put_packet(f, comments, 1, 0, false);
    flush_pages(f);
    return f;
}

void
ogg_put(struct ogg_file *file, str packet)
{
    enum { HEADERS = 2 };
    uint64_t index = file->done++;
    bool last = file->done == file->packet_count;
    put_packet(file, packet, (ogg_int64_t)(index + HEADERS), (ogg_int64_t)(file->done * PACKET_SAMPLES),
               last);
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
