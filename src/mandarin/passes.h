/*
 * The passes of the Mandarin front end, in order (the table is in reading.c).
 *
 * In: a reading whose earlier layers are complete. Out: one more layer, in *out. A pass never edits a layer
 * before its own and keeps nothing between sentences.
 */
#ifndef MANDARIN_PASSES_H
#define MANDARIN_PASSES_H

#include "mandarin/reading.h"

struct pass {
    const char *name;
    void (*apply)(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch);
};

/* The table, for who runs them one by one. */
const struct pass *mandarin_passes(size_t *count);

/* text → spoken: numbers, dates, units and symbols to hanzi; full-width letters to plain ones. */
void normalize_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch);

/* spoken, traditional and variant characters → the common simplified ones, beside what was written. */
void forms_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch);

/* spoken → words. */
void words_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch);

/* words → syllables with citation tones; marks doubts. */
void pinyin_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch);

/* syllables → which carry the -r of a 儿 that is no syllable of its own. */
void erhua_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch);

/* words, punctuation → breaks. A 儿 that has merged counts for nothing. */
void phrasing_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch);

/* citation → spoken: 一 and 不, third tones, neutral tones. Third tones change within a phrase only. */
void sandhi_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch);

/* Adds a doubt; copies of message and entry live in *out. */
void reading_doubt(struct reading *reading, arena *out, struct slice at, bool unreadable, str message,
                   str entry);

#endif
