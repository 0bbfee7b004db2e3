/*
 * Names of persons that the lexicon does not know, by rule: a surname and one or two characters that stand
 * alone.
 *
 * In: code points. Out: whether they can be a name, and how a name is read: 单 is shan4 as a surname, 长
 * chang2 in a given name.
 *
 * Example: 刘长毅 → names_surname 1, both given characters possible, liu2 chang2 yi4, and 长 is doubtful
 */
#ifndef MANDARIN_NAMES_H
#define MANDARIN_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mandarin/syllable.h"

/* Characters of the surname that text begins with: 2 (欧阳), 1 (刘) or 0. */
size_t names_surname(const uint32_t *text, size_t count);

/* Are these characters, one or two, a surname as a whole? */
bool names_is_surname(const uint32_t *text, size_t count);

/* Can this character be part of a given name? The frequent function words and verbs cannot. */
bool names_is_given(uint32_t code_point);

/* Surnames that are as common as words of their own (于 高 方 和 …): they need a title beside the name. */
bool names_is_common_word(uint32_t surname);

/* Those of them that are function words (和 于 向 …). */
bool names_is_function_word(uint32_t surname);

/* Does a word like this (先生, 馆长, 说) stand beside names? */
bool names_is_title(const uint32_t *word, size_t count);

/* Is it one of the characters that given names are mostly made of (国 丽 志 霞)? */
bool names_is_typical(uint32_t code_point);

/* Does a word like this (由 据 感谢) often stand before a name, or one like that (的 等 题跋) behind it? */
bool names_leads(const uint32_t *word, size_t count);
bool names_follows(const uint32_t *word, size_t count);

/* Surnames with a reading of their own that are looked for without a given name: 单老师, 老任. */
bool names_is_called(uint32_t surname);

/* Can this word be how a bearer of that surname is addressed: 先生, 老师, 馆长 (but 任馆长 is to serve as
 * one)? */
bool names_is_address(uint32_t surname, const uint32_t *word, size_t count);

/* Characters that foreign names are written with (希 尔 达), and those that write little else (尔 斯). */
bool names_is_foreign(uint32_t code_point);
bool names_is_foreign_only(uint32_t code_point);

/* How a character is read as a one-character surname or in a given or foreign name, where that is not its
 * default; else SYLLABLE_NONE. */
syllable names_read_surname(uint32_t code_point);
syllable names_read_given(uint32_t code_point);
syllable names_read_foreign(uint32_t code_point);

/* Places: 区 市 县 路 街 … at the end of a name. */
bool names_is_place_suffix(uint32_t code_point);

#endif
