/*
 * Names that the lexicon does not have: their words become one word of ROLE_NAME.
 *
 * In: a reading whose words tile the spoken characters. Out: the same, with the words of each name found by
 * rule joined and read as a name; a surname alone before a form of address (单老师) is read as a surname.
 *
 * A person is found by what speaks for it: the surname, characters that given names are made of, a title or a
 * boundary on either side. A surname that is also an everyday word (单 任 解 查 曾) needs more of these.
 *
 * Example: 馆长|华|建国|致辞 → 馆长|华建国|致辞, hua4 jian4 guo2
 *          希|尔|达 → 希尔达
 */
#ifndef MANDARIN_NAME_WORDS_H
#define MANDARIN_NAME_WORDS_H

#include "mandarin/lexicon.h"
#include "mandarin/reading.h"

struct name_words {
    const struct lexicon *lexicon;
    struct reading *reading; /* its words are edited: this step is part of the words pass */
    const uint32_t *text;    /* the spoken characters' code points, and a zero behind the last */
    const uint16_t *ids;     /* and their ids in the lexicon */
};

void name_words_join(const struct name_words *names, arena *out);

#endif
