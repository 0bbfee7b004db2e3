/*
 * The archive tour.epub, read by libzip.
 *
 * In: the members that it must hold, in order. Out: their bytes; findings, which name the member.
 *
 * Example: struct book b; if (book_open(&b, f, scratch)) { book_text(&b, out, STR("EPUB/nav.xhtml"), &bytes);
 * … }
 */
#ifndef VERIFY_BOOK_READ_H
#define VERIFY_BOOK_READ_H

#include <zip.h>

#include "verify/document.h"
#include "verify/findings.h"

enum { BOOK_TEXT_BYTES_MAX = 64 << 20 };

struct book {
    struct findings *findings;
    zip_t *zip;
};

/* False with a finding where it is no archive, or its headers contradict each other. Close in either case. */
bool book_open(struct book *b, struct findings *f, arena scratch);
void book_close(struct book *b);

/* These members in this order and no other byte: dated 1 January 1980, the first stored and plain, so that
 * its bytes tell the file's kind (OCF, section 4.3). */
bool book_check_members(struct book *b, const str *names, size_t count, arena scratch);

/* A member's bytes, whose CRC-32 is right; false with a finding otherwise. */
bool book_text(struct book *b, arena *out, str name, str *bytes);
/* The same, parsed. */
bool book_document(struct book *b, arena *out, str name, struct document *document);

/* Is a member, byte for byte, a file of the tour? Block by block: neither is ever in memory. */
bool book_same(struct book *b, str name, str file, arena scratch);

/* "NAME: MESSAGE", against the archive. Returns false. */
bool book_finding(struct book *b, str name, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
