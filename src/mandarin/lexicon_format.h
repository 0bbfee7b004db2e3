/*
 * The file mandarin/lexicon.bin, as lexicon_pack writes it and lexicon_open reads it.
 *
 * In: counts. Out: where each section lies. Example: 310,000 words and 45,000 characters take 4 MB.
 *
 * The file is the header and the sections below, in this order, each beginning at a multiple of 8 bytes,
 * numbers in the byte order of the machine that packed it. A character has a dense id from 1 (0: not in the
 * lexicon), frequent characters first.
 *
 *   pages       uint16_t [LEXICON_PAGES]        which block of ids holds code points page*256 …; 0: none
 *   ids         uint16_t [blocks][256]          block 0 is all zero
 *   starts      uint32_t [characters + 2]       readings of id i: starts[i] … starts[i + 1]
 *   readings    syllable [readings]             default first
 *   labels      uint16_t [nodes]                id of the character that leads to this node; 0: slot is free
 *   links       uint32_t [nodes]                base << 10 | own reading << 9 | cost
 *   classes     uint8_t [(nodes + 1) / 2]       enum word_class of the word that ends at node n: the low four
 *                                               bits of byte n / 2 where n is even, the high ones where odd
 *   entries     uint32_t [entries]              nodes of words that have a reading of their own, ascending
 *   tails       uint32_t [entries + 1]          their syllables: tails[e] … tails[e + 1]
 *   syllables   syllable [syllables]
 *
 * Nodes are a double array (Aoe 1989) with a label instead of a parent as the check: node n's child by id c
 * is base(n) + c, and is there if its label is c. That suffices since no two nodes share a base and none has
 * base 0. Node 0 is the root. A cost of 0: no word ends here.
 */
#ifndef MANDARIN_LEXICON_FORMAT_H
#define MANDARIN_LEXICON_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define LEXICON_MAGIC       0x58454C4E414C4F41u /* eight bytes that read otherwise in the other byte order */
#define LEXICON_VERSION     2u
#define LEXICON_PAGES       (0x110000u / 256u)
#define LEXICON_BASE_SHIFT  10
#define LEXICON_OWN_READING 0x200u
#define LEXICON_COST_MASK   0x1FFu

struct lexicon_header {
    uint64_t magic;
    uint64_t checksum; /* lexicon_checksum of all that follows it, to the file's end */
    uint64_t size;     /* bytes of the whole file */
    uint32_t version;
    uint32_t syllable_bases; /* SYLLABLE_BASE_COUNT: another table would give other syllables */
    uint32_t blocks, characters, readings, nodes, entries, syllables;
};

/* Byte offsets of the sections. */
struct lexicon_layout {
    uint64_t pages, ids, starts, readings, labels, links, classes, entries, tails, syllables, size;
};

struct lexicon_layout lexicon_layout_of(const struct lexicon_header *header);

/* Four interleaved lanes of multiply and xor: any change within one 8-byte word is always seen, others all
 * but always. No defence against somebody who means to deceive. bytes.data is aligned to 8. */
uint64_t lexicon_checksum(str bytes);

#endif
