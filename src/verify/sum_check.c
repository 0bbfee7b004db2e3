#include "verify/sum_check.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/hash.h"
#include "verify/folder_check.h"

enum { HEX_DIGITS = 64, SUMS_BYTES_MAX = 64 << 20, SHOWN_BYTES = 90 };

static const str sums_file = {"SHA256SUMS", sizeof "SHA256SUMS" - 1};

struct sum_line {
    str sum, name;
};

/* As sha256sum writes it: 64 lower-case digits, two spaces, a name. */
static bool
parse_line(str line, struct sum_line *sum)
{
    bool good = line.len > HEX_DIGITS + 2 && str_equal(str_cut(line, HEX_DIGITS, 2), STR("  "));
    for (size_t i = 0; i < HEX_DIGITS && good; i++) {
        char c = line.data[i];
        good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    *sum = (struct sum_line){0};
    if (good) {
        *sum = (struct sum_line){str_cut(line, 0, HEX_DIGITS), str_from_offset(line, HEX_DIGITS + 2)};
    }
    return good;
}

/* The lines, as far as they are in order; what is not is a finding. */
static size_t
read_lines(str text, struct sum_line *lines, struct findings *f)
{
    size_t count = 0, number = 0;
    str line;
    if (text.len > 0 && text.data[text.len - 1] != '\n') {
        finding_add(f, sums_file, "expected a line's end at its end, found none");
    }
    while (str_split(&text, '\n', &line)) {
        number++;
        if (!parse_line(line, &lines[count])) {
            finding_add(f, sums_file,
                        "line %zu: expected 64 digits, two spaces and a name, found “" STR_FMT "”", number,
                        STR_ARG(str_cut(line, 0, SHOWN_BYTES)));
        } else if (count > 0 && str_compare(lines[count - 1].name, lines[count].name) >= 0) {
            finding_add(f, sums_file, "line %zu: expected names in order, each once, found “" STR_FMT "”",
                        number, STR_ARG(str_cut(lines[count].name, 0, SHOWN_BYTES)));
        } else {
            count++;
        }
    }
    return count;
}

static void
check_sum(const struct sum_line *line, arena scratch, struct findings *f)
{
    struct stat st;
    str sum, path = file_join(&scratch, f->folder, line->name);
    if (lstat(str_terminated(&scratch, path), &st) != 0 || !S_ISREG(st.st_mode)) {
        return; /* folder_check says so */
    }
    if (hash_file(&scratch, path, &sum, f->diags) != STATUS_OK) {
        f->count++; /* hash_file has said why */
    } else if (!str_equal(sum, line->sum)) {
        finding_add(f, line->name, "expected the SHA-256 " STR_FMT " of SHA256SUMS, found " STR_FMT,
                    STR_ARG(line->sum), STR_ARG(sum));
    }
}

/* Both are sorted. */
static void
check_lines(const struct sum_line *lines, size_t line_count, const str *names, size_t name_count,
            arena scratch, struct findings *f)
{
    size_t l = 0, n = 0;
    while (l < line_count || n < name_count) {
        int order = l == line_count ? 1 : n == name_count ? -1 : str_compare(lines[l].name, names[n]);
        if (order < 0) {
            finding_add(f, sums_file, "expected files that are there, found “" STR_FMT "”",
                        STR_ARG(str_cut(lines[l].name, 0, SHOWN_BYTES)));
        } else if (order > 0 && !str_equal(names[n], sums_file)) {
            finding_add(f, sums_file, "expected the sum of " STR_FMT ", found none", STR_ARG(names[n]));
        } else if (order == 0 && !str_equal(names[n], sums_file)) {
            check_sum(&lines[l], scratch, f);
        } else if (order == 0) {
            finding_add(f, sums_file, "expected no sum of itself, found one");
        }
        l += order <= 0;
        n += order >= 0;
    }
}

void
sum_check(arena scratch, struct findings *f)
{
    str text, *names, path = file_join(&scratch, f->folder, sums_file);
    size_t name_count;
    struct stat st;
    if (folder_names(&scratch, f, &names, &name_count) != STATUS_OK ||
        lstat(str_terminated(&scratch, path), &st) != 0 || !S_ISREG(st.st_mode)) {
        return; /* folder_check says so */
    }
    if (file_read(&scratch, path, SUMS_BYTES_MAX, &text, f->diags) != STATUS_OK) {
        f->count++; /* file_read has said why */
        return;
    }
    struct sum_line *lines = arena_new(&scratch, struct sum_line, text.len / HEX_DIGITS + 1);
    size_t line_count = read_lines(text, lines, f);
    check_lines(lines, line_count, names, name_count, scratch, f);
}
