/*
 * The cast: which voice speaks which sentence of a tour.
 *
 * In: a tour with what tour.ini says of voices, and what the command line says. Out: the voices, each read
 * once, and a speaker for every segment and sentence.
 *
 * Example: voice = guide, caption_voice = caption, [stop 2] voice = narrator → stop 2 by the narrator,
 * captions by caption, all else by guide.
 *
 * What goes before what: --voice, for all text; the stop's own voice; heading_voice for title and headings
 * and caption_voice for captions; voice.
 *
 * The text's voice (--voice, else voice) sets the pauses between sentences and around stops: a tour has one
 * rhythm. Inside a sentence the speaker's own pauses hold. tour.ini's rate is the pace of the text's voice;
 * the others keep their pace beside it: rate = 200 for a narrator of 220 and captions of 240 makes captions
 * 218.
 */
#ifndef RENDER_CAST_H
#define RENDER_CAST_H

#include "script/tour.h"
#include "speak/engine.h"

struct cast {
    struct voice *voices; /* the first is the text's */
    size_t count;
    uint32_t *segments;       /* one a segment: who speaks it, index into voices */
    struct engine *engines;   /* one a voice; by cast_open */
    struct engine **speakers; /* one a sentence: its engine; by cast_open */
};

/* Reads the voices. chosen: what --voice says, empty where it does not. STATUS_SCRIPT with a diagnostic where
 * tour.ini names a voice that there is not, or where a voice file has errors. */
MUST_CHECK enum status cast_read(arena *out, arena scratch, str data_folder, const struct tour *tour,
                                 str chosen, struct cast *cast, struct diags *diags);

/* Opens an engine a voice; on failure none is left open. */
MUST_CHECK enum status cast_open(arena *out, arena scratch, const struct tour *tour, struct cast *cast,
                                 struct diags *diags);

void cast_close(struct cast *cast);

/* The name of each segment's voice. */
str *cast_names(arena *out, const struct tour *tour, const struct cast *cast);

#endif
