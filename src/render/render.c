#include "render/render.h"

#include <stdlib.h>
#include <string.h>

#include "render/jobs.h"
#include "render/key.h"
#include "render/progress.h"
#include "render/reasons.h"
#include "script/tour.h"

/* A sentence takes about 0.1 s; a hanging engine is known to happen (eSpeak NG, see speak/espeak.c). */
enum { SENTENCE_SECONDS_MAX = 120, TOLD_ALIKE = 2 };

/* About 40 minutes of speech. */
enum { KEPT_BYTES_MAX = 8 << 20 };

struct batch {
    struct render *render;
    size_t *stale; /* sentences to render */
    size_t count;
    unsigned seconds_max; /* for one sentence */
    struct progress progress;
    bool failed;
    size_t alike;    /* sentences that failed with the words of the first */
    str first_words; /* of the first that failed, in words */
    char words[256];
    struct diags *diags;
};

static enum status
render_one(void *context, size_t job, arena scratch, struct diags *diags)
{
    const struct batch *batch = context;
    const struct render *render = batch->render;
    size_t sentence = batch->stale[job];
    arena inner = arena_split(&scratch, (size_t)1 << 30);
    struct take take;
    struct clip clip;
    const struct engine *engine = render->speakers[sentence];
    enum status status = engine->speak(engine, &render->utterances[sentence], &scratch, inner, &take, diags);
    if (status == STATUS_OK) {
        status = clip_encode(&scratch, inner, &take, engine->voice->gain_db, &clip, diags);
    }
    if (status == STATUS_OK) {
        status = cache_store(&render->cache, render->keys[sentence], &clip, scratch, diags);
        if (status != STATUS_OK) {
            diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "it goes into the cache, " STR_FMT,
                     STR_ARG(render->cache.folder));
        }
    }
    return status;
}

/* A failure, or what a sentence that was spoken is warned of. */
static void
report(struct batch *batch, size_t sentence, const struct job_outcome *outcome)
{
    const struct render *render = batch->render;
    uint32_t line = 0, column = 0;
    str path = STR("");
    if (render->tour != NULL) {
        const struct source *source;
        sentence_position(render->tour, &render->tour->sentences[sentence], 0, &source, &line, &column);
        path = source->path;
    }
    str text = render->utterances[sentence].reading->text;
    enum diag_severity severity = outcome->end == JOB_DONE ? DIAG_WARNING : DIAG_ERROR;
    switch (outcome->end) {
    case JOB_TIMED_OUT:
        diag_add(batch->diags, severity, path, line, column, NULL,
                 "the speech engine did not answer within %u s: " STR_FMT, batch->seconds_max, STR_ARG(text));
        break;
    case JOB_CRASHED:
        diag_add(batch->diags, severity, path, line, column, NULL,
                 "the speech engine crashed (signal %d): " STR_FMT, outcome->signal, STR_ARG(text));
        break;
    default:
        diag_add(batch->diags, severity, path, line, column, NULL, STR_FMT ": " STR_FMT,
                 STR_ARG(outcome->text), STR_ARG(text));
    }
}

/* A full disk fails every sentence with the same words: two tell it all. */
static bool
was_said(struct batch *batch, const struct job_outcome *outcome)
{
    if (outcome->end != JOB_FAILED || outcome->text.len > sizeof batch->words) {
        return false;
    }
    if (batch->first_words.len == 0) {
        memcpy(batch->words, outcome->text.data, outcome->text.len);
        batch->first_words = (str){batch->words, outcome->text.len};
    }
    batch->alike += str_equal(batch->first_words, outcome->text);
    return batch->alike > TOLD_ALIKE && str_equal(batch->first_words, outcome->text);
}

static void
note_end(void *context, size_t job, const struct job_outcome *outcome)
{
    struct batch *batch = context;
    batch->failed = batch->failed || outcome->end != JOB_DONE;
    if ((outcome->end != JOB_DONE || outcome->text.len > 0) && !was_said(batch, outcome)) {
        report(batch, batch->stale[job], outcome);
    }
    progress_step(&batch->progress);
}

static bool
is_recorded(const struct render *render, size_t sentence)
{
    return render->recorded != NULL && render->recorded[sentence].len > 0;
}

static void *
keep(arena *out, const void *items, size_t size, size_t count)
{
    void *kept = arena_alloc(out, size, _Alignof(max_align_t), count);
    if (count > 0) {
        memcpy(kept, items, size * count);
    }
    return kept;
}

/* Publishing takes it from here: reading one is a proof of every byte, and costs as much as writing it into
 * a track. */
static void
keep_clip(struct render *render, size_t sentence, const struct clip *clip, arena *out)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < clip->packet_count; i++) {
        bytes += clip->packet_bytes[i];
    }
    if (bytes > KEPT_BYTES_MAX - render->kept_bytes) {
        return;
    }
    render->kept_bytes += bytes;
    struct clip *kept = &render->kept[sentence];
    *kept = *clip;
    kept->key = render->keys[sentence];
    kept->bytes = keep(out, clip->bytes, 1, bytes);
    kept->packet_bytes = keep(out, clip->packet_bytes, sizeof *clip->packet_bytes, clip->packet_count);
    kept->marks = keep(out, clip->marks, sizeof *clip->marks, clip->mark_count);
    kept->levels = render->levels[sentence];
}

/* What the timeline and the tracks' loudness need of a clip. */
static void
note_clip(struct render *render, size_t sentence, const struct clip *clip, arena *out)
{
    render->speech_packets[sentence] = clip->speech_packets;
    if (clip->levels != NULL) {
        render->levels[sentence] = keep(out, clip->levels, sizeof *clip->levels, clip->packet_count);
    }
    keep_clip(render, sentence, clip, out);
}

/* Stale sentences, each key once: what is said twice is spoken once. */
static size_t
find_stale(struct render *render, size_t *stale, arena *out, arena scratch)
{
    size_t count = 0, slots = 64;
    while (slots < render->count * 2) {
        slots *= 2;
    }
    str *seen = arena_new(&scratch, str, slots);
    for (size_t i = 0; i < render->count; i++) {
        str key = render->keys[i];
        if (key.len == 0 || is_recorded(render, i) || !shard_has(&render->shard, key)) {
            continue;
        }
        size_t slot = strtoul(str_terminated(&scratch, str_cut(key, 0, 8)), NULL, 16) & (slots - 1);
        while (seen[slot].len > 0 && !str_equal(seen[slot], key)) {
            slot = (slot + 1) & (slots - 1);
        }
        if (seen[slot].len > 0) {
            continue;
        }
        seen[slot] = key;
        arena inner = scratch;
        struct clip clip;
        if (cache_load(&render->cache, key, &inner, &clip)) {
            note_clip(render, i, &clip, out);
        } else {
            stale[count++] = i;
        }
    }
    return count;
}

struct waiting {
    size_t sentence, syllables;
};

/* Most syllables first; among equals, as they stand. */
static int
compare_waiting(const void *a, const void *b)
{
    const struct waiting *x = a, *y = b;
    if (x->syllables != y->syllables) {
        return x->syllables > y->syllables ? -1 : 1;
    }
    return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

/* Longest first, so that no core waits for another's last, long sentence. */
static void
put_longest_first(struct batch *batch, arena scratch)
{
    struct waiting *waiting = arena_new(&scratch, struct waiting, batch->count);
    for (size_t i = 0; i < batch->count; i++) {
        size_t sentence = batch->stale[i];
        waiting[i] = (struct waiting){sentence, batch->render->utterances[sentence].reading->syllable_count};
    }
    qsort(waiting, batch->count, sizeof *waiting, compare_waiting);
    for (size_t i = 0; i < batch->count; i++) {
        batch->stale[i] = waiting[i].sentence;
    }
}

static void
explain(const struct batch *batch, arena scratch)
{
    const struct render *render = batch->render;
    for (size_t i = 0; i < batch->count; i++) {
        size_t sentence = batch->stale[i];
        arena inner = scratch;
        str text = diag_shown(&inner, render->utterances[sentence].reading->text);
        fprintf(stderr, "render %zu: %s: " STR_FMT "\n", sentence,
                reasons_find(render, sentence, render->before, inner), STR_ARG(text));
    }
}

/* Also what was rendered before something failed. */
static enum status
send(const struct batch *batch, arena scratch, struct diags *diags)
{
    struct render *render = batch->render;
    str *keys = arena_new(&scratch, str, batch->count);
    for (size_t i = 0; i < batch->count; i++) {
        keys[i] = render->keys[batch->stale[i]];
    }
    return network_send(&render->network, &render->cache, keys, batch->count, render->quiet, scratch, diags);
}

static enum status
render_stale(struct batch *batch, arena scratch, struct diags *diags)
{
    struct render *render = batch->render;
    enum status status = cache_must_take(&render->cache, batch->count, diags);
    for (size_t i = 0; i < batch->count && status == STATUS_OK; i++) {
        struct engine *engine = render->speakers[batch->stale[i]];
        batch->seconds_max =
            engine->seconds_max > batch->seconds_max ? engine->seconds_max : batch->seconds_max;
        status = engine_prepare(engine, diags);
    }
    if (status != STATUS_OK) {
        return status;
    }
    put_longest_first(batch, scratch);
    batch->progress = progress_start(batch->count, render->quiet);
    struct job_kind kind = {batch, batch->seconds_max, render_one, note_end};
    status = jobs_run(&kind, batch->count, render->slots, scratch, diags);
    if (batch->alike > TOLD_ALIKE) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "%zu sentences in all failed like that",
                 batch->alike);
    }
    if (status == STATUS_OK) {
        status = send(batch, scratch, diags);
    }
    return status == STATUS_OK && batch->failed ? STATUS_SYSTEM : status;
}

/* What others have rendered already. */
static enum status
fetch(struct render *render, arena scratch, struct diags *diags)
{
    str *keys = arena_new(&scratch, str, render->count);
    for (size_t i = 0; i < render->count; i++) {
        if (!is_recorded(render, i) && shard_has(&render->shard, render->keys[i])) {
            keys[i] = render->keys[i];
        }
    }
    return network_fetch(&render->network, &render->cache, keys, render->count, render->quiet, scratch,
                         diags);
}

static enum status
measure(struct render *render, arena *out, arena scratch, struct diags *diags)
{
    for (size_t i = 0; i < render->count; i++) {
        if (render->keys[i].len == 0 || render->speech_packets[i] != 0) {
            continue;
        }
        arena inner = scratch;
        struct clip clip;
        enum status status = render_load(render, i, &inner, &clip, diags);
        if (status != STATUS_OK) {
            return status;
        }
        note_clip(render, i, &clip, out);
    }
    return STATUS_OK;
}

void
render_name(struct render *render, arena *out)
{
    render->keys = arena_new(out, str, render->count);
    for (size_t i = 0; i < render->count; i++) {
        if (is_recorded(render, i)) {
            render->keys[i] = render->recorded[i];
        } else if (reading_sounds(render->utterances[i].reading)) {
            render->keys[i] = key_of(out, render->speakers[i], &render->utterances[i]);
        }
    }
}

enum status
render_sentences(struct render *render, arena *out, arena scratch, struct diags *diags)
{
    render->speech_packets = arena_new(out, uint32_t, render->count);
    render->levels = arena_new(out, const uint16_t *, render->count);
    render->kept = arena_new(out, struct clip, render->count);
    struct batch batch = {.render = render, .seconds_max = SENTENCE_SECONDS_MAX, .diags = diags};
    enum status status = fetch(render, scratch, diags);
    if (status != STATUS_OK) {
        return status;
    }
    batch.stale = arena_new(&scratch, size_t, render->count);
    batch.count = find_stale(render, batch.stale, out, scratch);
    render->rendered = batch.count;
    if (render->explain) {
        explain(&batch, scratch);
    }
    status = batch.count == 0 ? STATUS_OK : render_stale(&batch, scratch, diags);
    return status == STATUS_OK && render->shard.count == 0 ? measure(render, out, scratch, diags) : status;
}

enum status
render_load(const struct render *render, size_t sentence, arena *out, struct clip *clip, struct diags *diags)
{
    if (render->kept[sentence].packet_count > 0) {
        *clip = render->kept[sentence];
        return STATUS_OK;
    }
    if (cache_load(&render->cache, render->keys[sentence], out, clip)) {
        return STATUS_OK;
    }
    diag_add(diags, DIAG_ERROR, render->cache.folder, 0, 0, "run the build again",
             "entry " STR_FMT " vanished or is damaged", STR_ARG(render->keys[sentence]));
    return STATUS_SYSTEM;
}
