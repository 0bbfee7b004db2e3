/*
 * Proves labels.html: what hangs on the wall has to be right, for nobody can update it.
 *
 * In: a tour_index. Out: findings where a label is missing, out of order, has another number or title, or a
 * QR code that is not, module for module, the one of base_url and "#stop=N". The modules are read from the
 * drawing as a printer draws it; what they have to be comes from libqrencode.
 *
 * Example: the label of stop 5 has a module dark that should be light → "stop 5: its code is not that of
 * https://museum.example/#stop=5: module 12, 30".
 */
#ifndef VERIFY_WALL_CHECK_H
#define VERIFY_WALL_CHECK_H

#include "verify/tour_index.h"

/* Returns how many labels are right, the entrance's among them. */
size_t wall_check(const struct tour_index *index, arena scratch, struct findings *f);

#endif
