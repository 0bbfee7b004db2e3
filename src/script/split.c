#include "script/split.h"

#include "base/utf8.h"
#include "script/mark.h"
#include "script/pairs.h"

/* A place inside a sentence where it may be cut if it is too long. */
struct soft {
    uint32_t at;    /* byte offset behind the mark */
    uint32_t index; /* code points of the text before `at` */
    bool semicolon;
};

struct splitter {
    arena *out;
    arena scratch;
    str text;
    struct pairs pairs;
    size_t pair; /* first mark not yet passed */
    size_t i;    /* byte offset of the next code point */
    uint32_t index;
    uint32_t previous, before_previous; /* code points before i */
    uint32_t start, start_index;        /* of the sentence being read */
    struct soft *soft;
    size_t soft_count, soft_capacity;
    struct range *ranges;
    size_t count, capacity;
};

static uint32_t
peek(const struct splitter *s)
{
    size_t i = s->i;
    return i < s->text.len ? utf8_next(s->text, &i) : 0;
}

static uint32_t
advance(struct splitter *s)
{
    s->before_previous = s->previous;
    s->previous = utf8_next(s->text, &s->i);
    s->index++;
    return s->previous;
}

/* The bracket or quote at byte `at`, or NULL. */
static const struct pair_mark *
mark_at(struct splitter *s, size_t at)
{
    while (s->pair < s->pairs.count && s->pairs.items[s->pair].at < at) {
        s->pair++;
    }
    bool here = s->pair < s->pairs.count && s->pairs.items[s->pair].at == at;
    return here ? &s->pairs.items[s->pair] : NULL;
}

static uint32_t
next_visible(const struct splitter *s)
{
    size_t at;
    return mark_first(str_cut(str_from_offset(s->text, s->i), 0, 64), &at);
}

size_t
split_evenly(const uint32_t *ends, size_t count, size_t parts, size_t *run_ends)
{
    size_t runs = 0, unit = 0;
    uint64_t total = count > 0 ? ends[count - 1] : 0;
    for (size_t k = 1; k < parts && unit + 1 < count; k++) {
        uint64_t target = total * k / parts;
        while (unit + 2 < count && ends[unit + 1] <= target) {
            unit++;
        }
        bool next_is_nearer =
            unit + 2 < count && ends[unit] < target && ends[unit + 1] - target < target - ends[unit];
        unit += next_is_nearer;
        run_ends[runs++] = ++unit;
    }
    if (unit < count) {
        run_ends[runs++] = count;
    }
    return runs;
}

static void
add_range(struct splitter *s, uint32_t from, uint32_t to)
{
    str part = mark_trim(str_cut(s->text, from, to - from));
    if (part.len == 0) {
        return;
    }
    struct range range = {.from = (uint32_t)(part.data - s->text.data), .chars = (uint32_t)utf8_count(part)};
    range.to = range.from + (uint32_t)part.len;
    *arena_push(s->out, s->ranges, s->count, s->capacity) = range;
}

/* Cuts text without any mark every so many characters. */
static void
add_hard(struct splitter *s, uint32_t from, uint32_t to)
{
    size_t i = from;
    uint32_t chars = 0;
    while (i < to) {
        utf8_next(s->text, &i);
        if (++chars == SPLIT_HARD_CHARS) {
            add_range(s, from, (uint32_t)i);
            from = (uint32_t)i;
            chars = 0;
        }
    }
    add_range(s, from, to);
}

/* Index of the first soft place behind byte `at`. */
static size_t
find_soft(const struct splitter *s, uint32_t at)
{
    size_t low = 0, high = s->soft_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->soft[middle].at <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Adds [from, to), cut at soft places: at semicolons first, then at commas, then anywhere. */
static void
add_divided(struct splitter *s, struct soft begin, struct soft end, bool at_semicolons)
{
    uint32_t chars = end.index - begin.index;
    if (chars <= (at_semicolons ? SPLIT_SENTENCE_CHARS : SPLIT_CLAUSE_CHARS)) {
        add_range(s, begin.at, end.at);
        return;
    }
    arena scratch = s->scratch;
    size_t first = find_soft(s, begin.at), last_soft = find_soft(s, end.at - 1);
    struct soft *places = arena_new(&scratch, struct soft, last_soft - first + 1);
    uint32_t *ends = arena_new(&scratch, uint32_t, last_soft - first + 1);
    size_t *runs = arena_new(&scratch, size_t, last_soft - first + 1);
    size_t count = 0;
    for (size_t i = first; i < last_soft; i++) {
        if (s->soft[i].semicolon == at_semicolons) {
            places[count] = s->soft[i];
            ends[count++] = s->soft[i].index - begin.index;
        }
    }
    places[count] = end;
    ends[count++] = chars;
    size_t parts = (chars + SPLIT_SENTENCE_CHARS - 1) / SPLIT_SENTENCE_CHARS;
    size_t run_count = split_evenly(ends, count, parts < count ? parts : count, runs);
    struct splitter inner = *s;
    inner.scratch = scratch;
    for (size_t i = 0; i < run_count; i++) {
        struct soft last = places[runs[i] - 1];
        if (at_semicolons) {
            add_divided(&inner, begin, last, false);
        } else {
            add_hard(&inner, begin.at, last.at);
        }
        begin = last;
    }
    s->ranges = inner.ranges;
    s->count = inner.count;
    s->capacity = inner.capacity;
}

static void
end_sentence(struct splitter *s)
{
    struct soft begin = {s->start, s->start_index, false}, end = {(uint32_t)s->i, s->index, false};
    add_divided(s, begin, end, true);
    s->start = end.at;
    s->start_index = end.index;
    s->soft_count = 0;
}

/* Mr. Smith, J. K. Rowling, No. 5: a full stop that ends no sentence. */
static bool
is_abbreviation(str text, size_t dot)
{
    static const char *const list[] = {"Mr", "Mrs", "Ms",  "Dr",  "Prof", "St", "No", "vs",
                                       "Jr", "Sr",  "Inc", "Ltd", "Co",   "Mt", "Fig"};
    size_t from = dot;
    while (from > 0 && dot - from < 5 && mark_is_latin((unsigned char)text.data[from - 1])) {
        from--;
    }
    str word = str_cut(text, from, dot - from);
    bool short_word = word.len == 1 || (from > 0 && text.data[from - 1] == '.');
    for (size_t i = 0; i < sizeof list / sizeof *list && !short_word; i++) {
        short_word = str_equal(word, str_from(list[i]));
    }
    return short_word;
}

/* At a '.' just read: is it a full stop? */
static bool
is_full_stop(const struct splitter *s)
{
    uint32_t after = peek(s), visible = next_visible(s);
    bool apart = after == 0 || mark_is_space(after) || mark_closes(after) != 0;
    if (!apart || mark_is_space(s->before_previous) || s->before_previous == 0) {
        return false;
    }
    bool number = true; /* 1. at the start of a sentence */
    for (size_t i = s->start; i + 1 < s->i && number; i++) {
        number = (s->text.data[i] >= '0' && s->text.data[i] <= '9') || s->text.data[i] == ' ';
    }
    if (number && visible != 0) {
        return false;
    }
    bool goes_on =
        (visible >= 'a' && visible <= 'z') || (mark_is_digit(visible) && mark_is_digit(s->before_previous));
    return !goes_on && (visible == 0 || !is_abbreviation(s->text, s->i - 1));
}

/* Does the code point just read end a sentence, whatever follows the run of end marks? */
static bool
is_end(const struct splitter *s)
{
    uint32_t c = s->previous, after = peek(s);
    if (c == '.' || c == 0xFF0E) {
        bool ellipsis = str_ends(str_cut(s->text, 0, s->i), STR("...")) && after != '.';
        return ellipsis || (after != '.' && is_full_stop(s));
    }
    if (c == '!' || c == '?') { /* Yahoo!7, a?b=1 */
        return !(after < 0x80 && (mark_is_word(after) || after == '/'));
    }
    return mark_ends_sentence(c);
}

/* Reads further end marks and the closing marks that belong to them. */
static void
read_closers(struct splitter *s)
{
    while (s->i < s->text.len) {
        uint32_t c = peek(s);
        const struct pair_mark *mark = mark_at(s, s->i);
        bool closer = mark != NULL && !mark->opens;
        if (!closer && !mark_ends_sentence(c) && !(c == '.' && s->previous == '.')) {
            return;
        }
        advance(s);
    }
}

/* “…。” ends a sentence like the mark inside it; a short cry (“好！”他说) goes on. Brackets and titles never
 * end one. */
static bool
quote_ends(const struct splitter *s, const struct pair_mark *opener, size_t close_at)
{
    if (!mark_is_quote_kind(opener->kind)) {
        return false;
    }
    size_t at;
    str inside = str_cut(s->text, 0, close_at);
    uint32_t last = mark_last(inside, &at);
    while (mark_closes(last) != 0 && at > opener->at) { /* “‘……。’” */
        last = mark_last(str_cut(inside, 0, at), &at);
    }
    uint32_t next = next_visible(s);
    bool attached = next == 0x7684 || next == 0x5730 || next == 0x4E4B; /* 的 地 之 */
    return !attached && (last == 0x3002 || (mark_ends_sentence(last) && opener->span >= 10));
}

/* Steps over a balanced quote or bracket; true where a sentence may end behind it. */
static bool
skip_pair(struct splitter *s, const struct pair_mark *opener)
{
    size_t close_at = opener->partner;
    struct pair_mark copy = *opener;
    s->index = copy.index + copy.span;
    s->i = close_at;
    advance(s);
    return quote_ends(s, &copy, close_at);
}

static void
read_unit(struct splitter *s)
{
    size_t at = s->i;
    const struct pair_mark *mark = mark_at(s, at);
    bool ends;
    if (mark != NULL && mark->opens && mark->partner != PAIR_NONE && mark->span <= SPLIT_QUOTE_CHARS) {
        ends = skip_pair(s, mark);
    } else {
        advance(s);
        ends = is_end(s);
    }
    if (ends) {
        read_closers(s);
        if (!mark_is_pause(next_visible(s))) {
            end_sentence(s);
        }
        return;
    }
    uint32_t c = s->previous;
    bool semicolon = c == 0xFF1B || (c == ';' && mark_is_space(peek(s)));
    if (semicolon || c == 0xFF0C || (c == ',' && mark_is_space(peek(s)))) {
        struct soft place = {(uint32_t)s->i, s->index, semicolon};
        *arena_push(&s->scratch, s->soft, s->soft_count, s->soft_capacity) = place;
    }
}

/* A range without a word goes to the one before it, or else to the one behind it. */
static size_t
attach_wordless(struct splitter *s)
{
    size_t kept = 0;
    struct range pending = {0, 0, 0};
    bool is_pending = false;
    for (size_t i = 0; i < s->count; i++) {
        struct range range = s->ranges[i];
        bool words = mark_has_word(str_cut(s->text, range.from, range.to - range.from));
        if (is_pending) {
            range.from = pending.from;
            is_pending = false;
        }
        if (words) {
            s->ranges[kept++] = range;
        } else if (kept > 0) {
            s->ranges[kept - 1].to = range.to;
        } else {
            pending = range;
            is_pending = true;
        }
    }
    for (size_t i = 0; i < kept; i++) {
        s->ranges[i].chars =
            (uint32_t)utf8_count(str_cut(s->text, s->ranges[i].from, s->ranges[i].to - s->ranges[i].from));
    }
    return kept;
}

struct range *
split_sentences(arena *out, arena scratch, str text, size_t *count)
{
    struct splitter s = {.out = out, .text = text};
    s.pairs = pairs_find(&scratch, text);
    s.scratch = scratch;
    while (s.i < text.len) {
        read_unit(&s);
    }
    end_sentence(&s);
    *count = attach_wordless(&s);
    return s.ranges;
}

struct range *
split_briefly(arena *scratch, str text, size_t *count)
{
    arena whole = *scratch;
    arena inner = arena_split(&whole, (size_t)(whole.end - whole.begin) / 2);
    struct range *ranges = split_sentences(&whole, inner, text, count);
    scratch->begin = whole.begin;
    return ranges;
}
