/*
 * Scenario: words and punctuation, as earlier passes leave them (cases/phrases.txt).
 * Expect: #1 to #4 where a reader parts the sentence, each behind a word that sounds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "mandarin/passes.h"
#include "support_mandarin.h"

enum { SCRATCH_BYTES = 64 << 20, CASES_AT_LEAST = 40, LONG_LINE_WORDS = 50000 };

static void
cases_are_parted_as_written(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    arena scratch = arena_split(&out, SCRATCH_BYTES);
    struct mandarin without_lexicon = {.lexicon = NULL};
    str *fields;
    size_t count = mandarin_cases(&out, "phrases.txt", 2, &fields), wrong = 0;
    assert_true(count >= CASES_AT_LEAST);
    for (size_t i = 0; i < count; i++) {
        struct reading *r = mandarin_of_words(&out, str_terminated(&out, fields[2 * i]), NULL);
        erhua_apply(&without_lexicon, r, &out, scratch);
        phrasing_apply(&without_lexicon, r, &out, scratch);
        str phrases = reading_phrases(&out, r);
        if (!str_equal(phrases, fields[2 * i + 1])) {
            print_error(STR_FMT "\n  is       " STR_FMT "\n  expected " STR_FMT "\n", STR_ARG(fields[2 * i]),
                        STR_ARG(phrases), STR_ARG(fields[2 * i + 1]));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
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
        cmocka_unit_test(a_line_without_pause_is_parted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
