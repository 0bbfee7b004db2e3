#include "speak/letters.h"

#include <string.h>

enum { SPELLED_MAX = 3, CONSONANTS_MAX = 8 };

static const char *const names[] = {
    "'ei55",                 /* A */
    "p|'i55",                /* B */
    "s|'i55",                /* C */
    "t|'i55",                /* D */
    "j|'i55",                /* E */
    "'ai55|f|u11",           /* F */
    "tS;|'i55",              /* G */
    "'ei55|ts.h|i.11",       /* H */
    "'ai55",                 /* I */
    "ts.|'ei55",             /* J */
    "kh|'ei55",              /* K */
    "'ai55|l|@11",           /* L */
    "'ai55|m|u11",           /* M */
    "'@55|n",                /* N */
    "'ou55",                 /* O */
    "ph|'i55",               /* P */
    "kh|j|'iou55",           /* Q */
    "'A55|r",                /* R */
    "'ai55|s|i[11",          /* S */
    "th|'i55",               /* T */
    "j|'iou55",              /* U */
    "w|'ei55",               /* V */
    "t|'A55|p|u11|l|'iou55", /* W */
    "'ai55|kh|o-11|s|i[11",  /* X */
    "w|'ai55",               /* Y */
    "ts|'ei55",              /* Z */
};

static bool
is_capital(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_small(uint32_t c)
{
    return c >= 'a' && c <= 'z';
}

bool
letters_are_spelled(const struct reading *reading, const struct spoken_syllable *s)
{
    uint32_t vowels = 0;
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        uint32_t c = reading->spoken[i].code_point;
        if (!is_capital(c) && !(is_small(c) && s->count == 1)) {
            return false;
        }
        vowels += strchr("AEIOUY", (int)c) != NULL;
    }
    return s->count <= SPELLED_MAX || (vowels == 0 && s->count <= CONSONANTS_MAX);
}

const char *
letters_name(uint32_t letter, unsigned *phonemes)
{
    const char *name = names[is_small(letter) ? letter - 'a' : letter - 'A'];
    *phonemes = 1;
    for (const char *at = name; *at != '\0'; at++) {
        *phonemes += *at == '|' || *at == ' ';
    }
    return name;
}
