#include "mandarin/reading.h"

#include "base/utf8.h"
#include "mandarin/passes.h"
#include "mandarin/syllable_text.h"

static const struct pass passes[] = {
    {"normalize", normalize_apply}, {"forms", forms_apply}, {"words", words_apply},
    {"pinyin", pinyin_apply},       {"erhua", erhua_apply}, {"phrasing", phrasing_apply},
    {"sandhi", sandhi_apply},
};

const struct pass *
mandarin_passes(size_t *count)
{
    *count = sizeof passes / sizeof passes[0];
    return passes;
}

struct reading *
mandarin_read(arena *out, arena scratch, const struct mandarin *mandarin, str text)
{
    struct reading *reading = arena_new(out, struct reading, 1);
    reading->text = str_cut(text, 0, UINT32_MAX); /* slices count in 32 bits */
    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++) {
        passes[i].apply(mandarin, reading, out, scratch);
    }
    return reading;
}

bool
reading_sounds(const struct reading *reading)
{
    for (size_t i = 0; i < reading->syllable_count; i++) {
        const struct spoken_syllable *s = &reading->syllables[i];
        if (reading->words[s->word].kind == WORD_LATIN || syllable_is_valid(s->citation)) {
            return true;
        }
    }
    return false;
}

void
reading_doubt(struct reading *reading, arena *out, struct slice at, bool unreadable, str message, str entry)
{
    struct doubt doubt = {at, unreadable, str_copy(out, message), str_copy(out, entry)};
    *arena_push(out, reading->doubts, reading->doubt_count, reading->doubt_capacity) = doubt;
}

static void
add_code_point(struct str_builder *b, uint32_t code_point)
{
    char bytes[4];
    str_add(b, (str){bytes, utf8_encode(code_point, bytes)});
}

static void
add_spoken(struct str_builder *b, const struct reading *reading, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        const struct spoken *s = &reading->spoken[i];
        add_code_point(b, s->written != 0 ? s->written : s->code_point);
    }
}

str
reading_spoken_form(arena *out, const struct reading *reading)
{
    struct str_builder b = {.out = out};
    add_spoken(&b, reading, 0, reading->spoken_count);
    return str_built(&b);
}

str
reading_phrases(arena *out, const struct reading *reading)
{
    struct str_builder b = {.out = out};
    for (size_t i = 0; i < reading->word_count; i++) {
        add_spoken(&b, reading, reading->words[i].first, reading->words[i].count);
        if (reading->breaks[i] != BREAK_NONE) {
            str_add_char(&b, '#');
            str_add_char(&b, (char)('0' + reading->breaks[i]));
        }
    }
    return str_built(&b);
}

str
reading_pinyin(arena *out, const struct reading *reading, bool citation)
{
    struct str_builder b = {.out = out};
    for (size_t i = 0; i < reading->syllable_count; i++) {
        if (!syllable_text_shows(reading, i, citation)) {
            continue;
        }
        if (b.len > 0) {
            str_add_char(&b, ' ');
        }
        syllable_text_add(&b, reading, i, citation);
    }
    return str_built(&b);
}
