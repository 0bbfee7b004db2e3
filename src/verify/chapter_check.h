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

/* The tags of an open file. Returns how many chapters agree. */
size_t chapter_check_tags(const struct tour_index *index, const struct index_file *file,
                          const struct pcm *pcm, struct findings *f);

/* chapters.json and chapters.vtt beside a tour file. Return how many chapters agree. */
size_t chapter_check_json(const struct tour_index *index, const struct index_file *file, arena scratch,
                          struct findings *f);
size_t chapter_check_vtt(const struct tour_index *index, const struct index_file *file, arena scratch,
                         struct findings *f);

#endif
