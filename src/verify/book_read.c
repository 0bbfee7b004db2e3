#include "verify/book_read.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

static const str archive = {"tour.epub", sizeof "tour.epub" - 1};

enum {
    LOCAL_BYTES = 30,
    DIRECTORY_BYTES = 46,
    END_BYTES = 22,
    DOS_1980_01_01 = 1 << 5 | 1,
    BLOCK_BYTES = 1 << 16,
    UNIX_REGULAR_0644 = 0100644,
};

bool
book_finding(struct book *b, str name, const char *format, ...)
{
    char words[512];
    va_list list;
    va_start(list, format);
    (void)vsnprintf(words, sizeof words, format, list);
    va_end(list);
    finding_add(b->findings, archive, STR_FMT ": %s", STR_ARG(name), words);
    return false;
}

bool
book_open(struct book *b, struct findings *f, arena scratch)
{
    *b = (struct book){.findings = f};
    struct stat st;
    const char *path = str_terminated(&scratch, file_join(&scratch, f->folder, archive));
    if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
        return false; /* folder_check says so */
    }
    b->zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    if (b->zip == NULL) {
        finding_add(f, archive, "is not a ZIP archive, or one whose headers contradict each other");
    }
    return b->zip != NULL;
}

void
book_close(struct book *b)
{
    if (b->zip != NULL) {
        zip_discard(b->zip);
    }
}

/* Adds what the member takes of the archive to *bytes. */
static bool
check_member(struct book *b, zip_uint64_t index, str name, uint64_t *bytes)
{
    zip_stat_t stat;
    zip_uint8_t system;
    zip_uint32_t attributes;
    const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    if (zip_stat_index(b->zip, index, 0, &stat) != 0 || (stat.valid & needed) != needed ||
        !str_equal(str_from(stat.name), name)) {
        return book_finding(b, name, "expected it as member %" PRIu64 " of the archive", (uint64_t)index);
    }
    *bytes += LOCAL_BYTES + DIRECTORY_BYTES + 2 * name.len + stat.comp_size;
    if (stat.comp_method != ZIP_CM_STORE && (stat.comp_method != ZIP_CM_DEFLATE || index == 0)) {
        return book_finding(b, name, "expected it stored%s", index == 0 ? "" : " or deflated");
    }
    if (zip_file_get_external_attributes(b->zip, index, 0, &system, &attributes) != 0 ||
        system != ZIP_OPSYS_UNIX || attributes >> 16 != UNIX_REGULAR_0644) {
        return book_finding(b, name, "expected a regular file that all may read");
    }
    struct tm day;
    time_t seconds = (stat.valid & ZIP_STAT_MTIME) != 0 ? stat.mtime : 0;
    bool dated = localtime_r(&seconds, &day) != NULL && day.tm_year == 80 && day.tm_mon == 0 &&
                 day.tm_mday == 1 && day.tm_hour == 0 && day.tm_min == 0 && day.tm_sec == 0;
    return dated || book_finding(b, name, "expected the date 1 January 1980, midnight");
}

/* The first bytes of an EPUB, by which programs know it. */
static bool
check_opening(struct book *b, arena scratch)
{
    static const char kind[] = "mimetypeapplication/epub+zip";
    char bytes[LOCAL_BYTES + sizeof kind - 1];
    FILE *file = fopen(str_terminated(&scratch, file_join(&scratch, b->findings->folder, archive)), "rb");
    bool good = file != NULL && fread(bytes, 1, sizeof bytes, file) == sizeof bytes &&
                memcmp(bytes, "PK\3\4", 4) == 0 && memcmp(bytes + LOCAL_BYTES, kind, sizeof kind - 1) == 0;
    if (file != NULL) {
        (void)fclose(file);
    }
    return good || book_finding(b, STR("mimetype"), "expected the archive to open with it");
}

bool
book_check_members(struct book *b, const str *names, size_t count, arena scratch)
{
    size_t found = (size_t)zip_get_num_entries(b->zip, 0), before = b->findings->count;
    uint64_t bytes = END_BYTES;
    if (found != count) {
        finding_add(b->findings, archive, "expected %zu members, found %zu", count, found);
    }
    for (size_t i = 0; i < count && i < found; i++) {
        if (!check_member(b, i, names[i], &bytes)) {
            return false; /* one out of place puts all that follow there */
        }
    }
    struct stat st;
    const char *path = str_terminated(&scratch, file_join(&scratch, b->findings->folder, archive));
    if (b->findings->count == before && (stat(path, &st) != 0 || (uint64_t)st.st_size != bytes)) {
        finding_add(b->findings, archive, "expected its members and their directory to be all of it");
    }
    return check_opening(b, scratch) && b->findings->count == before;
}

bool
book_text(struct book *b, arena *out, str name, str *bytes)
{
    zip_stat_t stat;
    arena scratch = *out;
    zip_file_t *member = NULL;
    const char *path = str_terminated(&scratch, name);
    if (zip_stat(b->zip, path, 0, &stat) != 0 || (member = zip_fopen(b->zip, path, 0)) == NULL) {
        return book_finding(b, name, "expected the member, found none that can be read");
    }
    if (stat.size > BOOK_TEXT_BYTES_MAX) {
        zip_fclose(member);
        return book_finding(b, name, "expected at most %d bytes", BOOK_TEXT_BYTES_MAX);
    }
    char *data = arena_new(out, char, stat.size + 1);
    /* one byte more than there is: only past the end libzip compares the CRC */
    zip_int64_t read = zip_fread(member, data, stat.size + 1);
    bool good = read >= 0 && (zip_uint64_t)read == stat.size && zip_fread(member, data + stat.size, 1) == 0;
    zip_fclose(member);
    *bytes = (str){data, (size_t)stat.size};
    return good || book_finding(b, name, "cannot be read: its bytes were damaged");
}

bool
book_document(struct book *b, arena *out, str name, struct document *document)
{
    str bytes;
    size_t line;
    if (!book_text(b, out, name, &bytes)) {
        return false;
    }
    return document_parse(out, bytes, document, &line) ||
           book_finding(b, name, "expected well-formed XML, found none from line %zu on", line);
}

static bool
same_blocks(struct book *b, str name, zip_file_t *member, FILE *file, arena scratch)
{
    char *expected = arena_new(&scratch, char, BLOCK_BYTES), *found = arena_new(&scratch, char, BLOCK_BYTES);
    for (uint64_t at = 0;;) {
        zip_int64_t read = zip_fread(member, found, BLOCK_BYTES);
        size_t length = fread(expected, 1, BLOCK_BYTES, file);
        if (read < 0 || (size_t)read != length || memcmp(found, expected, length) != 0) {
            return book_finding(b, name, "differs from the tour's own file after byte %" PRIu64, at);
        }
        if (length == 0) {
            return true;
        }
        at += length;
    }
}

bool
book_same(struct book *b, str name, str file, arena scratch)
{
    const char *path = str_terminated(&scratch, file_join(&scratch, b->findings->folder, file));
    struct stat st;
    if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
        return false; /* folder_check says so */
    }
    FILE *own = fopen(path, "rb");
    zip_file_t *member = zip_fopen(b->zip, str_terminated(&scratch, name), 0);
    bool same = false;
    if (own == NULL || member == NULL) {
        (void)book_finding(b, name, "cannot be read");
    } else {
        same = same_blocks(b, name, member, own, scratch);
    }
    if (own != NULL) {
        (void)fclose(own);
    }
    if (member != NULL) {
        zip_fclose(member);
    }
    return same;
}
