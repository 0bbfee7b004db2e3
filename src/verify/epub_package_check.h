/*
 * Proves package.opf of tour.epub: what the book is, what is in it and in which order.
 *
 * In: a view of the book. Out: findings.
 */
#ifndef VERIFY_EPUB_PACKAGE_CHECK_H
#define VERIFY_EPUB_PACKAGE_CHECK_H

#include "verify/epub_check.h"

void epub_package_check(struct epub_view *v, arena scratch);

#endif
