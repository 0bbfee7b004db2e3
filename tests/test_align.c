/*
 * Scenario: a line and its reading, built by hand.
 * Expect: every character of the line once, in order, and every syllable once, on the character it sounds
 * for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "mandarin/align.h"
#include "mandarin/passes.h"
#include "support_mandarin.h"

enum { SCRATCH_BYTES = 64 << 20, RANDOM_LINES = 400 };

static void
expect_table(struct reading *r, arena *out, bool citation, const char *expected)
{
    str table = align_table(out, r, citation);
    assert_string_equal(str_terminated(out, table), expected);
}

static struct reading *
read_words(arena *out, const char *words, const char *citations)
{
    struct mandarin without_lexicon = {.lexicon = NULL};
    arena scratch = arena_split(out, 1 << 20);
    struct reading *r = mandarin_of_words(out, words, citations);
    erhua_apply(&without_lexicon, r, out, scratch);
    phrasing_apply(&without_lexicon, r, out, scratch);
    sandhi_apply(&without_lexicon, r, out, scratch);
    return r;
}

static void
hanzi_stand_beside_their_syllables(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    struct reading *r = read_words(&out, "不|对|，|你好|。", "bu4 dui4 ni3 hao3");
    expect_table(r, &out, false, "不\tbu2\n对\tdui4\n，\t-\n你\tni2\n好\thao3\n。\t-\n\n");
    expect_table(r, &out, true, "不\tbu4\n对\tdui4\n，\t-\n你\tni3\n好\thao3\n。\t-\n\n");
}

static void
merged_er_is_silent(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    struct reading *r = read_words(&out, "花儿", "hua1 er2");
    expect_table(r, &out, false, "花\thuar1\n儿\t-\n\n");
    expect_table(r, &out, true, "花\thua1\n儿\ter2\n\n");
}

static void
latin_word_stands_on_its_first_letter(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    struct reading *r = read_words(&out, "和|AI|好", "he2 hao3");
    expect_table(r, &out, false, "和\the2\nA\tAI\nI\t-\n好\thao3\n\n");
}

/* Scenario: 7.5% stands for seven characters. Expect: all on the 7. */
static void
figures_stand_on_their_first_digit(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    struct reading *r = read_words(&out, "升|百分之七点五/n|。", "sheng1 bai3 fen1 zhi1 qi1 dian3 wu3");
    r->text = STR("升7.5%。");
    for (size_t i = 1; i < 7; i++) {
        r->spoken[i].from = (struct slice){3, 4};
    }
    r->spoken[7].from = (struct slice){7, 3};
    expect_table(r, &out, false, "升\tsheng1\n7\tbai3 fen1 zhi1 qi1 dian2 wu3\n.\t-\n5\t-\n%\t-\n。\t-\n\n");
}

/* Scenario: syllables that stand for nothing written, at the line's end. Expect: on its last character. */
static void
syllables_without_characters_are_kept(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    struct reading *r = read_words(&out, "好|吧", "hao3 ba5");
    r->text = STR("好");
    r->spoken[1].from = (struct slice){3, 0};
    expect_table(r, &out, false, "好\thao3 ba5\n\n");
}

static void
an_empty_line_has_an_empty_table(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    struct reading *r = read_words(&out, "", "");
    expect_table(r, &out, false, "\n");
}

static void
bad_bytes_have_a_row_each(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    struct reading *r = read_words(&out, "", "");
    r->text = (str){"\xff\t\x80", 3};
    expect_table(r, &out, false, "\xef\xbf\xbd\t-\n\t\t-\n\xef\xbf\xbd\t-\n\n");
}

/* The first column of a table, and its syllables in the form of `pinyin`. */
static void
take_apart(arena *out, str table, str *characters, str *syllables)
{
    struct str_builder left = {.out = out};
    struct str_builder right = {.out = arena_new(out, arena, 1)};
    *right.out = arena_split(out, 1 << 20);
    for (str line; str_split(&table, '\n', &line) && line.len > 0;) {
        size_t at = 0;
        utf8_next(line, &at);
        str_add(&left, str_cut(line, 0, at));
        str syllable_column = str_from_offset(line, at + 1);
        if (!str_equal(syllable_column, STR("-"))) {
            str_add(&right, right.len > 0 ? STR(" ") : STR(""));
            str_add(&right, syllable_column);
        }
    }
    *characters = str_built(&left);
    *syllables = str_built(&right);
}

static void
random_lines_lose_nothing(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    struct mandarin mandarin;
    if (!mandarin_is_built(&out, &mandarin)) {
        print_message("skip - no lexicon built\n");
        skip();
    }
    arena scratch = arena_split(&out, SCRATCH_BYTES);
    for (uint64_t seed = 0; seed < RANDOM_LINES; seed++) {
        arena once = out;
        str line = mandarin_random_line(&once, seed), characters, syllables;
        struct reading *r = mandarin_read(&once, scratch, &mandarin, line);
        for (int citation = 0; citation < 2; citation++) {
            take_apart(&once, align_table(&once, r, citation != 0), &characters, &syllables);
            assert_true(str_equal(characters, line));
            assert_true(str_equal(syllables, reading_pinyin(&once, r, citation != 0)));
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hanzi_stand_beside_their_syllables),
        cmocka_unit_test(merged_er_is_silent),
        cmocka_unit_test(latin_word_stands_on_its_first_letter),
        cmocka_unit_test(figures_stand_on_their_first_digit),
        cmocka_unit_test(syllables_without_characters_are_kept),
        cmocka_unit_test(an_empty_line_has_an_empty_table),
        cmocka_unit_test(bad_bytes_have_a_row_each),
        cmocka_unit_test(random_lines_lose_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
