#include <string.h>

#include "base/utf8.h"
#include "mandarin/numerals.h"
#include "mandarin/own_words.h"
#include "mandarin/passes.h"
#include "support_cmocka.h"
#include "support_mandarin.h"
#include "support_words.h"

enum { SCRATCH_BYTES = 16 << 20, PINYIN_CASES_AT_LEAST = 150, RANDOM_LINES = 300 };

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

/* Scenario: cases/words.txt. Expect: the words as written there. */
static void
cuts_sentences_into_words(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    str *fields;
    size_t count = mandarin_cases(&out, "words.txt", 2, &fields), wrong = 0;
    assert_true(count >= 12);
    for (size_t i = 0; i < count; i++) {
        str words = words_joined(&out, words_of(&out, f->scratch, &f->mandarin, fields[2 * i]));
        if (!str_equal(words, fields[2 * i + 1])) {
            print_error(STR_FMT ", expected " STR_FMT "\n", STR_ARG(words), STR_ARG(fields[2 * i + 1]));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* The citation syllables of the fragment's first place in the sentence, "" where it does not occur. */
static str
syllables_of(arena *out, const struct reading *r, str fragment)
{
    struct str_builder b = {.out = out};
    size_t offset = str_find(r->text, fragment);
    for (size_t i = 0; offset != STR_NONE && i < r->syllable_count; i++) {
        uint32_t at = r->spoken[r->syllables[i].first].from.offset;
        if (at < offset || at >= offset + fragment.len)
            continue;
        char text[SYLLABLE_TEXT_MAX];
        syllable_print(r->syllables[i].citation, text);
        str_add_format(&b, "%s%s", b.len > 0 ? " " : "", text);
    }
    return str_built(&b);
}

static size_t
count_wrong(struct fixture *f, arena *out, str sentence, str expected)
{
    const struct reading *r = words_of(out, f->scratch, &f->mandarin, sentence);
    size_t wrong = 0;
    str item;
    while (str_split(&expected, ',', &item)) {
        item = str_trim(item);
        str fragment = str_cut(item, 0, str_find(item, STR("=")));
        str wanted = str_from_offset(item, fragment.len + 1);
        str read = syllables_of(out, r, fragment);
        if (!str_equal(read, wanted)) {
            print_error(STR_FMT ": " STR_FMT " read " STR_FMT ", expected " STR_FMT "\n", STR_ARG(sentence),
                        STR_ARG(fragment), STR_ARG(read), STR_ARG(wanted));
            wrong++;
        }
    }
    return wrong;
}

/* Scenario: cases/pinyin.txt. Expect: each fragment's citation syllables as written there. */
static void
reads_sentences(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    str *fields;
    size_t count = mandarin_cases(&out, "pinyin.txt", 2, &fields), wrong = 0;
    assert_true(count >= PINYIN_CASES_AT_LEAST);
    for (size_t i = 0; i < count; i++)
        wrong += count_wrong(f, &out, fields[2 * i], fields[2 * i + 1]);
    assert_int_equal(wrong, 0);
}

static void
assert_words(struct fixture *f, str text, str spoken, const char *words, const uint8_t *roles)
{
    arena out = f->out;
    const struct reading *r = words_of_groups(&out, f->scratch, &f->mandarin, text, spoken);
    assert_string_equal(str_terminated(&out, words_joined(&out, r)), words);
    for (size_t i = 0; i < r->word_count; i++)
        assert_int_equal(r->words[i].role, roles[i]);
}

/* Scenario: figures that normalize has written out. Expect: each number one word, its measure another. */
static void
keeps_figures_whole(void **state)
{
    struct fixture *f = *state;
    assert_words(f, STR("完成|249.9|亿元"), STR("完成|二百四十九点九|亿元"), "完成|二百四十九点九亿|元|",
                 (const uint8_t[]){ROLE_PLAIN, ROLE_NUMBER, ROLE_MEASURE});
    assert_words(f, STR("完成|249.9亿|元"), STR("完成|二百四十九点九亿|元"), "完成|二百四十九点九亿|元|",
                 (const uint8_t[]){ROLE_PLAIN, ROLE_NUMBER, ROLE_MEASURE});
    assert_words(f, STR("增长|10.4%"), STR("增长|百分之十点四"), "增长|百分之十点四|",
                 (const uint8_t[]){ROLE_PLAIN, ROLE_NUMBER});
    assert_words(f, STR("2022|年"), STR("二零二二|年"), "二零二二|年|",
                 (const uint8_t[]){ROLE_DIGITS, ROLE_MEASURE});
    assert_words(f, STR("3.5km|长"), STR("三点五千米|长"), "三点五|千米|长|",
                 (const uint8_t[]){ROLE_NUMBER, ROLE_MEASURE, ROLE_PLAIN});
    assert_words(f, STR("8:50"), STR("八点五十分"), "八|点|五十|分|",
                 (const uint8_t[]){ROLE_NUMBER, ROLE_MEASURE, ROLE_NUMBER, ROLE_MEASURE});
    assert_words(f, STR("5.5|kg"), STR("五点五|千克"), "五点五|千克|",
                 (const uint8_t[]){ROLE_NUMBER, ROLE_MEASURE});
    assert_words(f, STR("3000|多年"), STR("三千|多年"), "三千|多|年|",
                 (const uint8_t[]){ROLE_NUMBER, ROLE_MEASURE, ROLE_MEASURE});
    assert_words(f, STR("-5℃"), STR("零下五摄氏度"), "零下|五|摄氏度|",
                 (const uint8_t[]){ROLE_PLAIN, ROLE_NUMBER, ROLE_MEASURE});
    assert_words(f, STR("第|2|位"), STR("第|二|位"), "第二|位|",
                 (const uint8_t[]){ROLE_ORDINAL, ROLE_MEASURE});
    assert_words(f, STR("1|个|人"), STR("一|个|人"), "一|个|人|",
                 (const uint8_t[]){ROLE_NUMBER, ROLE_MEASURE, ROLE_PLAIN});
}

/* Scenario: words of the lexicon and words found by rule. Expect: each has its part of speech. */
static void
gives_words_their_class(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    const struct reading *r =
        words_of(&out, f->scratch, &f->mandarin, STR("刘长毅在锦州捐赠了三十五件瓷器，𠀀"));
    static const uint8_t classes[] = {CLASS_PERSON,   CLASS_PREPOSITION, CLASS_PLACE,   CLASS_VERB,
                                      CLASS_PARTICLE, CLASS_NUMERAL,     CLASS_MEASURE, CLASS_NOUN,
                                      CLASS_UNKNOWN,  CLASS_UNKNOWN};
    assert_int_equal(r->word_count, sizeof classes);
    for (size_t i = 0; i < r->word_count; i++)
        assert_int_equal(r->words[i].class, classes[i]);
    r = words_of(&out, f->scratch, &f->mandarin, STR("希尔达前往马拉蒂博物馆，见到维诺娜"));
    static const uint8_t foreign[] = {CLASS_PERSON,  CLASS_VERB, CLASS_PLACE, CLASS_NOUN,
                                      CLASS_UNKNOWN, CLASS_VERB, CLASS_PERSON};
    assert_int_equal(r->word_count, sizeof foreign);
    for (size_t i = 0; i < r->word_count; i++)
        assert_int_equal(r->words[i].class, foreign[i]);
}

static void
knows_numbers_and_measures(void **state)
{
    (void)state;
    static const uint32_t number[] = {U'第', U'二', U'百', U'零', U'三', U'层', 0};
    assert_int_equal(numerals_length(number, 6), 5);
    assert_int_equal(numerals_role(number, 5), ROLE_ORDINAL);
    assert_int_equal(numerals_measure(number + 5, 1), 1);
    static const uint32_t fraction[] = {U'三', U'分', U'之', U'二', U'点', U'上', 0};
    assert_int_equal(numerals_length(fraction, 6), 4); /* the point needs a digit behind it */
    static const uint32_t square[] = {U'平', U'方', U'公', U'里', 0};
    assert_int_equal(numerals_measure(square, 4), 4);
    assert_int_equal(numerals_measure(square, 3), 0);
    static const uint32_t early[] = {U'初', U'十', U'二', 0};
    assert_int_equal(numerals_length(early, 2), 2);
    assert_int_equal(numerals_length(square, 4), 0);
}

/* Scenario: a name found by rule. Expect: one word, read as names are, and the doubt reported. */
static void
reports_doubtful_names(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    const struct reading *r = words_of(&out, f->scratch, &f->mandarin, STR("刘长毅来了"));
    assert_int_equal(r->words[0].count, 3);
    assert_int_equal(r->words[0].role, ROLE_NAME);
    assert_int_equal(r->doubt_count, 1);
    assert_int_equal(r->doubts[0].at.offset, 3);
    assert_false(r->doubts[0].unreadable);
    assert_true(str_starts(r->doubts[0].message, STR("长 read chang2 in 刘长毅; could be ")));
    assert_true(str_equal(r->doubts[0].entry, STR("刘长毅\tliu2 zhang3 yi4")));
    assert_true(r->syllables[1].doubtful);
}

/* Scenario: a character that nobody knows how to read. Expect: an unreadable doubt, no syllable. */
static void
reports_unreadable_characters(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    const struct reading *r = words_of(&out, f->scratch, &f->mandarin, STR("字\xF0\xAA\x9C\x80"));
    assert_int_equal(r->syllable_count, 2);
    assert_int_equal(r->syllables[1].citation, SYLLABLE_NONE);
    assert_int_equal(r->doubt_count, 1);
    assert_true(r->doubts[0].unreadable);
}

/* Scenario: house and tour have entries of their own, some of them wrong. Expect: the longest wins, the
 * tour's where both are equal; the wrong lines are reported and left out. */
static void
own_words_come_first(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    struct diags diags = diags_new(&out);
    struct mandarin m = f->mandarin;
    m.house =
        own_words_parse(&out, STR("house.tsv"),
                        STR("# own\n重新\tzhong4 xin1\r\n大石\tda4 shi2\n大石桥\tdai4 shi2 qiao2\n"), &diags);
    m.tour = own_words_parse(&out, STR("tour.tsv"), STR("重新\tchong2 xin5\n长\tzhang3\n"), &diags);
    assert_int_equal(diags.errors, 0);
    struct reading *r = words_of(&out, f->scratch, &m, STR("大石桥重新开放，大石头，刘长毅"));
    assert_string_equal(str_terminated(&out, words_joined(&out, r)),
                        "大石桥|重新|开放|，|大石|头|，|刘|长|毅|");
    assert_string_equal(str_terminated(&out, syllables_of(&out, r, STR("大石桥重新"))),
                        "dai4 shi2 qiao2 chong2 xin5");
    assert_string_equal(str_terminated(&out, syllables_of(&out, r, STR("长毅"))), "zhang3 yi4");
    m.house = own_words_parse(
        &out, STR("bad.tsv"),
        STR("重新 zhong4\n重新\tzhong4\n重新\tzhong4 xin\nGDP\tji1\n大\tda4\n大\tdai4\n\tda4\n"
            "新\txin9\n"),
        &diags);
    assert_int_equal(diags.errors, 7);
    assert_int_equal(diags.items[1].line, 2);
    assert_int_equal(diags.items[1].column, 4);
    r = words_of(&out, f->scratch, &m, STR("新"));
    assert_int_equal(r->word_count, 1);
    m.house = own_words_parse(&out, STR("rule.tsv"), STR("地方\tdi4 fang1\n"), &diags);
    r = words_of(&out, f->scratch, &m, STR("这个地方"));
    assert_string_equal(str_terminated(&out, syllables_of(&out, r, STR("地方"))), "di4 fang1");
}

/* Scenario: random lines and random bytes. Expect: words tile the characters, one syllable a hanzi. */
static void
tiles_whatever_comes(void **state)
{
    struct fixture *f = *state;
    for (uint64_t seed = 0; seed < RANDOM_LINES; seed++) {
        arena out = f->out;
        str line = seed % 2 != 0 ? mandarin_random_line(&out, seed) : mandarin_random_bytes(&out, seed);
        const struct reading *r = words_of(&out, f->scratch, &f->mandarin, line);
        size_t at = 0, syllables = 0;
        for (size_t i = 0; i < r->word_count; i++) {
            const struct word *w = &r->words[i];
            assert_int_equal(w->first, at);
            assert_true(w->count > 0);
            at += w->count;
            syllables += w->kind == WORD_HANZI ? w->count : w->kind == WORD_LATIN;
        }
        assert_int_equal(at, r->spoken_count);
        assert_int_equal(syllables, r->syllable_count);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_sentences_into_words),     cmocka_unit_test(reads_sentences),
        cmocka_unit_test(keeps_figures_whole),           cmocka_unit_test(knows_numbers_and_measures),
        cmocka_unit_test(gives_words_their_class),       cmocka_unit_test(reports_doubtful_names),
        cmocka_unit_test(reports_unreadable_characters), cmocka_unit_test(own_words_come_first),
        cmocka_unit_test(tiles_whatever_comes),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
