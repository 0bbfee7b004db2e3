#include "verify/report_check.h"

#include <inttypes.h>

#include "base/file.h"
#include "base/utf8.h"
#include "verify/html_text.h"

enum { PAGE_BYTES_MAX = 256 << 20, SHOWN_BYTES = 120, CENTISECOND = INDEX_RATE_HZ / 100 };

static bool
refuse(struct findings *f, uint64_t sentence, const char *what, str expected, str found)
{
    finding_add(f, STR("report.html"), "sentence %" PRIu64 ": expected %s “" STR_FMT "”, found “" STR_FMT "”",
                sentence, what, STR_ARG(str_cut(expected, 0, SHOWN_BYTES)),
                STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
    return false;
}

/* Parts ruby into what stands below and what stands above: each <rt> and a space. */
static void
part(str ruby, struct str_builder *below, struct str_builder *above)
{
    str open = STR("<rt>"), close = STR("</rt>"), pinyin;
    for (size_t i = 0; i < ruby.len;) {
        str rest = str_from_offset(ruby, i);
        if (rest.data[0] != '<') {
            str_add(below, str_cut(rest, 0, 1));
            i++;
        } else if (str_starts(rest, open) && html_between(&rest, open, close, &pinyin)) {
            str_add(above, pinyin);
            str_add_char(above, ' ');
            i = ruby.len - rest.len;
        } else {
            size_t end = str_find(rest, STR(">"));
            i = end == STR_NONE ? ruby.len : i + end + 1;
        }
    }
}

/* The letter and the tone of one of pinyin's letters; 0 for the tone where it has none. */
static uint32_t
letter_of(uint32_t c, unsigned *tone)
{
    static const struct {
        uint32_t tones[5];
        char letter;
    } letters[] = {{{0, 0x101, 0xE1, 0x1CE, 0xE0}, 'a'},   {{0, 0x113, 0xE9, 0x11B, 0xE8}, 'e'},
                   {{0, 0x12B, 0xED, 0x1D0, 0xEC}, 'i'},   {{0, 0x14D, 0xF3, 0x1D2, 0xF2}, 'o'},
                   {{0, 0x16B, 0xFA, 0x1D4, 0xF9}, 'u'},   {{0xFC, 0x1D6, 0x1D8, 0x1DA, 0x1DC}, 'v'},
                   {{0, 0x304, 0x301, 0x30C, 0x300}, '\0'}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        for (unsigned t = 0; t < 5; t++) {
            if (letters[i].tones[t] == c && c != 0) {
                *tone = t > 0 ? t : *tone;
                return (unsigned char)letters[i].letter;
            }
        }
    }
    return c;
}

/* "bú cuò " → "bu2 cuo4 ", as timeline.json writes it. */
static str
numbered(arena *out, str marked)
{
    struct str_builder b = {.out = out};
    unsigned tone = 0;
    for (size_t i = 0; i < marked.len;) {
        uint32_t c = utf8_next(marked, &i);
        if (c == ' ') {
            str_add_format(&b, "%u ", tone > 0 ? tone : 5);
            tone = 0;
            continue;
        }
        char bytes[4];
        uint32_t letter = letter_of(c, &tone);
        if (letter != 0) {
            str_add(&b, (str){bytes, utf8_encode(letter, bytes)});
        }
    }
    return str_built(&b);
}

static bool
check_text(const struct tour_index *x, const struct index_sentence *s, str ruby, arena scratch,
           struct findings *f)
{
    arena second = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    arena third = arena_split(&second, (size_t)(second.end - second.begin) / 2);
    struct str_builder below = {.out = &scratch}, above = {.out = &second}, expected = {.out = &third};
    part(ruby, &below, &above);
    for (size_t i = s->first_syllable; i < s->first_syllable + s->syllable_count; i++) {
        if (x->syllables[i].pinyin.len > 0) {
            str_add(&expected, x->syllables[i].pinyin);
            str_add_char(&expected, ' ');
        }
    }
    str text = html_text(&third, s->text), pinyin = numbered(&second, str_built(&above));
    bool good =
        str_equal(str_built(&below), text) || refuse(f, s->index, "the text", text, str_built(&below));
    return (str_equal(pinyin, str_built(&expected)) ||
            refuse(f, s->index, "the pinyin", str_built(&expected), pinyin)) &&
           good;
}

static bool
check_time(const struct index_stop *stop, const struct index_sentence *s, str found, arena scratch,
           struct findings *f)
{
    uint64_t at = s->at.start / CENTISECOND;
    str expected = s->at.length == 0 ? STR("不出声 ")
                                     : str_format(&scratch,
                                                  "<a class=\"play\" href=\"" STR_FMT "#t=%" PRIu64
                                                  ".%02u\">%" PRIu64 ":%02u.%02u</a> ",
                                                  STR_ARG(stop->file), at / 100, (unsigned)(at % 100),
                                                  at / 6000, (unsigned)(at / 100 % 60), (unsigned)(at % 100));
    return str_equal(found, expected) || refuse(f, s->index, "the link", expected, found);
}

static bool
check_sentence(const struct tour_index *x, const struct index_stop *stop, const struct index_sentence *s,
               str *section, arena scratch, struct findings *f)
{
    str open = str_format(&scratch, "<li class=\"sentence\" id=\"s%" PRIu64 "\"><p>", s->index);
    str before = *section, time, ruby, more;
    if (!html_between(section, open, STR("<span class=\"place\">"), &time)) {
        return refuse(f, s->index, "it", s->text, STR("nothing, or out of order"));
    }
    before = str_cut(before, 0, (size_t)(time.data - before.data) - open.len);
    if (html_between(&before, STR("<li class=\"sentence\""), STR(">"), &more)) {
        return refuse(f, s->index, "it next", s->text, more);
    }
    if (!html_between(section, STR("<p class=\"text\">"), STR("</p>"), &ruby)) {
        return refuse(f, s->index, "the text", s->text, STR("nothing"));
    }
    bool good = check_time(stop, s, time, scratch, f);
    return check_text(x, s, ruby, scratch, f) && good;
}

size_t
report_check(const struct tour_index *x, arena scratch, struct findings *f)
{
    str page, section, more;
    size_t good = 0;
    if (file_read(&scratch, file_join(&scratch, f->folder, STR("report.html")), PAGE_BYTES_MAX, &page,
                  f->diags) != STATUS_OK) {
        f->count++; /* file_read has said why */
        return 0;
    }
    for (size_t i = 0; i < x->stop_count; i++) {
        const struct index_stop *stop = &x->stops[i];
        arena inner = scratch;
        str open = str_format(&inner, "<section class=\"stop\" id=\"stop-%" PRIu64 "\">", stop->number);
        if (!html_between(&page, open, STR("</section>"), &section)) {
            finding_add(f, STR("report.html"), "expected stop %" PRIu64 ", found nothing, or out of order",
                        stop->number);
            continue;
        }
        for (size_t s = stop->first_segment; s < stop->first_segment + stop->segment_count; s++) {
            const struct index_segment *segment = &x->segments[s];
            for (size_t k = segment->first_sentence; k < segment->first_sentence + segment->sentence_count;
                 k++) {
                good += check_sentence(x, stop, &x->sentences[k], &section, inner, f);
            }
        }
        if (html_between(&section, STR("<li class=\"sentence\""), STR(">"), &more)) {
            finding_add(f, STR("report.html"), "stop %" PRIu64 ": a sentence that the timeline does not have",
                        stop->number);
        }
    }
    if (html_between(&page, STR("<section class=\"stop\""), STR(">"), &more)) {
        finding_add(f, STR("report.html"), "a stop that the timeline does not have");
    }
    return good;
}
