#include "verify/sound_windows.h"

#include <inttypes.h>

enum {
    BEFORE_CHAPTER = 100 * INDEX_MS,
    HEARD_WITHIN = 60 * INDEX_MS,
    /* four packets of decay, and one in which the decoder fades from speech to the silence packet */
    DECAY = 5 * INDEX_PACKET,
    LEAD_MOST = 600 * INDEX_MS,
    ONSET = 10 * INDEX_MS, /* the codec's overlap lets a hard onset be heard a little before its sample */
};

static void
add(struct windows *w, arena *out, enum window_kind kind, size_t index, uint64_t from, uint64_t to)
{
    if (from < to) {
        *arena_push(out, w->items, w->count, w->capacity) =
            (struct window){.from = from, .to = to, .kind = kind, .index = (uint32_t)index};
    }
}

/* The first sentence of the tour that sounds at or after a sample of the tour; false where none does. */
static bool
find_sentence(const struct tour_index *x, uint64_t at, struct index_span *span)
{
    for (size_t i = 0; i < x->stop_count; i++) {
        const struct index_stop *stop = &x->stops[i];
        if (stop->at.start + stop->at.length <= at) {
            continue;
        }
        for (size_t g = stop->first_segment; g < stop->first_segment + stop->segment_count; g++) {
            const struct index_segment *segment = &x->segments[g];
            for (size_t s = segment->first_sentence; s < segment->first_sentence + segment->sentence_count;
                 s++) {
                *span = x->sentences[s].at;
                span->start += stop->at.start;
                if (span->length > 0 && span->start >= at) {
                    return true;
                }
            }
        }
    }
    return false;
}

static void
add_chapters(const struct tour_index *x, const struct index_file *file, struct windows *w, arena *out)
{
    for (size_t i = 0; i < file->chapter_count; i++) {
        uint64_t start = x->chapters[file->first_chapter + i].at.start;
        add(w, out, WINDOW_BEFORE_CHAPTER, i, start > BEFORE_CHAPTER ? start - BEFORE_CHAPTER : 0, start);
        struct index_span first;
        if (find_sentence(x, file->at.start + start, &first)) {
            add(w, out, WINDOW_CHAPTER, i, start, first.start + first.length - file->at.start);
        }
    }
}

struct windows
windows_of_tour(const struct tour_index *x, const struct index_file *file, arena *out)
{
    struct windows w = {0};
    add_chapters(x, file, &w, out);
    return w;
}

struct windows
windows_of_stop(const struct tour_index *x, const struct index_stop *stop, const struct index_file *file,
                arena *out)
{
    struct windows w = {0};
    uint64_t silent_from = 0;
    add_chapters(x, file, &w, out);
    for (size_t g = stop->first_segment; g < stop->first_segment + stop->segment_count; g++) {
        const struct index_segment *segment = &x->segments[g];
        for (size_t i = segment->first_sentence; i < segment->first_sentence + segment->sentence_count; i++) {
            const struct index_sentence *s = &x->sentences[i];
            if (s->at.length == 0) {
                continue;
            }
            add(&w, out, WINDOW_PAUSE, i, silent_from, s->at.start - ONSET);
            add(&w, out, WINDOW_SENTENCE, i, s->at.start, s->at.start + s->at.length);
            for (size_t y = s->first_syllable; y < s->first_syllable + s->syllable_count; y++) {
                add(&w, out, WINDOW_SYLLABLE, y, x->syllables[y].start, x->syllables[y].end);
            }
            silent_from = s->at.start + s->at.length + DECAY;
        }
    }
    add(&w, out, WINDOW_PAUSE, x->sentence_count, silent_from, stop->at.length);
    return w;
}

static bool
judge_silence(const struct window *w, const struct index_file *file, const char *what, struct findings *f)
{
    if (w->first_sound == LISTEN_NONE) {
        return true;
    }
    finding_at(f, file->path, w->first_sound,
               "expected silence from %" PRIu64 " to %" PRIu64 " (%s), found a peak of %.1f dBFS", w->from,
               w->to, what, listen_db((double)w->peak));
    return false;
}

static bool
judge_chapter(const struct tour_index *x, const struct window *w, const struct index_file *file,
              struct findings *f)
{
    struct index_span first;
    if (!find_sentence(x, file->at.start + w->from, &first)) {
        return false;
    }
    uint64_t expected = first.start - file->at.start;
    if (expected - w->from > LEAD_MOST) {
        finding_at(f, file->path, w->from,
                   "expected speech within 600 ms of chapter %u, found it %" PRIu64 " ms after",
                   (unsigned)w->index, (expected - w->from) / INDEX_MS);
        return false;
    }
    if (w->first_sound == LISTEN_NONE || w->first_sound > expected + HEARD_WITHIN) {
        finding_at(f, file->path, w->from,
                   "expected the speech of chapter %u by sample %" PRIu64 ", found %s", (unsigned)w->index,
                   expected + HEARD_WITHIN, w->first_sound == LISTEN_NONE ? "none" : "it later");
        return false;
    }
    return true;
}

static bool
judge_sentence(const struct tour_index *x, const struct window *w, const struct index_file *file,
               struct findings *f)
{
    if (w->first_sound != LISTEN_NONE && w->first_sound <= w->from + HEARD_WITHIN) {
        return true;
    }
    str text = str_cut(x->sentences[w->index].text, 0, 60);
    finding_at(f, file->path, w->from,
               "expected sentence %u to be heard within 60 ms of here (“" STR_FMT "”), found %s",
               (unsigned)w->index, STR_ARG(text), w->first_sound == LISTEN_NONE ? "silence" : "it later");
    return false;
}

static bool
judge_syllable(const struct window *w, const struct index_file *file, struct findings *f)
{
    if (w->first_sound != LISTEN_NONE) {
        return true;
    }
    finding_at(f, file->path, w->from,
               "expected syllable %u to be heard from here to %" PRIu64 ", found a peak of %.1f dBFS",
               (unsigned)w->index, w->to, listen_db((double)w->peak));
    return false;
}

void
windows_judge(const struct tour_index *x, const struct index_file *file, const struct listener *l,
              struct sound_proof *proof, struct findings *f)
{
    for (size_t i = 0; i < l->count; i++) {
        const struct window *w = &l->windows[i];
        switch ((enum window_kind)w->kind) {
        case WINDOW_BEFORE_CHAPTER:
            (void)judge_silence(w, file, "the 100 ms before a chapter", f);
            break;
        case WINDOW_CHAPTER:
            proof->chapters += judge_chapter(x, w, file, f);
            break;
        case WINDOW_PAUSE:
            proof->pauses += judge_silence(w, file, "a pause", f);
            break;
        case WINDOW_SENTENCE:
            proof->sentences += judge_sentence(x, w, file, f);
            break;
        case WINDOW_SYLLABLE:
            proof->syllables += judge_syllable(w, file, f);
            break;
        }
    }
}
