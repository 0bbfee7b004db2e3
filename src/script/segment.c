#include "script/segment.h"

#include "base/utf8.h"
#include "script/mark.h"
#include "script/numbering.h"
#include "script/split.h"

enum { TITLE_CHARS = 20, BASE_MIN = 100, REPORTS_MAX = 200 };

struct layer {
    arena *out;
    arena scratch;
    struct tour *tour;
    struct diags *diags;
    size_t stop_capacity, segment_capacity, sentence_capacity;
    uint32_t *stop_of;         /* number of the stop each block of the article is in */
    uint32_t *segments_before; /* how many of that stop's segments stand before the block */
};

/* One line: white space of any kind becomes one space. */
static str
one_line(arena *out, str text)
{
    struct str_builder b = {.out = out};
    bool space = false;
    text = mark_trim(text);
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        bool now = mark_is_space(utf8_next(text, &i));
        if (now && !space) {
            str_add_char(&b, ' ');
        } else if (!now) {
            str_add(&b, str_cut(text, from, i - from));
        }
        space = now;
    }
    return str_built(&b);
}

/* A text's first clause, for a title. */
static str
first_words(arena *out, str text)
{
    size_t i = 0, end = 0;
    for (size_t chars = 0; i < text.len && chars < TITLE_CHARS; chars++) {
        uint32_t c = utf8_next(text, &i);
        if ((mark_is_pause(c) || mark_ends_sentence(c)) && mark_has_word(str_cut(text, 0, end))) {
            break;
        }
        end = i;
    }
    return one_line(out, str_cut(text, 0, end));
}

static struct stop *
add_stop(struct layer *l, uint32_t number, str title)
{
    struct tour *t = l->tour;
    struct stop stop = {.number = number, .title = title, .first_segment = (uint32_t)t->segment_count};
    *arena_push(l->out, t->stops, t->stop_count, l->stop_capacity) = stop;
    return &t->stops[t->stop_count - 1];
}

static void
add_segment(struct layer *l, enum segment_kind kind, const struct block *block, const struct range *ranges,
            size_t count)
{
    struct tour *t = l->tour;
    struct segment segment = {
        .kind = kind, .first_sentence = (uint32_t)t->sentence_count, .sentence_count = (uint32_t)count};
    *arena_push(l->out, t->segments, t->segment_count, l->segment_capacity) = segment;
    t->stops[t->stop_count - 1].segment_count++;
    for (size_t i = 0; i < count; i++) {
        struct sentence sentence = {.text =
                                        str_cut(block->text, ranges[i].from, ranges[i].to - ranges[i].from)};
        sentence.pieces = block_slice(l->out, block, ranges[i].from, ranges[i].to, &sentence.piece_count);
        *arena_push(l->out, t->sentences, t->sentence_count, l->sentence_capacity) = sentence;
    }
}

/* A block's sentences, in as many segments as its length asks for. */
static void
add_block(struct layer *l, const struct block *block)
{
    arena scratch = l->scratch;
    size_t count;
    struct range *ranges = split_briefly(&scratch, block->text, &count);
    uint32_t *ends = arena_new(&scratch, uint32_t, count);
    uint32_t total = 0;
    for (size_t i = 0; i < count; i++) {
        total += ranges[i].chars;
        ends[i] = total;
    }
    size_t parts = (total + SEGMENT_CHARS - 1) / SEGMENT_CHARS, from = 0;
    size_t *runs = arena_new(&scratch, size_t, parts + 1);
    size_t run_count = split_evenly(ends, count, parts, runs);
    for (size_t i = 0; i < run_count; i++) {
        add_segment(l, block->kind, block, ranges + from, runs[i] - from);
        from = runs[i];
    }
}

static void
add_text_stops(struct layer *l, const struct manuscript *manuscript)
{
    const struct block_list *blocks = &manuscript->article;
    bool titled = false; /* the stop being filled has its title or heading */
    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->items[i];
        struct tour *t = l->tour;
        bool first_title = block->kind == SEGMENT_TITLE && t->stop_count <= 1;
        bool opens = block->kind == SEGMENT_HEADING || (block->kind == SEGMENT_TITLE && !first_title);
        if (t->stop_count == 0 && block->kind != SEGMENT_CAPTION) {
            add_stop(l, 1, first_words(l->out, block->text));
            titled = false;
        }
        if (opens && !block->continues && (t->stop_count > 1 || titled || t->stops[0].segment_count > 0)) {
            add_stop(l, (uint32_t)t->stop_count + 1, STR(""));
            titled = false;
        }
        l->stop_of[i] = (uint32_t)t->stop_count;
        l->segments_before[i] = t->stop_count > 0 ? t->stops[t->stop_count - 1].segment_count : 0;
        if (block->kind == SEGMENT_CAPTION) {
            continue;
        }
        struct stop *stop = &t->stops[t->stop_count - 1];
        if (first_title || opens) {
            str line = one_line(l->out, block->text);
            bool goes_on = titled && block->continues;
            stop->title = !titled ? line
                          : goes_on
                              ? str_format(l->out, STR_FMT " " STR_FMT, STR_ARG(stop->title), STR_ARG(line))
                              : stop->title;
            titled = true;
        }
        add_block(l, block);
    }
}

/* The smallest power of ten, at least 100, above the number of stops; or what tour.ini says. */
static uint32_t
find_base(struct layer *l, const struct manuscript *manuscript, const struct numbered *captions, size_t count)
{
    uint32_t stops = (uint32_t)l->tour->stop_count, base = l->tour->settings.caption_base;
    if (base == 0) {
        for (base = BASE_MIN; base <= stops; base *= 10) {
        }
        return base;
    }
    if (count > 0 && base + captions[0].number <= stops) {
        diag_add(l->diags, DIAG_ERROR, manuscript->settings_path, 0, 0, "set a larger caption_base, or none",
                 "caption_base = %u makes caption %u stop %u, which a heading has already", (unsigned)base,
                 (unsigned)captions[0].number, (unsigned)(base + captions[0].number));
    }
    return base;
}

static void
add_caption_stops(struct layer *l, struct manuscript *manuscript)
{
    size_t count;
    struct numbered *captions = numbering_captions(l->out, l->scratch, manuscript, &count, l->diags);
    uint32_t base = find_base(l, manuscript, captions, count);
    for (size_t i = 0; i < count; i++) {
        const struct block *block = captions[i].block;
        struct stop *stop = add_stop(l, base + captions[i].number, first_words(l->out, block->text));
        stop->is_caption = true;
        stop->photo = block->photo;
        stop->photo_alt = block->photo.len > 0 ? one_line(l->out, block->text) : STR("");
        if (captions[i].place != SIZE_MAX && block->photo.len > 0) {
            stop->near = l->stop_of[captions[i].place];
            stop->near_segments = l->segments_before[captions[i].place];
        }
        add_block(l, block);
    }
}

enum status
segment_tour(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    struct tour *tour = manuscript->tour;
    struct layer l = {.out = out, .tour = tour, .diags = diags};
    l.stop_of = arena_new(&scratch, uint32_t, manuscript->article.count);
    l.segments_before = arena_new(&scratch, uint32_t, manuscript->article.count);
    l.scratch = scratch;
    add_text_stops(&l, manuscript);
    add_caption_stops(&l, manuscript);
    if (tour->sentence_count == 0) {
        diag_add(diags, DIAG_ERROR, tour->sources[0].path, 0, 0, "write the text into it",
                 "nothing in the file can be read aloud");
        return STATUS_SCRIPT;
    }
    if (tour->settings.title.len == 0) {
        tour->settings.title = tour->stops[0].title;
    }
    return STATUS_OK;
}

/* A run of bytes in no sentence and not classed by a reader: silent, but for the stretch that holds hanzi. */
static void
account_for(arena *out, struct source *source, size_t from, size_t to, size_t *reports, struct diags *diags)
{
    str run = str_cut(source->bytes, from, to - from);
    size_t first = run.len, end = 0;
    for (size_t i = 0; i < run.len;) {
        size_t at = i;
        if (utf8_is_han(utf8_next(run, &i))) {
            first = at < first ? at : first;
            end = i;
        }
    }
    if (end > 0) {
        str text = str_cut(run, first, end - first);
        uint32_t offset = (uint32_t)(from + first);
        if (++*reports <= REPORTS_MAX) {
            source_report(source, offset, diags, DIAG_WARNING,
                          "write what visitors should hear as text of its own",
                          "text inside markup is not read aloud: " STR_FMT, STR_ARG(mark_excerpt(text, 20)));
        }
        source_leave_out(out, source, offset, (uint32_t)text.len, STR("text inside markup"));
    }
    source_classify(source, (uint32_t)from, (uint32_t)run.len, TEXT_SILENT);
}

enum status
segment_account(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    struct tour *tour = manuscript->tour;
    for (size_t s = 0; s < tour->source_count; s++) {
        struct source *source = &tour->sources[s];
        arena inner = scratch;
        bool *covered = arena_new(&inner, bool, source->bytes.len);
        size_t reports = 0;
        for (size_t i = 0; i < tour->sentence_count; i++) {
            for (size_t k = 0; k < tour->sentences[i].piece_count; k++) {
                struct span span = tour->sentences[i].pieces[k].from;
                for (uint32_t b = 0; b < span.length && span.source == s; b++) {
                    covered[span.offset + b] = true;
                }
            }
        }
        for (size_t i = 0; i < source->bytes.len;) {
            size_t from = i;
            while (i < source->bytes.len && !covered[i] && source->classes[i] == TEXT_UNSET) {
                i++;
            }
            if (i > from) {
                account_for(out, source, from, i, &reports, diags);
            } else {
                i++;
            }
        }
    }
    return STATUS_OK;
}
