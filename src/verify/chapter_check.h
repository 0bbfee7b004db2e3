/*
 * Proves that every list of chapters says what timeline.json says.
 *
 * In: a tour_index, and per Opus file its CHAPTERnnn tags, per tour file chapters.json and chapters.vtt. Out:
 * findings, each with the time that differs.
 *
 * Example: timeline 595200 ↔ CHAPTER002=00:00:12.400 ↔ "startTime": 12.400 ↔ 00:00:12.400 --> …
 */
#ifndef VERIFY_CHAPTER_CHECK_H
#define VERIFY_CHAPTER_CHECK_H

#include "verify/pcm.h"
#include "verify/tour_index.h"

/* What one list says of one chapter. */
struct heard_chapter {
    uint64_t start_ms, end_ms;
    str title;
};

/* Compares what a list says of chapter `number` of a file with the timeline; path: where the list stands. */
bool chapter_check_heard(const struct tour_index *index, const struct index_file *file, size_t number,
                         str path, const struct heard_chapter *heard, struct findings *f);

/* The tags of an open file. Returns how many chapters agree. */
size_t chapter_check_tags(const struct tour_index *index, const struct index_file *file,
                          const struct pcm *pcm, struct findings *f);

/* chapters.json beside a tour file, or stops/NN.chapters.json beside a stop's; chapters.vtt beside a tour
 * file. Return how many chapters agree. */
size_t chapter_check_json(const struct tour_index *index, const struct index_file *file, arena scratch,
                          struct findings *f);
size_t chapter_check_vtt(const struct tour_index *index, const struct index_file *file, arena scratch,
                         struct findings *f);

#endif
