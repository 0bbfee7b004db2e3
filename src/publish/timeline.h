/*
 * The timeline: where every stop, segment and sentence lies, in 48 kHz samples. Everything a visitor hears or
 * reads comes from it.
 *
 * In: a tour's text and, for each sentence, how many packets its speech takes. Out: positions, all multiples
 * of 960.
 *
 *   stop   |head|sentence|pause|sentence|  …  paragraph pause  |lead|sentence … |tail|
 *          ^ stop.start (tour), segment 0 starts at 0          ^ segment.start
 *
 * Positions of segments and sentences count from their stop's start; a stop's start from the tour's.
 * Example: head 400 ms → first sentence at 19200.
 */
#ifndef PUBLISH_TIMELINE_H
#define PUBLISH_TIMELINE_H

#include "script/tour.h"
#include "speak/voice.h"

enum {
    TIMELINE_CHAPTERS_MAX = 99, /* a file; more CHAPTERnnn tags break players */
    TIMELINE_LONG_STOP_MS = 120000,
    TIMELINE_CHAPTER_MS = 90000,
};

struct placed {
    uint64_t start;  /* samples */
    uint64_t length; /* samples; a sentence's: its speech in whole packets */
};

/* A chapter of the tour files: a stop, or a part of a long one. */
struct chapter {
    str title;      /* the stop's; of parts "港口（2/3）" */
    uint32_t stop;  /* index */
    uint32_t part;  /* file it lies in, index into parts */
    uint64_t start; /* samples from its part's start */
    uint64_t length;
};

/* A tour file: tour.opus, or tour-1.opus, tour-2.opus … of at most 99 chapters each. Parts break between
 * stops. */
struct part {
    str stem; /* "tour" or "tour-1" */
    uint32_t first_stop, stop_count;
    uint32_t first_chapter, chapter_count;
    uint64_t start, length; /* in the tour */
};

struct timeline {
    const struct tour *tour;
    const struct voice *voice;
    struct placed *stops;    /* start: from the tour's start */
    struct placed *segments; /* start: from the stop's start, where its chapter mark is; they tile the stop */
    struct placed *sentences; /* start: from the stop's start, where the speech begins */
    struct chapter *chapters;
    size_t chapter_count;
    struct part *parts;
    size_t part_count;
    uint64_t length;        /* the whole tour */
    unsigned number_digits; /* width of stop numbers in file names: 2 for 01 … 13, 3 for 101 … */
};

/*
 * speech_packets: one a sentence of the tour; 0: it makes no sound and takes no time (it stands where the
 * next sound of its segment begins, else where the segment ends).
 *
 * Pauses are the voice's, but never so short that clips would touch: between sentences at least 120 ms
 * (decay, a silence packet, lead), head 20 ms, tail 100 ms. A stop past 120 s is divided into chapters of at
 * most 90 s (division.h) and warned of. Should one stop alone need more than 99 chapters, they grow longer.
 */
struct timeline *timeline_lay(arena *out, arena scratch, const struct tour *tour, const struct voice *voice,
                              const uint32_t *speech_packets, struct diags *diags);

/* "stops/01.opus", "stops/101.opus" …: zero-padded to the widest number. */
str timeline_stop_file(arena *out, const struct timeline *timeline, size_t stop, const char *extension);

/* Chapters of a stop's own file: one a segment that sounds, at most 99 (then neighbouring segments share
 * one). A heading is its own title; other text is titled by its first words, at most 20 code points and "…".
 */
struct stop_chapter {
    str title;
    uint64_t start, length;
};
size_t timeline_stop_chapters(arena *out, const struct timeline *timeline, size_t stop,
                              struct stop_chapter **chapters);

/* Samples as HH:MM:SS.mmm, exact because they are multiples of 48 (else rounded down). */
str timeline_clock(arena *out, uint64_t samples);

#endif
