#include "render/build.h"

#include <stdio.h>

#include "base/file.h"
#include "base/stop.h"
#include "publish/publish.h"
#include "render/cast.h"
#include "render/draft.h"
#include "render/inputs.h"
#include "render/landing.h"
#include "render/reasons.h"
#include "render/recorded.h"
#include "render/render.h"
#include "render/standing.h"

static enum status
load_clip(void *context, size_t sentence, arena *out, struct clip *clip, struct diags *diags)
{
    return render_load(context, sentence, out, clip, diags);
}

static void
summarise(const struct build_request *request, str folder, const struct timeline *timeline,
          const struct render *render, const struct recorded *recorded)
{
    if (request->quiet) {
        return;
    }
    unsigned long seconds = (unsigned long)((timeline->length + CLIP_RATE_HZ / 2) / CLIP_RATE_HZ);
    fprintf(stderr, STR_FMT ": %zu stops, %zu sentences (%zu rendered), %lu min %lu s\n", STR_ARG(folder),
            timeline->tour->stop_count, timeline->tour->sentence_count, render->rendered + recorded->rendered,
            seconds / 60, seconds % 60);
}

/* What a build knows before it speaks. */
struct plan {
    struct draft draft;
    struct cast cast;
    struct cache cache;
    struct recorded recorded;
    struct render render;
};

/* Once a process: the speech engine may be opened only once. */
static enum status
plan_build(const struct build_request *request, struct plan *plan, arena *out, arena scratch,
           struct diags *diags)
{
    struct draft *draft = &plan->draft;
    enum status status = draft_read(out, scratch, request->script, request->mandarin, draft, diags);
    if (status == STATUS_OK) {
        status = cast_read(out, scratch, request->data, &draft->tour, request->voice, &plan->cast, diags);
    }
    stop_hold(); /* until here Ctrl-C ends us at once: there is nothing to put away */
    plan->recorded =
        (struct recorded){.cache = &plan->cache, .slots = request->slots, .explain = request->explain};
    if (status == STATUS_OK) {
        status = cache_open(out, scratch, request->cache, &plan->cache, diags);
    }
    if (status == STATUS_OK) {
        status = recorded_prepare(&plan->recorded, request->script, draft, out, scratch, diags);
    }
    if (status == STATUS_OK) {
        status = cast_open(out, scratch, &draft->tour, &plan->cast, diags);
    }
    if (status != STATUS_OK) {
        return status;
    }
    plan->render = (struct render){.speakers = plan->cast.speakers,
                                   .cache = plan->cache,
                                   .network = {.address = request->network},
                                   .utterances = draft_utterances(out, draft),
                                   .count = draft->tour.sentence_count,
                                   .recorded = plan->recorded.keys,
                                   .tour = &draft->tour,
                                   .slots = request->slots,
                                   .shard = request->shard,
                                   .explain = request->explain,
                                   .quiet = request->quiet};
    render_name(&plan->render, out);
    return STATUS_OK;
}

/* The tour's folder, and the hash of what it is made from. */
static bool
stands(const struct build_request *request, const struct plan *plan, str *folder, str *inputs, arena *out,
       arena scratch)
{
    const struct render *render = &plan->render;
    *folder = request->audio.len > 0 ? request->audio : file_join(out, STR("audio"), plan->draft.tour.name);
    *inputs = inputs_hash(out, scratch, request, &plan->draft, &plan->cast, render->keys);
    bool there = standing_is(*folder, *inputs, scratch) && landing_is_tidy(*folder, scratch);
    if (there) {
        cache_note_uses(&render->cache, render->keys, render->count, scratch);
    }
    return there;
}

/* With a second process where there is a slot for one. */
static enum status
publish(const struct build_request *request, struct publication *publication, str folder, arena scratch,
        struct diags *diags)
{
    char token = 0;
    publication->spare_process = request->slots.most > 1 && slots_take(&request->slots, &token);
    enum status status = publish_tour(publication, folder, scratch, diags);
    if (publication->spare_process) {
        slots_give(&request->slots, token);
    }
    return status;
}

/* Speaks what is stale and writes the files into a folder beside the tour's, then swaps it in; nothing of the
 * kind where the tour that stands there was made from the same. */
static enum status
render_and_publish(const struct build_request *request, struct plan *plan, arena *out, arena scratch,
                   struct diags *diags)
{
    const struct draft *draft = &plan->draft;
    const struct cast *cast = &plan->cast;
    struct render *render = &plan->render;
    str folder, inputs;
    if (stands(request, plan, &folder, &inputs, out, scratch)) {
        if (!request->quiet) {
            fprintf(stderr, STR_FMT ": %zu stops, %zu sentences (0 rendered), nothing changed\n",
                    STR_ARG(folder), draft->tour.stop_count, draft->tour.sentence_count);
        }
        return STATUS_OK;
    }
    render->before = standing_note(out, folder);
    struct landing landing;
    enum status status = landing_open(out, scratch, folder, &landing, diags);
    size_t before_speech = diags->count;
    if (status == STATUS_OK) {
        status = render_sentences(render, out, scratch, diags);
    }
    if (status != STATUS_OK) {
        landing_abandon(&landing, scratch);
        return status;
    }
    size_t after_speech = diags->count;
    struct publication publication = {
        .timeline = timeline_lay(out, scratch, &draft->tour, &cast->voices[0], render->speech_packets, diags),
        .readings = draft->readings,
        .voices = cast_names(out, &draft->tour, cast),
        .clips = {render, load_clip},
        .levels = render->levels,
        .engine_diags_first = before_speech,
        .engine_diags_count = after_speech - before_speech,
        .generator = request->generator,
        .date = request->date,
    };
    status = publish(request, &publication, landing.staging, scratch, diags);
    if (status == STATUS_OK && stop_asked() != 0) {
        status = STATUS_STOPPED;
    }
    if (status != STATUS_OK) {
        landing_abandon(&landing, scratch);
        return status;
    }
    standing_remember(landing.folder, landing.staging, inputs, reasons_note(out, render), scratch);
    status = landing_publish(&landing, scratch, diags);
    if (status == STATUS_OK) {
        recorded_remember(&plan->recorded, scratch, diags);
        summarise(request, folder, publication.timeline, render, &plan->recorded);
    }
    return status;
}

/* Into the cache, from which the build that publishes takes all shares. */
static enum status
render_share(const struct build_request *request, struct render *render, arena *out, arena scratch,
             struct diags *diags)
{
    enum status status = render_sentences(render, out, scratch, diags);
    if (status == STATUS_OK && !request->quiet) {
        fprintf(stderr, STR_FMT ": share %u of %u is in the cache (%zu rendered)\n", STR_ARG(request->script),
                request->shard.index + 1, request->shard.count, render->rendered);
    }
    return status;
}

bool
build_stands(const struct build_request *request, arena *out, arena scratch)
{
    struct diags unheard = diags_unheard(out);
    struct plan plan = {0};
    str folder, inputs;
    return plan_build(request, &plan, out, scratch, &unheard) == STATUS_OK &&
           stands(request, &plan, &folder, &inputs, out, scratch);
}

enum status
build_tour(const struct build_request *request, arena *out, arena scratch, struct diags *diags)
{
    struct plan plan = {0};
    enum status status = plan_build(request, &plan, out, scratch, diags);
    if (status != STATUS_OK) {
        return status;
    }
    status = request->shard.count > 0 ? render_share(request, &plan.render, out, scratch, diags)
                                      : render_and_publish(request, &plan, out, scratch, diags);
    cast_close(&plan.cast);
    return status;
}
