/*
 * Sentences to clips: what is stale is spoken, levelled and encoded, each in its own process.
 *
 * In: utterances, the engine that speaks each, the cache. Out: a key per sentence under which the cache now
 * holds its clip, and how long its speech is.
 *
 * Example: render_name(&render, out); render_sentences(&render, out, scratch, diags); then
 * render_load(&render, 12, …) for sentence 12.
 */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "render/network.h"
#include "render/shard.h"
#include "render/slots.h"
#include "speak/engine.h"

struct render {
    /* the caller's */
    struct engine *const *speakers; /* one a sentence; sentences may share them */
    struct cache cache;
    struct network network; /* behind the cache */
    const struct utterance *utterances;
    size_t count;
    const str *recorded; /* one a sentence: the key of a clip that a recording gave it (recorded.h); empty:
                            the engine speaks; NULL: it speaks all */
    const struct tour *tour; /* places for diagnostics; NULL: the sentence's text alone */
    struct slots slots;      /* processes at once */
    struct shard shard;      /* renders its sentences only; then not every clip is at hand */
    bool explain;            /* a line on standard error for each sentence rendered, with the reason */
    str before;              /* reasons_note of the last build; empty: there was none */
    bool quiet;              /* no progress */
    /* render_name's */
    str *keys; /* empty for a sentence without sound */
    /* render_sentences' */
    uint32_t *speech_packets; /* 0 for a sentence without sound */
    const uint16_t **levels;  /* its clip's (clip.h); NULL for a sentence without sound */
    size_t rendered;          /* sentences that were not in the cache */
    struct clip *kept; /* one a sentence, those read already, while there is room; no packets: not it */
    size_t kept_bytes;
};

/* The key of each sentence's clip, in *out; nothing is spoken yet. */
void render_name(struct render *render, arena *out);

/* After render_name; levels and kept clips in *out. A sentence that fails is an error with its place and
 * text; the others are still made and kept. */
MUST_CHECK enum status render_sentences(struct render *render, arena *out, arena scratch,
                                        struct diags *diags);

/* The clip of a sentence that makes a sound; in *out, or kept. */
MUST_CHECK enum status render_load(const struct render *render, size_t sentence, arena *out,
                                   struct clip *clip, struct diags *diags);

#endif
