/*
 * The visitor's page: the files it is made of, for forms that pack or list them.
 *
 * In: 0 …. Out: paths within the tour's folder, index.html first.
 */
#ifndef PUBLISH_PAGE_H
#define PUBLISH_PAGE_H

#include <stddef.h>

const char *page_file(size_t i); /* NULL past the last */

#endif
