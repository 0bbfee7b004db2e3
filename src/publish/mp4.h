/*
 * An MP4 file of the packets that the Ogg file has, for players that do not read Ogg (iPhones before iOS
 * 18.4), by libavformat.
 *
 * In: a label, the packets. Out: a file whose edit list skips packet 0 as the Ogg
 * file's pre-skip does, with the label as iTunes metadata (the gains aside, which have no place there) and
 * the chapters twice, as players know them: as a QuickTime text track and as Nero's chpl. The index stands
 * before the sound, so that it plays while it loads. No time of creation, no name of a library's version:
 * equal input has equal bytes.
 *
 * Example: struct mp4_file *f = mp4_create(&scratch, path, &label);
 *          mp4_put(f, packet) … 51 times: one second
 *          return mp4_close(f, diags);
 */
#ifndef PUBLISH_MP4_H
#define PUBLISH_MP4_H

#include "publish/label.h"

enum {
    MP4_TITLE_BYTES_MAX =
        255, /* of a chapter: chpl counts bytes in one; longer ones are cut between characters */
    MP4_SEEK_PREROLL = 3840, /* samples to decode before a seek's target: 80 ms, RFC 7845 section 4.6 */
};

struct mp4_file;

/* Creates path and writes the headers; never NULL (failures show at mp4_close). libavformat
 * keeps some 150 bytes a packet until the file is closed. */
struct mp4_file *mp4_create(arena *out, str path, const struct label *label);

/* The next packet, 20 ms; the bytes are copied. */
void mp4_put(struct mp4_file *file, str packet);

/* Writes the index, syncs, closes. At least one packet was put. */
MUST_CHECK enum status mp4_close(struct mp4_file *file, struct diags *diags);

#endif
