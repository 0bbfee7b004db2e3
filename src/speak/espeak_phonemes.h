/*
 * Mandarin syllables in eSpeak NG's phonemes (its table "cmn").
 *
 * In: a syllable as spoken. Out: text for eSpeak's [[…]] input, and how
 * many phonemes it holds, by which eSpeak's phoneme events are counted back to syllables.
 *
 * Example: zhou4 gives "ts.|'ou55", 2 phonemes; hua1 with erhua gives "X|w|'A55|r", 4 phonemes.
 *
 * All full tones are written alike: pitch is laid over afterwards. The neutral tone is written without
 * stress, which makes it shorter and softer.
 *
 * Phonemes rather than pinyin, because eSpeak's pinyin would apply its own third-tone sandhi across the whole
 * clause, knows no erhua (huar1 becomes two syllables) and reads interjections such as hm as letters.
 * Source of the phonemes: eSpeak NG's rules for pinyin (dictsource/cmn_rules, phsource/ph_zh), made regular:
 * -ang is always back [A], full-tone -e always [o-], qiong and qun like xiong and xun. The rhotic forms
 * follow the usual erhua rules (Duanmu, The Phonology of Standard Chinese, ch. 9): -i and -n fall away, high
 * front vowels get a schwa.
 */
#ifndef SPEAK_ESPEAK_PHONEMES_H
#define SPEAK_ESPEAK_PHONEMES_H

#include "mandarin/syllable.h"

enum { ESPEAK_SYLLABLE_TEXT_MAX = 24 };

struct espeak_syllable {
    char text[ESPEAK_SYLLABLE_TEXT_MAX]; /* NUL-terminated */
    unsigned phonemes;                   /* events that eSpeak sends for it, at least 1 */
    bool opens_with_vowel;               /* needs a word boundary before it, or 天安 becomes 天南 */
};

/* False for what is no syllable. A syllable without tone is spoken with the neutral tone. */
bool espeak_spell(syllable spoken, bool erhua, struct espeak_syllable *out);

#endif
