#include "script/plain.h"

#include "base/utf8.h"
#include "script/lines.h"
#include "script/mark.h"
#include "script/opening.h"
#include "script/pairs.h"

enum {
    BARE_CHARS = 40,    /* a heading without a comma */
    COMMA_CHARS = 24,   /* a heading of two halves with a comma */
    CROWDED_CHARS = 20, /* a heading where the file has no blank lines */
    LONE_CHARS = 80,    /* a caption set apart before the final list */
    SPACES_MAX = 3      /* between the clauses of a heading */
};

struct reader {
    arena *out;
    struct source *source;
    struct line_runs runs;
    bool *like; /* per run: looks like a heading */
    enum segment_kind *kinds;
    size_t body_end;      /* runs before the captions */
    uint32_t usual_blank; /* blank lines between paragraphs, as most have them */
};

static const struct text_line *
first_line(const struct reader *r, size_t run)
{
    return &r->runs.lines[r->runs.items[run].first];
}

/* All of a run's lines, with the line ends between them. */
static str
run_text(const struct reader *r, size_t run)
{
    const struct text_line *first = first_line(r, run);
    const struct text_line *last = first + r->runs.items[run].count - 1;
    return str_cut(r->source->bytes, first->from, last->from + last->length - first->from);
}

/* Two clauses of hanzi parted by a space: 数字赋能 城市变得更智慧. */
static bool
has_two_clauses(str text)
{
    size_t spaces = 0;
    uint32_t before = 0;
    bool after_space = false, between_hanzi = false;
    for (size_t i = 0; i < text.len;) {
        uint32_t c = utf8_next(text, &i);
        if (mark_is_space(c)) {
            spaces += !after_space;
            after_space = true;
            continue;
        }
        between_hanzi = between_hanzi || (after_space && utf8_is_han(before) && utf8_is_han(c));
        after_space = false;
        before = c;
    }
    return between_hanzi && spaces <= SPACES_MAX;
}

/* A heading of two halves: 走向湖心，再看远山. The beginning of a cut sentence seldom has halves of like
 * length. */
static bool
has_even_halves(str text)
{
    size_t chars = 0, left = 0, commas = 0;
    for (size_t i = 0; i < text.len; chars++) {
        uint32_t c = utf8_next(text, &i);
        bool comma = c == 0xFF0C || c == ',';
        left = comma ? chars : left;
        commas += comma;
    }
    size_t right = chars - left - 1;
    return commas == 1 && chars <= COMMA_CHARS && (left > right ? left - right : right - left) <= 2;
}

static bool
holds_sentence_end(str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t c = utf8_next(text, &i);
        if (mark_ends_sentence(c) || c == 0xFF1B) {
            return true;
        }
    }
    return false;
}

static bool
stands_alone(const struct reader *r, size_t run, size_t chars)
{
    bool before = run == 0 || first_line(r, run)->blank_before > 0;
    bool after = run + 1 == r->runs.count || first_line(r, run + 1)->blank_before > 0;
    return (before && after) || (r->usual_blank == 0 && chars <= CROWDED_CHARS);
}

static bool
looks_like_heading(const struct reader *r, size_t run, arena scratch)
{
    str text = run_text(r, run);
    if (text.len > PLAIN_HEADING_CHARS * 4) {
        return false;
    }
    size_t at, chars = utf8_count(text);
    uint32_t last = mark_last(text, &at);
    if (chars > PLAIN_HEADING_CHARS || lines_ends(text) || mark_is_pause(last) ||
        opening_is_impossible(text) || holds_sentence_end(text) || !mark_has_word(text)) {
        return false;
    }
    if (run + 1 < r->runs.count && opening_goes_on(run_text(r, run + 1))) {
        return false; /* the beginning of a sentence that goes on below */
    }
    struct pairs pairs = pairs_find(&scratch, text);
    if (pairs_unmatched(&pairs, true) != NULL || pairs_unmatched(&pairs, false) != NULL) {
        return false;
    }
    if (str_find(text, STR("——")) != STR_NONE || str_find(text, STR("⸺")) != STR_NONE) {
        return true;
    }
    bool bare = lines_is_bare(text, BARE_CHARS);
    if (bare && has_two_clauses(text)) {
        return true;
    }
    return stands_alone(r, run, chars) && (bare || has_even_halves(text));
}

/* 本报记者 …, 来源：…, 2022-08-30: belongs to the title, not to what follows. */
static bool
is_byline(str text)
{
    static const char *const starts[] = {"本报",   "记者", "作者",   "来源", "文/",  "文|",
                                         "文丨",   "图/",  "摄影",   "编辑", "责编", "责任编辑",
                                         "通讯员", "特约", "新华社", "发布"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (str_starts(text, str_from(starts[i]))) {
            return true;
        }
    }
    for (size_t i = 0; i < text.len;) {
        uint32_t c = utf8_next(text, &i);
        bool date = mark_is_digit(c) || mark_is_space(c) || c == 0x5E74 || c == 0x6708 || c == 0x65E5 ||
                    c == '-' || c == '/' || c == '.' || c == ':';
        if (!date) {
            return false;
        }
    }
    return true;
}

/* What most paragraphs have before them. */
static uint32_t
find_usual_blank(const struct line_runs *runs)
{
    size_t counts[4] = {0};
    for (size_t i = 1; i < runs->count; i++) {
        uint32_t blank = runs->lines[runs->items[i].first].blank_before;
        counts[blank < 3 ? blank : 3]++;
    }
    uint32_t usual = 0;
    for (uint32_t i = 1; i < 4; i++) {
        usual = counts[i] > counts[usual] ? i : usual;
    }
    return usual;
}

/* A list that the line above announces (七站：) belongs to the body, unless it announces photos. */
static bool
is_announced(str text)
{
    bool colon = str_ends(text, STR("：")) || str_ends(text, STR(":"));
    bool photos = str_find(text, STR("图")) != STR_NONE || str_find(text, STR("照")) != STR_NONE ||
                  str_find(text, STR("摄")) != STR_NONE;
    return colon && !photos;
}

/* Finds the numbered list at the end, and the line set apart before it. */
static void
find_captions(struct reader *r)
{
    size_t count = r->runs.count, from = count;
    while (from > 1 && first_line(r, from - 1)->marker_length > 0) {
        from--;
    }
    bool apart = from < count && first_line(r, from)->blank_before > r->usual_blank;
    bool list = count - from >= 2 || (count - from == 1 && first_line(r, from)->number == 1 && apart);
    r->body_end = count;
    if (!list || is_announced(run_text(r, from - 1))) {
        return;
    }
    const struct text_line *lone = first_line(r, from - 1);
    if (from >= 3 && lone->blank_before > r->usual_blank && utf8_count(run_text(r, from - 1)) <= LONE_CHARS) {
        from--;
    }
    r->body_end = from;
    for (size_t i = from; i < count; i++) {
        r->kinds[i] = SEGMENT_CAPTION;
    }
}

/* A heading-like run is a heading where a paragraph follows, or a heading that has one. */
static void
find_headings(struct reader *r)
{
    bool leads = false; /* to a paragraph */
    for (size_t i = r->body_end; i-- > 0;) {
        if (!r->like[i]) {
            leads = true;
        } else if (leads) {
            r->kinds[i] = SEGMENT_HEADING;
        }
    }
    if (utf8_count(run_text(r, 0)) > PLAIN_HEADING_CHARS) {
        return;
    }
    r->kinds[0] = SEGMENT_TITLE;
    for (size_t i = 1; i < r->body_end && r->kinds[i] == SEGMENT_HEADING; i++) {
        bool another = i + 1 < r->body_end && r->kinds[i + 1] == SEGMENT_HEADING;
        if (another || is_byline(run_text(r, i))) {
            r->kinds[i] = SEGMENT_TITLE;
        }
    }
}

/* The pieces of a run's lines; between Latin letters the line end is a space, between hanzi nothing. */
static void
set_lines(struct reader *r, struct block *block, size_t run, arena scratch)
{
    const struct text_line *line = first_line(r, run);
    size_t lines = r->runs.items[run].count, count = 0;
    struct piece *pieces = arena_new(&scratch, struct piece, lines * 2);
    for (size_t i = 0; i < lines; i++, line++) {
        uint32_t skip = i == 0 && block->kind == SEGMENT_CAPTION ? line->marker_length : 0;
        struct piece piece = piece_of(r->source, line->from + skip, line->length - skip);
        if (count > 0 && block_needs_space(pieces[count - 1].text, piece.text)) {
            pieces[count] = block_space(r->source, &pieces[count - 1], &piece);
            count++;
        }
        pieces[count++] = piece;
    }
    block_set_pieces(r->out, block, pieces, count);
}

static void
add_block(struct reader *r, struct block_list *blocks, size_t run, arena scratch)
{
    const struct text_line *line = first_line(r, run);
    struct block block = {.kind = r->kinds[run], .blank_before = line->blank_before};
    if (block.kind == SEGMENT_CAPTION) {
        block.number = line->number;
        source_classify(r->source, line->from, line->marker_length, TEXT_SILENT);
    }
    block.loose = block.kind == SEGMENT_PARAGRAPH && line->marker_length > 0;
    block.continues = block.kind == SEGMENT_HEADING && run > 0 && r->kinds[run - 1] == SEGMENT_HEADING;
    set_lines(r, &block, run, scratch);
    if (mark_has_word(block.text)) {
        *arena_push(r->out, blocks->items, blocks->count, blocks->capacity) = block;
    }
}

void
plain_read(arena *out, arena scratch, struct source *source, struct block_list *blocks)
{
    struct reader r = {.out = out, .source = source};
    r.runs = lines_gather(&scratch, source);
    if (r.runs.count == 0) {
        return;
    }
    r.usual_blank = find_usual_blank(&r.runs);
    r.like = arena_new(&scratch, bool, r.runs.count);
    r.kinds = arena_new(&scratch, enum segment_kind, r.runs.count);
    for (size_t i = 0; i < r.runs.count; i++) {
        r.kinds[i] = SEGMENT_PARAGRAPH;
        r.like[i] = looks_like_heading(&r, i, scratch);
    }
    find_captions(&r);
    find_headings(&r);
    blocks->items = arena_new(out, struct block, r.runs.count);
    blocks->capacity = r.runs.count;
    for (size_t i = 0; i < r.runs.count; i++) {
        add_block(&r, blocks, i, scratch);
    }
}
