/*
 * A tour's text: what is said, in which order, and where it stands in the producer's files.
 *
 * In: SCRIPT_DIR with article.txt or article.md and, each optional, captions.txt, tour.ini, photos/; or one
 * article file. Out: struct tour, complete: every byte of the sources is in a sentence or classed silent or
 * left out.
 *
 * Example: # 锦州 / 朝着大海。/ ## 港口 / 船来了。 →
 *   stop 1 {title 锦州; paragraph 朝着大海。}  stop 2 {heading 港口; paragraph 船来了。}
 *
 * The tree is laid flat: stops index segments, segments index sentences, in the order of the tour, so a
 * sentence's number is its place in every array made later (readings, keys, clips).
 */
#ifndef SCRIPT_TOUR_H
#define SCRIPT_TOUR_H

#include "script/source.h"

enum segment_kind { SEGMENT_TITLE, SEGMENT_HEADING, SEGMENT_PARAGRAPH, SEGMENT_CAPTION };

/* A run of text that stands together in a source. Normally text is the source's own bytes; an entity (&amp;)
 * or a line end joined into a space differs. */
struct piece {
    struct span from;
    str text;
};

struct sentence {
    str text; /* its pieces' texts, one after another; never empty; valid UTF-8 */
    const struct piece *pieces;
    size_t piece_count;
};

struct segment {
    enum segment_kind kind;
    uint32_t first_sentence, sentence_count;
    str take; /* the recording that speaks it, within the script folder: takes/3-2.wav; empty: a voice does */
};

struct stop {
    uint32_t number;        /* what a visitor keys, from 1, unique in the tour */
    str title;              /* one line; the heading, or a caption's first words */
    str photo;              /* path within the script folder, for a caption stop; may be empty */
    str photo_alt;          /* the photo's text alternative: the caption */
    uint32_t near;          /* number of the stop in whose text the photo stood; 0: none */
    uint32_t near_segments; /* how many of that stop's segments stand before the photo */
    uint32_t first_segment, segment_count;
    bool is_caption;
};

enum repair { REPAIR_REPORT, REPAIR_OMIT };

/* A voice that tour.ini names, and where: a place to send the producer to. */
struct voice_choice {
    str name;              /* empty: none */
    uint32_t line, column; /* of the name; 0: tour.ini does not say it */
};

/* [stop 3]: a stop of its own voice. */
struct stop_voice {
    uint32_t number;
    uint32_t line, column; /* of the section */
    struct voice_choice voice;
};

/* tour.ini, with its defaults. */
struct settings {
    str path;                          /* tour.ini itself; empty where there is none */
    str title;                         /* the tour's name; default: the article's title */
    str language;                      /* BCP 47; default cmn */
    struct voice_choice voice;         /* of the text; default narrator */
    struct voice_choice heading_voice; /* of title and headings; none: voice */
    struct voice_choice caption_voice; /* none: voice */
    struct stop_voice *stops;          /* each has a voice that goes before the three above */
    size_t stop_count;
    uint32_t rate_cpm;     /* characters a minute, pauses included, 120–360; 0: the voice's own */
    str publisher;         /* may be empty */
    str licence;           /* may be empty */
    str base_url;          /* where the tour will stand, ends in "/"; may be empty */
    uint32_t caption_base; /* 0: the smallest power of ten ≥ 100 above the number of stops */
    enum repair repair;    /* omit: repeats, fragments and stray words are left out instead of spoken */
};

struct tour {
    str folder; /* SCRIPT_DIR, or the article's folder */
    str name;   /* its last part: jinzhou */
    struct settings settings;
    struct source *sources; /* the article, then captions.txt where there is one */
    size_t source_count;
    struct stop *stops;
    size_t stop_count;
    struct segment *segments;
    size_t segment_count;
    struct sentence *sentences;
    size_t sentence_count;
};

/*
 * Reads a script. path: a folder, or an article file by itself (then captions.txt and tour.ini are not looked
 * for). STATUS_SCRIPT when diags holds errors; warnings alone leave STATUS_OK. Stages, in order: source →
 * markdown | plain → repair → segment (see the passes in tour.c).
 */
MUST_CHECK enum status tour_read(arena *out, arena scratch, str path, struct tour *tour, struct diags *diags);

/* tour.name of the script at `path`, which need not be there: "jinzhou" of scripts/jinzhou/ and of
 * scripts/jinzhou/article.txt. */
str tour_name(arena *out, str path);

const char *segment_kind_name(enum segment_kind kind); /* "title" … "caption" */

/* Line and column of byte `offset` of a sentence's text, in its source. */
void sentence_position(const struct tour *tour, const struct sentence *sentence, uint32_t offset,
                       const struct source **source, uint32_t *line, uint32_t *column);

/* Classes the bytes [offset, offset + length) of a sentence's text in the sources it came from. */
void sentence_classify(struct tour *tour, const struct sentence *sentence, uint32_t offset, uint32_t length,
                       enum text_class text_class);

#endif
