/*
 * Signs that stand for a number, and powers.
 *
 * In: Ⅳ, ⅩⅥ, ② at the start of an item, ½, x², 10⁻³, 1e5. Out: 四, 十六, 二、, 二分之一, x的平方,
 * 十的负三次方, 一乘十的五次方.
 */
#ifndef MANDARIN_NUMBER_SIGN_RULES_H
#define MANDARIN_NUMBER_SIGN_RULES_H

#include "mandarin/normalize_text.h"

written_rule number_sign_match;       /* Ⅳ ② ½ */
written_rule number_sign_match_power; /* ² and ^2 behind what they raise */
written_rule number_sign_match_e;     /* 1e5 */

#endif
