#include "mandarin/syllable_text.h"

#include "base/utf8.h"

bool
syllable_text_shows(const struct reading *reading, size_t index, bool citation)
{
    const struct spoken_syllable *s = &reading->syllables[index];
    if (reading->words[s->word].kind == WORD_LATIN) {
        return true;
    }
    return citation ? syllable_is_valid(s->citation) : !s->merged && syllable_is_valid(s->spoken);
}

void
syllable_text_add(struct str_builder *b, const struct reading *reading, size_t index, bool citation)
{
    const struct spoken_syllable *s = &reading->syllables[index];
    if (reading->words[s->word].kind == WORD_LATIN) {
        for (size_t i = s->first; i < s->first + s->count; i++) {
            char bytes[4];
            str_add(b, (str){bytes, utf8_encode(reading->spoken[i].code_point, bytes)});
        }
        return;
    }
    char text[SYLLABLE_TEXT_MAX];
    syllable shown = citation ? s->full : s->spoken;
    str printed = {text, syllable_print(shown, text)};
    if (s->erhua && !citation && syllable_tone(shown) > 0) {
        str_add(b, str_cut(printed, 0, printed.len - 1));
        str_add_char(b, 'r');
        printed = str_from_offset(printed, printed.len - 1);
    }
    str_add(b, printed);
}
