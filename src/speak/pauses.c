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

enum pause
pauses_between(const struct reading *reading, uint32_t from, uint32_t to)
{
    enum pause longest = PAUSE_NONE;
    for (uint32_t w = from; w < to; w++) {
        if (reading->breaks[w] >= BREAK_PHRASE && is_list_mark(reading, w + 1)) {
            longest = longest > PAUSE_LIST ? longest : PAUSE_LIST;
        } else if (reading->breaks[w] >= BREAK_CLAUSE) {
            longest = PAUSE_CLAUSE;
        }
    }
    return longest;
}

uint32_t
pauses_between_ms(const struct reading *reading, const struct voice *voice, uint32_t from, uint32_t to)
{
    switch (pauses_between(reading, from, to)) {
    case PAUSE_CLAUSE:
        return voice->clause_ms;
    case PAUSE_LIST:
        return voice->list_ms;
    default:
        return 0;
    }
}
