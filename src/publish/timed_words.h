/*
 * A sentence's words with their times, for captions that light up word by word.
 *
 * In: a sentence's reading and its clip. Out: the text parted where a word begins to sound; the parts tile
 * the text.
 *
 * Example: 增长10.4%，不错。 → 增长 at 0 | 10.4%， at 21600 | 不错。 at 62400: a written group is one word
 * however many it is spoken as, and what is silent belongs to the word before it (at the sentence's beginning
 * to the first).
 */
#ifndef PUBLISH_TIMED_WORDS_H
#define PUBLISH_TIMED_WORDS_H

#include "mandarin/reading.h"
#include "publish/timeline.h"
#include "sound/clip.h"

struct timed_word {
    uint32_t offset; /* bytes into the sentence's text; the first word's is 0 */
    uint32_t start;  /* samples from the start of the speech: its first syllable's mark */
};

/* Returns how many; *words lives in *out. clip: not NULL, its marks one a syllable that take_has_mark. */
size_t timed_words_find(arena *out, const struct reading *reading, const struct clip *clip,
                        struct timed_word **words);

/* A stretch of a sentence's text that lights up at once. */
struct lit_word {
    uint32_t offset;   /* bytes into the sentence's text; the first's is 0 */
    uint64_t start_ms; /* from the stop's start, to the nearest millisecond */
};

/* The words in milliseconds, each later than the one before and earlier than the sentence's end: a word
 * within the same millisecond as the one before lights up with it. The first lights up with the sentence.
 * Returns how many, at least 1 and at most the reading's syllables; *words lives in *out. */
size_t lit_words_find(arena *out, const struct reading *reading, const struct clip *clip,
                      const struct placed *sentence, struct lit_word **words);

#endif
