#include "mandarin/pause.h"

#include "mandarin/charset.h"

static enum pause
pause_of(uint32_t mark)
{
    static const struct {
        const char32_t *marks;
        enum pause pause;
    } classes[] = {
        {U"，,；;：:…⋯︰﹐|｜", PAUSE_CLAUSE},
        {U"。！？!?｡．", PAUSE_END},
        {U"、､", PAUSE_LIST},
        {U"“”‘’「」『』《》〈〉\"'", PAUSE_QUOTE},
        {U" \t\u3000\u00a0", PAUSE_SPACE},
        {U"（(〔[［【{", PAUSE_OPEN},
        {U"）)〕]］】}", PAUSE_CLOSE},
        {U"—–―－~～/／", PAUSE_PHRASE},
        {U"·•・-‐‑_", PAUSE_WORD},
    };
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        if (charset_has(classes[i].marks, mark)) {
            return classes[i].pause;
        }
    }
    return PAUSE_WORD;
}

static bool
is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

enum pause
pause_between(const struct reading *reading, size_t from, size_t to)
{
    enum pause most = PAUSE_NONE;
    unsigned dashes = 0;
    for (size_t i = from; i < to; i++) {
        uint32_t mark = reading->spoken[i].code_point;
        enum pause pause = pause_of(mark);
        if (mark == '.' && (i == 0 || !is_letter(reading->spoken[i - 1].code_point))) {
            pause = PAUSE_CLAUSE; /* after a figure; St. and U.S. go on */
        }
        most = pause > most ? pause : most;
        dashes += mark == U'—' || mark == U'–' || mark == U'―';
    }
    /* ——, the Chinese dash, is two characters. */
    return dashes >= 2 && most < PAUSE_CLAUSE ? PAUSE_CLAUSE : most;
}
