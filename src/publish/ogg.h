/*
 * An Ogg Opus file (RFC 7845) from packets that are encoded already: mono, 48 kHz, 20 ms each.
 *
 * In: tags, how many packets will come, the packets. Out: a file whose packet k+1 decodes to samples
 * [960k, 960(k+1)): packet 0 is swallowed by the pre-skip of 960 and nothing is trimmed at the end, because
 * the last granule position is 960 · packets = pre-skip + length.
 *
 * Pages: the identification header alone on the first (RFC 7845 section 3), the comment header ends its page,
 * then one second of packets to a page, so that a player seeks to any second without reading on. The stream's
 * serial number is taken from the headers and the packet count: equal files have equal bytes.
 *
 * Example: struct ogg_file *f = ogg_create(&scratch, path, tags, 2, 51);  51 packets: one second
 *          ogg_put(f, packet) … 51 times
 *          return ogg_close(f, diags);
 */
#ifndef PUBLISH_OGG_H
#define PUBLISH_OGG_H

#include "base/file.h"
#include "sound/ogg_opus.h"

struct ogg_file;

/* Creates path and writes the headers; never NULL (failures show at ogg_close). The vendor string is
 * libopus's. packet_count > 0. */
struct ogg_file *ogg_create(arena *out, str path, const struct ogg_tag *tags, size_t tag_count,
                            uint64_t packet_count);

/* The next packet, 20 ms, 1 to 1275 bytes; the bytes are copied. */
void ogg_put(struct ogg_file *file, str packet);

/* Exactly packet_count packets were put; fewer is a program error and leaves a file without an end mark. */
MUST_CHECK enum status ogg_close(struct ogg_file *file, struct diags *diags);

#endif
