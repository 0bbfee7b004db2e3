/*
 * A clip as a file: Ogg Opus (RFC 7845), one stream, playable as it stands. The comment header has the vendor
 * "daolan" and one comment,
 *
 *   DAOLAN_CLIP=3 KEY SPEECH GAP LENGTH GAP LENGTH …;LEVEL LEVEL …
 *
 * all but the key decimal: the version of this form, the clip's key (- for none), the speech's samples, then
 * for each mark the samples from the end of the mark before (or the start) to its start, and its length;
 * then, where they were measured, each packet's level. The pre-skip is 960, so the PCM position of the speech
 * is 0; the last granule position is the last packet's end.
 *
 * There is exactly one way to write a clip, so the parser reads what it needs, checks it, writes the clip
 * again and compares: a file that differs in any byte is damaged.
 */
#include <opus.h>
#include <string.h>

#include "base/hash.h"
#include "sound/clip.h"
#include "sound/ogg_opus.h"

enum { HEAD_BYTES = 19 };

static const str tag_name = {"DAOLAN_CLIP", 11};
static const str vendor = {"daolan", 6};

/* --- writing --- */

/* A clip's numbers are thousands, and each is written again when it is read: not by vsnprintf. */
static void
add_number(struct str_builder *b, char before, uint32_t number)
{
    char text[1 + 10];
    size_t at = sizeof text;
    do {
        text[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    text[--at] = before;
    str_add(b, (str){text + at, sizeof text - at});
}

static str
write_marks(arena *out, const struct clip *clip)
{
    struct str_builder b = {.out = out};
    str key = clip->key.len > 0 ? clip->key : STR("-");
    str_add_format(&b, "%d " STR_FMT, (int)CLIP_FORM, STR_ARG(key));
    add_number(&b, ' ', clip->speech_samples);
    uint32_t end = 0;
    for (uint32_t i = 0; i < clip->mark_count; i++) {
        struct mark m = clip->marks[i];
        add_number(&b, ' ', m.start - end);
        add_number(&b, ' ', m.end - m.start);
        end = m.end;
    }
    for (uint32_t i = 0; i < clip->packet_count && clip->levels != NULL; i++) {
        add_number(&b, i == 0 ? ';' : ' ', clip->levels[i]);
    }
    return str_built(&b);
}

static uint32_t
serial_of(arena scratch, const struct clip *clip, str comment, size_t bytes)
{
    struct hash *h = hash_start(&scratch);
    hash_add(h, comment);
    hash_add(h, (str){(const char *)clip->bytes, bytes});
    return ogg_opus_serial(hash_finish(h, &scratch));
}

static void
flush(struct str_builder *b, ogg_stream_state *stream)
{
    ogg_page page;
    while (ogg_stream_flush(stream, &page) != 0) {
        str_add(b, (str){(const char *)page.header, (size_t)page.header_len});
        str_add(b, (str){(const char *)page.body, (size_t)page.body_len});
    }
}

static bool
put_clip(struct str_builder *b, ogg_stream_state *stream, const struct clip *clip, str head, str tags)
{
    bool ok = ogg_opus_put(stream, head, 0, 0, false);
    flush(b, stream);
    ok = ok && ogg_opus_put(stream, tags, 1, 0, false);
    flush(b, stream);
    const char *bytes = (const char *)clip->bytes;
    for (uint32_t i = 0; i < clip->packet_count && ok; i++) {
        bool last = i + 1 == clip->packet_count;
        ok = ogg_opus_put(stream, (str){bytes, clip->packet_bytes[i]}, (uint64_t)i + 2,
                          ((uint64_t)i + 1) * CLIP_PACKET_SAMPLES, last);
        bytes += clip->packet_bytes[i];
        if (last || (i + 1) % OGG_PACKETS_A_PAGE == 0) {
            flush(b, stream);
        }
    }
    return ok;
}

str
clip_serialise(arena *out, const struct clip *clip)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < clip->packet_count; i++) {
        bytes += clip->packet_bytes[i];
    }
    str head = ogg_opus_head(out);
    struct ogg_tag marks = {tag_name, write_marks(out, clip)};
    str tags = ogg_opus_tags(out, vendor, &marks, 1);
    str comment = str_from_offset(tags, tags.len - tag_name.len - 1 - marks.value.len);
    struct str_builder file = {.out = out};
    ogg_stream_state stream;
    if (ogg_stream_init(&stream, (int)serial_of(*out, clip, comment, bytes)) != 0) {
        return str_built(&file);
    }
    bool ok = put_clip(&file, &stream, clip, head, tags);
    ogg_stream_clear(&stream);
    return ok ? str_built(&file) : (str){"", 0};
}

/* --- reading --- */

static bool
take_number(str *rest, uint32_t *number)
{
    str part;
    return str_split(rest, ' ', &part) && str_to_number(part, UINT32_MAX, number);
}

static bool
take_key(arena *out, str *rest, str *key)
{
    if (!str_split(rest, ' ', key) || key->len == 0 || key->len > CLIP_KEY_BYTES_MAX) {
        return false;
    }
    *key = str_equal(*key, STR("-")) ? STR("") : str_copy(out, *key);
    return true;
}

static bool
read_marks(arena *out, str text, struct clip *clip)
{
    uint32_t version;
    if (!take_number(&text, &version) || version != CLIP_FORM || !take_key(out, &text, &clip->key) ||
        !take_number(&text, &clip->speech_samples)) {
        return false;
    }
    struct mark *marks = NULL;
    size_t count = 0, capacity = 0;
    uint32_t end = 0;
    while (text.len > 0) {
        uint32_t gap, length;
        if (!take_number(&text, &gap) || !take_number(&text, &length) || length == 0 ||
            gap > clip->speech_samples - end || length > clip->speech_samples - end - gap) {
            return false;
        }
        struct mark m = {end + gap, end + gap + length};
        end = m.end;
        *arena_push(out, marks, count, capacity) = m;
    }
    clip->marks = marks;
    clip->mark_count = (uint32_t)count;
    return true;
}

struct reader {
    arena *out;
    struct clip *clip;
    unsigned char *bytes;
    size_t byte_count, byte_capacity;
    uint16_t *packet_bytes;
    size_t packet_count, packet_capacity;
    size_t level_count;
    size_t headers; /* head and tags seen */
};

static bool
read_levels(struct reader *r, str text)
{
    uint16_t *levels = NULL;
    size_t capacity = 0;
    uint32_t level;
    while (text.len > 0) {
        if (!take_number(&text, &level) || level > UINT16_MAX) {
            return false;
        }
        *arena_push(r->out, levels, r->level_count, capacity) = (uint16_t)level;
    }
    r->clip->levels = levels;
    return true;
}

/* All that stands before the marks has one form, which is compared with the rest of the file's. */
static bool
read_tags(struct reader *r, str tags)
{
    struct ogg_tag empty = {tag_name, {"", 0}};
    arena spare = *r->out;
    str levels = str_from_offset(tags, ogg_opus_tags(&spare, vendor, &empty, 1).len), marks;
    return str_split(&levels, ';', &marks) && read_marks(r->out, marks, r->clip) && read_levels(r, levels);
}

static bool
take_packet(struct reader *r, const ogg_packet *packet)
{
    str bytes = {(const char *)packet->packet, (size_t)packet->bytes};
    if (r->headers < 2) {
        return r->headers++ == 0 ? bytes.len == HEAD_BYTES : read_tags(r, bytes);
    }
    if (bytes.len == 0 || bytes.len > CLIP_PACKET_BYTES_MAX ||
        opus_packet_get_nb_channels(packet->packet) != 1 ||
        opus_packet_get_nb_samples(packet->packet, (opus_int32)bytes.len, CLIP_RATE_HZ) !=
            CLIP_PACKET_SAMPLES) {
        return false;
    }
    while (r->byte_capacity - r->byte_count < bytes.len) {
        r->bytes = arena_grow(r->out, r->bytes, 1, &r->byte_capacity);
    }
    memcpy(r->bytes + r->byte_count, bytes.data, bytes.len);
    r->byte_count += bytes.len;
    *arena_push(r->out, r->packet_bytes, r->packet_count, r->packet_capacity) = (uint16_t)bytes.len;
    return true;
}

static bool
take_page(struct reader *r, ogg_stream_state *stream, bool *started, ogg_page *page)
{
    if (!*started) {
        if (ogg_stream_init(stream, ogg_page_serialno(page)) != 0) {
            return false;
        }
        *started = true;
    }
    if (ogg_stream_pagein(stream, page) != 0) {
        return false;
    }
    ogg_packet packet;
    int found;
    while ((found = ogg_stream_packetout(stream, &packet)) > 0) {
        if (!take_packet(r, &packet)) {
            return false;
        }
    }
    return found == 0;
}

/* Page after page without a gap to the last byte; ogg_sync_pageseek checks the CRC of each. */
static bool
read_pages(struct reader *r, ogg_sync_state *sync, str file)
{
    ogg_stream_state stream;
    bool started = false;
    ogg_page page;
    size_t at = 0;
    bool ok = true;
    while (ok && at < file.len) {
        long bytes = ogg_sync_pageseek(sync, &page);
        ok = bytes > 0 && take_page(r, &stream, &started, &page);
        at += ok ? (size_t)bytes : 0;
    }
    if (started) {
        ogg_stream_clear(&stream);
    }
    return ok;
}

static bool
read_clip(arena *out, str file, struct clip *clip)
{
    struct reader r = {.out = out, .clip = clip};
    ogg_sync_state sync;
    ogg_sync_init(&sync);
    char *buffer = ogg_sync_buffer(&sync, (long)file.len);
    bool ok = buffer != NULL;
    if (ok) {
        memcpy(buffer, file.data, file.len);
        ok = ogg_sync_wrote(&sync, (long)file.len) == 0 && read_pages(&r, &sync, file);
    }
    ogg_sync_clear(&sync);
    clip->bytes = r.bytes;
    clip->packet_bytes = r.packet_bytes;
    clip->packet_count = (uint32_t)r.packet_count;
    return ok && (clip->levels == NULL || r.level_count == r.packet_count);
}

bool
clip_parse(arena *out, str file, struct clip *clip)
{
    *clip = (struct clip){.packet_count = 0};
    if (file.len == 0 || file.len > INT32_MAX || !read_clip(out, file, clip)) {
        return false;
    }
    uint64_t speech_packets =
        ((uint64_t)clip->speech_samples + CLIP_PACKET_SAMPLES - 1) / CLIP_PACKET_SAMPLES;
    if (speech_packets == 0 ||
        clip->packet_count != CLIP_LEAD_PACKETS + speech_packets + CLIP_DECAY_PACKETS) {
        return false;
    }
    clip->speech_packets = (uint32_t)speech_packets;
    arena spare = *out;
    return str_equal(clip_serialise(&spare, clip), file);
}
