#include "verify/list_check.h"

#include <inttypes.h>

#include "base/file.h"
#include "base/utf8.h"
#include "verify/html_text.h"
#include "verify/index_check.h"
#include "verify/tour_names.h"

enum { LIST_BYTES_MAX = 64 << 20, SHOWN_BYTES = 120, CENTISECOND = INDEX_RATE_HZ / 100 };

static bool
read_list(struct findings *f, str file, arena *out, str *text)
{
    if (file_read(out, file_join(out, f->folder, file), LIST_BYTES_MAX, text, f->diags) == STATUS_OK) {
        return true;
    }
    f->count++; /* file_read has said why */
    return false;
}

/* A control character, or what ends a line somewhere. */
static bool
is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static str
in_playlist(uint32_t c, str itself)
{
    return is_control(c) || c == 0x2028 || c == 0x2029 ? STR(" ") : itself;
}

/* A cue sheet's quoted text has no escape: the two marks stand in full width. */
static str
in_cue(uint32_t c, str itself)
{
    return c == '"' ? STR("＂") : c == '\\' ? STR("＼") : in_playlist(c, itself);
}

static str
title_as(arena *out, str title, str (*as)(uint32_t, str))
{
    struct str_builder b = {.out = out};
    for (size_t i = 0; i < title.len;) {
        size_t from = i;
        uint32_t c = utf8_next(title, &i);
        str_add(&b, as(c, str_cut(title, from, i - from)));
    }
    return str_built(&b);
}

/* Takes the next link off *text: what stands from its address to its end, `stops/03.opus">港口`. */
static bool
next_link(str *text, str *link)
{
    str open = STR("<a href=\""), close = STR("</a>");
    size_t from = str_find(*text, open);
    if (from == STR_NONE) {
        return false;
    }
    *text = str_from_offset(*text, from + open.len);
    size_t end = str_find(*text, close);
    *link = str_cut(*text, 0, end == STR_NONE ? text->len : end);
    *text = str_from_offset(*text, link->len);
    return true;
}

static bool
check_link(struct findings *f, str *text, str expected)
{
    str link = STR("nothing");
    if (next_link(text, &link) && str_equal(link, expected)) {
        return true;
    }
    finding_add(f, STR("contents.html"), "expected the link “" STR_FMT "”, found “" STR_FMT "”",
                STR_ARG(str_cut(expected, 0, SHOWN_BYTES)), STR_ARG(str_cut(link, 0, SHOWN_BYTES)));
    return false;
}

size_t
list_check_contents(const struct tour_index *x, arena scratch, struct findings *f)
{
    str text, link;
    size_t agree = 0;
    if (!read_list(f, STR("contents.html"), &scratch, &text)) {
        return 0;
    }
    if (str_find(text, STR("role=\"doc-toc\"")) == STR_NONE) {
        finding_add(f, STR("contents.html"), "expected a table of contents, role=\"doc-toc\"");
    }
    for (size_t i = 0; i < x->stop_count; i++) {
        const struct index_stop *stop = &x->stops[i];
        const struct index_file *file = index_stop_file(x, stop);
        arena inner = scratch;
        str title = html_text(&inner, stop->title);
        agree += check_link(f, &text,
                            str_format(&inner, STR_FMT "\">" STR_FMT, STR_ARG(stop->file), STR_ARG(title)));
        for (size_t c = 0; file != NULL && file->chapter_count > 1 && c < file->chapter_count; c++) {
            const struct index_chapter *chapter = &x->chapters[file->first_chapter + c];
            uint64_t at = chapter->at.start / CENTISECOND;
            inner = scratch;
            title = html_text(&inner, chapter->title);
            agree +=
                check_link(f, &text,
                           str_format(&inner, STR_FMT "#t=%" PRIu64 ".%02u\">" STR_FMT, STR_ARG(stop->file),
                                      at / 100, (unsigned)(at % 100), STR_ARG(title)));
        }
    }
    if (next_link(&text, &link)) {
        finding_add(f, STR("contents.html"), "expected no more links, found “" STR_FMT "”",
                    STR_ARG(str_cut(link, 0, SHOWN_BYTES)));
    }
    return agree;
}

static bool
check_line(struct findings *f, str file, str *text, str expected)
{
    str line = STR("");
    if (str_split(text, '\n', &line) && str_equal(line, expected)) {
        return true;
    }
    finding_add(f, file, "expected “" STR_FMT "”, found “" STR_FMT "”",
                STR_ARG(str_cut(expected, 0, SHOWN_BYTES)), STR_ARG(str_cut(line, 0, SHOWN_BYTES)));
    return false;
}

size_t
list_check_playlist(const struct tour_index *x, arena scratch, struct findings *f)
{
    str text, file = STR("tour.m3u8");
    size_t agree = 0;
    if (!read_list(f, file, &scratch, &text)) {
        return 0;
    }
    str name = title_as(&scratch, x->title, in_playlist);
    check_line(f, file, &text, STR("#EXTM3U"));
    check_line(f, file, &text, str_format(&scratch, "#PLAYLIST:" STR_FMT, STR_ARG(name)));
    for (size_t i = 0; i < x->stop_count; i++) {
        arena inner = scratch;
        uint64_t ms = x->stops[i].at.length / INDEX_MS;
        str title = title_as(&inner, x->stops[i].title, in_playlist);
        bool head = check_line(f, file, &text,
                               str_format(&inner, "#EXTINF:%" PRIu64 ".%03u," STR_FMT, ms / 1000,
                                          (unsigned)(ms % 1000), STR_ARG(title)));
        agree += check_line(f, file, &text, x->stops[i].file) && head;
    }
    if (text.len > 0) {
        finding_add(f, file, "expected no more lines than the tour has stops");
    }
    return agree;
}

/* COMMAND "text", of which a cue sheet takes 80 characters. */
static str
cue_text(arena *out, const char *command, str text)
{
    enum { MOST = 80 };
    const char *cut = "";
    if (utf8_count(text) > MOST) {
        size_t end = 0;
        for (size_t i = 1; i < MOST; i++) {
            utf8_next(text, &end);
        }
        text = str_cut(text, 0, end);
        cut = "…";
    }
    str shown = title_as(out, text, in_cue);
    return str_format(out, "%s \"" STR_FMT "%s\"", command, STR_ARG(shown), cut);
}

static bool
check_index(struct findings *f, str file, str *text, uint64_t start)
{
    enum { FRAMES_PER_S = 75, FRAME = INDEX_RATE_HZ / FRAMES_PER_S };
    char memory[128];
    arena scratch = {memory, memory + sizeof memory};
    uint64_t frames = start / FRAME;
    str line = STR("");
    str expected = str_format(&scratch, "    INDEX 01 %02" PRIu64 ":%02u:%02u", frames / FRAMES_PER_S / 60,
                              (unsigned)(frames / FRAMES_PER_S % 60), (unsigned)(frames % FRAMES_PER_S));
    if (str_split(text, '\n', &line) && str_equal(line, expected)) {
        return true;
    }
    finding_at(f, file, start, "expected “" STR_FMT "”, found “" STR_FMT "”", STR_ARG(str_trim(expected)),
               STR_ARG(str_cut(str_trim(line), 0, SHOWN_BYTES)));
    return false;
}

/* "锦州（2/3）" where there are several. */
static str
cue_title(const struct tour_index *x, const struct index_file *file, arena *out)
{
    size_t parts = 0, number = 0;
    for (size_t i = 0; i < x->file_count; i++) {
        parts += !x->files[i].is_stop;
        number = &x->files[i] == file ? parts : number;
    }
    return parts > 1 ? str_format(out, STR_FMT "（%zu/%zu）", STR_ARG(x->title), number, parts) : x->title;
}

size_t
list_check_cue(const struct tour_index *x, const struct index_file *track, arena scratch, struct findings *f)
{
    str text, remark, file = tour_name_sibling(&scratch, track->path, "cue");
    size_t agree = 0;
    if (!read_list(f, file, &scratch, &text)) {
        return 0;
    }
    while (str_starts(text, STR("REM "))) {
        str_split(&text, '\n', &remark);
    }
    if (x->publisher.len > 0) {
        check_line(f, file, &text, cue_text(&scratch, "PERFORMER", x->publisher));
    }
    check_line(f, file, &text, cue_text(&scratch, "TITLE", cue_title(x, track, &scratch)));
    check_line(f, file, &text, str_format(&scratch, "FILE \"" STR_FMT "\" WAVE", STR_ARG(track->path)));
    for (size_t i = 0; i < track->chapter_count; i++) {
        const struct index_chapter *chapter = &x->chapters[track->first_chapter + i];
        arena inner = scratch;
        bool head = check_line(f, file, &text, str_format(&inner, "  TRACK %02zu AUDIO", i + 1));
        head = check_line(f, file, &text, cue_text(&inner, "    TITLE", chapter->title)) && head;
        if (x->publisher.len > 0) {
            head = check_line(f, file, &text, cue_text(&inner, "    PERFORMER", x->publisher)) && head;
        }
        agree += check_index(f, file, &text, chapter->at.start) && head;
    }
    if (text.len > 0) {
        finding_add(f, file, "expected no more tracks than the file has chapters");
    }
    return agree;
}
