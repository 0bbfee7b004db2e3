/*
 * The file mandarin/lexicon.bin, as lexicon_pack writes it and lexicon_open reads it.
 *
 * In: counts. Out: where each section lies. Example: 310,000 words and 45,000 characters take 3.7 MB.
 *
 * The file is the header and the sections below, in this order, each beginning at a multiple of 8 bytes,
 * numbers in the byte order of the machine that packed it. A character has a dense id from 1 (0: not in the
 * lexicon): first those that words are written with, frequent ones first; then the forms, that is the
 * traditional and variant characters that are another way to write one of the first; then the rest.
 *
 *   pages       uint16_t [LEXICON_PAGES]        which block of ids holds code points page*256 …; 0: none
 *   ids         uint16_t [blocks][256]          block 0 is all zero
 *   readings    uint16_t [characters + 1]       of id i: a syllable, or LEXICON_LISTED | where in lists
 *   lists       uint16_t [lists]                how many readings, and these, default first
 *   forms       uint32_t [forms]                of id first_form + i: LEXICON_KEPT | the code point it is
 * read as nodes       uint16_t [nodes][3]             label, and the link's low and high half classes uint8_t
 * [(nodes + 1) / 2]       enum word_class of the word that ends at node n: the low four bits of byte n / 2
 * where n is even, the high ones where odd fans        uint32_t [fans]                 a mask and mask + 1
 * bases, for each node that has several entries     uint32_t [entries]              nodes of words that have
 * a reading of their own, ascending tails       uint32_t [entries + 1]          their syllables: tails[e] …
 * tails[e + 1] syllables   syllable [syllables]
 *
 * Nodes are a double array (Aoe 1989) with a label instead of a parent as the check: a node's child by id c
 * is base + c, and is there if its label is c. That suffices since no two nodes share a base and none has
 * base 0. A node with many children, whose slots would hardly find room together, has a base for each value
 * of c & mask. Node 0 is the root. A link is base << 11 | fanned << 10 | own reading << 9 | cost; where it is
 * fanned, the base is where in fans. A cost of 0: no word ends here.
 */
#ifndef MANDARIN_LEXICON_FORMAT_H
#define MANDARIN_LEXICON_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define LEXICON_MAGIC       0x58454C4E414C4F41u /* eight bytes that read otherwise in the other byte order */
#define LEXICON_VERSION     3u
#define LEXICON_PAGES       (0x110000u / 256u)
#define LEXICON_LISTED      0x8000u
#define LEXICON_KEPT        0x80000000u /* in some words the character stands for itself: 乾隆, 著名 */
#define LEXICON_BASE_SHIFT  11
#define LEXICON_FANNED      0x400u
#define LEXICON_OWN_READING 0x200u
#define LEXICON_COST_MASK   0x1FFu

struct lexicon_header {
    uint64_t magic;
    uint64_t checksum; /* lexicon_checksum of the rest of the header */
    uint64_t content;  /* lexicon_checksum of what follows the header, to the file's end */
    uint64_t size;     /* bytes of the whole file */
    uint32_t version;
    uint32_t syllable_bases; /* SYLLABLE_BASE_COUNT: another table would give other syllables */
    uint32_t blocks, characters, lists, first_form, forms, nodes, fans, entries, syllables;
    uint32_t unused;
};

/* Byte offsets of the sections. */
struct lexicon_layout {
    uint64_t pages, ids, readings, lists, forms, nodes, classes, fans, entries, tails, syllables, size;
};

/* What its checksum is taken of: the header from `content` on. */
static inline str
lexicon_header_summed(str bytes)
{
    size_t from = offsetof(struct lexicon_header, content);
    return str_cut(bytes, from, sizeof(struct lexicon_header) - from);
}

struct lexicon_layout lexicon_layout_of(const struct lexicon_header *header);

/* Four interleaved lanes of multiply and xor: any change within one 8-byte word is always seen, others all
 * but always. No defence against somebody who means to deceive. bytes.data is aligned to 8. */
uint64_t lexicon_checksum(str bytes);

#endif
