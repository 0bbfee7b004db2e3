/*
 * Proves one stop of tour.epub: its page and its overlay.
 *
 * In: a view of the book, a stop. Out: findings; how many words agree.
 */
#ifndef VERIFY_EPUB_STOP_CHECK_H
#define VERIFY_EPUB_STOP_CHECK_H

#include "verify/epub_check.h"

uint64_t epub_stop_check(struct epub_view *v, size_t stop, arena scratch);

#endif
