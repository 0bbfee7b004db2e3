#include "publish/timed_words.h"

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
