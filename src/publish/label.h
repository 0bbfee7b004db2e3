/*
 * What a track says of itself, the same in every format: title, tour, publisher …, chapters.
 *
 * In: a press, a stop or a part of the tour. Out: a label; texts that are not known are empty.
 *
 * Example: stop 3 of 锦州 → {.title = 港口, .album = 锦州, .number = 3, .chapters = 港口 at 0, 船来了。at
 * 76800}
 */
#ifndef PUBLISH_LABEL_H
#define PUBLISH_LABEL_H

#include "publish/form.h"
#include "publish/picture.h"
#include "sound/ogg_opus.h"

enum { LABEL_DESCRIPTION_MAX = 200 };

struct label {
    str title;
    str album; /* the tour's title */
    str publisher, licence;
    str language; /* BCP 47 */
    str generator;
    str date;        /* "2026-05-01" */
    str description; /* the first sentences of the text, at most LABEL_DESCRIPTION_MAX characters */
    struct gain track_gain, album_gain;
    struct picture picture; /* a stop's photo; of the tour the first that fits */
    unsigned number;        /* a stop's, or a part's from 1; 0: none */
    const struct stop_chapter *chapters;
    size_t chapter_count; /* 1 to 99 */
};

/* A photo that cannot be shown inside a track is left out; the page shows it all the same. */
struct label label_of_stop(arena *out, const struct press *press, size_t stop);
/* Of a tour file; "锦州（2/3）" where there are several. */
struct label label_of_part(arena *out, const struct press *press, size_t part);

/* The label as Ogg comments (RFC 7845 section 5.2; CHAPTERnnn as VorbisComment's chapter extension has it),
 * in *tags; the picture last, as readers may stop after 61,440 octets. Returns how many. */
size_t label_comments(arena *out, const struct label *label, const struct ogg_tag **tags);

#endif
