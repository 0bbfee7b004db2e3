#include "speak/pauses.h"

enum { IDEOGRAPHIC_COMMA = 0x3001 };

static bool
is_list_mark(const struct reading *reading, uint32_t word)
{
    if (word >= reading->word_count || reading->words[word].kind != WORD_PUNCTUATION) {
        return false;
    }
    const struct word *mark = &reading->words[word];
    for (uint32_t i = mark->first; i < mark->first + mark->count; i++) {
        if (reading->spoken[i].code_point == IDEOGRAPHIC_COMMA) {
            return true;
        }
    }
    return false;
}

uint32_t
pauses_between_ms(const struct reading *reading, const struct voice *voice, uint32_t from, uint32_t to)
{
    uint32_t longest_ms = 0;
    for (uint32_t w = from; w < to; w++) {
        uint32_t pause_ms = 0;
        if (reading->breaks[w] >= BREAK_PHRASE && is_list_mark(reading, w + 1)) {
            pause_ms = voice->list_ms;
        } else if (reading->breaks[w] >= BREAK_CLAUSE) {
            pause_ms = voice->clause_ms;
        }
        longest_ms = pause_ms > longest_ms ? pause_ms : longest_ms;
    }
    return longest_ms;
}
