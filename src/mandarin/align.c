#include "mandarin/align.h"

#include "base/utf8.h"
#include "mandarin/syllable_text.h"

/* Index of the next entry that prints. */
static size_t
skip_silent(const struct reading *reading, size_t index, bool citation)
{
    while (index < reading->syllable_count && !syllable_text_shows(reading, index, citation)) {
        index++;
    }
    return index;
}

static size_t
written_at(const struct reading *reading, size_t index)
{
    return reading->spoken[reading->syllables[index].first].from.offset;
}

str
align_table(arena *out, const struct reading *reading, bool citation)
{
    struct str_builder b = {.out = out};
    str text = reading->text;
    size_t next = skip_silent(reading, 0, citation);
    for (size_t offset = 0; offset < text.len;) {
        char bytes[4];
        uint32_t code_point = utf8_next(text, &offset);
        str_add(&b, (str){bytes, utf8_encode(code_point, bytes)});
        char separator = '\t';
        /* What begins in this character, or behind it where nothing is left to carry it. */
        while (next < reading->syllable_count && (written_at(reading, next) < offset || offset == text.len)) {
            str_add_char(&b, separator);
            syllable_text_add(&b, reading, next, citation);
            separator = ' ';
            next = skip_silent(reading, next + 1, citation);
        }
        str_add(&b, separator == '\t' ? STR("\t-\n") : STR("\n"));
    }
    str_add_char(&b, '\n');
    return str_built(&b);
}
