/*
 * Does a paragraph open like a fresh sentence?
 *
 * In: its text, and the article's subject. Out: yes or no; the evidence a join needs.
 *
 * Example: 今年，海运忙起来了。→ true; 新孵化基地开了门。→ false; ，鱼也回来了。→ opening_is_impossible
 */
#ifndef SCRIPT_OPENING_H
#define SCRIPT_OPENING_H

#include "base/str.h"

/* A time, a connective, a pronoun, a list number, quoted speech, or the subject stands first. */
bool opening_is_fresh(arena scratch, str text, str subject);

/* Nothing begins with a comma, a full stop or a closing mark. */
bool opening_is_impossible(str text);

/* It goes on from the paragraph above: it cannot begin a sentence, or starts with one hanzi and a pause
 * (干，…) that is no call (好，…). */
bool opening_goes_on(str text);

/* What the article is about: its title up to the first colon, comma, dash or space, or the first two hanzi.
 */
str opening_subject(str title);

#endif
