/*
 * tour.epub: the tour as a book that reads itself aloud (EPUB 3.3 with Media Overlays).
 *
 * In: a press, the words of every sentence with their times. Out: one archive:
 *
 *   mimetype, META-INF/container.xml        what EPUB asks for (OCF, section 4.2)
 *   EPUB/package.opf, nav.xhtml             what is in it; stops and the chapters of long ones
 *   EPUB/cover.xhtml, cover.svg, book.css   cover.svg only where no photo can be the cover
 *   EPUB/stops/NN.xhtml, .smil, .opus       a stop's text, its overlay, its track
 *   EPUB/photos/NNN.ext                     the tour's own
 *
 * Sentence i of the tour is the element s<i>, its word k s<i>-<k>; both overlay and table of contents point
 * there. Where nothing of a stop sounds it has neither overlay nor track.
 *
 * Example: <span id="s4"><span id="s4-0">朝着</span><span id="s4-1">大海。</span></span>
 *   ↔ <seq epub:textref="02.xhtml#s4"><par><text src="02.xhtml#s4-0"/><audio src="02.opus" clipBegin=…
 *
 * A word's clip begins when the word does, to the millisecond of the captions, and ends where the next
 * begins; so pauses are heard, nothing is heard twice, and a stop's overlay runs from its first word to its
 * track's end.
 *
 * The track is Ogg Opus alone, a core media type of EPUB 3.3. An overlay names one file a clip, so a reading
 * system that cannot play it would never reach a second one; MP4 with Opus is no core media type besides, and
 * would double the book.
 */
#ifndef PUBLISH_EPUB_H
#define PUBLISH_EPUB_H

#include "publish/archive.h"
#include "publish/form.h"
#include "publish/timed_words.h"

/* What the parts of the book are written from. */
struct epub {
    const struct press *press;
    struct lit_word *words;   /* of all sentences, one after another */
    size_t *first_word;       /* per sentence, and one past the last; equal where a sentence makes no sound */
    const bool *shown;        /* per stop: its photo is in the book */
    size_t stops;             /* that are whole */
    size_t errors;            /* reported before */
    struct file_writer *file; /* the documents, one after another */
};

/* The first stop whose photo is in the book, or stop_count. */
size_t epub_cover(const struct epub *epub);
/* Does anything of a stop sound? */
bool epub_sounds(const struct epub *epub, size_t stop);
/* "02": a stop's files in EPUB/stops, without their extension. */
str epub_stop_name(arena *out, const struct epub *epub, size_t stop);
/* The end of a sentence's last word: where the stop's next word begins, or its track ends. */
uint64_t epub_end_ms(const struct epub *epub, size_t stop, size_t sentence);
/* How long a stop's overlay plays. */
uint64_t epub_length_ms(const struct epub *epub, size_t stop);

/* One document each, onto epub->file. */
void epub_put_stop(const struct epub *epub, size_t stop, arena scratch);
void epub_put_overlay(const struct epub *epub, size_t stop, arena scratch);
void epub_put_cover(const struct epub *epub);
void epub_put_cover_svg(const struct epub *epub);
void epub_put_nav(const struct epub *epub, arena scratch);
void epub_put_package(const struct epub *epub, str id, arena scratch);

/* Which photos a book may hold (epub_photos.c); a photo that is left out is a warning. */
const bool *epub_photos(arena *out, const struct press *press);

#endif
