#include "mandarin/polyphones.h"

enum { TRUSTED = 3 }; /* characters from which a word's own reading is right: 平复帖, 成吉思汗 */

struct polyphone_text
polyphones_text(arena *out, const struct mandarin *mandarin, const struct reading *reading)
{
    const struct polyphone_model *model = mandarin->polyphones;
    const uint8_t *kinds = model != NULL ? polyphone_model_kinds(model) : NULL;
    struct polyphone_text text = polyphone_text_of(out, mandarin->lexicon, kinds, reading);
    if (model != NULL)
        text.table = polyphone_model_table(model);
    return text;
}

/* Which candidates the character may have as it was written: 髮 is only fa4. */
static unsigned
allowed_as_written(const struct mandarin *mandarin, const struct polyphone *polyphone, uint32_t written)
{
    unsigned all = (1u << polyphone->count) - 1, allowed = 0;
    if (written == 0)
        return all;
    uint16_t id = lexicon_id(mandarin->lexicon, written);
    for (unsigned k = 0; k < polyphone->count; k++)
        if (lexicon_allows(mandarin->lexicon, id, polyphone->candidates[k]))
            allowed |= 1u << k;
    return allowed != 0 ? allowed : all;
}

/* Is the word's own reading certain, or beyond the model, which has the four most frequent only? Its neutral
 * tones are another matter: they are no reading of the character. */
static bool
decides(const struct word *word, const struct polyphone *polyphone, syllable vote)
{
    if (syllable_tone(vote) == 5)
        return false;
    bool known = false;
    for (unsigned k = 0; k < polyphone->count; k++)
        known |= polyphone->candidates[k] == vote;
    bool certain = word->reading != NULL || word->class == CLASS_PLACE || word->class == CLASS_PERSON;
    return word->count >= (certain ? TRUSTED : TRUSTED + 1) || (word->reading != NULL && !known);
}

/* What the lexicon's words make neutral has its tone in full in `spoken_syllable.full`: 杷 in 枇杷 is pa2. */
static syllable
in_full(const struct polyphone_text *text, size_t at, syllable vote)
{
    syllable full = lexicon_default(text->lexicon, text->ids[at]);
    bool weakened = syllable_is_valid(vote) && syllable_tone(vote) == 5 && syllable_is_valid(full);
    return weakened && syllable_same_base(full, vote) ? full : vote;
}

struct polyphone_choice
polyphones_read(const struct mandarin *mandarin, const struct polyphone_text *text, size_t at, size_t word)
{
    syllable vote = polyphone_vote(text, at, word);
    struct polyphone_choice given = {vote, SYLLABLE_NONE, 1};
    const struct polyphone *polyphone = mandarin->polyphones != NULL
                                            ? polyphone_model_find(mandarin->polyphones, text->characters[at])
                                            : NULL;
    const struct word *w = &text->reading->words[word];
    if (polyphone == NULL || w->settled || decides(w, polyphone, vote) ||
        (polyphone->constant && vote == polyphone->candidates[0])) {
        given.reading = w->settled ? vote : in_full(text, at, vote);
        return given;
    }
    struct polyphone_features features;
    polyphone_features_of(text, at, word, polyphone->candidates, polyphone->count, &features);
    unsigned allowed = allowed_as_written(mandarin, polyphone, text->reading->spoken[at].written);
    return polyphone_model_choose(mandarin->polyphones, polyphone, &features, allowed);
}
