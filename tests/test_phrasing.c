/*
 * Scenario: words and punctuation, as earlier passes leave them (cases/phrases.txt), and lines as they come.
 * Expect: #1 to #4 where a reader parts the sentence, each behind a word that sounds, none inside a number.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/lexicon.h"
#include "mandarin/passes.h"
#include "support_mandarin.h"

enum { SCRATCH_BYTES = 64 << 20, CASES_AT_LEAST = 40, LONG_LINE_WORDS = 50000, LINES = 4000 };

/* What the words pass would have found. */
static void
class_words(const struct lexicon *lexicon, struct reading *r)
{
    for (size_t i = 0; i < r->word_count; i++) {
        uint16_t ids[LEXICON_WORD_MAX];
        size_t count = r->words[i].count;
        for (size_t k = 0; k < count && k < LEXICON_WORD_MAX; k++) {
            ids[k] = lexicon_id(lexicon, r->spoken[r->words[i].first + k].code_point);
        }
        struct lexicon_word found[LEXICON_WORD_MAX];
        size_t words = count <= LEXICON_WORD_MAX ? lexicon_find(lexicon, ids, count, found) : 0;
        if (words > 0 && found[words - 1].length == count) {
            r->words[i].class = (uint8_t)lexicon_class(lexicon, &found[words - 1]);
        }
    }
}

static void
cases_are_parted_as_written(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    arena scratch = arena_split(&out, SCRATCH_BYTES);
    struct mandarin mandarin;
    if (!mandarin_is_built(&out, &mandarin)) {
        skip();
    }
    str *fields;
    size_t count = mandarin_cases(&out, "phrases.txt", 2, &fields), wrong = 0;
    assert_true(count >= CASES_AT_LEAST);
    for (size_t i = 0; i < count; i++) {
        struct reading *r = mandarin_of_words(&out, str_terminated(&out, fields[2 * i]), NULL);
        class_words(mandarin.lexicon, r);
        erhua_apply(&mandarin, r, &out, scratch);
        phrasing_apply(&mandarin, r, &out, scratch);
        str phrases = reading_phrases(&out, r);
        if (!str_equal(phrases, fields[2 * i + 1])) {
            print_error(STR_FMT "\n  is       " STR_FMT "\n  expected " STR_FMT "\n", STR_ARG(fields[2 * i]),
                        STR_ARG(phrases), STR_ARG(fields[2 * i + 1]));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static bool
sounds(const struct reading *r, size_t word)
{
    for (size_t i = 0; i < r->syllable_count; i++) {
        const struct spoken_syllable *s = &r->syllables[i];
        if (s->word == word && (r->words[word].kind == WORD_LATIN || s->citation != SYLLABLE_NONE)) {
            return true;
        }
    }
    return false;
}

static bool
is_figure(const struct word *word)
{
    return word->role == ROLE_NUMBER || word->role == ROLE_ORDINAL || word->role == ROLE_DIGITS;
}

/* Does the spoken text between two words hold one of these marks? */
static bool
has_mark(const struct reading *r, size_t from, size_t to, const char32_t *marks)
{
    for (size_t i = from; i < to; i++) {
        if (charset_has(marks, r->spoken[i].code_point)) {
            return true;
        }
    }
    return false;
}

/* The rules for the seam behind one sounding word; `next` is the next that sounds. */
static void
check_seam(const struct reading *r, size_t word, size_t next)
{
    const struct word *left = &r->words[word], *right = &r->words[next];
    size_t end = left->first + left->count;
    uint8_t level = r->breaks[word];
    assert_true(level <= BREAK_END);
    if (has_mark(r, end, right->first, U"。！？")) {
        assert_int_equal(level, BREAK_END);
    }
    if (has_mark(r, end, right->first, U"，；：")) {
        assert_true(level >= BREAK_CLAUSE);
    }
    if (end == right->first && is_figure(left) && right->role == ROLE_MEASURE) {
        assert_int_equal(level, BREAK_NONE);
    }
    if (end == right->first && right->kind == WORD_HANZI && right->count == 1 &&
        charset_has(U"的了着们", r->spoken[right->first].code_point)) {
        assert_int_equal(level, BREAK_NONE);
    }
}

static void
check_line(const struct reading *r)
{
    size_t before = SIZE_MAX;
    for (size_t i = 0; i < r->word_count; i++) {
        if (!sounds(r, i)) {
            /* A 儿 that has merged is silent and carries the break of the word before it. */
            assert_true(r->breaks[i] == BREAK_NONE || r->words[i].kind == WORD_HANZI);
            continue;
        }
        if (before != SIZE_MAX) {
            check_seam(r, before, i);
        }
        before = i;
    }
    if (before != SIZE_MAX) {
        assert_int_equal(r->breaks[before], BREAK_END);
    }
}

/* Scenario: the marked sentences, each without its marks. Expect: the rules that every line keeps. */
static void
marked_sentences_keep_the_rules(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    arena scratch = arena_split(&out, SCRATCH_BYTES);
    struct mandarin mandarin;
    if (!mandarin_is_built(&out, &mandarin)) {
        skip();
    }
    static const char *const names[] = {"phrasing_dev.txt", "phrasing_held.txt"};
    for (size_t f = 0; f < 2; f++) {
        str *fields;
        size_t count = mandarin_cases(&out, names[f], 1, &fields);
        for (size_t i = 0; i < count; i++) {
            struct str_builder text = {.out = &out};
            for (size_t k = 0; k < fields[i].len; k++) {
                if (fields[i].data[k] == '#') {
                    k++;
                } else {
                    str_add_char(&text, fields[i].data[k]);
                }
            }
            check_line(mandarin_read(&out, scratch, &mandarin, str_built(&text)));
        }
    }
}

/* Scenario: figures in running text. Expect: no pause inside a number, its measure or a date. */
static void
figures_stay_whole(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    arena scratch = arena_split(&out, SCRATCH_BYTES);
    struct mandarin mandarin;
    if (!mandarin_is_built(&out, &mandarin)) {
        skip();
    }
    static const char *const figures[] = {
        "2023年5月18日",    "公元前221年",      "123456789元", "12.5厘米", "3.14159",   "15时30分",
        "二百四十七万八千", "百分之九十九点九", "1/3",         "第1234号", "10~12分钟", "1911年10月10日",
    };
    static const char *const frames[] = {"展览在%s正式开始", "他说%s已经足够了", "这里的数字是%s",
                                         "一共收集整理并保存了%s的文物"};
    for (size_t i = 0; i < sizeof figures / sizeof figures[0] * 4; i++) {
        const char *figure = figures[i / 4];
        str whole = reading_spoken_form(&out, mandarin_read(&out, scratch, &mandarin, str_from(figure)));
        str line = str_from(frames[i % 4]);
        size_t hole = 0;
        while (line.data[hole] != '%') {
            hole++;
        }
        str text = str_format(&out, STR_FMT "%s" STR_FMT, STR_ARG(str_cut(line, 0, hole)), figure,
                              STR_ARG(str_from_offset(line, hole + 2)));
        struct reading *r = mandarin_read(&out, scratch, &mandarin, text);
        check_line(r);
        size_t at = utf8_count(str_cut(line, 0, hole)), last = at + utf8_count(whole) - 1;
        for (size_t w = 0; w < r->word_count; w++) {
            size_t end = r->words[w].first + r->words[w].count;
            if (end > at && end <= last && r->breaks[w] >= BREAK_PHRASE) {
                fail_msg("a pause inside %s: " STR_FMT, figure, STR_ARG(reading_phrases(&out, r)));
            }
        }
    }
}

/* Scenario: random lines. Expect: the same rules. */
static void
random_lines_keep_the_rules(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    arena scratch = arena_split(&out, SCRATCH_BYTES);
    struct mandarin mandarin;
    if (!mandarin_is_built(&out, &mandarin)) {
        skip();
    }
    for (uint64_t seed = 1; seed <= LINES; seed++) {
        arena place = out;
        struct reading *r = mandarin_read(&place, scratch, &mandarin, mandarin_random_line(&place, seed));
        for (size_t i = 0; i < r->word_count; i++) {
            assert_true(r->breaks[i] <= BREAK_END);
            assert_true(r->words[i].kind != WORD_PUNCTUATION || r->breaks[i] == BREAK_NONE);
        }
    }
}

/* Scenario: 50,000 words without a pause. Expect: parted like any other, in a moment. */
static void
a_line_without_pause_is_parted(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    arena scratch = arena_split(&out, SCRATCH_BYTES);
    struct mandarin without_lexicon = {.lexicon = NULL};
    struct str_builder words = {.out = &out};
    for (int i = 0; i < LONG_LINE_WORDS; i++) {
        str_add(&words, i % 3 == 0 ? STR("建设|") : STR("港|"));
    }
    struct reading *r = mandarin_of_words(&out, str_terminated(&out, str_built(&words)), NULL);
    erhua_apply(&without_lexicon, r, &out, scratch);
    phrasing_apply(&without_lexicon, r, &out, scratch);
    size_t since = 0;
    for (size_t i = 0; i < r->word_count; i++) {
        since += r->words[i].count;
        assert_true(since <= 12);
        since = r->breaks[i] >= BREAK_PHRASE ? 0 : since;
    }
    assert_int_equal(r->breaks[r->word_count - 1], BREAK_END);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_are_parted_as_written),
        cmocka_unit_test(marked_sentences_keep_the_rules),
        cmocka_unit_test(figures_stay_whole),
        cmocka_unit_test(random_lines_keep_the_rules),
        cmocka_unit_test(a_line_without_pause_is_parted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
