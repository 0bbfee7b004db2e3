/*
 * Where the likeliest words of the lexicon are the wrong ones, though each is a word: cases that costs alone
 * do not decide.
 *
 * In: the code points of a run of hanzi, and a position in it. Out: what may not, or may, begin there.
 * Example: 三个人才能合抱: cutting_misleads holds for 人才, so that 人|才能 is left
 */
#ifndef MANDARIN_CUTTING_RULES_H
#define MANDARIN_CUTTING_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The lexicon has a word of `length` characters at `at`, but not here: 三个|人|才|能, 二十一|个|人,
 * 三百|余|件, 八千|年|前, 三百|天|都, 曾|经过, 外面|包着, 穿|着, 和|解|馆长, 拉着|手, 静得|出奇. The run is
 * text[first] … text[end - 1]. */
bool cutting_misleads(const uint32_t *text, size_t first, size_t at, size_t end, size_t length);

/* A word that begins here would tear 三十|万吨, 二十|一块 or 两|千余 apart; 三|千米 may. */
bool cutting_parts_number(const uint32_t *text, size_t first, size_t at, size_t end);

/* 一 and the same measure twice: 一行行. count: characters there are. */
bool cutting_repeats(const uint32_t *text, size_t count);

/* Words of the lexicon that look like numbers and are none: 万一, 千万. */
bool cutting_is_figure_of_speech(const uint32_t *text, size_t count);

#endif
