/*
 * A script between reading and segmenting: blocks in the order of the source.
 *
 * In: pieces from the Markdown, plain and captions readers. Out: blocks whose text is one string that leads
 * back, byte by byte, to the producer's files.
 *
 * Example: ## 港&amp;城 → {SEGMENT_HEADING, level 2, text 港&城, pieces 港 | & (from &amp;) | 城}
 */
#ifndef SCRIPT_BLOCK_H
#define SCRIPT_BLOCK_H

#include "script/tour.h"

struct block {
    enum segment_kind kind;
    unsigned char level;        /* of a heading: 1–6; 0: from plain text */
    bool loose;                 /* list item, quotation or table row: need not end like a sentence */
    bool continues;             /* a heading that belongs to the heading before it */
    bool is_fragment;           /* its last sentence breaks off; set by join */
    bool starts_inside;         /* its first sentence has no beginning; set by join */
    uint32_t blank_before;      /* blank lines before it */
    const struct piece *pieces; /* in reading order */
    uint32_t piece_count;
    str text;               /* the pieces' texts, one after another */
    const uint32_t *starts; /* offset of each piece in text */
    uint32_t number;        /* of a caption, as written; 0: none */
    str photo;              /* of a caption: as written, then its path within the script folder; or empty */
    struct span photo_at;   /* where it is written */
};

struct block_list {
    struct block *items;
    size_t count, capacity;
};

/* Everything the passes of tour_read hand on. */
struct manuscript {
    struct tour *tour;
    str article_path, captions_path, settings_path; /* empty: there is none */
    struct block_list article;                      /* with captions where they stand */
    struct block_list captions;                     /* of captions.txt */
};

/* A piece that is the source's own bytes. */
struct piece piece_of(const struct source *source, uint32_t offset, uint32_t length);

/* Gives the block its pieces (copied) and the text they make. */
void block_set_pieces(arena *out, struct block *block, const struct piece *pieces, size_t count);

/* The pieces behind text[from, to). A piece whose text differs from its source (an entity) is not divided: it
 * goes whole to the part that holds its first byte. */
struct piece *block_slice(arena *out, const struct block *block, uint32_t from, uint32_t to, size_t *count);

/* Where a byte of the text stands in the sources. */
struct span block_place(const struct block *block, uint32_t offset);

/* Where a line ends inside a paragraph: does the text go on behind a space (Latin) or not (hanzi)? */
bool block_needs_space(str before, str after);

/* The space in place of the line end between two pieces of one source. */
struct piece block_space(const struct source *source, const struct piece *before, const struct piece *after);

/* A diagnostic at a byte of the text. */
void block_report(const struct tour *tour, const struct block *block, uint32_t offset, struct diags *diags,
                  enum diag_severity severity, const char *hint, const char *format, ...)
    __attribute__((format(printf, 7, 8)));

#endif
