/*
 * Dates and times of day in digits.
 *
 * In: 2008-08-08, 08/2008, 08.08, 9·18, 8:00 a.m. Out: 二零零八年八月八日, 二零零八年八月, 八月八日, 九一八,
 * 上午八点.
 */
#ifndef MANDARIN_DATE_RULES_H
#define MANDARIN_DATE_RULES_H

#include "mandarin/normalize_text.h"

/* Year, month and day in either order, year and month, month and day; one group. */
written_rule date_match;

/* A day that became a name: 9·18, 5.12地震, 918事变: digit by digit. */
written_rule date_match_event;

/* 8:00, 13:10:36, with am and pm; one group. */
written_rule date_match_time;

#endif
