/*
 * Scenario: lines through the whole front end, with the built lexicon: written ones (cases/reading.tsv),
 * random ones, random bytes. Expect: what a Mandarin teacher would read; and whatever the line, layers that
 * fit each other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "mandarin/passes.h"
#include "support_mandarin.h"

enum { SCRATCH_BYTES = 256 << 20, RANDOM_LINES = 2000 };

struct fixture {
    arena out, scratch;
    struct mandarin mandarin;
};

static struct fixture
open_front_end(void)
{
    struct fixture f = {.out = arena_reserve(0)};
    if (!mandarin_is_built(&f.out, &f.mandarin)) {
        print_message("skip - no lexicon built\n");
        skip();
    }
    f.scratch = arena_split(&f.out, SCRATCH_BYTES);
    return f;
}

static size_t
count_wrong(const char *what, str line, str is, str expected)
{

    if (str_equal(is, expected)) {
        return 0;
    }
    print_error(STR_FMT "\n  %s is  " STR_FMT "\n  expected " STR_FMT "\n", STR_ARG(line), what, STR_ARG(is),
                STR_ARG(expected));
    return 1;
}

static void
written_lines_are_read_as_written(void **state)
{
    (void)state;
    struct fixture f = open_front_end();
    str *fields;
    size_t count = mandarin_cases(&f.out, "reading.tsv", 3, &fields), wrong = 0;
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        const str *field = &fields[3 * i];
        struct reading *r = mandarin_read(&f.out, f.scratch, &f.mandarin, field[0]);
        wrong += count_wrong("pinyin", field[0], reading_pinyin(&f.out, r, false), field[1]);
        if (!str_equal(field[2], STR("-"))) {
            wrong += count_wrong("phrases", field[0], reading_phrases(&f.out, r), field[2]);
        }
    }
    assert_int_equal(wrong, 0);
}

static void
expect_words_tile(const struct reading *r)
{
    size_t at = 0;
    for (size_t i = 0; i < r->word_count; i++) {
        assert_int_equal(r->words[i].first, at);
        assert_true(r->words[i].count > 0);
        at += r->words[i].count;
    }
    assert_int_equal(at, r->spoken_count);
}

/* Every hanzi and every Latin word has one entry, in order; only a 儿 has merged, behind its base. */
static void
expect_syllables_fit(const struct reading *r)
{
    size_t next = 0;
    for (size_t i = 0; i < r->word_count; i++) {
        const struct word *w = &r->words[i];
        size_t expected = w->kind == WORD_HANZI ? w->count : w->kind == WORD_LATIN ? 1 : 0;
        for (size_t k = 0; k < expected; k++, next++) {
            assert_true(next < r->syllable_count);
            const struct spoken_syllable *s = &r->syllables[next];
            assert_int_equal(s->word, i);
            assert_int_equal(s->first, w->first + k);
            assert_int_equal(s->count, w->kind == WORD_LATIN ? w->count : 1);
            if (s->merged) {
                assert_int_equal(r->spoken[s->first].code_point, U'儿');
                assert_true(next > 0 && s[-1].erhua && !s[-1].merged);
            }
            assert_true(!s->erhua || (next + 1 < r->syllable_count && s[1].merged));
            assert_true(w->kind == WORD_LATIN || syllable_same_base(s->citation, s->spoken));
        }
    }
    assert_int_equal(next, r->syllable_count);
}

static bool
is_heard(const struct reading *r, const struct spoken_syllable *s)
{
    return r->words[s->word].kind == WORD_LATIN || (!s->merged && syllable_is_valid(s->spoken));
}

static bool
word_is_heard(const struct reading *r, size_t word)
{
    for (size_t i = 0; i < r->syllable_count; i++) {
        if (r->syllables[i].word == word && (is_heard(r, &r->syllables[i]) || r->syllables[i].merged)) {
            return true;
        }
    }
    return false;
}

static void
expect_breaks_fit(const struct reading *r)
{
    size_t last = r->word_count;
    for (size_t i = 0; i < r->word_count; i++) {
        bool heard = word_is_heard(r, i);
        assert_true(r->breaks[i] <= BREAK_END);
        assert_true(r->breaks[i] == BREAK_NONE || heard);
        last = heard ? i : last;
    }
    assert_true(last == r->word_count || r->breaks[last] == BREAK_END);
}

/* No third tone before a third but across a phrase's end. */
static void
expect_no_thirds_meet(const struct reading *r)
{
    const struct spoken_syllable *before = NULL;
    for (size_t i = 0; i < r->syllable_count; i++) {
        const struct spoken_syllable *s = &r->syllables[i];
        if (!is_heard(r, s)) {
            continue;
        }
        bool parted = before == NULL;
        for (size_t w = before == NULL ? 0 : before->word; before != NULL && w < s->word; w++) {
            parted = parted || r->breaks[w] >= BREAK_PHRASE;
        }
        assert_true(parted || syllable_tone(before->spoken) != 3 || syllable_tone(s->spoken) != 3);
        before = s;
    }
}

static void
expect_slices_ascend(const struct reading *r)
{
    uint32_t at = 0;
    for (size_t i = 0; i < r->spoken_count; i++) {
        struct slice from = r->spoken[i].from;
        assert_true(from.offset >= at);
        assert_true((size_t)from.offset + from.length <= r->text.len);
        at = from.offset;
    }
}

static void
expect_layers_fit(const struct reading *r)
{
    expect_slices_ascend(r);
    expect_words_tile(r);
    expect_syllables_fit(r);
    expect_breaks_fit(r);
    expect_no_thirds_meet(r);
}

static void
random_lines_have_fitting_layers(void **state)
{
    (void)state;
    struct fixture f = open_front_end();
    for (uint64_t seed = 0; seed < RANDOM_LINES; seed++) {
        arena once = f.out;
        str line = mandarin_random_line(&once, seed);
        expect_layers_fit(mandarin_read(&once, f.scratch, &f.mandarin, line));
    }
}

static void
hostile_bytes_are_harmless(void **state)
{
    (void)state;
    struct fixture f = open_front_end();
    for (uint64_t seed = 0; seed < RANDOM_LINES; seed++) {
        arena once = f.out;
        str line = mandarin_random_bytes(&once, seed);
        struct reading *r = mandarin_read(&once, f.scratch, &f.mandarin, line);
        expect_layers_fit(r);
        assert_int_equal(utf8_check(reading_phrases(&once, r)), STR_NONE);
    }
}

/* Scenario: one line read alone, and again after others, at another address, with a used scratch.
 * Expect: the same bytes. */
static void
a_line_reads_the_same_anywhere(void **state)
{
    (void)state;
    struct fixture f = open_front_end();
    for (uint64_t seed = 0; seed < RANDOM_LINES / 10; seed++) {
        arena once = f.out;
        str line = mandarin_random_line(&once, seed);
        struct reading *a = mandarin_read(&once, f.scratch, &f.mandarin, line);
        (void)arena_new(&once, char, 7 + seed);
        memset(f.scratch.begin, 0xA5, 1 << 16);
        struct reading *b = mandarin_read(&once, f.scratch, &f.mandarin, str_copy(&once, line));
        assert_true(str_equal(reading_pinyin(&once, a, false), reading_pinyin(&once, b, false)));
        assert_true(str_equal(reading_pinyin(&once, a, true), reading_pinyin(&once, b, true)));
        assert_true(str_equal(reading_phrases(&once, a), reading_phrases(&once, b)));
        assert_int_equal(a->doubt_count, b->doubt_count);
    }
}

/* Scenario: the passes one by one. Expect: sandhi and phrasing leave every earlier layer as it was. */
static void
sandhi_leaves_citations_alone(void **state)
{
    (void)state;
    struct fixture f = open_front_end();
    for (uint64_t seed = 0; seed < RANDOM_LINES / 10; seed++) {
        arena once = f.out;
        struct reading *r = arena_new(&once, struct reading, 1);
        r->text = mandarin_random_line(&once, seed);
        normalize_apply(&f.mandarin, r, &once, f.scratch);
        words_apply(&f.mandarin, r, &once, f.scratch);
        pinyin_apply(&f.mandarin, r, &once, f.scratch);
        size_t words = r->word_count * sizeof *r->words;
        struct word *words_before = arena_new(&once, struct word, r->word_count);
        memcpy(words_before, r->words, words);
        str citation = reading_pinyin(&once, r, true);
        str spoken_form = reading_spoken_form(&once, r);
        erhua_apply(&f.mandarin, r, &once, f.scratch);
        phrasing_apply(&f.mandarin, r, &once, f.scratch);
        str phrases = reading_phrases(&once, r);
        sandhi_apply(&f.mandarin, r, &once, f.scratch);
        assert_memory_equal(words_before, r->words, words);
        assert_true(str_equal(citation, reading_pinyin(&once, r, true)));
        assert_true(str_equal(spoken_form, reading_spoken_form(&once, r)));
        assert_true(str_equal(phrases, reading_phrases(&once, r)));
    }
}

static void
only_what_sounds_sounds(void **state)
{
    (void)state;
    struct fixture f = open_front_end();
    assert_true(reading_sounds(mandarin_read(&f.out, f.scratch, &f.mandarin, STR("好。"))));
    assert_true(reading_sounds(mandarin_read(&f.out, f.scratch, &f.mandarin, STR("AI"))));
    assert_true(reading_sounds(mandarin_read(&f.out, f.scratch, &f.mandarin, STR("7"))));
    assert_false(reading_sounds(mandarin_read(&f.out, f.scratch, &f.mandarin, STR("……。"))));
    assert_false(reading_sounds(mandarin_read(&f.out, f.scratch, &f.mandarin, STR(""))));
    assert_false(reading_sounds(mandarin_read(&f.out, f.scratch, &f.mandarin, STR(" \t"))));
}

static void
a_missing_lexicon_is_named(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    struct diags diags = diags_new(&out);
    struct mandarin mandarin;
    assert_int_equal(mandarin_open(&out, STR("tests/no-such-folder"), &mandarin, &diags), STATUS_SYSTEM);
    assert_int_equal(diags.errors, 1);
    assert_true(str_equal(diags.items[0].path, STR("tests/no-such-folder/mandarin/lexicon.bin")));
}

/* Scenario: the lexicon as it was made. Expect: proved sound. (Damage: test_lexicon.c.) */
static void
the_lexicon_is_proved(void **state)
{
    (void)state;
    struct fixture f = open_front_end();
    struct diags diags = diags_new(&f.out);
    assert_int_equal(mandarin_prove(&f.mandarin, STR("data"), &diags), STATUS_OK);
    assert_int_equal(diags.errors, 0);
}

static void
a_doubt_is_kept(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    struct reading *r = mandarin_of_words(&out, "行", "xing2");
    for (uint32_t i = 0; i < 100; i++) {
        reading_doubt(r, &out, (struct slice){i, 3}, i % 2 == 0, STR("行 read xing2; could be hang2"),
                      STR("行\thang2"));
    }
    assert_int_equal(r->doubt_count, 100);
    assert_int_equal(r->doubts[99].at.offset, 99);
    assert_true(r->doubts[98].unreadable && !r->doubts[99].unreadable);
    assert_true(str_starts(r->doubts[7].message, STR("行 read")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_lines_are_read_as_written),
        cmocka_unit_test(random_lines_have_fitting_layers),
        cmocka_unit_test(hostile_bytes_are_harmless),
        cmocka_unit_test(a_line_reads_the_same_anywhere),
        cmocka_unit_test(sandhi_leaves_citations_alone),
        cmocka_unit_test(only_what_sounds_sounds),
        cmocka_unit_test(a_missing_lexicon_is_named),
        cmocka_unit_test(the_lexicon_is_proved),
        cmocka_unit_test(a_doubt_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
