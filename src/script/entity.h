/*
 * HTML entities, as CommonMark 6.2 allows them in Markdown.
 *
 * In: one entity with its & and ;. Out: the characters it stands for.
 *
 * Example: entity_decode(out, STR("&#38;"), &text) gives "&"; &bogus; gives false.
 *
 * The list of names is the one of md4c's HTML renderer, which is asked for each entity.
 */
#ifndef SCRIPT_ENTITY_H
#define SCRIPT_ENTITY_H

#include "base/str.h"

/* false where the name is unknown: the text then stands as it is written. A number that is no character gives
 * U+FFFD. */
bool entity_decode(arena *out, str entity, str *text);

#endif
