#include "verify/package_check.h"

#include <inttypes.h>

#include "base/file.h"
#include "verify/tour_names.h"

#define LOCAL_SIGNATURE     UINT32_C(0x04034b50)
#define DIRECTORY_SIGNATURE UINT32_C(0x02014b50)
#define END_SIGNATURE       UINT32_C(0x06054b50)

enum { LOCAL_BYTES = 30, DIRECTORY_BYTES = 46, END_BYTES = 22, PACKAGE_BYTES_MAX = 1 << 30 };

struct package {
    struct findings *f;
    str file, bytes;
    size_t local;     /* where the next local header is to be */
    size_t directory; /* where the next entry of the directory is */
    str first_entry;  /* what all entries of the directory must agree in */
};

static uint32_t
number(str bytes, size_t at, size_t width)
{
    uint32_t n = 0;
    for (size_t i = 0; i < width && at + i < bytes.len; i++) {
        n |= (uint32_t)(unsigned char)bytes.data[at + i] << 8 * i;
    }
    return n;
}

static uint32_t
crc_32(str bytes)
{
    uint32_t table[256], crc = UINT32_MAX;
    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i;
        for (int k = 0; k < 8; k++) {
            table[i] = table[i] & 1 ? table[i] >> 1 ^ UINT32_C(0xEDB88320) : table[i] >> 1;
        }
    }
    for (size_t i = 0; i < bytes.len; i++) {
        crc = crc >> 8 ^ table[(crc ^ (unsigned char)bytes.data[i]) & 0xFF];
    }
    return ~crc;
}

static bool
refuse(struct package *p, str name, const char *what)
{
    finding_add(p->f, p->file, STR_FMT ": %s", STR_ARG(name), what);
    return false;
}

static bool
same_bytes(struct package *p, str name, str member, str file)
{
    if (str_equal(member, file)) {
        return true;
    }
    size_t at = 0;
    while (at < member.len && at < file.len && member.data[at] == file.data[at]) {
        at++;
    }
    finding_add(p->f, p->file, STR_FMT ": differs from the file at byte %zu", STR_ARG(name), at);
    return false;
}

/* Signature, versions, attributes and name of an entry of the directory; *p moves past it. */
static bool
check_entry(struct package *p, str name, str entry)
{
    bool first = p->first_entry.len == 0;
    p->first_entry = first ? entry : p->first_entry;
    bool alike = number(entry, 4, 2) == number(p->first_entry, 4, 2) && number(entry, 36, 2) == 0 &&
                 number(entry, 38, 4) == number(p->first_entry, 38, 4);
    if (number(entry, 0, 4) != DIRECTORY_SIGNATURE || number(entry, 28, 2) != name.len ||
        !str_equal(str_cut(entry, DIRECTORY_BYTES, name.len), name)) {
        return refuse(p, name, "expected it in the directory, found something else");
    }
    if (!alike || number(entry, 30, 2) != 0 || number(entry, 32, 2) != 0 || number(entry, 34, 2) != 0) {
        return refuse(p, name, "expected no extra field, comment or attribute of its own in the directory");
    }
    return true;
}

/* What both headers say: version, flags, method, time, date, CRC, sizes, length of the name, extra field. */
static bool
check_header(struct package *p, str name, str header, str entry, str file)
{
    if (number(header, 0, 4) != LOCAL_SIGNATURE ||
        !str_equal(str_cut(header, 4, 26), str_cut(entry, 6, 26)) ||
        !str_equal(str_cut(header, LOCAL_BYTES, name.len), name)) {
        return refuse(p, name, "expected a header that says what the directory says");
    }
    if (number(header, 4, 2) > 20 || number(header, 6, 2) != 0 || number(header, 8, 2) != 0) {
        return refuse(p, name, "expected a member that is stored, without flags");
    }
    if (number(header, 10, 2) != 0 || number(header, 12, 2) != (1 << 5 | 1)) {
        return refuse(p, name, "expected the date 1 January 1980, midnight");
    }
    if (number(header, 14, 4) != crc_32(file)) {
        return refuse(p, name, "expected the CRC-32 of the file");
    }
    if (number(header, 18, 4) != file.len || number(header, 22, 4) != file.len) {
        return refuse(p, name, "expected the size of the file");
    }
    return true;
}

static bool
check_member(struct package *p, str name, arena scratch)
{
    str header = str_from_offset(p->bytes, p->local), entry = str_from_offset(p->bytes, p->directory);
    size_t begins = p->local;
    p->local += LOCAL_BYTES + name.len + number(entry, 24, 4);
    p->directory += DIRECTORY_BYTES + name.len;
    str file, path = file_join(&scratch, p->f->folder, name);
    if (!file_exists(scratch, path) ||
        file_read(&scratch, path, PACKAGE_BYTES_MAX, &file, p->f->diags) != STATUS_OK) {
        return false; /* folder_check says so */
    }
    if (!check_entry(p, name, entry) || !check_header(p, name, header, entry, file) ||
        !same_bytes(p, name, str_cut(header, LOCAL_BYTES + name.len, file.len), file)) {
        return false;
    }
    return number(entry, 42, 4) == begins || refuse(p, name, "expected the directory to say where it begins");
}

static void
check_end(struct package *p, size_t count, size_t start)
{
    str end = str_from_offset(p->bytes, p->bytes.len - END_BYTES);
    bool good = number(end, 0, 4) == END_SIGNATURE && number(end, 4, 4) == 0 && number(end, 8, 2) == count &&
                number(end, 10, 2) == count && number(end, 12, 4) == p->bytes.len - END_BYTES - start &&
                number(end, 16, 4) == start && number(end, 20, 2) == 0;
    if (!good || p->local != start || p->directory != p->bytes.len - END_BYTES) {
        finding_add(p->f, p->file, "expected %zu members and their directory to be all of it", count);
    }
}

size_t
package_check(struct findings *f, str file, const str *names, size_t count, arena scratch)
{
    struct package p = {.f = f, .file = file};
    str path = file_join(&scratch, f->folder, file);
    if (file_read(&scratch, path, PACKAGE_BYTES_MAX, &p.bytes, f->diags) != STATUS_OK) {
        f->count++; /* file_read has said why */
        return 0;
    }
    size_t start = p.bytes.len;
    if (p.bytes.len >= END_BYTES) {
        start = number(p.bytes, p.bytes.len - END_BYTES + 16, 4);
    }
    if (start + END_BYTES > p.bytes.len) {
        finding_add(f, file, "is not a ZIP archive, or one that breaks off");
        return 0;
    }
    p.directory = start;
    size_t good = 0;
    for (size_t i = 0; i < count; i++) {
        good += check_member(&p, names[i], scratch);
    }
    check_end(&p, count, start);
    return good;
}

size_t
package_check_lpf(const struct tour_index *x, arena scratch, struct findings *f)
{
    enum { PAGES_MAX = 32 };
    str *names = arena_new(&scratch, str, PAGES_MAX + 4 * x->stop_count);
    size_t count = 0;
    names[count++] = STR("publication.json");
    for (size_t i = 0; tour_name_page(i) != NULL; i++) {
        names[count++] = str_from(tour_name_page(i));
    }
    for (size_t i = 0; i < x->stop_count; i++) {
        const struct index_stop *stop = &x->stops[i];
        if (!tour_name_is_stop(stop->file)) {
            return 0; /* index_check says so */
        }
        names[count++] = stop->file;
        names[count++] = tour_name_sibling(&scratch, stop->file, "vtt");
        names[count++] = tour_name_sibling(&scratch, stop->file, "mp4");
        if (stop->photo.len > 0) {
            names[count++] = stop->photo;
        }
    }
    return package_check(f, STR("tour.lpf"), names, count, scratch);
}
