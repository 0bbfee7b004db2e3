/*
 * Readings built by hand from words and citation tones, so that the tests of sandhi and phrasing need no
 * lexicon; case files; random lines.
 *
 * In: words parted by bars, citation tones parted by spaces. Out: a reading with its first three layers.
 * Example: mandarin_of_words(&out, "纸|老虎|。", "zhi3 lao3 hu3")
 *
 * A word that ends in /n is a number, /o an ordinal, /d digits, /m a measure, /p a name. Marks are
 * punctuation, letters a Latin word. Without citations (NULL) particles are neutral and all else has a first
 * tone.
 */
#ifndef SUPPORT_MANDARIN_H
#define SUPPORT_MANDARIN_H

#include "mandarin/reading.h"

/* Ends the test where the citations do not fit the words. */
struct reading *mandarin_of_words(arena *out, const char *words, const char *citations);

/* Every line of a file under tests/cases that is neither empty nor begins with #, cut at its tabs into as
 * many fields as asked for; ends the test where one has fewer. Returns how many lines. */
size_t mandarin_cases(arena *out, const char *name, size_t field_count, str **fields);

/* The built lexicon (DAOLAN_DATA, or build/data); false where it has not been built. */
bool mandarin_is_built(arena *out, struct mandarin *mandarin);

/* A line of random hanzi, figures, letters and marks, the same for the same seed on every machine. */
str mandarin_random_line(arena *out, uint64_t seed);

/* Random bytes, seldom UTF-8, without a line end. */
str mandarin_random_bytes(arena *out, uint64_t seed);

#endif
