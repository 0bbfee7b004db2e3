#include "publish/timed_words.h"

enum { SAMPLES_PER_MS = CLIP_RATE_HZ / 1000 };

/* Where the bytes that a syllable says end. */
static uint32_t
said_until(const struct reading *reading, const struct spoken_syllable *s)
{
    uint32_t end = 0;
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        struct slice from = reading->spoken[i].from;
        end = from.offset + from.length > end ? from.offset + from.length : end;
    }
    return end;
}

size_t
timed_words_find(arena *out, const struct reading *reading, const struct clip *clip,
                 struct timed_word **words)
{
    size_t count = 0;
    uint32_t mark = 0, said = 0, last_word = UINT32_MAX;
    *words = arena_new(out, struct timed_word, reading->syllable_count);
    for (size_t i = 0; i < reading->syllable_count && mark < clip->mark_count; i++) {
        const struct spoken_syllable *s = &reading->syllables[i];
        uint32_t offset = reading->spoken[s->first].from.offset, end = said_until(reading, s);
        bool sounds = take_has_mark(reading, s);
        if (!sounds && !s->merged) {
            continue; /* nobody can read it: it is shown with the word before */
        }
        if (sounds && s->word != last_word && (count == 0 || offset >= said)) {
            (*words)[count] = (struct timed_word){count == 0 ? 0 : offset, clip->marks[mark].start};
            count++;
        }
        mark += sounds;
        last_word = sounds ? s->word : last_word;
        said = end > said ? end : said;
    }
    return count;
}

/* Syllables lie anywhere. */
static uint64_t
nearest_ms(uint64_t samples)
{
    return (samples + SAMPLES_PER_MS / 2) / SAMPLES_PER_MS;
}

size_t
lit_words_find(arena *out, const struct reading *reading, const struct clip *clip,
               const struct placed *sentence, struct lit_word **words)
{
    *words = arena_new(out, struct lit_word, reading->syllable_count + 1);
    arena scratch = *out;
    struct timed_word *timed;
    size_t timed_count = timed_words_find(&scratch, reading, clip, &timed), count = 1;
    uint64_t end_ms = (sentence->start + sentence->length) / SAMPLES_PER_MS;
    (*words)[0].start_ms = sentence->start / SAMPLES_PER_MS;
    for (size_t i = 1; i < timed_count; i++) {
        uint64_t ms = nearest_ms(sentence->start + timed[i].start);
        if (ms > (*words)[count - 1].start_ms && ms < end_ms) {
            (*words)[count++] = (struct lit_word){timed[i].offset, ms};
        }
    }
    return count;
}
