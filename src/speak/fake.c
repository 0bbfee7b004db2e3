/*
 * The fake engine: a tone for every syllable, so that tests of timing can compute every position by hand.
 */
#include <string.h>

#include "speak/engine.h"
#include "speak/pauses.h"

enum {
    FAKE_RATE_HZ = 48000,
    TONE_PERIOD = 48, /* samples of 1 kHz */
    SYLLABLE_MS = 180,
    LATIN_MS = 400,
    GAP_MS = 20,
};

/* One period of a sine at −20 dBFS, by symmetry from a quarter: no libm whose last bit may differ. */
static const float quarter[] = {0.0F,         0.013052619F, 0.025881905F, 0.038268343F, 0.05F,
                                0.060876143F, 0.070710678F, 0.079335334F, 0.08660254F,  0.092387953F,
                                0.096592583F, 0.099144486F, 0.1F};

static float
tone(uint32_t sample)
{
    uint32_t phase = sample % TONE_PERIOD;
    uint32_t half = phase % (TONE_PERIOD / 2);
    float value = quarter[half <= TONE_PERIOD / 4 ? half : TONE_PERIOD / 2 - half];
    return phase < TONE_PERIOD / 2 ? value : -value;
}

static uint32_t
frames_of_ms(uint32_t ms)
{
    return ms * (FAKE_RATE_HZ / 1000);
}

static struct mark
lay(const struct engine *engine, const struct reading *reading, const struct spoken_syllable *before,
    const struct spoken_syllable *s, uint32_t end)
{
    uint32_t start = 0;
    if (before != NULL) {
        uint32_t pause_ms = pauses_between_ms(reading, engine->voice, before->word, s->word);
        start = end + frames_of_ms(pause_ms > 0 ? pause_ms : GAP_MS);
    }
    bool latin = reading->words[s->word].kind == WORD_LATIN;
    return (struct mark){start, start + frames_of_ms(latin ? LATIN_MS : SYLLABLE_MS)};
}

static enum status
speak(const struct engine *engine, const struct utterance *utterance, arena *out, arena scratch,
      struct take *take, struct diags *diags)
{
    (void)scratch;
    *take = (struct take){.rate_hz = FAKE_RATE_HZ};
    take->marks = arena_new(out, struct mark, take_count_marks(utterance->reading));
    const struct spoken_syllable *before = NULL;
    uint32_t end = 0;
    for (size_t i = 0; i < utterance->reading->syllable_count; i++) {
        const struct spoken_syllable *s = &utterance->reading->syllables[i];
        if (!take_has_mark(utterance->reading, s)) {
            continue;
        }
        struct mark m = lay(engine, utterance->reading, before, s, end);
        take->marks[take->mark_count++] = m;
        end = m.end;
        before = s;
    }
    if (end == 0) {
        diag_add(diags, DIAG_ERROR, engine->voice->path, 0, 0, NULL,
                 "the fake engine is given nothing to say");
        return STATUS_SYSTEM;
    }
    take->count = end;
    take->samples = arena_new(out, float, end);
    for (size_t i = 0; i < take->mark_count; i++) {
        for (uint32_t k = take->marks[i].start; k < take->marks[i].end; k++) {
            take->samples[k] = tone(k - take->marks[i].start);
        }
    }
    return STATUS_OK;
}

static enum status
prepare(struct engine *engine, struct diags *diags)
{
    (void)engine;
    (void)diags;
    return STATUS_OK;
}

static void
leave(struct engine *engine)
{
    (void)engine;
}

enum status
engine_fake_open(arena *out, arena scratch, struct engine *engine, struct diags *diags)
{
    (void)out;
    (void)scratch;
    (void)diags;
    engine->identity = STR("fake 1");
    engine->prepare = prepare;
    engine->speak = speak;
    engine->close = leave;
    return STATUS_OK;
}
