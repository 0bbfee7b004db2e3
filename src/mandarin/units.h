/*
 * Units and currencies written in letters and signs, and their names.
 *
 * In: a position behind a number. Out: what is said: 25kg 二十五千克, 10km/h 每小时十公里.
 *
 * Names: GB/T 3100–3102 (SI units in China); km is said 公里, as everybody does, but km² 平方千米.
 */
#ifndef MANDARIN_UNITS_H
#define MANDARIN_UNITS_H

#include "mandarin/normalize_text.h"

struct unit {
    const char32_t *written, *spoken;
    bool plain_two; /* said with 二, not 两: 二摄氏度 */
    bool shy;       /* means something else as often: only directly behind a number */
};

/* The longest unit that begins at `at` (after optional spaces) and ends there, no letter or digit behind it;
 * NULL: none. *end: the position past it. */
const struct unit *unit_at(const struct written *w, size_t at, size_t *end);

/* Whether a unit that takes 两 follows. */
bool unit_counts(const struct written *w, size_t at);

/* The time or other base behind the slash of a rate: h, s, min, 年, 人 …; NULL: none. */
const char32_t *unit_base(const struct written *w, size_t at, size_t *end);

/* Whether hours or minutes in letters end before `at` and the number there goes on from them: 2h30min. */
bool unit_clock_before(const struct written *w, size_t at);

/* Whether what begins at `unit` and at `base` are two names of one thing (12件/套) and make no rate. */
bool unit_names_twice(const struct written *w, size_t unit, size_t base);

/* The currency that stands before an amount: ¥ $ A$ HKD …; NULL: none. */
const char32_t *unit_currency(const struct written *w, size_t at, size_t *end);

#endif
