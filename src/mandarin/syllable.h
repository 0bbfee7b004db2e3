/*
 * One Mandarin syllable in 16 bits: which of the base syllables (pinyin without tone), and which tone.
 *
 * In: numbered pinyin, "zhong4", "lv3", "de5" (ü written v, the neutral tone 5). Out: a number that compares,
 * copies and indexes tables cheaply, and back.
 *
 * Example: syllable s; if (syllable_parse(STR("zhong4"), &s)) … syllable_tone(s) == 4
 *
 * Source: the base syllables are those of Hanyu Pinyin (ISO 7098:2015) that occur in Unihan's readings, with
 * the interjections ê, m, n, ng, hm, hng. Erhua is no syllable of its own: 儿 keeps er2 here.
 */
#ifndef MANDARIN_SYLLABLE_H
#define MANDARIN_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* base index * 8 + tone; tones 1–4, 5 = neutral, 0 = none given. Below SYLLABLE_LIMIT. */
typedef uint16_t syllable;

#define SYLLABLE_NONE       ((syllable)0xFFFF) /* no syllable: punctuation, unreadable */
#define SYLLABLE_BASE_COUNT 425u
#define SYLLABLE_LIMIT      (SYLLABLE_BASE_COUNT * 8u)
#define SYLLABLE_TEXT_MAX   8u /* bytes of the longest printed syllable (zhuang4), and a closing NUL */

/* One syllable without surrounding space: a base syllable and at most one tone digit 1–5 ("zhong" has tone
 * 0). False, and *out untouched, for anything else. */
bool syllable_parse(str text, syllable *out);

/* All syllables of a space-separated list, at most `max`. Returns how many, 0 when one of them is wrong or
 * there are more than max. */
size_t syllable_parse_list(str text, syllable *out, size_t max);

/* Writes the syllable and a closing NUL; returns its length without the NUL. Tone 0 prints no digit,
 * SYLLABLE_NONE and any other number that is no syllable print "". */
size_t syllable_print(syllable s, char out[SYLLABLE_TEXT_MAX]);

static inline bool
syllable_is_valid(syllable s)
{
    return s < SYLLABLE_LIMIT && (s & 7u) <= 5;
}

/* The base syllable's letters, such as "zhong"; static, NUL-terminated. "" for no syllable. */
const char *syllable_base(syllable s);

/* 0–5. */
static inline unsigned
syllable_tone(syllable s)
{
    return syllable_is_valid(s) ? s & 7u : 0;
}

/* The same base with another tone (0–5). */
static inline syllable
syllable_with_tone(syllable s, unsigned tone)
{
    return syllable_is_valid(s) ? (syllable)((s & ~7u) | tone) : s;
}

/* Whether both have the same base, whatever the tone. */
static inline bool
syllable_same_base(syllable a, syllable b)
{
    return a / 8 == b / 8;
}

#endif
