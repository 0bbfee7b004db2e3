/*
 * Pronunciations that a house or a tour has written down for itself: they come before the lexicon.
 *
 * In: a text of lines `word<TAB>reading`, hanzi and numbered pinyin; empty lines and lines that begin with #
 * count for nothing. Out: the longest entry that begins at a position.
 *
 * Example: 大栅栏<TAB>da4 shi2 lan4
 */
#ifndef MANDARIN_OWN_WORDS_H
#define MANDARIN_OWN_WORDS_H

#include "base/diag.h"
#include "mandarin/syllable.h"

struct own_words;

/* Reads all entries; a line that is none (another number of syllables than of characters, an unknown
 * syllable, a character that is no hanzi, a word written down twice) is an error in *diags, at its line and
 * column in `path`, and is left out. Never NULL; lives in *out, and so does what own_words_find yields. */
const struct own_words *own_words_parse(arena *out, str path, str text, struct diags *diags);

/* The same from a file. *own is NULL where there is none or it has no entry. STATUS_SCRIPT when an entry is
 * wrong, STATUS_SYSTEM when the file cannot be read. */
MUST_CHECK enum status own_words_read(arena *out, arena scratch, str path, const struct own_words **own,
                                      struct diags *diags);

/* Characters of the longest entry that text[0 … count - 1] begins with, and its reading, one syllable a
 * character; 0 where there is none. own may be NULL: no entries. */
size_t own_words_find(const struct own_words *own, const uint32_t *text, size_t count,
                      const syllable **reading);

#endif
