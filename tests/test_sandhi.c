/*
 * Scenario: words with citation tones, as earlier passes leave them (cases/sandhi.txt).
 * Expect: the tones as a narrator says them; the citation untouched.
 *
 * Scenario: written text through the whole front end with its lexicon (cases/spoken.txt). Expect: the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "mandarin/passes.h"
#include "support_mandarin.h"

enum { SCRATCH_BYTES = 64 << 20, CASES_AT_LEAST = 120, SPOKEN_AT_LEAST = 1000 };

static void
cases_are_spoken_as_written(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    arena scratch = arena_split(&out, SCRATCH_BYTES);
    struct mandarin without_lexicon = {.lexicon = NULL};
    str *fields;
    size_t count = mandarin_cases(&out, "sandhi.txt", 3, &fields), wrong = 0;
    assert_true(count >= CASES_AT_LEAST);
    for (size_t i = 0; i < count; i++) {
        const str *f = &fields[3 * i];
        struct reading *r = mandarin_of_words(&out, str_terminated(&out, f[0]), str_terminated(&out, f[1]));
        erhua_apply(&without_lexicon, r, &out, scratch);
        phrasing_apply(&without_lexicon, r, &out, scratch);
        sandhi_apply(&without_lexicon, r, &out, scratch);
        str spoken = reading_pinyin(&out, r, false);
        if (!str_equal(spoken, f[2])) {
            print_error(STR_FMT ": " STR_FMT ", expected " STR_FMT "\n", STR_ARG(f[0]), STR_ARG(spoken),
                        STR_ARG(f[2]));
            wrong++;
        }
        assert_true(str_equal(reading_pinyin(&out, r, true), f[1]) || str_find(f[0], STR("A")) != STR_NONE);
    }
    assert_int_equal(wrong, 0);
}

static void
text_is_spoken_as_written(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    arena scratch = arena_split(&out, SCRATCH_BYTES);
    struct mandarin mandarin;
    if (!mandarin_is_built(&out, &mandarin)) {
        print_message("skip - no lexicon: run make first\n");
        skip();
    }
    str *fields;
    size_t count = mandarin_cases(&out, "spoken.txt", 2, &fields), wrong = 0;
    assert_true(count >= SPOKEN_AT_LEAST);
    for (size_t i = 0; i < count; i++) {
        const str *f = &fields[2 * i];
        str spoken = reading_pinyin(&out, mandarin_read(&out, scratch, &mandarin, f[0]), false);
        if (!str_equal(spoken, f[1])) {
            print_error(STR_FMT ": " STR_FMT ", expected " STR_FMT "\n", STR_ARG(f[0]), STR_ARG(spoken),
                        STR_ARG(f[1]));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void
erhua_marks_its_syllable(void **state)
{
    (void)state;
    arena out = arena_reserve(0);
    arena scratch = arena_split(&out, SCRATCH_BYTES);
    struct mandarin without_lexicon = {.lexicon = NULL};
    struct reading *r = mandarin_of_words(&out, "花儿|开", "hua1 er2 kai1");
    erhua_apply(&without_lexicon, r, &out, scratch);
    phrasing_apply(&without_lexicon, r, &out, scratch);
    sandhi_apply(&without_lexicon, r, &out, scratch);
    assert_true(r->syllables[0].erhua && !r->syllables[0].merged);
    assert_true(r->syllables[1].merged && !r->syllables[1].erhua);
    assert_int_equal(r->syllables[1].spoken, r->syllables[1].citation);
    r = mandarin_of_words(&out, "儿", "er2");
    erhua_apply(&without_lexicon, r, &out, scratch);
    phrasing_apply(&without_lexicon, r, &out, scratch);
    sandhi_apply(&without_lexicon, r, &out, scratch);
    assert_false(r->syllables[0].merged);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_are_spoken_as_written),
        cmocka_unit_test(text_is_spoken_as_written),
        cmocka_unit_test(erhua_marks_its_syllable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
