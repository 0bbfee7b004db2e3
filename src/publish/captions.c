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

/* Syllables lie anywhere: to the nearest millisecond. */
static uint64_t
nearest_ms(uint64_t samples)
{
    return (samples + SAMPLES_PER_MS / 2) / SAMPLES_PER_MS;
}

/* A timestamp must be later than all before it and earlier than the cue's end; a word within the same
 * millisecond as the one before lights up with it. */
static void
put_words(struct captions *c, str text, const struct placed *placed, const struct timed_word *words,
          size_t count, arena scratch)
{
    uint64_t last_ms = placed->start / SAMPLES_PER_MS;
    uint64_t end_ms = (placed->start + placed->length) / SAMPLES_PER_MS;
    uint32_t from = 0;
    for (size_t i = 1; i < count; i++) {
        uint64_t ms = nearest_ms(placed->start + words[i].start);
        if (ms <= last_ms || ms >= end_ms) {
            continue;
        }
        arena inner = scratch;
        html_put_cue(c->file, str_cut(text, from, words[i].offset - from));
        file_put(c->file, STR("<"));
        file_put(c->file, timeline_clock(&inner, ms * SAMPLES_PER_MS));
        file_put(c->file, STR(">"));
        from = words[i].offset;
        last_ms = ms;
    }
    html_put_cue(c->file, str_from_offset(text, from));
}

static enum status
sentence(void *state, size_t index, const struct clip *clip, arena scratch)
{
    struct captions *c = state;
    if (clip == NULL) {
        return STATUS_OK;
    }
    const struct placed *placed = &c->press->timeline->sentences[index];
    struct timed_word *words;
    size_t count = timed_words_find(&scratch, c->press->publication->readings[index], clip, &words);
    file_put_format(c->file, "\n%u-%zu\n", (unsigned)c->press->tour->stops[c->stop].number,
                    index - c->first_sentence + 1);
    file_put(c->file, timeline_clock(&scratch, placed->start));
    file_put(c->file, STR(" --> "));
    file_put(c->file, timeline_clock(&scratch, placed->start + placed->length));
    file_put(c->file, STR("\n"));
    put_words(c, c->press->tour->sentences[index].text, placed, words, count, scratch);
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
