#include "render/take_work.h"

#include <math.h>

#include "render/key.h"
#include "sound/level.h"
#include "sound/loudness.h"
#include "speak/estimate.h"
#include "speak/recording_cut.h"

/* Raise it when the same file and text are to give other cuts, marks or bytes. */
enum { PLAN_VERSION = 3 };

/* Nobody speaks nine syllables a second, nor one in a second and a half all along. */
static const double syllable_least_s = 0.11, syllable_most_s = 1.5, grace_s = 5;
static const double gain_most_db = 36;

static const str plan_head = {"daolan take 1\n", 14};

/* A take while it is worked on. */
struct bench {
    const struct take_work *work;
    struct recording recording;
    struct recorded_speech speech;
    double gain_db;
    struct cut_unit *units;     /* one a sentence */
    struct frame_range *ranges; /* one a sentence */
    struct frame_range *spans;  /* one a segment */
    char *forms;                /* one a segment: c cut, w whole, - without sound */
    const char *reason;         /* the first why something is whole */
    struct diags *diags;
};

static const struct segment *
segment_at(const struct take_work *work, uint32_t i)
{
    return &work->draft->tour.segments[work->file->first_segment + i];
}

static uint32_t
first_sentence(const struct take_work *work)
{
    return segment_at(work, 0)->first_sentence;
}

/* A stop's segments, and so a take's sentences, lie one after another. */
static uint32_t
count_sentences(const struct take_work *work)
{
    const struct segment *last = segment_at(work, work->file->segment_count - 1);
    return last->first_sentence + last->sentence_count - first_sentence(work);
}

enum status
take_work_key(struct take_work *work, arena *out, arena scratch, struct diags *diags)
{
    struct hash *h = hash_start(&scratch);
    hash_add(h, STR("take"));
    hash_add_number(h, PLAN_VERSION);
    hash_add(h, recording_identity(&scratch));
    hash_add(h, loudness_identity(&scratch));
    hash_add(h, clip_identity(&scratch));
    hash_add_number(h, work->file->segment_count);
    for (uint32_t g = 0; g < work->file->segment_count; g++) {
        const struct segment *segment = segment_at(work, g);
        hash_add_number(h, segment->sentence_count);
        for (uint32_t i = 0; i < segment->sentence_count; i++) {
            key_add_reading(h, work->draft->readings[segment->first_sentence + i]);
        }
    }
    enum status status = hash_add_file(h, scratch, work->file->path, diags);
    work->key = hash_finish(h, out);
    return status;
}

str
take_work_clip_key(arena *out, const struct take_work *work, uint32_t sentence, bool whole)
{
    struct hash *h = hash_start(out);
    hash_add(h, work->key);
    hash_add_number(h, sentence - first_sentence(work));
    hash_add_number(h, whole);
    return hash_finish(h, out);
}

static enum status
refuse(struct bench *b, const char *hint, const char *message)
{
    diag_add(b->diags, DIAG_ERROR, b->work->file->path, 0, 0, hint, "%s", message);
    return STATUS_SCRIPT;
}

static enum status
level_up(struct bench *b, arena scratch)
{
    double lufs;
    level_remove_rumble(b->recording.samples, b->recording.count, RECORDING_RATE_HZ);
    if (loudness_find_gain(scratch, b->recording.samples, b->recording.count, RECORDING_RATE_HZ, &lufs,
                           &b->gain_db, b->diags) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    if (!(lufs > -HUGE_VAL)) {
        return refuse(b, "record it again", "is silent");
    }
    if (b->gain_db > gain_most_db) {
        diag_add(b->diags, DIAG_ERROR, b->work->file->path, 0, 0, "record it again, closer to the microphone",
                 "is too soft to be used: %.1f LUFS", lufs);
        return STATUS_SCRIPT;
    }
    return STATUS_OK;
}

static enum status
judge_length(struct bench *b)
{
    double weight = 0, seconds = recording_speech_s(&b->speech, b->speech.from, b->speech.to);
    for (uint32_t i = 0; i < count_sentences(b->work); i++) {
        weight += b->units[i].weight;
    }
    if (weight <= 0) {
        return refuse(b, "delete it", "there is nothing to say in the text it stands for");
    }
    const char *fault = seconds < weight * syllable_least_s            ? "too short"
                        : seconds > weight * syllable_most_s + grace_s ? "too long"
                                                                       : NULL;
    if (fault == NULL) {
        return STATUS_OK;
    }
    diag_add(b->diags, DIAG_ERROR, b->work->file->path, 0, 0, "is it the recording of another text?",
             "%s: %.1f s of speech for about %.0f syllables", fault, seconds, weight);
    return STATUS_SCRIPT;
}

/* Cuts `within` into the sentences [from, to) of the take that say something. */
static const char *
cut_sentences(struct bench *b, arena scratch, struct frame_range within, uint32_t from, uint32_t to)
{
    struct cut_unit *units = arena_new(&scratch, struct cut_unit, to - from);
    struct frame_range *ranges = arena_new(&scratch, struct frame_range, to - from);
    size_t count = 0;
    for (uint32_t i = from; i < to; i++) {
        if (b->units[i].weight > 0) {
            units[count++] = b->units[i];
        }
    }
    const char *doubt = recording_cut(scratch, &b->speech, within, units, count, ranges);
    for (uint32_t i = to; doubt == NULL && i-- > from;) {
        if (b->units[i].weight > 0) {
            b->ranges[i] = ranges[--count];
        }
    }
    return doubt;
}

/* A segment as one thing to say: the ends of its sentences are what a clause's end is to a sentence. */
static struct cut_unit
weigh_segment(arena *out, const struct bench *b, uint32_t from, uint32_t to)
{
    struct cut_unit all = {0};
    double *clauses = NULL;
    size_t capacity = 0, count = 0;
    for (uint32_t i = from; i < to; i++) {
        for (size_t c = 0; c < b->units[i].clause_count; c++) {
            *arena_push(out, clauses, count, capacity) = all.weight + b->units[i].clauses[c];
        }
        all.weight += b->units[i].weight;
        if (b->units[i].weight > 0 && i + 1 < to) {
            *arena_push(out, clauses, count, capacity) = all.weight;
        }
    }
    all.clauses = clauses;
    all.clause_count = count;
    return all;
}

static const char *
cut_segments(struct bench *b, arena *scratch)
{
    uint32_t segments = b->work->file->segment_count;
    struct cut_unit *units = arena_new(scratch, struct cut_unit, segments);
    struct frame_range *ranges = arena_new(scratch, struct frame_range, segments);
    size_t count = 0;
    for (uint32_t g = 0; g < segments; g++) {
        uint32_t from = segment_at(b->work, g)->first_sentence - first_sentence(b->work);
        struct cut_unit unit = weigh_segment(scratch, b, from, from + segment_at(b->work, g)->sentence_count);
        b->forms[g] = unit.weight > 0 ? 'c' : '-';
        if (unit.weight > 0) {
            units[count++] = unit;
        }
    }
    struct frame_range all = {b->speech.from, b->speech.to};
    const char *doubt = recording_cut(*scratch, &b->speech, all, units, count, ranges);
    count = 0;
    for (uint32_t g = 0; doubt == NULL && g < segments; g++) {
        b->spans[g] = b->forms[g] == 'c' ? ranges[count++] : (struct frame_range){0};
    }
    return doubt;
}

/* All sentences at once where that is safe: they steady each other. Else the segments, then each by itself.
 */
static enum status
cut(struct bench *b, arena scratch)
{
    struct frame_range all = {b->speech.from, b->speech.to};
    const char *doubt = cut_segments(b, &scratch);
    if (cut_sentences(b, scratch, all, 0, count_sentences(b->work)) == NULL) {
        return STATUS_OK;
    }
    if (doubt != NULL) {
        diag_add(b->diags, DIAG_ERROR, b->work->file->path, 0, 0,
                 "record each segment by itself, 3-1.wav, 3-2.wav …, or pause longer between them",
                 "cannot be cut into the %u segments of its stop safely, because %s",
                 (unsigned)b->work->file->segment_count, doubt);
        return STATUS_SCRIPT;
    }
    for (uint32_t g = 0; g < b->work->file->segment_count; g++) {
        uint32_t from = segment_at(b->work, g)->first_sentence - first_sentence(b->work);
        uint32_t to = from + segment_at(b->work, g)->sentence_count;
        doubt = b->forms[g] == 'c' ? cut_sentences(b, scratch, b->spans[g], from, to) : NULL;
        if (doubt != NULL) {
            b->forms[g] = 'w';
            b->reason = b->reason == NULL ? doubt : b->reason;
        }
    }
    return STATUS_OK;
}

/* One sentence, or a segment that is whole: its slice as a clip, in the cache. */
static enum status
make_clip(struct bench *b, arena scratch, struct frame_range frames, const struct reading *reading, str key)
{
    struct sample_range range = recording_trim(&b->speech, &b->recording, frames.from, frames.to);
    arena inner = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    struct take take;
    struct clip clip;
    if (range.from == range.to) {
        return refuse(b, "record it again", "is silent where a sentence should be");
    }
    recording_slice(&scratch, &b->recording, range, &take);
    if (!estimate_marks(&scratch, inner, reading, &take)) {
        diag_add(b->diags, DIAG_ERROR, b->work->file->path, 0, 0, "is it the recording of another text?",
                 "its syllables cannot be found in %.1f s: " STR_FMT, (double)take.count / take.rate_hz,
                 STR_ARG(reading->text));
        return STATUS_SCRIPT;
    }
    if (b->work->cache == NULL) {
        return STATUS_OK;
    }
    enum status status = clip_encode(&scratch, inner, &take, b->gain_db, &clip, b->diags);
    return status == STATUS_OK ? cache_store(b->work->cache, key, &clip, inner, b->diags) : status;
}

static enum status
make_clips(struct bench *b, arena scratch)
{
    const struct take_work *work = b->work;
    enum status status = STATUS_OK;
    for (uint32_t g = 0; g < work->file->segment_count && status == STATUS_OK; g++) {
        const struct segment *segment = segment_at(work, g);
        uint32_t first = segment->first_sentence;
        if (b->forms[g] == 'w') {
            str key = take_work_clip_key(&scratch, work, first, true);
            status = make_clip(b, scratch, b->spans[g], work->whole[g], key);
        }
        for (uint32_t i = first; i < first + segment->sentence_count && status == STATUS_OK; i++) {
            uint32_t own = i - first_sentence(work);
            if (b->forms[g] == 'c' && b->units[own].weight > 0) {
                str key = take_work_clip_key(&scratch, work, i, false);
                status = make_clip(b, scratch, b->ranges[own], work->draft->readings[i], key);
            }
        }
    }
    return status;
}

static str
describe(arena *out, const struct bench *b)
{
    const struct take_file *file = b->work->file;
    uint32_t number = b->work->draft->tour.stops[file->stop].number, whole = 0, cut_count = 0;
    struct str_builder words = {.out = out};
    for (uint32_t g = 0; g < file->segment_count; g++) {
        whole += b->forms[g] == 'w';
        for (uint32_t i = 0; i < segment_at(b->work, g)->sentence_count; i++) {
            uint32_t own = segment_at(b->work, g)->first_sentence - first_sentence(b->work) + i;
            cut_count += b->forms[g] == 'c' && b->units[own].weight > 0;
        }
    }
    str_add_format(&words, "speaks stop %u", (unsigned)number);
    if (!file->of_stop) {
        uint32_t before = b->work->draft->tour.stops[file->stop].first_segment;
        str_add_format(&words, ", segment %u", (unsigned)(file->first_segment - before + 1));
    }
    str_add_format(&words, " (%.1f s, %+.1f dB): ", (double)b->recording.count / RECORDING_RATE_HZ,
                   b->gain_db);
    if (cut_count == 1 && whole == 0) {
        str_add(&words, STR("one sentence"));
    } else if (cut_count > 0) {
        str_add_format(&words, "cut into %u sentence%s", (unsigned)cut_count, cut_count == 1 ? "" : "s");
    }
    if (whole > 0 && file->segment_count > 1) {
        str_add_format(&words, "%s%u segment%s", cut_count > 0 ? ", " : "", (unsigned)whole,
                       whole == 1 ? " " : "s ");
    }
    if (whole > 0) {
        str_add_format(&words, "kept whole, because %s", b->reason);
    }
    return str_built(&words);
}

static enum status
work_on(struct bench *b, arena scratch)
{
    const struct take_work *work = b->work;
    arena inner = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    enum status status = recording_read(&scratch, inner, work->file->path, &b->recording, b->diags);
    if (status == STATUS_OK) {
        status = level_up(b, inner);
    }
    if (status != STATUS_OK) {
        return status;
    }
    b->speech = recording_listen(&scratch, inner, &b->recording);
    uint32_t count = count_sentences(work);
    b->units = arena_new(&scratch, struct cut_unit, count);
    b->ranges = arena_new(&scratch, struct frame_range, count);
    b->spans = arena_new(&scratch, struct frame_range, work->file->segment_count);
    b->forms = arena_new(&scratch, char, work->file->segment_count);
    for (uint32_t i = 0; i < count; i++) {
        b->units[i] = recording_weigh(&scratch, work->draft->readings[first_sentence(work) + i]);
    }
    status = judge_length(b);
    if (status == STATUS_OK) {
        status = cut(b, inner);
    }
    if (status == STATUS_OK) {
        status = make_clips(b, inner);
    }
    if (status != STATUS_OK) {
        return status;
    }
    str words = describe(&inner, b);
    diag_add(b->diags, DIAG_NOTE, work->file->path, 0, 0, NULL, STR_FMT, STR_ARG(words));
    if (work->cache == NULL) {
        return STATUS_OK;
    }
    str plan = str_format(&inner, STR_FMT "%.*s\n" STR_FMT "\n", STR_ARG(plan_head),
                          (int)work->file->segment_count, b->forms, STR_ARG(words));
    return cache_store_text(work->cache, work->key, plan, inner, b->diags);
}

enum status
take_work_do(const struct take_work *work, arena scratch, struct diags *diags)
{
    struct diags own = diags_new(&scratch);
    struct bench b = {.work = work, .diags = &own};
    enum status status = work_on(&b, scratch);
    for (size_t i = 0; i < own.count; i++) {
        const struct diag *d = &own.items[i];
        diag_add(diags, d->severity, d->path, 0, 0, NULL, STR_FMT "%s" STR_FMT, STR_ARG(d->message),
                 d->hint.len > 0 ? "\t" : "", STR_ARG(d->hint));
    }
    return status;
}

bool
take_work_recall(const struct take_work *work, arena *out, bool *whole, str *words)
{
    str plan, forms;
    if (!cache_load_text(work->cache, work->key, out, &plan) || !str_starts(plan, plan_head)) {
        return false;
    }
    str rest = str_from_offset(plan, plan_head.len);
    if (!str_split(&rest, '\n', &forms) || forms.len != work->file->segment_count ||
        !str_split(&rest, '\n', words)) {
        return false;
    }
    for (size_t g = 0; g < forms.len; g++) {
        whole[g] = forms.data[g] == 'w';
    }
    return true;
}
