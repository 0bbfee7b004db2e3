/*
 * Labelled sentences: what the context model is trained on and what it is measured by.
 *
 * In: two files, NAME.sent with a sentence a line and one of its characters between two ▁, and NAME.lb with
 * that character's pinyin (ü written u:) a line. Out: the sentences without their marks.
 *
 * Example: 银▁行▁在左边。 and hang2 → text 银行在左边。, at 3, character 行, label hang2
 *
 * Sources: CPP, of g2pM (Park and Lee 2020), and g2pL; voices/mandarin/MODEL.md.
 */
#ifndef MANDARIN_TRAIN_SETS_H
#define MANDARIN_TRAIN_SETS_H

#include "base/diag.h"
#include "mandarin/reading.h"

struct labelled {
    str text;
    uint32_t at; /* byte offset of the character */
    uint32_t character;
    syllable label; /* SYLLABLE_NONE: a label that is no syllable */
};

struct labelled_set {
    struct labelled *items;
    size_t count;
};

/* name: such as "cpp/dev". *set is empty where the files are not there. STATUS_SYSTEM when they cannot be
 * read, STATUS_SCRIPT when they have not the same number of lines. */
MUST_CHECK enum status labelled_set_read(arena *out, str folder, const char *name, struct labelled_set *set,
                                         struct diags *diags);

/* The sentence up to its words; *at becomes the index of its character, SIZE_MAX where it is not spoken. */
struct reading *labelled_read(arena *out, arena scratch, const struct mandarin *mandarin,
                              const struct labelled *item, size_t *at);

/* Whether the reading is the one that the set wants. 一 and 不 are labelled as spoken in places: any tone of
 * theirs will do; and 儿 by erhua or without. */
bool labelled_agrees(const struct labelled *item, syllable read);

/* Characters that sandhi decides: no matter for the model. */
bool labelled_is_sandhi(uint32_t character);

#endif
