/*
 * Text of the script as documents can show it.
 *
 * In: a text as the producer wrote it, and as an XML reader found it. Out: are they the same?
 *
 * Control characters other than tab and line end, and noncharacters, can stand in no document: U+FFFD stands
 * for each. A line end is any of CR LF, CR, LF; in an attribute it is a space, as a tab is (XML 1.0,
 * sections 2.11 and 3.3.3).
 *
 * Example: "船\x01来" and "船\uFFFD来" are the same.
 */
#ifndef VERIFY_SHOWN_TEXT_H
#define VERIFY_SHOWN_TEXT_H

#include "base/str.h"

enum shown_where { SHOWN_IN_ELEMENT, SHOWN_IN_ATTRIBUTE };

/* Walks along the text from byte *at and what was found from byte *in, as long as they agree; both are left
 * at the first code point that does not, or at an end. */
void shown_walk(str text, size_t *at, str found, size_t *in, enum shown_where where);

/* Are they the same to their ends? */
bool shown_same(str text, str found, enum shown_where where);

#endif
