#include "sound/ogg_opus.h"

#include "sound/clip.h"

enum { SERIAL_DIGITS = 8 };

_Static_assert(OGG_PRE_SKIP == CLIP_LEAD_PACKETS * CLIP_PACKET_SAMPLES, "a clip's lead is what is skipped");

static void
add_little_endian(struct str_builder *b, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        str_add_char(b, (char)(unsigned char)(number >> 8 * i));
    }
}

str
ogg_opus_head(arena *out)
{
    struct str_builder b = {.out = out};
    str_add(&b, STR("OpusHead\x01\x01")); /* version, channels */
    add_little_endian(&b, OGG_PRE_SKIP, 2);
    add_little_endian(&b, CLIP_RATE_HZ, 4);
    add_little_endian(&b, 0, 3); /* output gain, mapping family */
    return str_built(&b);
}

str
ogg_opus_tags(arena *out, str vendor, const struct ogg_tag *tags, size_t tag_count)
{
    struct str_builder b = {.out = out};
    str_add(&b, STR("OpusTags"));
    add_little_endian(&b, (uint32_t)vendor.len, 4);
    str_add(&b, vendor);
    add_little_endian(&b, (uint32_t)tag_count, 4);
    for (size_t i = 0; i < tag_count; i++) {
        add_little_endian(&b, (uint32_t)(tags[i].name.len + 1 + tags[i].value.len), 4);
        str_add(&b, tags[i].name);
        str_add_char(&b, '=');
        str_add(&b, tags[i].value);
    }
    return str_built(&b);
}

uint32_t
ogg_opus_serial(str hash)
{
    uint32_t serial = 0;
    for (size_t i = 0; i < SERIAL_DIGITS; i++) {
        char c = hash.data[i];
        serial = serial << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return serial;
}

bool
ogg_opus_put(ogg_stream_state *stream, str packet, uint64_t number, uint64_t granule, bool last)
{
    ogg_packet p = {
        .packet = (unsigned char *)(uintptr_t)packet.data, /* libogg copies it and changes nothing */
        .bytes = (long)packet.len,
        .b_o_s = number == 0,
        .e_o_s = last,
        .granulepos = (ogg_int64_t)granule,
        .packetno = (ogg_int64_t)number,
    };
    return ogg_stream_packetin(stream, &p) == 0;
}
