/*
 * A script becomes a tour.
 *
 * In: a script folder and what the command line says. Out: the tour's folder, old or new, never in between.
 *
 * Example: build_tour(&request, out, scratch, diags) with script = scripts/jinzhou, audio = audio/jinzhou.
 */
#ifndef RENDER_BUILD_H
#define RENDER_BUILD_H

#include "base/diag.h"
#include "mandarin/reading.h"
#include "render/shard.h"
#include "render/slots.h"

struct build_request {
    str script;
    str audio;                       /* the tour's folder; empty: audio/<name of the script folder> */
    str data;                        /* DATA_DIR */
    const struct mandarin *mandarin; /* of DATA_DIR, proved */
    str cache;                       /* the cache's folder */
    str network;                     /* the address of a cache behind it (network.h); empty: none */
    str voice;                       /* speaks all the text; empty: the voices that tour.ini names (cast.h) */
    struct slots slots;              /* processes at once */
    struct shard shard;              /* of several: its clips are made, nothing is published */
    bool explain, quiet;
    str generator; /* "daolan 0.1.0", into the timeline */
    str date;      /* "2026-05-01", into the tracks; empty: none */
};

/* The tour stands published already as this request would make it. Publishes nothing and says nothing; false
 * also where it cannot be told. */
bool build_stands(const struct build_request *request, arena *out, arena scratch);

MUST_CHECK enum status build_tour(const struct build_request *request, arena *out, arena scratch,
                                  struct diags *diags);

#endif
