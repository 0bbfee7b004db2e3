#include "verify/caption_check.h"

#include <inttypes.h>

#include "verify/clock.h"
#include "verify/tour_names.h"
#include "verify/vtt_read.h"

enum { SHOWN_BYTES = 90 };

static uint64_t
nearest_ms(uint64_t samples)
{
    return (samples + CLOCK_SAMPLES_PER_MS / 2) / CLOCK_SAMPLES_PER_MS;
}

static bool
check_time(struct findings *f, str file, const struct vtt_cue *cue, const char *which, uint64_t expected,
           uint64_t found_ms)
{
    if (expected == found_ms * CLOCK_SAMPLES_PER_MS) {
        return true;
    }
    char memory[64];
    arena scratch = {memory, memory + sizeof memory};
    str found = clock_from_ms(&scratch, found_ms);
    finding_at(f, file, expected, "expected the %s of cue " STR_FMT " here, found " STR_FMT, which,
               STR_ARG(str_cut(cue->id, 0, SHOWN_BYTES)), STR_ARG(found));
    return false;
}

/* A cue is one line: line ends in a sentence are spaces there. */
static bool
same_text(str sentence, str cue)
{
    bool same = sentence.len == cue.len;
    for (size_t i = 0; i < sentence.len && same; i++) {
        bool line_end = sentence.data[i] == '\n' || sentence.data[i] == '\r';
        same = cue.data[i] == (line_end ? ' ' : sentence.data[i]);
    }
    return same;
}

static bool
check_text(struct findings *f, str file, const struct index_sentence *s, const struct vtt_cue *cue)
{
    if (same_text(s->text, cue->text)) {
        return true;
    }
    finding_at(f, file, s->at.start, "expected “" STR_FMT "”, found “" STR_FMT "”",
               STR_ARG(str_cut(s->text, 0, SHOWN_BYTES)), STR_ARG(str_cut(cue->text, 0, SHOWN_BYTES)));
    return false;
}

bool
caption_check_stamps(const struct tour_index *x, struct findings *f, str file, const struct index_sentence *s,
                     const struct vtt_cue *cue)
{
    uint64_t last_ms = cue->start_ms, said = 0;
    size_t stamp = 0;
    for (size_t i = s->first_syllable; i < s->first_syllable + s->syllable_count; i++) {
        const struct index_syllable *y = &x->syllables[i];
        uint64_t ms = nearest_ms(y->start);
        bool may = i > s->first_syllable && y->text_at >= said && ms > last_ms && ms < cue->end_ms;
        bool must = may && x->syllables[i - 1].ends_word;
        bool stands = stamp < cue->stamp_count && cue->stamps[stamp].offset == y->text_at;
        if (may && stands && cue->stamps[stamp].ms == ms) {
            last_ms = ms;
            stamp++;
        } else if (must || (may && stands)) {
            finding_at(f, file, y->start,
                       "expected the timestamp of the word at byte %" PRIu64 " of cue " STR_FMT, y->text_at,
                       STR_ARG(str_cut(cue->id, 0, SHOWN_BYTES)));
            return false;
        }
        said = y->text_at + y->text_length > said ? y->text_at + y->text_length : said;
    }
    if (stamp < cue->stamp_count) {
        finding_at(f, file, cue->stamps[stamp].ms * CLOCK_SAMPLES_PER_MS,
                   "a timestamp in cue " STR_FMT " where no word begins",
                   STR_ARG(str_cut(cue->id, 0, SHOWN_BYTES)));
    }
    return stamp == cue->stamp_count;
}

static void
check_cue(const struct tour_index *x, const struct index_stop *stop, str file, size_t number,
          const struct index_sentence *s, const struct vtt_cue *cue, struct caption_proof *proof,
          struct findings *f)
{
    char memory[64];
    arena scratch = {memory, memory + sizeof memory};
    str id = str_format(&scratch, "%" PRIu64 "-%zu", stop->number, number);
    if (!str_equal(id, cue->id)) {
        finding_at(f, file, s->at.start, "expected the cue " STR_FMT ", found the name “" STR_FMT "”",
                   STR_ARG(id), STR_ARG(str_cut(cue->id, 0, SHOWN_BYTES)));
    }
    bool start = check_time(f, file, cue, "start", s->at.start, cue->start_ms);
    bool end = check_time(f, file, cue, "end", s->at.start + s->at.length, cue->end_ms);
    bool text = check_text(f, file, s, cue);
    if (start && end && text && caption_check_stamps(x, f, file, s, cue) && str_equal(id, cue->id)) {
        proof->cues++;
        proof->words += cue->stamp_count;
    }
}

void
caption_check(const struct tour_index *x, const struct index_stop *stop, arena scratch,
              struct caption_proof *proof, struct findings *f)
{
    if (!tour_name_is_stop(stop->file)) {
        return; /* index_check says so */
    }
    struct vtt_reader r;
    str file = tour_name_sibling(&scratch, stop->file, "vtt");
    if (!vtt_open(&r, &scratch, f, file)) {
        return;
    }
    size_t number = 0;
    struct vtt_cue cue;
    for (size_t g = stop->first_segment; g < stop->first_segment + stop->segment_count; g++) {
        const struct index_segment *segment = &x->segments[g];
        for (size_t i = 0; i < segment->sentence_count; i++) {
            const struct index_sentence *s = &x->sentences[segment->first_sentence + i];
            arena inner = scratch;
            number++;
            if (s->at.length == 0) {
                continue;
            }
            if (!vtt_next(&r, &inner, &cue)) {
                finding_at(f, file, s->at.start, "expected a cue for “" STR_FMT "”, found no more",
                           STR_ARG(str_cut(s->text, 0, SHOWN_BYTES)));
                return;
            }
            check_cue(x, stop, file, number, s, &cue, proof, f);
        }
    }
    if (vtt_next(&r, &scratch, &cue)) {
        finding_at(f, file, cue.start_ms * CLOCK_SAMPLES_PER_MS, "expected no more cues, found “" STR_FMT "”",
                   STR_ARG(str_cut(cue.text, 0, SHOWN_BYTES)));
    }
}
