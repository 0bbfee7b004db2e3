/*
 * The lexicon: words with their frequency, words and characters with their readings.
 *
 * In: the bytes of mandarin/lexicon.bin (mapped or read), and text as code points. Out: the words that begin
 * at a position, and citation readings. Nothing is parsed or allocated at opening but a small handle; a
 * lookup costs a few memory accesses per character.
 *
 * Example: uint16_t ids[2] = {lexicon_id(l, U'重'), lexicon_id(l, U'新')};
 *          lexicon_find(l, ids, 2, found) == 2: 重 (length 1) and 重新 (length 2), whose reading is chong2
 * xin1
 *
 * Data: voices/mandarin/SOURCES.md. Form of the file: lexicon_format.h.
 */
#ifndef MANDARIN_LEXICON_H
#define MANDARIN_LEXICON_H

#include "base/arena.h"
#include "base/str.h"
#include "mandarin/reading.h"
#include "mandarin/syllable.h"

struct lexicon;

#define LEXICON_WORD_MAX     16u  /* characters of the longest word */
#define LEXICON_COST_PER_NAT 28u  /* costs are -28 ln(probability), rounded */
#define LEXICON_COST_UNKNOWN 560u /* what a character that is no word should cost */

struct lexicon_word {
    uint16_t length; /* characters, 1 … LEXICON_WORD_MAX */
    uint16_t cost;   /* 1–511, LEXICON_COST_PER_NAT; smaller is more frequent */
    uint32_t entry;  /* for lexicon_reading and lexicon_class */
};

/* Bytes that begin at a multiple of 8 and outlive the lexicon. NULL when they are no lexicon.bin of this
 * version and byte order, whole and with a sound header; *why then says so in words, static. The rest is not
 * looked at, so that a program that reads one line touches few of its pages. */
const struct lexicon *lexicon_open(arena *out, str bytes, const char **why);

/* Whether all bytes are as they were packed. A lexicon that is not gives wrong readings, but does no other
 * harm. */
bool lexicon_is_sound(const struct lexicon *lexicon);

/* Dense id of a code point; 0 when the lexicon does not know it. */
uint16_t lexicon_id(const struct lexicon *lexicon, uint32_t code_point);

/* Asks the machine for the memory that looking for words from each of the ids will touch, so that it is there
 * when lexicon_find comes by: the lexicon is larger than most caches. Changes nothing else. */
void lexicon_fetch(const struct lexicon *lexicon, const uint16_t *ids, size_t count);

/* All words that begin at ids[0] and end within `count` characters, short ones first, into found, which has
 * room for LEXICON_WORD_MAX. Returns how many, 0 … LEXICON_WORD_MAX. */
size_t lexicon_find(const struct lexicon *lexicon, const uint16_t *ids, size_t count,
                    struct lexicon_word *found);

/* The word's own citation reading, one syllable per character, valid as long as the bytes; NULL when the word
 * is read from its characters' defaults. */
const syllable *lexicon_reading(const struct lexicon *lexicon, const struct lexicon_word *word);

/* The part of speech in which the word is most often met. */
enum word_class lexicon_class(const struct lexicon *lexicon, const struct lexicon_word *word);

/* Citation readings of a character, default first, valid as long as the bytes. Returns how many; 0 for an id
 * that is 0 or out of range. */
size_t lexicon_readings(const struct lexicon *lexicon, uint16_t id, const syllable **readings);

/* The common simplified character that this one is another way to write: 国 for 國, 峰 for 峯; 0 where it is
 * none. In some words a character such as 乾, mostly 干, stands for itself (乾隆): *kept then says so. */
uint32_t lexicon_form(const struct lexicon *lexicon, uint16_t id, bool *kept);

/* Readings may be fewer as written: 髮 is fa4 only, though 发 is fa1 or fa4. Whether a character has this
 * reading, in whatever tone that is neutral; and s where the character as it was written has it (or the form
 * itself only in some word), else the first reading that both have, else s all the same. Ids of 0 have all
 * readings. */
bool lexicon_allows(const struct lexicon *lexicon, uint16_t written, syllable s);
syllable lexicon_as_written(const struct lexicon *lexicon, uint16_t written, uint16_t form, syllable s);

/* The default reading, or SYLLABLE_NONE. */
syllable lexicon_default(const struct lexicon *lexicon, uint16_t id);

#endif
