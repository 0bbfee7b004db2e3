/*
 * Small damage inside a paragraph.
 *
 * In: blocks. Out: warnings, each at its first character.
 *
 * Example: 竞争力 and 活力 → stray English word "and"; 中小企业企业 → "企业" stands twice at once; “山、海 →
 * “ is never closed.
 *
 * Not reported: Latin words with capitals or digits, units and loan words (app, km), reduplication that is
 * grammar (一个一个, 研究研究, 很远很远, 哈哈哈哈), the running opening quote of a speech in several
 * paragraphs.
 */
#ifndef SCRIPT_DAMAGE_H
#define SCRIPT_DAMAGE_H

#include "script/join.h"

/* Stray words are added to cuts. Linear in the text. */
void damage_find(arena scratch, struct manuscript *manuscript, struct cut_list *cuts, struct diags *diags);

#endif
