#include "render/draft.h"

#include "base/file.h"
#include "mandarin/own_words.h"

/* A slice of a sentence is spoken when a syllable stands for it; the rest of the sentence is silent. */
static void
classify_sentence(struct tour *tour, const struct sentence *sentence, const struct reading *reading)
{
    sentence_classify(tour, sentence, 0, (uint32_t)sentence->text.len, TEXT_SILENT);
    for (size_t i = 0; i < reading->syllable_count; i++) {
        const struct spoken_syllable *s = &reading->syllables[i];
        for (uint32_t c = s->first; c < s->first + s->count; c++) {
            struct slice from = reading->spoken[c].from;
            sentence_classify(tour, sentence, from.offset, from.length, TEXT_SPOKEN);
        }
    }
}

/* The spans of bytes [at.offset, at.offset + at.length) of a sentence, each left out with its reason. */
static void
leave_out(arena *out, struct tour *tour, const struct sentence *sentence, struct slice at, str reason)
{
    uint32_t before = 0;
    for (size_t i = 0; i < sentence->piece_count; i++) {
        const struct piece *piece = &sentence->pieces[i];
        uint32_t len = (uint32_t)piece->text.len;
        if (at.offset >= before && at.offset < before + len) {
            bool literal = len == piece->from.length;
            uint32_t offset = piece->from.offset + (literal ? at.offset - before : 0);
            uint32_t length = literal ? at.length : piece->from.length;
            source_leave_out(out, &tour->sources[piece->from.source], offset, length, reason);
        }
        before += len;
    }
}

static void
report_doubts(arena *out, struct draft *draft, size_t number, struct diags *diags)
{
    struct tour *tour = &draft->tour;
    const struct sentence *sentence = &tour->sentences[number];
    const struct reading *reading = draft->readings[number];
    for (size_t i = 0; i < reading->doubt_count; i++) {
        const struct doubt *doubt = &reading->doubts[i];
        const struct source *source;
        uint32_t line, column;
        sentence_position(tour, sentence, doubt->at.offset, &source, &line, &column);
        if (doubt->unreadable) {
            leave_out(out, tour, sentence, doubt->at, doubt->message);
        }
        arena scratch = *out;
        str hint = str_format(&scratch, "if so, this line in the tour's lexicon.tsv: " STR_FMT,
                              STR_ARG(doubt->entry));
        diag_add(diags, doubt->unreadable ? DIAG_WARNING : DIAG_NOTE, source->path, line, column,
                 doubt->entry.len > 0 ? str_terminated(&scratch, hint) : NULL, STR_FMT,
                 STR_ARG(doubt->message));
    }
}

static enum status
prove_complete(const struct tour *tour, struct diags *diags)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < tour->source_count; i++) {
        const struct source *source = &tour->sources[i];
        size_t unset = source_unset(source);
        if (unset != STR_NONE) {
            source_report(source, (uint32_t)unset, diags, DIAG_ERROR,
                          "please report this: it is a fault of daolan",
                          "this text is neither spoken nor accounted for");
            status = STATUS_SYSTEM;
        }
    }
    return status;
}

static bool
stop_sounds(const struct draft *draft, const struct stop *stop)
{
    for (uint32_t s = stop->first_segment; s < stop->first_segment + stop->segment_count; s++) {
        const struct segment *segment = &draft->tour.segments[s];
        for (uint32_t i = 0; i < segment->sentence_count; i++) {
            if (reading_sounds(draft->readings[segment->first_sentence + i])) {
                return true;
            }
        }
    }
    return false;
}

/* A stop of characters that nobody can read would be a number behind which a visitor hears nothing. */
static enum status
prove_sounding(const struct draft *draft, struct diags *diags)
{
    const struct tour *tour = &draft->tour;
    size_t mute = 0;
    for (size_t s = 0; s < tour->stop_count; s++) {
        mute += !stop_sounds(draft, &tour->stops[s]);
    }
    if (mute == tour->stop_count) {
        diag_add(diags, DIAG_ERROR, tour->sources[0].path, 0, 0, "a script needs at least one word",
                 "nothing in it can be spoken");
        return STATUS_SCRIPT;
    }
    for (size_t s = 0; s < tour->stop_count && mute > 0; s++) {
        const struct stop *stop = &tour->stops[s];
        if (!stop_sounds(draft, stop)) {
            const struct source *source = &tour->sources[0];
            uint32_t line = 0, column = 0;
            if (stop->segment_count > 0 && tour->segments[stop->first_segment].sentence_count > 0) {
                const struct segment *first = &tour->segments[stop->first_segment];
                sentence_position(tour, &tour->sentences[first->first_sentence], 0, &source, &line, &column);
            }
            diag_add(diags, DIAG_ERROR, source->path, line, column,
                     "write it with other characters, or how they are read into the tour's lexicon.tsv",
                     "nothing in stop %u can be spoken", (unsigned)stop->number);
        }
    }
    return mute > 0 ? STATUS_SCRIPT : STATUS_OK;
}

/* The house's front end with the script's own lexicon.tsv; an article by itself has none. */
static enum status
add_tour_words(arena *out, arena scratch, str script, struct mandarin *mandarin, struct diags *diags)
{
    if (!file_is_folder(scratch, script)) {
        return STATUS_OK;
    }
    str path = file_join(out, script, STR("lexicon.tsv"));
    return own_words_read(out, scratch, path, &mandarin->tour, diags);
}

enum status
draft_read(arena *out, arena scratch, str script, const struct mandarin *mandarin, struct draft *draft,
           struct diags *diags)
{
    struct mandarin with_tour = *mandarin;
    enum status status = tour_read(out, scratch, script, &draft->tour, diags);
    enum status words = add_tour_words(out, scratch, script, &with_tour, diags);
    status = status == STATUS_OK ? words : status;
    if (status != STATUS_OK) {
        return status;
    }
    draft->readings = arena_new(out, struct reading *, draft->tour.sentence_count);
    for (size_t i = 0; i < draft->tour.sentence_count; i++) {
        const struct sentence *sentence = &draft->tour.sentences[i];
        draft->readings[i] = mandarin_read(out, scratch, &with_tour, sentence->text);
        report_doubts(out, draft, i, diags); /* first: what is left out there is not spoken */
        classify_sentence(&draft->tour, sentence, draft->readings[i]);
    }
    status = prove_sounding(draft, diags);
    return status == STATUS_OK ? prove_complete(&draft->tour, diags) : status;
}

const struct utterance *
draft_utterances(arena *out, const struct draft *draft)
{
    static const enum delivery deliveries[] = {
        [SEGMENT_TITLE] = DELIVERY_HEADING,
        [SEGMENT_HEADING] = DELIVERY_HEADING,
        [SEGMENT_PARAGRAPH] = DELIVERY_TEXT,
        [SEGMENT_CAPTION] = DELIVERY_CAPTION,
    };
    struct utterance *utterances = arena_new(out, struct utterance, draft->tour.sentence_count);
    for (size_t s = 0; s < draft->tour.segment_count; s++) {
        const struct segment *segment = &draft->tour.segments[s];
        for (uint32_t i = segment->first_sentence; i < segment->first_sentence + segment->sentence_count;
             i++) {
            utterances[i] = (struct utterance){draft->readings[i], deliveries[segment->kind]};
        }
    }
    return utterances;
}
