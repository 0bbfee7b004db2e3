/*
 * A form: one kind of file that a tour is published as. publish.c lists them in tables, and drives each table
 * in one pass over the clips.
 *
 * In: the events below, in this order. Out: files in press.folder.
 *
 *   begin
 *     stop_begin                 per stop
 *       sentence                 per sentence of the stop, its clip at hand
 *       packet …                 the stop's packets so far, silence included
 *     stop_end
 *   end
 *
 * A NULL member means that the form does not need the event. After a failure no further sentence or packet
 * comes, but stop_end and end still do, so that files are closed.
 *
 * Example: const struct form form_chapters = {.begin = …};
 */
#ifndef PUBLISH_FORM_H
#define PUBLISH_FORM_H

#include "publish/gains.h"

/* What every form is given; valid from begin to end. */
struct press {
    const struct publication *publication;
    const struct timeline *timeline; /* publication's */
    const struct tour *tour;         /* timeline's */
    const str *photos; /* per stop: its photo within the folder, "photos/101.jpg"; may be empty */
    const struct gains *gains;
    str folder;
    struct diags *diags;
};

struct form {
    /* *state: the form's own, in *out, handed to all that follows. */
    enum status (*begin)(const struct press *press, arena *out, void **state);
    /* What lives in *out is gone at stop_end. */
    enum status (*stop_begin)(void *state, size_t stop, arena *out);
    /* sentence: index in the tour; clip: NULL where it makes no sound. */
    enum status (*sentence)(void *state, size_t sentence, const struct clip *clip, arena scratch);
    /* index: 0 … N in a stop of N packets' time; packet 0 is the silence its file begins with. */
    void (*packet)(void *state, uint64_t index, str packet);
    enum status (*stop_end)(void *state, size_t stop);
    enum status (*end)(void *state, arena scratch);
};

extern const struct form form_stop_tracks;   /* stops/NN.opus */
extern const struct form form_tour_tracks;   /* tour.opus */
extern const struct form form_stop_mp4;      /* stops/NN.mp4 */
extern const struct form form_tour_mp4;      /* tour.mp4 */
extern const struct form form_timeline_json; /* timeline.json */
extern const struct form form_chapters;      /* chapters.json, chapters.vtt; stops/NN.chapters.json */
extern const struct form form_captions;      /* stops/NN.vtt */
extern const struct form form_playlist;      /* tour.m3u8 */
extern const struct form form_cue;           /* tour.cue */
extern const struct form form_audiobook;     /* publication.json, contents.html, tour.lpf */
extern const struct form form_iiif;          /* iiif-manifest.json, where the tour has an address */
extern const struct form form_feed;          /* feed.xml, where the tour has an address */
extern const struct form form_page;          /* index.html, assets/ */
extern const struct form form_epub;          /* tour.epub */
extern const struct form form_offline;       /* offline.json, sw.js, manifest.webmanifest */
extern const struct form form_sums;          /* SHA256SUMS: last, for it reads all others */
extern const struct form form_wall_labels;   /* labels.html */
extern const struct form form_report;        /* report.html */

#endif
