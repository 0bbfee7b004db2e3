/*
 * The seam between readings and speech engines.
 *
 * In: an utterance and a voice. Out: a take. An engine is opened once, before any fork; each sentence is
 * spoken in a process of its own forked from that state, so a take depends on nothing spoken before.
 *
 * Example: engine_open(&arena, &voice, &engine, diags); … in the child: engine.speak(&engine, &utterance, …)
 */
#ifndef SPEAK_ENGINE_H
#define SPEAK_ENGINE_H

#include "speak/take.h"
#include "speak/utterance.h"
#include "speak/voice.h"

struct engine {
    const struct voice *voice;
    str identity; /* engine, its version and a hash of its data: part of the cache key */
    void *state;  /* the engine's own */
    enum status (*prepare)(struct engine *engine, struct diags *diags); /* see engine_prepare */
    /* Speaks one sentence; *take lives in *out. Failure (STATUS_SYSTEM): the engine's words, silence,
     * rubbish. The reading sounds (reading_sounds). May be called once in a process. */
    enum status (*speak)(const struct engine *engine, const struct utterance *utterance, arena *out,
                         arena scratch, struct take *take, struct diags *diags);
    void (*close)(struct engine *engine);
};

/* Opens the engine the voice names. Cheap (identity only) until engine_prepare. */
MUST_CHECK enum status engine_open(arena *out, arena scratch, const struct voice *voice,
                                   struct engine *engine, struct diags *diags);

/* Loads what speaking needs (eSpeak NG: about 5 ms), before the first fork; a second call does
 * nothing. Engines of several voices may be prepared in one process. */
MUST_CHECK enum status engine_prepare(struct engine *engine, struct diags *diags);

/* The engines, one .c each. */
MUST_CHECK enum status engine_espeak_open(arena *out, arena scratch, struct engine *engine,
                                          struct diags *diags);
/* A tone of 1 kHz, 180 ms a syllable (Latin words 400 ms), from sample 0 without a ramp, at 48 kHz, −20 dBFS
 * (amplitude 0.1), with 20 ms of silence between syllables; at a clause break clause_ms of silence instead,
 * in a list list_ms (pauses.h). Its length can be computed by hand. */
MUST_CHECK enum status engine_fake_open(arena *out, arena scratch, struct engine *engine,
                                        struct diags *diags);

#endif
