/*
 * A sentence as the normalisation rules see it, and the way they speak.
 *
 * In: the sentence's bytes. Out: folded code points that can be looked at by index, and layer 1 of the
 * reading.
 *
 *   １０．４％  is folded to 10.4%, 萬 to 万 ; zero-width and control characters are not there at all
 *
 * A rule looks at positions (indexes of code points), chooses what it reads as one group, and speaks:
 *
 *   written_group(w, 2, 7); written_say(w, U"百分之"); …       all of it stands for code points 2–6
 *
 * Word lists are one literal, words separated by a space: U"年 月 小时". Looking past either end is allowed
 * and finds 0, so rules need no bounds.
 */
#ifndef MANDARIN_NORMALIZE_TEXT_H
#define MANDARIN_NORMALIZE_TEXT_H

#include <uchar.h>

#include "mandarin/reading.h"

struct written {
    const char32_t *code_points; /* folded */
    const uint32_t *offsets;     /* byte offset of each */
    size_t count;
    struct slice group; /* what is being spoken for */
    struct reading *reading;
    arena *out;
    size_t capacity; /* of reading->spoken */
};

/* A rule: what begins at `at`, spoken into the reading. Returns the position after what it read, or `at` when
 * it does not apply (and nothing was spoken). Looks a bounded number of groups ahead, so a line takes linear
 * time. */
typedef size_t written_rule(struct written *w, size_t at);

/* Decodes and folds reading->text; the arrays live in *scratch, what is spoken in *out. */
struct written *written_open(arena *scratch, struct reading *reading, arena *out);

static inline char32_t
written_at(const struct written *w, size_t i)
{
    return i < w->count ? w->code_points[i] : 0;
}

static inline bool
written_is_digit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

static inline bool
written_is_ascii_letter(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

/* One of U+4E00–U+9FFF. */
static inline bool
written_is_hanzi(char32_t c)
{
    return c >= 0x4E00 && c <= 0x9FFF;
}

/* Punctuation that no rule begins with and nothing is written beside: the greater part of what is no hanzi.
 * Like hanzi it takes three bytes. */
static inline bool
written_is_plain_mark(char32_t c)
{
    return c == U'，' || c == U'。' || c == U'、' || c == U'“' || c == U'”';
}

bool written_is_latin(char32_t c); /* a letter of the Latin script, with or without marks */

static inline bool
written_digit_at(const struct written *w, size_t i)
{
    return written_is_digit(written_at(w, i));
}

bool written_is_dash(char32_t c);    /* what may stand in a range: - – — ~ */
bool written_is_colon(char32_t c);   /* : ： */
bool written_is_numeral(char32_t c); /* 〇零一…九十百千万亿两几半多余 */

/* One position past a run of digits. */
size_t written_digits_end(const struct written *w, size_t at);
/* Past, and before, at most three spaces. */
size_t written_after_space(const struct written *w, size_t at);
size_t written_before_space(const struct written *w, size_t at);
/* Past one dash (or two of —) between optional spaces; `at` where there is none. */
size_t written_after_dash(const struct written *w, size_t at);

/* Length of the longest word of the list that begins at `at`, or that ends before `at`; 0: none. */
size_t written_starts(const struct written *w, size_t at, const char32_t *list);
size_t written_ends(const struct written *w, size_t at, const char32_t *list);
/* Whether a word of the list is within `reach` code points before `at`. */
bool written_near(const struct written *w, size_t at, size_t reach, const char32_t *list);

/* What is spoken from now on stands for code points first … end - 1. */
void written_group(struct written *w, size_t first, size_t end);
static inline void
written_say_one(struct written *w, char32_t code_point)
{
    struct reading *r = w->reading;
    *arena_push(w->out, r->spoken, r->spoken_count, w->capacity) =
        (struct spoken){.code_point = code_point, .from = w->group};
}

void written_say(struct written *w, const char32_t *words);
/* One code point for itself; a hanzi as it was written. */
void written_copy(struct written *w, size_t at);
/* The hanzi at `at` as it was written; the rules see it simplified. */
char32_t written_hanzi(const struct written *w, size_t at);
/* The last thing spoken, 0 at the start. */
char32_t written_last_spoken(const struct written *w);

#endif
