#include "script/lines.h"

#include "base/utf8.h"
#include "script/mark.h"

enum {
    WRAP_WIDTH_MIN = 24,  /* columns of the narrowest newspaper column */
    WRAP_WIDTH_MAX = 160, /* a longer line is a paragraph by itself */
    NUMBER_DIGITS_MAX = 3
};

bool
lines_ends(str text)
{
    size_t at = text.len;
    uint32_t c = mark_last(text, &at);
    while (mark_closes(c) != 0 && at > 0) {
        c = mark_last(str_cut(text, 0, at), &at);
    }
    if (c == '.') { /* a full stop, or the end of an abbreviation */
        return true;
    }
    return mark_ends_sentence(c) || c == 0xFF1B || c == 0xFF1A || c == ';' || c == ':' || c == 0x2014 ||
           c == 0x2E3A;
}

bool
lines_is_bare(str text, size_t chars_max)
{
    size_t chars = 0;
    for (size_t i = 0; i < text.len; chars++) {
        uint32_t c = utf8_next(text, &i);
        if (mark_ends_sentence(c) || c == 0xFF0C || c == ',' || c == 0xFF1B) {
            return false;
        }
    }
    return chars <= chars_max && !lines_ends(text);
}

static size_t
skip_spaces(str s, size_t i)
{
    while (i < s.len && (s.data[i] == ' ' || s.data[i] == '\t')) {
        i++;
    }
    return i;
}

/* Digits with what closes them: "1." "2、" "3)" "（4）" "(5)". */
static size_t
numeral_marker(str s, size_t i, uint32_t *number)
{
    size_t after = i;
    uint32_t c = i < s.len ? utf8_next(s, &after) : 0;
    bool bracket = c == '(' || c == 0xFF08;
    i = bracket ? after : i;
    size_t digits = i;
    while (digits < s.len && s.data[digits] >= '0' && s.data[digits] <= '9') {
        digits++;
    }
    if (digits - i > NUMBER_DIGITS_MAX || !str_to_number(str_cut(s, i, digits - i), 999, number) ||
        digits == s.len) {
        return 0;
    }
    size_t end = digits;
    uint32_t closing = utf8_next(s, &end);
    bool closes = closing == ')' || closing == 0xFF09;
    bool point = closing == '.' || closing == 0xFF0E || closing == 0x3001;
    size_t next = end;
    bool number_goes_on = end < s.len && mark_is_digit(utf8_next(s, &next));
    return (bracket ? closes : closes || (point && !number_goes_on)) ? end : 0;
}

size_t
lines_marker(str line, uint32_t *number)
{
    size_t i = 0, after = 0;
    *number = 0;
    uint32_t c = line.len > 0 ? utf8_next(line, &after) : 0;
    if (c == '-' || c == '*' || c == '+' || c == 0x2022 || c == 0xB7 || c == 0x25CF) {
        i = skip_spaces(line, after);
    }
    size_t end = i;
    c = i < line.len ? utf8_next(line, &end) : 0;
    if (c >= 0x2460 && c <= 0x2473) {
        *number = c - 0x2460 + 1;
    } else {
        end = numeral_marker(line, i, number);
    }
    bool text_follows = end > 0 && mark_has_word(str_from_offset(line, end));
    return text_follows && *number > 0 ? skip_spaces(line, end) : 0;
}

static uint32_t
count_width(str s)
{
    uint32_t width = 0;
    for (size_t i = 0; i < s.len;) {
        width += utf8_next(s, &i) < 0x2E80 ? 1 : 2;
    }
    return width;
}

static struct text_line
measure(const struct source *source, str whole, str text)
{
    struct text_line line = {.from = (uint32_t)(text.data - source->bytes.data),
                             .length = (uint32_t)text.len,
                             .width = count_width(text),
                             .ended = lines_ends(text)};
    size_t lead = (size_t)(text.data - whole.data);
    line.indented = lead >= 2 && !str_starts(whole, STR("\f")) && !str_starts(whole, STR("\xEF\xBB\xBF"));
    line.marker_length = (uint32_t)lines_marker(text, &line.number);
    return line;
}

static void
collect_lines(arena *out, const struct source *source, struct line_runs *runs)
{
    uint32_t blank = 0;
    runs->lines = arena_new(out, struct text_line, source->line_count);
    for (size_t i = 0; i < source->line_count; i++) {
        size_t from = source->lines[i];
        size_t to = i + 1 < source->line_count ? source->lines[i + 1] : source->bytes.len;
        str whole = str_cut(source->bytes, from, to - from);
        str text = mark_trim(whole);
        blank += whole.len > 0 && whole.data[0] == '\f';
        if (text.len == 0) {
            blank++;
            continue;
        }
        struct text_line line = measure(source, whole, text);
        line.blank_before = blank;
        blank = 0;
        runs->lines[runs->line_count++] = line;
    }
}

/* Is a group of lines one or more hard-wrapped paragraphs? Then lines that end in mid-sentence are all about
 * as wide as the column; the first may be a heading. */
static bool
is_wrapped(const struct text_line *lines, size_t count, uint32_t width)
{
    bool any = false;
    for (size_t i = 0; i + 1 < count; i++) {
        bool full = lines[i].width * 5 >= width * 4;
        if (lines[i].ended || lines[i + 1].marker_length > 0 || lines[i + 1].indented) {
            continue;
        }
        if (full) {
            any = true;
        } else if (i > 0) {
            return false;
        }
    }
    return any && width >= WRAP_WIDTH_MIN && width <= WRAP_WIDTH_MAX;
}

static bool
starts_run(const struct text_line *lines, size_t i, uint32_t width)
{
    const struct text_line *line = &lines[i], *before = &lines[i - 1];
    bool before_full = before->width * 5 >= width * 4;
    return line->marker_length > 0 || (line->indented && !before->indented) ||
           (line->indented && before->ended) || (before->ended && !before_full) || (i == 1 && !before_full);
}

/* Joins the lines of one group (no blank line inside) into runs. */
static void
add_group(struct line_runs *runs, const struct source *source, size_t first, size_t count)
{
    struct text_line *lines = runs->lines + first;
    uint32_t width = 0;
    for (size_t i = 0; i < count; i++) {
        width = lines[i].width > width ? lines[i].width : width;
    }
    bool wrapped = is_wrapped(lines, count, width);
    /* the first text line is the title, also where the layout gives it no room */
    bool title_first =
        first == 0 && lines_is_bare(str_cut(source->bytes, lines[0].from, lines[0].length), 30);
    for (size_t i = 0; i < count; i++) {
        bool starts = i == 0 || !wrapped || (i == 1 && title_first) || starts_run(lines, i, width);
        if (starts) {
            runs->items[runs->count++] = (struct line_run){(uint32_t)(first + i), 0};
        }
        runs->items[runs->count - 1].count++;
    }
}

struct line_runs
lines_gather(arena *out, const struct source *source)
{
    struct line_runs runs = {0};
    collect_lines(out, source, &runs);
    runs.items = arena_new(out, struct line_run, runs.line_count);
    for (size_t i = 0; i < runs.line_count;) {
        size_t end = i + 1;
        while (end < runs.line_count && runs.lines[end].blank_before == 0) {
            end++;
        }
        add_group(&runs, source, i, end - i);
        i = end;
    }
    return runs;
}
