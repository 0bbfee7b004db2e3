/*
 * Telephone numbers, and numbers that are called.
 *
 * In: 13501234567, 010-64035547, (0416)234 5678, +86 10 6512 1234, 拨打12345, ISBN 978-7-…. Out:
 * 幺三五零幺二三…
 *
 * 1 is said 幺, but 一 throughout a number with an area code.
 */
#ifndef MANDARIN_PHONE_RULES_H
#define MANDARIN_PHONE_RULES_H

#include "mandarin/normalize_text.h"

written_rule phone_match; /* groups around hyphens, dashes or spaces; one group of digits a slice */

/* Whether the digits are a number everybody calls, and are called here: 12345热线, 打110. */
bool phone_is_called(const struct written *w, size_t at, size_t end);

/* The first digit of an equally long number of which this one is a neighbour (010-85116622/85116633); `at`:
 * there is none. */
size_t phone_neighbour(const struct written *w, size_t at, size_t end);

/* Whether an area code stands directly before `at`: 0416-, (0416). */
bool phone_area_before(const struct written *w, size_t at);

#endif
