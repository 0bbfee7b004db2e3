/*
 * A made-up tour for tests of publishing: readings, clips and places that can be computed by hand.
 *
 * In: a source of lines, each a segment, its sentences apart by '|':
 *
 *   T锦州               the title; begins stop 1
 *   P朝着大海。|走吧。   a paragraph
 *   H港口               a heading; begins the next stop
 *   C船来了。            a caption; a stop of its own, 101, 102 …
 *   X见下页。            left out, "a note to the printer"
 *
 * Out: struct tour whose sentences are the very bytes of that source. Every hanzi is read ma1 and takes 10
 * packets: 180 ms of a 1 kHz tone, then 20 ms of silence. What has no hanzi makes no sound.
 */
#ifndef SUPPORT_TOUR_H
#define SUPPORT_TOUR_H

#include "publish/publish.h"

enum { SUPPORT_HAN_PACKETS = 10, SUPPORT_HAN_SOUND = 8640 };

struct support_tour {
    struct tour tour;
    struct voice voice; /* head 400, sentence 500, paragraph 1000, lead 200, tail 800 ms */
    uint32_t *speech_packets;
    struct reading **readings;
    const str *voices; /* see publication; NULL until a test sets it */
    str date;          /* the same */
    struct publication publication;
};

struct support_tour *support_tour_make(arena *out, const char *lines);

/* Lays the timeline and fills in publication. */
void support_tour_lay(struct support_tour *t, arena *out, struct diags *diags);

/* Lays and publishes into a new folder under TMPDIR, whose path it returns. */
str support_tour_publish(struct support_tour *t, arena *out, struct diags *diags);

/* The whole of folder/name. */
str support_tour_file(arena *out, str folder, const char *name);

#endif
