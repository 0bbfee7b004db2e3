/*
 * The closed classes: characters that are mostly met as a function word when they stand by themselves.
 *
 * In: a word's first and only character. Out: its class, or CLASS_UNKNOWN where it is a content word.
 * Example: function_word_class(U'在') is CLASS_PREPOSITION; 山 is CLASS_UNKNOWN.
 */
#ifndef MANDARIN_FUNCTION_WORDS_H
#define MANDARIN_FUNCTION_WORDS_H

#include "mandarin/reading.h"

enum word_class function_word_class(uint32_t character);

/* 能 要 会 应 …: stand before a verb as an adverb does. */
bool function_word_is_modal(uint32_t character);

/* 是 为: link a subject to what it is. */
bool function_word_is_copula(uint32_t character);

#endif
