#include "mandarin/lexicon.h"
#include "mandarin/own_words.h"
#include "support_cmocka.h"
#include "support_mandarin.h"

enum { SCRATCH_BYTES = 16 << 20, PAIRS_AT_LEAST = 90, READINGS_AT_LEAST = 90 };

struct fixture {
    arena out, scratch;
    struct mandarin mandarin;
};

static int
set_up(void **state)
{
    arena out = arena_reserve(0);
    struct fixture *f = arena_new(&out, struct fixture, 1);
    f->scratch = arena_split(&out, SCRATCH_BYTES);
    bool built = mandarin_is_built(&out, &f->mandarin);
    f->out = out;
    *state = f;
    return built ? 0 : -1;
}

static str
pinyin_of(struct fixture *f, arena *out, str text, bool citation)
{
    return reading_pinyin(out, mandarin_read(out, f->scratch, &f->mandarin, text), citation);
}

/* Scenario: cases/traditional.txt. Expect: as spoken, the same syllables as in simplified characters. */
static void
reads_traditional_text_like_simplified(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    str *fields;
    size_t count = mandarin_cases(&out, "traditional.txt", 2, &fields), wrong = 0;
    assert_true(count >= PAIRS_AT_LEAST);
    for (size_t i = 0; i < count; i++) {
        arena own = out;
        str traditional = pinyin_of(f, &own, fields[2 * i], false);
        str simplified = pinyin_of(f, &own, fields[2 * i + 1], false);
        if (!str_equal(traditional, simplified)) {
            print_error(STR_FMT "\n  " STR_FMT "\n  " STR_FMT "\n", STR_ARG(fields[2 * i]),
                        STR_ARG(traditional), STR_ARG(simplified));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* Scenario: cases/forms.txt. Expect: the readings written there. */
static void
reads_characters_as_they_are_written(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    str *fields;
    size_t count = mandarin_cases(&out, "forms.txt", 2, &fields), wrong = 0;
    assert_true(count >= READINGS_AT_LEAST);
    for (size_t i = 0; i < count; i++) {
        arena own = out;
        str read = pinyin_of(f, &own, fields[2 * i], true);
        if (!str_equal(read, fields[2 * i + 1])) {
            print_error(STR_FMT ": " STR_FMT ", expected " STR_FMT "\n", STR_ARG(fields[2 * i]),
                        STR_ARG(read), STR_ARG(fields[2 * i + 1]));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* Scenario: what is printed. Expect: the characters as the producer wrote them. */
static void
prints_what_was_written(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    const struct reading *r = mandarin_read(&out, f->scratch, &f->mandarin, STR("重慶銀行，著名畫家"));
    assert_string_equal(str_terminated(&out, reading_spoken_form(&out, r)), "重慶銀行，著名畫家");
    assert_true(str_find(reading_phrases(&out, r), STR("重慶")) == 0);
    assert_int_equal(r->spoken[1].code_point, U'庆');
    assert_int_equal(r->spoken[1].written, U'慶');
    assert_int_equal(r->spoken[5].code_point, U'著');
    assert_int_equal(r->spoken[5].written, 0);
    assert_int_equal(r->words[0].count, 2);
}

/* Scenario: a producer's own entries, one traditional, one simplified. Expect: both hold in traditional text.
 */
static void
finds_own_words_in_traditional_text(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    struct diags diags = diags_new(&out);
    struct mandarin m = f->mandarin;
    m.tour = own_words_parse(&out, STR("tour.tsv"), STR("重慶\tzhong4 qing5\n银行\tyin1 hang1\n"), &diags);
    assert_int_equal(diags.errors, 0);
    const struct reading *r = mandarin_read(&out, f->scratch, &m, STR("重慶銀行"));
    assert_string_equal(str_terminated(&out, reading_pinyin(&out, r, true)), "zhong4 qing5 yin1 hang1");
}

/* Scenario: 髮 beside 发. Expect: only its own readings, and none is refused that the lexicon does not know.
 */
static void
knows_the_readings_as_written(void **state)
{
    struct fixture *f = *state;
    const struct lexicon *l = f->mandarin.lexicon;
    syllable fa1, fa4, fa5;
    assert_true(syllable_parse(STR("fa1"), &fa1) && syllable_parse(STR("fa4"), &fa4) &&
                syllable_parse(STR("fa5"), &fa5));
    uint16_t hair = lexicon_id(l, U'髮'), form = lexicon_id(l, U'发');
    assert_false(lexicon_allows(l, hair, fa1));
    assert_true(lexicon_allows(l, hair, fa4));
    assert_true(lexicon_allows(l, hair, fa5));
    assert_true(lexicon_allows(l, 0, fa1));
    assert_int_equal(lexicon_as_written(l, hair, form, fa1), fa4);
    assert_int_equal(lexicon_as_written(l, form, form, fa1), fa1);
    bool kept;
    assert_int_equal(lexicon_form(l, hair, &kept), U'发');
    assert_false(kept);
    assert_int_equal(lexicon_form(l, lexicon_id(l, U'乾'), &kept), U'干');
    assert_true(kept);
    assert_int_equal(lexicon_form(l, form, &kept), 0);
    assert_int_equal(lexicon_form(l, 0, &kept), 0);
    assert_int_equal(lexicon_form(l, 65535, &kept), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_traditional_text_like_simplified),
        cmocka_unit_test(reads_characters_as_they_are_written),
        cmocka_unit_test(prints_what_was_written),
        cmocka_unit_test(finds_own_words_in_traditional_text),
        cmocka_unit_test(knows_the_readings_as_written),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
