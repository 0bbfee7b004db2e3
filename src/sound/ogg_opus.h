/*
 * What every Ogg Opus file of ours is made of (RFC 7845): mono, 48 kHz, packets of 20 ms, a pre-skip of one
 * packet. A stored clip (clip_file.c) and a tour's files (publish/ogg.c) differ in their comments and pages.
 *
 * In: comments, packets. Out: the two headers as bytes, packets inside libogg's stream.
 *
 * Example: ogg_opus_put(&stream, ogg_opus_head(&scratch), 0, 0, false);
 */
#ifndef SOUND_OGG_OPUS_H
#define SOUND_OGG_OPUS_H

#include <ogg/ogg.h>

#include "base/str.h"

enum {
    OGG_PRE_SKIP = 960, /* samples: packet 0 is swallowed, packet k+1 decodes to samples [960k, 960(k+1)) */
    OGG_PACKETS_A_PAGE = 50, /* a second, as section 6 recommends */
};

/* A comment: NAME=value. name: printable ASCII without '='; value: UTF-8. */
struct ogg_tag {
    str name, value;
};

/* Section 5.1: no output gain, mapping family 0. */
str ogg_opus_head(arena *out);

/* Section 5.2. */
str ogg_opus_tags(arena *out, str vendor, const struct ogg_tag *tags, size_t tag_count);

/* A stream's serial number from a hash in hexadecimal: equal content has equal bytes. */
uint32_t ogg_opus_serial(str hash);

/* The packet of that number (from 0; the headers are 0 and 1) goes into the stream, copied. granule: samples
 * up to its end, pre-skip included; 0 for headers. False where libogg has no memory. */
bool ogg_opus_put(ogg_stream_state *stream, str packet, uint64_t number, uint64_t granule, bool last);

#endif
