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

/* Can this character be part of a given name? The frequent function words and verbs cannot. */
bool names_is_given(uint32_t code_point);

/* Surnames that are as common as words of their own (于 高 方 和 …): they need a title beside the name. */
bool names_is_common_word(uint32_t surname);

/* Does a word like this (先生, 馆长, 说) stand beside names? */
bool names_is_title(const uint32_t *word, size_t count);

/* How a character is read as a one-character surname or in a given name, where that is not its default; else
 * SYLLABLE_NONE. */
syllable names_read_surname(uint32_t code_point);
syllable names_read_given(uint32_t code_point);

/* Places: 区 市 县 路 街 … at the end of a name. */
bool names_is_place_suffix(uint32_t code_point);

#endif
