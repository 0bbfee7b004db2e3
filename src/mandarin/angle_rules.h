/*
 * Degrees, minutes and seconds: where a place lies, and how long a film runs.
 *
 * In: 41°07′N, N41°07′, 东经121°05′32″, 5′30″. Out: 北纬四十一度零七分, 东经一百二十一度零五分三十二秒,
 * 五分三十秒. A length of time has 两分, an angle 二分.
 */
#ifndef MANDARIN_ANGLE_RULES_H
#define MANDARIN_ANGLE_RULES_H

#include "mandarin/normalize_text.h"

written_rule angle_match;           /* from the number on; one group */
written_rule angle_match_direction; /* from the N, S, E or W in front */

#endif
