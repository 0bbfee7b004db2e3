/* Captions of each stop: WebVTT (W3C), a cue a sentence, as the producer wrote it, with a timestamp before
 * each word that follows the first. */
#include "base/file.h"
#include "publish/form.h"
#include "publish/html.h"
#include "publish/timed_words.h"

enum { SAMPLES_PER_MS = CLIP_RATE_HZ / 1000 };

struct captions {
    const struct press *press;
    struct file_writer *file;
    size_t stop, first_sentence;
};

static enum status
begin(const struct press *press, arena *out, void **state)
{
    struct captions *c = arena_new(out, struct captions, 1);
    c->press = press;
    *state = c;
    return STATUS_OK;
}

static enum status
stop_begin(void *state, size_t stop, arena *out)
{
    struct captions *c = state;
    const struct tour *tour = c->press->tour;
    str name = timeline_stop_file(out, c->press->timeline, stop, "vtt");
    c->stop = stop;
    c->first_sentence = tour->stops[stop].segment_count > 0
                            ? tour->segments[tour->stops[stop].first_segment].first_sentence
                            : 0;
    c->file = file_create(out, file_join(out, c->press->folder, name));
    file_put(c->file, STR("WEBVTT\n"));
    return STATUS_OK;
}

static void
put_words(struct captions *c, str text, const struct lit_word *words, size_t count, arena scratch)
{
    for (size_t i = 0; i < count; i++) {
        arena inner = scratch;
        size_t end = i + 1 < count ? words[i + 1].offset : text.len;
        if (i > 0) {
            file_put(c->file, STR("<"));
            file_put(c->file, timeline_clock(&inner, words[i].start_ms * SAMPLES_PER_MS));
            file_put(c->file, STR(">"));
        }
        html_put_cue(c->file, str_cut(text, words[i].offset, end - words[i].offset));
    }
}

static enum status
sentence(void *state, size_t index, const struct clip *clip, arena scratch)
{
    struct captions *c = state;
    if (clip == NULL) {
        return STATUS_OK;
    }
    const struct placed *placed = &c->press->timeline->sentences[index];
    struct lit_word *words;
    size_t count = lit_words_find(&scratch, c->press->publication->readings[index], clip, placed, &words);
    file_put_format(c->file, "\n%u-%zu\n", (unsigned)c->press->tour->stops[c->stop].number,
                    index - c->first_sentence + 1);
    file_put(c->file, timeline_clock(&scratch, placed->start));
    file_put(c->file, STR(" --> "));
    file_put(c->file, timeline_clock(&scratch, placed->start + placed->length));
    file_put(c->file, STR("\n"));
    put_words(c, c->press->tour->sentences[index].text, words, count, scratch);
    file_put(c->file, STR("\n"));
    return STATUS_OK;
}

static enum status
stop_end(void *state, size_t stop)
{
    struct captions *c = state;
    (void)stop;
    return file_close(c->file, c->press->diags);
}

const struct form form_captions = {
    .begin = begin, .stop_begin = stop_begin, .sentence = sentence, .stop_end = stop_end};
