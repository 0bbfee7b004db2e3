/*
 * The closed classes: characters that are mostly met as a function word when they stand by themselves.
 *
 * In: a word's first and only character. Out: its class, or CLASS_UNKNOWN where it is a content word; which
 * way it leans. Example: function_word_class(U'在') is CLASS_PREPOSITION; 山 is CLASS_UNKNOWN.
 */
#ifndef MANDARIN_FUNCTION_WORDS_H
#define MANDARIN_FUNCTION_WORDS_H

#include "mandarin/reading.h"

enum word_class function_word_class(uint32_t character);

/* 在 和 不 每 新 …: as a word of one syllable it is read with the word behind it. */
bool function_word_leans(uint32_t character);

/* 里 市 者 率 …: as a word of one syllable it is read with the word before it. */
bool function_word_is_suffix(uint32_t character);

/* 是 为: link a subject to what it is. */
bool function_word_is_copula(uint32_t character);

#endif
