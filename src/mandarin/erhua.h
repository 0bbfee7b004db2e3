/*
 * Erhua: the 儿 that is no syllable but an -r on the one before it.
 *
 * In: a reading with citation syllables. Out: erhua on the syllable that carries it, merged on the 儿; one
 * that stands for itself is spoken er2. Example: 花儿 huar1, 一点儿 yi4 dianr3; but 儿子, 婴儿, 幼儿园,
 * 女儿河 keep er2.
 */
#ifndef MANDARIN_ERHUA_H
#define MANDARIN_ERHUA_H

#include "mandarin/reading.h"

void erhua_mark(struct reading *reading);

#endif
