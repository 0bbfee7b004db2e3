/*
 * Writes a tour's files from its timeline. One pass over the clips serves every file but the MP4s, which have
 * one of their own.
 *
 * In: timeline, readings, a way to fetch each sentence's clip. Out: a folder, complete, not yet in place (the
 * render room swaps it in).
 */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "mandarin/reading.h"
#include "publish/timeline.h"
#include "sound/clip.h"

struct clip_source {
    void *context;
    /* The clip of a sentence (index in the tour); *clip lives in *out. Sentences are asked for in order,
     * once. */
    enum status (*load)(void *context, size_t sentence, arena *out, struct clip *clip, struct diags *diags);
};

struct publication {
    const struct timeline *timeline;
    struct reading *const *readings; /* one a sentence of the tour */
    const str *voices; /* one a segment: its speaker's name; NULL: all are spoken by the timeline's voice */
    struct clip_source clips;
    const uint16_t *const *levels; /* one a sentence: its clip's levels (clip.h), NULL where it makes no
                                      sound; NULL: not known, and no track says its loudness */
    str generator;                 /* "daolan 0.1.0" */
    /* Of diags: what the speech engine said while it spoke. A build from the cache hears none of it, so no
     * file may tell it. */
    size_t engine_diags_first, engine_diags_count;
    str date;           /* "2026-05-01"; empty: none is told */
    bool spare_process; /* one may be started, which writes the MP4s meanwhile; the bytes are the same */
};

/* Writes every file of the tour into `folder`, which exists and is empty; A table in publish.c lists the
 * forms. All is on the disk then but the folder's own entry. */
MUST_CHECK enum status publish_tour(const struct publication *publication, str folder, arena scratch,
                                    struct diags *diags);

#endif
