#include "script/listing.h"

#include "base/utf8.h"
#include "script/mark.h"

static void
print_text(str text, FILE *stream)
{
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        uint32_t c = utf8_next(text, &i);
        bool control = c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
        if (control) {
            fputc(' ', stream);
        } else {
            fwrite(text.data + from, 1, i - from, stream);
        }
    }
}

/* Sentences of Latin text are parted by a space. */
static bool
needs_space(str before, str after)
{
    return (unsigned char)before.data[before.len - 1] < 0x80 && (unsigned char)after.data[0] < 0x80;
}

void
tour_print_segments(const struct tour *tour, FILE *stream)
{
    for (size_t s = 0; s < tour->stop_count; s++) {
        const struct stop *stop = &tour->stops[s];
        for (uint32_t g = 0; g < stop->segment_count; g++) {
            const struct segment *segment = &tour->segments[stop->first_segment + g];
            const struct sentence *sentences = &tour->sentences[segment->first_sentence];
            const struct source *source;
            uint32_t line, column;
            sentence_position(tour, &sentences[0], 0, &source, &line, &column);
            fprintf(stream, "%u\t%u\t%s\t%u\t", (unsigned)stop->number, (unsigned)g + 1,
                    segment_kind_name(segment->kind), (unsigned)line);
            for (uint32_t i = 0; i < segment->sentence_count; i++) {
                if (i > 0 && needs_space(sentences[i - 1].text, sentences[i].text)) {
                    fputc(' ', stream);
                }
                print_text(sentences[i].text, stream);
            }
            fputc('\n', stream);
        }
    }
}
