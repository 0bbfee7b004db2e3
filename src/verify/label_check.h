/*
 * Proves what tracks say of themselves: title, tour, publisher, number, language, licence, day, description,
 * program, and the photo inside them.
 *
 * In: a tour_index, an open Opus file or its MP4. Out: findings.
 *
 *   - each tag that the timeline gives is there, once, and no other is
 *   - the description is the beginning of the stop's text: whole sentences, or 200 characters
 *   - the picture is the photo's file, byte for byte: the stop's own, the tour's first; it is there where a
 *     player can show it (JPEG or PNG below 1 MiB, up to 65,535 pixels), and the last tag
 *
 * Example: LICENSE=CC0 where the timeline has CC0-1.0 → "stops/03.opus: expected LICENSE “CC0-1.0”, found
 * “CC0”"
 */
#ifndef VERIFY_LABEL_CHECK_H
#define VERIFY_LABEL_CHECK_H

#include "base/libav.h"
#include "verify/pcm.h"
#include "verify/tour_index.h"

enum { LABEL_DESCRIBED_MAX = 200, LABEL_PHOTO_BYTES_MAX = (1 << 20) - 1 };

/* True where all agrees. */
bool label_check_ogg(const struct tour_index *index, const struct index_file *file, const struct pcm *pcm,
                     arena scratch, struct findings *f);

/* ogg: the Opus file as libavformat opened it, or NULL; path: the MP4's. */
bool label_check_mp4(const struct tour_index *index, const struct index_file *file, str path,
                     const struct libav *av, const AVFormatContext *mp4, const AVFormatContext *ogg,
                     arena scratch, struct findings *f);

#endif
