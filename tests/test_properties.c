/*
 * Scenario: the own tour's article, the first field of every case file, and random lines.
 * Expect, of every line: sandhi leaves all earlier layers as they are; every hanzi has exactly one syllable;
 * nothing but hanzi is read as Mandarin, and no digit or symbol is left to read; the characters of the line
 * are all there, in order; and the same reading wherever the line stands and whatever memory it is read in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/utf8.h"
#include "mandarin/align.h"
#include "mandarin/charset.h"
#include "mandarin/passes.h"
#include "support_mandarin.h"

enum {
    SCRATCH_BYTES = 64 << 20,
    FILE_BYTES = 4 << 20,
    RANDOM_LINES = 1500,
    LINES_AT_LEAST = 3000,
    DIRT = 1 << 20
};

struct fixture {
    arena out, scratch;
    struct mandarin mandarin;
    str *lines;
    size_t count, capacity;
};

static void
add_lines(struct fixture *f, const char *path)
{
    struct diags diags = diags_new(&f->out);
    str bytes = {NULL, 0}, line, field;
    assert_int_equal(file_read(&f->out, str_from(path), FILE_BYTES, &bytes, &diags), STATUS_OK);
    while (str_split(&bytes, '\n', &line)) {
        if (str_split(&line, '\t', &field) && field.len > 0 && utf8_check(field) == STR_NONE) {
            *arena_push(&f->out, f->lines, f->count, f->capacity) = field;
        }
    }
}

static struct fixture
open_lines(void)
{
    static const char *const files[] = {
        "scripts/jinzhou/article.md",       "tests/cases/reading.tsv",
        "tests/cases/spoken.txt",           "tests/cases/pinyin.txt",
        "tests/cases/normalize/date.txt",   "tests/cases/normalize/unit.txt",
        "tests/cases/normalize/code.txt",   "tests/cases/normalize/latin.txt",
        "tests/cases/normalize/symbol.txt", "tests/cases/normalize/year.txt",
        "tests/cases/normalize/money.txt",  "tests/cases/normalize/museum.txt",
    };
    struct fixture f = {.out = arena_reserve(0)};
    if (!mandarin_is_built(&f.out, &f.mandarin)) {
        print_message("skip - no lexicon: run make first\n");
        skip();
    }
    f.scratch = arena_split(&f.out, SCRATCH_BYTES);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        add_lines(&f, files[i]);
    }
    for (uint64_t seed = 0; seed < RANDOM_LINES; seed++) {
        *arena_push(&f.out, f.lines, f.count, f.capacity) = mandarin_random_line(&f.out, seed);
    }
    assert_true(f.count >= LINES_AT_LEAST);
    return f;
}

static void
expect(bool holds, const char *what, str line)
{
    if (!holds) {
        fail_msg("%s: " STR_FMT, what, STR_ARG(line));
    }
}

static void
sandhi_writes_its_own_layer_only(void **state)
{
    (void)state;
    struct fixture f = open_lines();
    for (size_t i = 0; i < f.count; i++) {
        arena out = f.out;
        struct reading *r = arena_new(&out, struct reading, 1);
        r->text = f.lines[i];
        normalize_apply(&f.mandarin, r, &out, f.scratch);
        forms_apply(&f.mandarin, r, &out, f.scratch);
        words_apply(&f.mandarin, r, &out, f.scratch);
        pinyin_apply(&f.mandarin, r, &out, f.scratch);
        erhua_apply(&f.mandarin, r, &out, f.scratch);
        phrasing_apply(&f.mandarin, r, &out, f.scratch);
        struct spoken_syllable *before = arena_new(&out, struct spoken_syllable, r->syllable_count);
        for (size_t k = 0; k < r->syllable_count; k++) {
            before[k] = r->syllables[k];
        }
        str phrases = reading_phrases(&out, r), citation = reading_pinyin(&out, r, true);
        sandhi_apply(&f.mandarin, r, &out, f.scratch);
        expect(str_equal(phrases, reading_phrases(&out, r)), "sandhi moved a break", r->text);
        expect(str_equal(citation, reading_pinyin(&out, r, true)), "sandhi changed a citation", r->text);
        for (size_t k = 0; k < r->syllable_count; k++) {
            struct spoken_syllable was = before[k], is = r->syllables[k];
            expect(was.citation == is.citation && was.erhua == is.erhua && was.merged == is.merged,
                   "sandhi changed a citation", r->text);
            expect(strcmp(syllable_base(is.spoken), syllable_base(is.citation)) == 0,
                   "sandhi changed more than the tone", r->text);
        }
    }
}

static void
every_hanzi_has_one_syllable(void **state)
{
    (void)state;
    struct fixture f = open_lines();
    for (size_t i = 0; i < f.count; i++) {
        arena out = f.out;
        const struct reading *r = mandarin_read(&out, f.scratch, &f.mandarin, f.lines[i]);
        unsigned *syllables = arena_new(&out, unsigned, r->spoken_count);
        for (size_t k = 0; k < r->syllable_count; k++) {
            const struct spoken_syllable *s = &r->syllables[k];
            for (size_t c = s->first; c < s->first + s->count; c++) {
                syllables[c]++;
            }
            expect(!s->merged || (k > 0 && s[-1].erhua), "a 儿 has merged with nothing", r->text);
            expect(!s->erhua || (k + 1 < r->syllable_count && s[1].merged), "an -r without a 儿", r->text);
        }
        for (size_t w = 0; w < r->word_count; w++) {
            const struct word *word = &r->words[w];
            for (size_t c = word->first; c < word->first + word->count; c++) {
                unsigned wanted = word->kind == WORD_PUNCTUATION ? 0 : 1;
                expect(syllables[c] == wanted, "not one syllable a character", r->text);
                expect(utf8_is_han(r->spoken[c].code_point) == (word->kind == WORD_HANZI),
                       "a hanzi is no word, or a word no hanzi", r->text);
            }
        }
    }
}

static bool
is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' || c == U'’' ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x52F);
}

static bool
is_digit_or_symbol(uint32_t c)
{
    bool digit = (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
    bool picture = c >= 0x1F000 && !utf8_is_han(c);
    return digit || picture || charset_has(U"+=<>%$#@&*^|~_`×÷±≤≥≈°′″℃℉￥¥€£‰½㎡№①②③", c);
}

static void
only_hanzi_are_mandarin(void **state)
{
    (void)state;
    struct fixture f = open_lines();
    for (size_t i = 0; i < f.count; i++) {
        arena out = f.out;
        const struct reading *r = mandarin_read(&out, f.scratch, &f.mandarin, f.lines[i]);
        for (size_t c = 0; c < r->spoken_count; c++) {
            expect(!is_digit_or_symbol(r->spoken[c].code_point), "a digit or a symbol is left", r->text);
        }
        for (size_t k = 0; k < r->syllable_count; k++) {
            const struct spoken_syllable *s = &r->syllables[k];
            bool latin = r->words[s->word].kind == WORD_LATIN;
            for (size_t c = s->first; c < s->first + s->count; c++) {
                uint32_t code_point = r->spoken[c].code_point;
                expect(latin ? is_letter(code_point) : utf8_is_han(code_point), "read in the wrong language",
                       r->text);
            }
            expect(!latin || (s->citation == 0 && s->spoken == 0), "a Latin word has a Mandarin syllable",
                   r->text);
        }
    }
}

/* The first column of `align`, joined. */
static str
aligned_characters(arena *out, str table)
{
    struct str_builder b = {.out = out};
    str line, field;
    while (str_split(&table, '\n', &line)) {
        if (str_split(&line, '\t', &field)) {
            str_add(&b, field);
        }
    }
    return str_built(&b);
}

/* Bytes that no span has: marks and silent signs, nothing that should sound. */
static bool
is_silent(str bytes)
{
    for (size_t i = 0; i < bytes.len;) {
        uint32_t c = utf8_next(bytes, &i);
        if (utf8_is_han(c) || (c >= '0' && c <= '9') || (is_letter(c) && c < 0x80 && c != '\'')) {
            return false;
        }
    }
    return true;
}

static void
spans_give_the_line_back(void **state)
{
    (void)state;
    struct fixture f = open_lines();
    for (size_t i = 0; i < f.count; i++) {
        arena out = f.out;
        const struct reading *r = mandarin_read(&out, f.scratch, &f.mandarin, f.lines[i]);
        size_t end = 0, begin = 0;
        for (size_t c = 0; c < r->spoken_count; c++) {
            struct slice from = r->spoken[c].from;
            bool same = from.offset == begin && from.offset + from.length == end;
            expect(same || from.offset >= end, "spans overlap or go back", r->text);
            expect(same || is_silent(str_cut(r->text, end, from.offset - end)), "something is left out",
                   r->text);
            begin = from.offset;
            end = begin + from.length;
            expect(end <= r->text.len, "a span ends outside the line", r->text);
            expect(utf8_check(str_cut(r->text, begin, end - begin)) == STR_NONE, "a span parts a character",
                   r->text);
        }
        expect(is_silent(str_cut(r->text, end, r->text.len - end)), "the end is left out", r->text);
        if (str_find(r->text, STR("\t")) == STR_NONE) {
            str characters = aligned_characters(&out, align_table(&out, r, false));
            expect(str_equal(characters, r->text), "the spans do not give the line back", r->text);
        }
    }
}

static str
all_of(arena *out, const struct reading *r)
{
    return str_format(out, STR_FMT "\n" STR_FMT "\n" STR_FMT "\n" STR_FMT "\n",
                      STR_ARG(reading_pinyin(out, r, false)), STR_ARG(reading_pinyin(out, r, true)),
                      STR_ARG(reading_phrases(out, r)), STR_ARG(align_table(out, r, false)));
}

static void
a_line_is_read_the_same_anywhere(void **state)
{
    (void)state;
    struct fixture f = open_lines();
    arena other = arena_reserve(0);
    arena dirty = arena_split(&other, SCRATCH_BYTES);
    for (size_t i = 0; i < f.count; i++) {
        arena out = f.out;
        str alone = all_of(&out, mandarin_read(&out, f.scratch, &f.mandarin, f.lines[i]));
        memset(dirty.begin, 0xA5, DIRT);
        arena later = other; /* behind the other lines' readings */
        str neighbour = f.lines[(i * 7 + 1) % f.count];
        (void)mandarin_read(&later, dirty, &f.mandarin, neighbour);
        char *moved = arena_new(&later, char, f.lines[i].len + 3); /* at another offset of the file */
        memcpy(moved + 3, f.lines[i].data, f.lines[i].len);
        str line = {moved + 3, f.lines[i].len};
        str again = all_of(&later, mandarin_read(&later, dirty, &f.mandarin, line));
        expect(str_equal(alone, again), "read otherwise in another place", f.lines[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sandhi_writes_its_own_layer_only), cmocka_unit_test(every_hanzi_has_one_syllable),
        cmocka_unit_test(only_hanzi_are_mandarin),          cmocka_unit_test(spans_give_the_line_back),
        cmocka_unit_test(a_line_is_read_the_same_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
