/*
 * timeline.json in memory, as its schema (tests/timeline.schema.json) describes it.
 *
 * In: AUDIO_DIR/timeline.json. Out: struct tour_index, laid flat: files and stops index chapters and
 * segments, segments index sentences, sentences index syllables.
 *
 * Every number is whole and at most 2^50, every name is one that a tour may hold; nothing else is promised:
 * index_check.h proves the rest.
 */
#ifndef VERIFY_TOUR_INDEX_H
#define VERIFY_TOUR_INDEX_H

#include "verify/json_read.h"

enum { INDEX_CHAPTERS_MAX = 99, INDEX_PACKET = 960, INDEX_RATE_HZ = 48000, INDEX_MS = 48 };

/* Samples at 48 kHz. */
struct index_span {
    uint64_t start, length;
};

/* From its file's start. */
struct index_chapter {
    struct index_span at;
    str title;
    uint64_t stop; /* number; of tour files only */
};

/* An Opus file: of the whole tour (or a part of it), or of one stop. */
struct index_file {
    str path;
    struct index_span at; /* in the tour */
    bool is_stop;
    uint64_t stop; /* number, of a stop's file */
    size_t first_chapter, chapter_count;
};

struct index_syllable {
    uint64_t start, end;           /* from the stop's start, as its sentence's */
    uint64_t text_at, text_length; /* bytes of the sentence's text that it says */
    bool ends_word;                /* a break of any strength follows */
    str pinyin;                    /* "zhong4"; empty: a Latin word */
};

/* Bytes of a source and how many bytes of the sentence's text they made. */
struct index_piece {
    uint64_t source, offset, length, text_length;
};

struct index_sentence {
    struct index_span at; /* from the stop's start; length 0: it makes no sound */
    uint64_t index;
    str text;
    size_t first_piece, piece_count;
    size_t first_syllable, syllable_count;
};

struct index_segment {
    struct index_span at; /* from the stop's start */
    bool is_heading;      /* or the tour's title */
    size_t first_sentence, sentence_count;
};

struct index_stop {
    uint64_t number;
    str title, file, photo; /* photo may be empty */
    str photo_alt;
    uint64_t near;        /* number of the stop in whose text the photo stood; 0: none */
    struct index_span at; /* in the tour */
    size_t first_segment, segment_count;
};

enum index_class { INDEX_SPOKEN, INDEX_SILENT, INDEX_LEFT_OUT };

struct index_run {
    uint64_t offset, length, sentence;
    enum index_class text_class;
};

struct index_source {
    str name, text, sha256;
    uint64_t bytes;
    size_t first_run, run_count;
};

struct tour_index {
    struct json_reader reader; /* texts live in its tree */
    /* of the tour; empty where it says none */
    str title, language, publisher, licence, generator, date;
    str base_url; /* ends in "/"; empty: the tour has no address, so no feed and no IIIF manifest */
    uint64_t version, rate, packet, pre_skip, length;
    struct index_file *files;
    struct index_chapter *chapters;
    struct index_stop *stops;
    struct index_segment *segments;
    struct index_sentence *sentences;
    struct index_piece *pieces;
    struct index_syllable *syllables;
    struct index_source *sources;
    struct index_run *runs;
    size_t file_count, chapter_count, stop_count, segment_count, sentence_count, piece_count, syllable_count,
        source_count, run_count;
};

/* False with findings where the file is not what the schema describes; then nothing in *index may be used.
 * Close in either case. */
bool tour_index_read(struct tour_index *index, arena *out, struct findings *f);
/* The same for text at hand (fuzzing). */
bool tour_index_parse(struct tour_index *index, arena *out, struct findings *f, str text);
void tour_index_close(struct tour_index *index);

#endif
