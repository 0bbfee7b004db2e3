/*
 * What to listen to in a file, and what to think of what was heard.
 *
 * In: a tour_index, a file of it. Out: windows for listen.h; after the file was heard, findings.
 *
 * Example: chapter 1 of stops/03.opus at 595200 → {.from = 590400, .to = 595200, .kind =
 * WINDOW_BEFORE_CHAPTER}
 */
#ifndef VERIFY_SOUND_WINDOWS_H
#define VERIFY_SOUND_WINDOWS_H

#include "verify/listen.h"
#include "verify/sound_check.h"

enum window_kind {
    WINDOW_BEFORE_CHAPTER, /* index: chapter of the file */
    WINDOW_CHAPTER,        /* index: chapter of the file; up to the end of its first sentence */
    WINDOW_PAUSE,          /* index: sentence that follows, or the tour's count behind the last */
    WINDOW_SENTENCE,       /* index: sentence */
    WINDOW_SYLLABLE,       /* index: syllable */
};

struct windows {
    struct window *items;
    size_t count, capacity;
};

/* Everything in a stop's file. */
struct windows windows_of_stop(const struct tour_index *index, const struct index_stop *stop,
                               const struct index_file *file, arena *out);

/* The chapters of a tour file; its sentences are heard in the stops' files. */
struct windows windows_of_tour(const struct tour_index *index, const struct index_file *file, arena *out);

/* Judges what was heard and counts what holds. */
void windows_judge(const struct tour_index *index, const struct index_file *file,
                   const struct listener *listener, struct sound_proof *proof, struct findings *f);

#endif
