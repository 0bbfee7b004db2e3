/*
 * What the parts of the visitor's page are written with.
 *
 * In: a press, the words' times. Out: HTML in an open file; no text of the script anywhere but in element
 * content and quoted attributes (html.h).
 *
 * Example: put_duration(page, 3456000) writes <time datetime="PT72S">1分12秒</time>
 */
#ifndef PUBLISH_PAGE_PART_H
#define PUBLISH_PAGE_PART_H

#include "base/file.h"
#include "publish/form.h"
#include "publish/timed_words.h"

/* A sentence's words, in struct page's array. */
struct page_words {
    size_t first, count;
};

struct page {
    const struct press *press;
    struct page_words *sentences; /* one a sentence of the tour */
    struct timed_word *words;
    size_t word_count;
    struct file_writer *file;
    arena scratch;
    str timeline_sum; /* SHA-256: by it a page knows whether a store is of its build */
};

void page_put(struct page *page, const char *markup);
void page_put_seconds(struct page *page, uint64_t samples);  /* "12.34", rounded down */
void page_put_duration(struct page *page, uint64_t samples); /* to the nearest second, see above */
/* The tour's language as browsers know it, `zh-CN`: they choose the letters' shapes by it. */
void page_put_language(struct page *page);
/* A stop's line in a list, a link that plays it. */
void page_put_entry(struct page *page, size_t stop);
/* ` src="photos/101.jpg" width="1200" height="800"`, as far as the file tells. */
void page_put_photo(struct page *page, size_t stop);

/* A stop's article: number, heading, photo, chapters, text, and the photos that stand in it. */
void page_put_stop(struct page *page, size_t stop);

#endif
