#include "render/key.h"

#include "sound/clip.h"

/* Raise it when the same reading and identities are to give other bytes. */
enum { STAGES_VERSION = 5 };

void
key_add_reading(struct hash *h, const struct reading *reading)
{
    for (size_t w = 0; w < reading->word_count; w++) {
        const struct word *word = &reading->words[w];
        hash_add_number(h, word->kind);
        hash_add_number(h, reading->breaks[w]);
        hash_add_number(h, (uint64_t)word->role << 8 | word->class); /* 在 is weaker than 再 (prosody.c) */
        if (word->kind == WORD_HANZI) {
            continue;
        }
        for (uint32_t i = 0; i < word->count; i++) {
            hash_add_number(h, reading->spoken[word->first + i].code_point);
        }
    }
    for (size_t s = 0; s < reading->syllable_count; s++) {
        const struct spoken_syllable *spoken = &reading->syllables[s];
        hash_add_number(h, spoken->word);
        hash_add_number(h, spoken->spoken);
        hash_add_number(h, (uint64_t)spoken->erhua << 1 | spoken->merged);
    }
}

str
key_of(arena *out, const struct engine *engine, const struct utterance *utterance)
{
    struct hash *h = hash_start(out);
    hash_add_number(h, STAGES_VERSION);
    hash_add(h, clip_identity(out));
    hash_add(h, engine->identity);
    hash_add(h, engine->voice->identity);
    hash_add_number(h, utterance->delivery);
    key_add_reading(h, utterance->reading);
    if (engine->reads_text) {
        arena scratch = *out;
        hash_add(h, reading_spoken_form(&scratch, utterance->reading));
    }
    return hash_finish(h, out);
}
