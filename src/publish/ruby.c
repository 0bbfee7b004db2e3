#include "publish/ruby.h"

#include <string.h>

#include "base/utf8.h"
#include "publish/html.h"

/* A stretch of text and the spoken characters that stand for it. */
struct group {
    struct slice at;
    size_t first, end;              /* of reading->spoken */
    size_t syllable, next_syllable; /* first of them, and the first that is no longer one */
};

static bool
joins(const struct reading *reading, const struct group *g, uint32_t end)
{
    struct slice from = reading->spoken[g->end].from;
    size_t next = g->next_syllable;
    bool merged = next < reading->syllable_count && reading->syllables[next].first == g->end &&
                  reading->syllables[next].merged;
    return from.offset < end || from.length == 0 || merged;
}

/* The group that begins at the spoken character `first`. To it belong characters without text of their own,
 * and a 儿 that sounds in the syllable before. next: a syllable at or before it. */
static struct group
group_from(const struct reading *reading, size_t first, size_t next)
{
    while (next < reading->syllable_count && reading->syllables[next].first < first) {
        next++;
    }
    struct slice from = reading->spoken[first].from;
    struct group g = {.first = first, .end = first, .syllable = next, .next_syllable = next};
    uint32_t end = from.offset;
    do {
        struct slice more = reading->spoken[g.end++].from;
        end = more.offset + more.length > end ? more.offset + more.length : end;
        while (g.next_syllable < reading->syllable_count &&
               reading->syllables[g.next_syllable].first < g.end) {
            g.next_syllable++;
        }
    } while (g.end < reading->spoken_count && joins(reading, &g, end));
    g.at = (struct slice){from.offset, end - from.offset};
    return g;
}

/* Where the tone mark stands: a or e, the o of ou, else the last vowel (GB/T 16159-2012, section 5.5). */
static size_t
marked_letter(str base)
{
    size_t last = 0;
    for (size_t i = 0; i < base.len; i++) {
        char c = base.data[i];
        if (c == 'a' || c == 'e' || (c == 'o' && i + 1 < base.len && base.data[i + 1] == 'u')) {
            return i;
        }
        last = memchr("iouv", c, 4) != NULL ? i : last;
    }
    return last;
}

/* A letter under a tone mark: precomposed where Unicode has it. */
static void
add_marked(struct str_builder *b, str letter, unsigned tone)
{
    static const char letters[] = "aeiouv";
    static const char *const marked[][4] = {{"ā", "á", "ǎ", "à"}, {"ē", "é", "ě", "è"}, {"ī", "í", "ǐ", "ì"},
                                            {"ō", "ó", "ǒ", "ò"}, {"ū", "ú", "ǔ", "ù"}, {"ǖ", "ǘ", "ǚ", "ǜ"}};
    static const char *const combining[] = {"\xCC\x84", "\xCC\x81", "\xCC\x8C", "\xCC\x80"};
    const char *known = letter.len == 1 ? strchr(letters, letter.data[0]) : NULL;
    if (known != NULL) {
        str_add(b, str_from(marked[known - letters][tone - 1]));
        return;
    }
    str_add(b, letter);
    str_add(b, str_from(combining[tone - 1]));
}

void
ruby_add_pinyin(struct str_builder *b, syllable s, bool erhua)
{
    str base = str_from(syllable_base(s));
    unsigned tone = syllable_tone(s);
    size_t marked = marked_letter(base);
    for (size_t i = 0; i < base.len;) {
        size_t from = i;
        (void)utf8_next(base, &i);
        str letter = str_cut(base, from, i - from);
        if (from == marked && tone >= 1 && tone <= 4) {
            add_marked(b, letter, tone);
        } else {
            str_add(b, letter.data[0] == 'v' ? STR("ü") : letter);
        }
    }
    if (erhua && base.len > 0) {
        str_add_char(b, 'r');
    }
}

static bool
is_latin(const struct reading *reading, const struct spoken_syllable *s)
{
    return reading->words[s->word].kind == WORD_LATIN;
}

/* Empty where it has no pinyin: marks, Latin words. */
static str
group_pinyin(arena *out, const struct reading *reading, const struct group *g)
{
    struct str_builder b = {.out = out};
    for (size_t i = g->syllable; i < g->next_syllable; i++) {
        const struct spoken_syllable *s = &reading->syllables[i];
        if (is_latin(reading, s) || s->merged) {
            continue;
        }
        if (b.len > 0 && syllable_is_valid(s->spoken)) {
            str_add_char(&b, ' ');
        }
        ruby_add_pinyin(&b, s->spoken, s->erhua);
    }
    return str_built(&b);
}

struct writer {
    struct file_writer *file;
    const struct reading *reading;
    bool in_ruby;
    const struct doubt *doubt; /* whose mark is open; NULL: none */
};

static void
leave_ruby(struct writer *w)
{
    if (w->in_ruby) {
        file_put(w->file, STR("</ruby>"));
    }
    w->in_ruby = false;
}

static const struct doubt *
doubt_at(const struct reading *reading, struct slice at)
{
    for (size_t i = 0; i < reading->doubt_count; i++) {
        struct slice d = reading->doubts[i].at;
        if (at.offset < d.offset + d.length && d.offset < at.offset + at.length) {
            return &reading->doubts[i];
        }
    }
    return NULL;
}

static void
reach_doubt(struct writer *w, const struct doubt *doubt)
{
    if (doubt == w->doubt) {
        return;
    }
    leave_ruby(w);
    if (w->doubt != NULL) {
        file_put(w->file, STR("</mark>"));
    }
    if (doubt != NULL) {
        file_put(w->file, doubt->unreadable ? STR("<mark class=\"unread\">") : STR("<mark>"));
    }
    w->doubt = doubt;
}

static void
put_plain(struct writer *w, str text)
{
    if (text.len > 0) {
        leave_ruby(w);
        html_put(w->file, text);
    }
}

static void
put_read(struct writer *w, str text, str pinyin)
{
    if (!w->in_ruby) {
        file_put(w->file, STR("<ruby>"));
    }
    w->in_ruby = true;
    html_put(w->file, text);
    file_put(w->file, STR("<rt>"));
    file_put(w->file, pinyin);
    file_put(w->file, STR("</rt>"));
}

void
ruby_put(struct file_writer *file, const struct reading *reading, arena scratch)
{
    struct writer w = {.file = file, .reading = reading};
    size_t at = 0, next = 0;
    for (size_t i = 0; i < reading->spoken_count;) {
        struct group g = group_from(reading, i, next);
        arena inner = scratch;
        str pinyin = group_pinyin(&inner, reading, &g);
        if (g.at.offset > at) {
            reach_doubt(&w, NULL);
            put_plain(&w, str_cut(reading->text, at, g.at.offset - at));
        }
        reach_doubt(&w, doubt_at(reading, g.at));
        str text = str_cut(reading->text, g.at.offset, g.at.length);
        if (pinyin.len > 0) {
            put_read(&w, text, pinyin);
        } else {
            put_plain(&w, text);
        }
        at = g.at.offset + g.at.length;
        i = g.end;
        next = g.next_syllable;
    }
    reach_doubt(&w, NULL);
    put_plain(&w, str_from_offset(reading->text, at));
    leave_ruby(&w);
}

void
ruby_differences(const struct reading *reading, arena scratch,
                 void (*put)(void *context, str written, str spoken), void *context)
{
    size_t next = 0;
    for (size_t i = 0; i < reading->spoken_count;) {
        struct group g = group_from(reading, i, next);
        arena inner = scratch;
        struct str_builder b = {.out = &inner};
        for (size_t k = g.first; k < g.end; k++) {
            char bytes[4];
            const struct spoken *c = &reading->spoken[k];
            str_add(&b, (str){bytes, utf8_encode(c->written != 0 ? c->written : c->code_point, bytes)});
        }
        str written = str_cut(reading->text, g.at.offset, g.at.length);
        if (g.syllable < g.next_syllable && !str_equal(written, str_built(&b))) {
            put(context, written, str_built(&b));
        }
        i = g.end;
        next = g.next_syllable;
    }
}
