/*
 * Readings written by hand, so that tests of speaking need no lexicon.
 *
 * In: notation, tokens separated by spaces. Out: a reading as the passes would leave it.
 *
 *   jin3 zhou1   syllables as spoken; without a bar they are one word
 *   huar1        with erhua; a token r after it is the merged 儿
 *   @GDP         a Latin word (a word of its own)
 *   ?            a character without reading
 *   |            a word ends (#1);  /  a phrase ends (#2)
 *   ,            a clause ends (#3), with its comma;  、 an item of a list ends;  ？ a question ends
 *
 * Example: reading_from(&arena, "ni2 hao3 , jin3 zhou1 | @GDP");
 */
#ifndef TESTS_SUPPORT_READING_H
#define TESTS_SUPPORT_READING_H

#include "mandarin/reading.h"

/* A token that is none ends the program with a message. */
struct reading *reading_from(arena *out, const char *notation);

#endif
