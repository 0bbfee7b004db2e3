/*
 * What catalogues and excavation reports write.
 *
 * In: 2005M3:15, Φ30cm, ¹⁴C测年, 国家博物馆[1]. Out: 二零零五M三:十五, 直径三十厘米, 碳十四测年, 国家博物馆.
 */
#ifndef MANDARIN_MUSEUM_RULES_H
#define MANDARIN_MUSEUM_RULES_H

#include "mandarin/normalize_text.h"

written_rule museum_match_trench;   /* the year in front of a grave's or a trench's number */
written_rule museum_match_diameter; /* Φ before a number */
written_rule museum_match_isotope;  /* ¹⁴C, and 14C or C14 before what is dated by it */
written_rule museum_match_note;     /* the mark of a note, silent */

#endif
