#include "render/recorded.h"

#include <stdio.h>

#include "base/file.h"
#include "mandarin/reading_join.h"
#include "render/jobs.h"
#include "script/whole.h"

enum { WORDS_BYTES = 1 << 16 };

/* The takes that speak, and which of them have to be worked on. */
struct shift {
    struct take_work *works;
    bool **whole; /* of each, one a segment of it */
    size_t count;
    size_t *pending;
    size_t pending_count;
    enum status worst;
    arena words; /* for a hint at a time */
    struct diags *diags;
};

/* The keys of a take's clips, each at the sentence that its clip begins with; the others stay empty. */
static void
set_keys(const struct take_work *work, const bool *whole, str *keys, arena *out)
{
    const struct draft *draft = work->draft;
    for (uint32_t g = 0; g < work->file->segment_count; g++) {
        const struct segment *segment = &draft->tour.segments[work->file->first_segment + g];
        for (uint32_t i = 0; i < segment->sentence_count; i += whole[g] ? segment->sentence_count : 1) {
            uint32_t sentence = segment->first_sentence + i;
            if (take_count_marks(whole[g] ? work->whole[g] : draft->readings[sentence]) > 0) {
                keys[sentence] = take_work_clip_key(out, work, sentence, whole[g]);
            }
        }
    }
}

/* Is the take's plan in the cache, and every clip it speaks of? */
static bool
is_done(const struct take_work *work, bool *whole, arena scratch)
{
    str words;
    if (work->cache == NULL || !take_work_recall(work, &scratch, whole, &words)) {
        return false;
    }
    str *keys = arena_new(&scratch, str, work->draft->tour.sentence_count);
    set_keys(work, whole, keys, &scratch);
    for (size_t i = 0; i < work->draft->tour.sentence_count; i++) {
        arena inner = scratch;
        struct clip clip;
        if (keys[i].len > 0 && !cache_load(work->cache, keys[i], &inner, &clip)) {
            return false;
        }
    }
    return true;
}

/* A segment's sentences as one, should the recording not be cut. */
static struct reading *
read_whole(arena *out, const struct draft *draft, const struct tour *as_whole, const struct origin *origins,
           uint32_t segment)
{
    uint32_t sentence = as_whole->segments[segment].first_sentence;
    const struct origin *origin = &origins[sentence];
    return reading_join(out, as_whole->sentences[sentence].text, draft->readings + origin->first,
                        origin->offsets, origin->count);
}

static void
read_all_whole(arena *out, arena scratch, const struct draft *draft, struct take_work *work)
{
    bool *whole = arena_new(&scratch, bool, draft->tour.segment_count);
    struct origin *origins;
    for (uint32_t g = 0; g < work->file->segment_count; g++) {
        whole[work->file->first_segment + g] = true;
    }
    struct tour as_whole = whole_segments(out, &draft->tour, whole, &origins);
    work->whole = arena_new(out, struct reading *, work->file->segment_count);
    for (uint32_t g = 0; g < work->file->segment_count; g++) {
        work->whole[g] = read_whole(out, draft, &as_whole, origins, work->file->first_segment + g);
    }
}

static void
plan(struct shift *shift, const struct recorded *recorded, const struct draft *draft, arena *out,
     arena scratch)
{
    shift->works = arena_new(out, struct take_work, recorded->file_count);
    shift->whole = arena_new(out, bool *, recorded->file_count);
    shift->pending = arena_new(out, size_t, recorded->file_count);
    for (size_t i = 0; i < recorded->file_count; i++) {
        const struct take_file *file = &recorded->files[i];
        struct take_work work = {.file = file, .draft = draft, .cache = recorded->cache};
        if (file->age == TAKE_STALE) {
            continue;
        }
        enum status status = take_work_key(&work, out, scratch, shift->diags);
        if (status != STATUS_OK) {
            shift->worst = status;
            continue;
        }
        read_all_whole(out, scratch, draft, &work);
        bool *whole = arena_new(out, bool, file->segment_count);
        if (!is_done(&work, whole, scratch)) {
            shift->pending[shift->pending_count++] = shift->count;
        }
        shift->whole[shift->count] = whole;
        shift->works[shift->count++] = work;
    }
}

static enum status
run(void *context, size_t job, arena scratch, struct diags *diags)
{
    const struct shift *shift = context;
    return take_work_do(&shift->works[shift->pending[job]], scratch, diags);
}

static void
ended(void *context, size_t job, const struct job_outcome *outcome)
{
    struct shift *shift = context;
    str path = shift->works[shift->pending[job]].file->path;
    if (outcome->end == JOB_CRASHED || outcome->end == JOB_TIMED_OUT) {
        shift->worst = STATUS_SCRIPT;
        diag_add(shift->diags, DIAG_ERROR, path, 0, 0, "save it as WAV and try again",
                 outcome->end == JOB_CRASHED ? "reading it crashed (signal %d)"
                                             : "reading it took too long (signal %d)",
                 outcome->signal);
        return;
    }
    bool failed = outcome->end == JOB_FAILED;
    if (failed && outcome->status > shift->worst) {
        shift->worst = outcome->status;
    }
    str rest = outcome->text, message = STR("it cannot be worked on");
    (void)str_split(&rest, '\t', &message);
    arena scratch = shift->words;
    const char *hint = rest.len > 0 ? str_terminated(&scratch, rest) : NULL;
    diag_add(shift->diags, failed ? DIAG_ERROR : DIAG_NOTE, path, 0, 0, hint, STR_FMT, STR_ARG(message));
}

static enum status
work(struct shift *shift, const struct recorded *recorded, arena scratch)
{
    struct job_kind kind = {shift, TAKE_SECONDS_MAX, run, ended};
    for (size_t i = 0; recorded->explain && i < shift->pending_count; i++) {
        fprintf(stderr, "cut " STR_FMT ": not in the cache\n",
                STR_ARG(shift->works[shift->pending[i]].file->name));
    }
    enum status status = jobs_run(&kind, shift->pending_count, recorded->slots, scratch, shift->diags);
    return status == STATUS_OK ? shift->worst : status;
}

/* The draft once more, with whole segments of one sentence, and the keys in their new places. */
static void
put_together(struct draft *draft, const bool *whole, str **keys, arena *out)
{
    struct draft made = {0};
    struct origin *origins;
    made.tour = whole_segments(out, &draft->tour, whole, &origins);
    made.readings = arena_new(out, struct reading *, made.tour.sentence_count);
    str *made_keys = arena_new(out, str, made.tour.sentence_count);
    for (size_t i = 0; i < made.tour.sentence_count; i++) {
        const struct origin *origin = &origins[i];
        made_keys[i] = (*keys)[origin->first];
        made.readings[i] = origin->count == 1 ? draft->readings[origin->first]
                                              : reading_join(out, made.tour.sentences[i].text,
                                                             draft->readings + origin->first, origin->offsets,
                                                             origin->count);
    }
    *draft = made;
    *keys = made_keys;
}

static enum status
apply(struct shift *shift, struct recorded *recorded, struct draft *draft, arena *out, arena scratch)
{
    bool *whole = arena_new(&scratch, bool, draft->tour.segment_count);
    bool any = false;
    str words;
    for (size_t i = 0; i < shift->count; i++) {
        const struct take_work *done = &shift->works[i];
        if (!take_work_recall(done, &scratch, shift->whole[i], &words)) {
            diag_add(shift->diags, DIAG_ERROR, recorded->cache->folder, 0, 0, "run the build again",
                     "entry " STR_FMT " vanished or is damaged", STR_ARG(done->key));
            return STATUS_SYSTEM;
        }
        set_keys(done, shift->whole[i], recorded->keys, out);
        for (uint32_t g = 0; g < done->file->segment_count; g++) {
            draft->tour.segments[done->file->first_segment + g].take = done->file->name;
            whole[done->file->first_segment + g] = shift->whole[i][g];
            any = any || shift->whole[i][g];
        }
    }
    for (size_t p = 0; p < shift->pending_count; p++) {
        const struct take_work *done = &shift->works[shift->pending[p]];
        for (uint32_t g = 0; g < done->file->segment_count; g++) {
            const struct segment *segment = &draft->tour.segments[done->file->first_segment + g];
            recorded->rendered += shift->whole[shift->pending[p]][g] ? 1 : segment->sentence_count;
        }
    }
    if (any) {
        put_together(draft, whole, &recorded->keys, out);
    }
    return STATUS_OK;
}

enum status
recorded_prepare(struct recorded *recorded, str script, struct draft *draft, arena *out, arena scratch,
                 struct diags *diags)
{
    recorded->files = NULL;
    recorded->file_count = recorded->rendered = 0;
    recorded->keys = arena_new(out, str, draft->tour.sentence_count);
    if (!file_is_folder(scratch, script)) {
        return STATUS_OK;
    }
    enum status found =
        takes_find(out, scratch, &draft->tour, &recorded->files, &recorded->file_count, diags);
    if (recorded->file_count == 0) {
        return found;
    }
    struct shift shift = {.worst = found, .words = arena_split(&scratch, WORDS_BYTES), .diags = diags};
    plan(&shift, recorded, draft, out, scratch);
    enum status status = work(&shift, recorded, scratch);
    if (status != STATUS_OK || recorded->cache == NULL) {
        return status;
    }
    return apply(&shift, recorded, draft, out, scratch);
}

void
recorded_remember(const struct recorded *recorded, arena scratch, struct diags *diags)
{
    for (size_t i = 0; i < recorded->file_count; i++) {
        takes_remember(&recorded->files[i], scratch, diags);
    }
}
