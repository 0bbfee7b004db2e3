#include "verify/vtt_read.h"

#include "base/file.h"
#include "base/utf8.h"
#include "verify/clock.h"

static bool
next_line(struct vtt_reader *r, str *line)
{
    r->line++;
    return str_split(&r->rest, '\n', line);
}

bool
vtt_open_text(struct vtt_reader *r, struct findings *f, str file, str text)
{
    *r = (struct vtt_reader){.findings = f, .file = file, .rest = text};
    str first, second = STR("");
    if (utf8_check(text) != STR_NONE || str_find(text, (str){"", 1}) != STR_NONE) {
        finding_add(f, file, "is not text: a byte that no WebVTT holds");
        return false;
    }
    if (!next_line(r, &first) || !str_equal(first, STR("WEBVTT")) ||
        (next_line(r, &second) && second.len > 0)) {
        finding_add(f, file, "expected the first line to be WEBVTT and the second to be empty");
        return false;
    }
    return true;
}

bool
vtt_open(struct vtt_reader *r, arena *out, struct findings *f, str file)
{
    str text, path = file_join(out, f->folder, file);
    if (file_read(out, path, VTT_FILE_BYTES_MAX, &text, f->diags) != STATUS_OK) {
        f->count++; /* file_read has said why */
        return false;
    }
    return vtt_open_text(r, f, file, text);
}

/* "00:00:12.400 --> 00:00:30.000" and nothing else. */
static bool
parse_times(str line, struct vtt_cue *cue)
{
    str arrow = STR(" --> ");
    size_t at = str_find(line, arrow);
    return at != STR_NONE && clock_parse(str_cut(line, 0, at), &cue->start_ms) &&
           clock_parse(str_from_offset(line, at + arrow.len), &cue->end_ms);
}

/* Takes an escape or a timestamp off *raw; false where there is neither. */
static bool
take_markup(str *raw, struct str_builder *plain, struct vtt_stamp *stamp, bool *is_stamp)
{
    static const struct {
        const char *escape, *plain;
    } escapes[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", "\xC2\xA0"}};
    *is_stamp = raw->data[0] == '<';
    if (*is_stamp) {
        size_t close = str_find(*raw, STR(">"));
        *stamp = (struct vtt_stamp){.offset = plain->len};
        if (close == STR_NONE || !clock_parse(str_cut(*raw, 1, close - 1), &stamp->ms)) {
            return false;
        }
        *raw = str_from_offset(*raw, close + 1);
        return true;
    }
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        str escape = str_from(escapes[i].escape);
        if (str_starts(*raw, escape)) {
            str_add(plain, str_from(escapes[i].plain));
            *raw = str_from_offset(*raw, escape.len);
            return true;
        }
    }
    return false;
}

static size_t
count_char(str text, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        count += text.data[i] == c;
    }
    return count;
}

static bool
parse_text(arena *out, str raw, struct vtt_cue *cue)
{
    struct vtt_stamp *stamps = arena_new(out, struct vtt_stamp, count_char(raw, '<'));
    struct str_builder plain = {.out = out};
    cue->stamps = stamps;
    while (raw.len > 0) {
        size_t run = 0;
        while (run < raw.len && raw.data[run] != '&' && raw.data[run] != '<') {
            run++;
        }
        str_add(&plain, str_cut(raw, 0, run));
        raw = str_from_offset(raw, run);
        bool is_stamp = false;
        if (raw.len > 0 && !take_markup(&raw, &plain, &stamps[cue->stamp_count], &is_stamp)) {
            return false;
        }
        cue->stamp_count += is_stamp;
    }
    cue->text = str_built(&plain);
    return true;
}

/* Lines up to the next empty one, as they stand in the file. */
static str
take_block(struct vtt_reader *r)
{
    str line, block = {r->rest.data, 0};
    while (next_line(r, &line) && line.len > 0) {
        block.len = (size_t)(line.data - block.data) + line.len;
    }
    return block;
}

bool
vtt_next(struct vtt_reader *r, arena *out, struct vtt_cue *cue)
{
    str block = STR(""), line;
    size_t number = 0;
    while (block.len == 0 || str_equal(line, STR("NOTE")) || str_starts(line, STR("NOTE "))) {
        if (r->rest.len == 0) {
            return false;
        }
        number = r->line + 1;
        str rest = block = take_block(r);
        (void)str_split(&rest, '\n', &line);
    }
    *cue = (struct vtt_cue){0};
    (void)str_split(&block, '\n', &line);
    if (str_find(line, STR("-->")) == STR_NONE) {
        cue->id = line;
        if (!str_split(&block, '\n', &line)) {
            line = STR("");
        }
    }
    if (!parse_times(line, cue) || cue->end_ms <= cue->start_ms || block.len == 0 ||
        str_find(block, STR("-->")) != STR_NONE || !parse_text(out, block, cue)) {
        finding_add(r->findings, r->file,
                    "expected HH:MM:SS.mmm --> HH:MM:SS.mmm and its text in the cue at line %zu", number);
        return false;
    }
    return true;
}
