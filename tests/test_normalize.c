#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "mandarin/passes.h"
#include "mandarin/symbol_rules.h"
#include "support_cmocka.h"
#include "support_mandarin.h"

enum {
    SCRATCH_BYTES = 64 << 20,
    STYLE_BYTES = 1 << 20,
    CASES_AT_LEAST = 2200,
    RANDOM_LINES = 3000,
    LONG_BYTES = 1 << 18,
    SHORT_BYTES = LONG_BYTES / 16,
};

static const char *const classes[] = {
    "cardinal", "decimal", "liang",  "ordinal", "percent",   "fraction",    "range",       "ratio",
    "date",     "year",    "time",   "money",   "unit",      "temperature", "phone",       "code",
    "latin",    "roman",   "symbol", "silent",  "fullwidth", "museum",      "traditional", "prose",
};

struct fixture {
    arena out, scratch;
};

static int
set_up(void **state)
{
    arena out = arena_reserve(0);
    struct fixture *f = arena_new(&out, struct fixture, 1);
    f->scratch = arena_split(&out, SCRATCH_BYTES);
    f->out = out;
    *state = f;
    return 0;
}

static struct reading *
normalize(arena *out, arena scratch, str line)
{
    struct reading *r = arena_new(out, struct reading, 1);
    r->text = line;
    normalize_apply(NULL, r, out, scratch);
    return r;
}

static bool
may_be_spoken(uint32_t c)
{
    bool latin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                 (c >= 0xAA && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1EFF);
    bool radical = c >= 0x2E80 && c <= 0x2FD5;
    return utf8_is_han(c) || latin || radical || c == ' ' || symbol_is_punctuation(c);
}

/* What lies in no slice must be silent by nature: no hanzi, ASCII letter or digit. */
static bool
is_silent(str gap)
{
    for (size_t i = 0; i < gap.len;) {
        uint32_t c = utf8_next(gap, &i);
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || utf8_is_han(c))
            return false;
    }
    return true;
}

/* NULL where layer 1 keeps what reading.h promises; else what is wrong. */
static const char *
find_fault(const struct reading *r)
{
    size_t end = 0, offset = 0;
    for (size_t i = 0; i < r->spoken_count; i++) {
        const struct spoken *s = &r->spoken[i];
        if (!may_be_spoken(s->code_point))
            return "a code point that cannot be spoken";
        if (s->from.length == 0 || (size_t)s->from.offset + s->from.length > r->text.len)
            return "a slice outside the line";
        if (i > 0 && s->from.offset == offset && offset + s->from.length == end)
            continue;
        if (s->from.offset < end)
            return "slices that overlap or go back";
        if (!is_silent(str_cut(r->text, end, s->from.offset - end)))
            return "a character left out between two slices";
        offset = s->from.offset;
        end = offset + s->from.length;
    }
    return is_silent(str_from_offset(r->text, end)) ? NULL : "a character left out at the end";
}

static void
expect_sound(const struct reading *r)
{
    const char *fault = find_fault(r);
    if (fault != NULL)
        fail_msg("%s: " STR_FMT, fault, STR_ARG(r->text));
}

/* Scenario: cases/normalize, our own phrases. Expect: the spoken form as written there, and sound slices. */
static void
speaks_the_cases(void **state)
{
    struct fixture *f = *state;
    size_t cases = 0, wrong = 0;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        arena out = f->out;
        str *fields, name = str_format(&out, "normalize/%s.txt", classes[i]);
        size_t count = mandarin_cases(&out, str_terminated(&out, name), 2, &fields);
        cases += count;
        for (size_t k = 0; k < count; k++) {
            struct reading *r = normalize(&out, f->scratch, fields[2 * k]);
            str spoken = reading_spoken_form(&out, r);
            expect_sound(r);
            if (!str_equal(spoken, fields[2 * k + 1])) {
                print_message(STR_FMT ": " STR_FMT " was read " STR_FMT ", should be " STR_FMT "\n",
                              STR_ARG(name), STR_ARG(fields[2 * k]), STR_ARG(spoken),
                              STR_ARG(fields[2 * k + 1]));
                wrong++;
            }
        }
    }
    assert_true(cases >= CASES_AT_LEAST);
    assert_int_equal(wrong, 0);
}

/* The part of *rest before " · ", without the spaces around it. */
static bool
split_examples(str *rest, str *example)
{
    if (rest->len == 0)
        return false;
    size_t dot = str_find(*rest, STR(" · "));
    *example = str_trim(str_cut(*rest, 0, dot == STR_NONE ? rest->len : dot));
    *rest = dot == STR_NONE ? STR("") : str_from_offset(*rest, dot + STR(" · ").len);
    return true;
}

/* Scenario: every example in the tables of voices/mandarin/STYLE.md. Expect: it is spoken as the page says,
 * in the tables whose third column is headed pinyin syllable by syllable. */
static void
keeps_the_style(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    struct mandarin mandarin;
    bool built = mandarin_is_built(&out, &mandarin), tones = false;
    struct diags diags = diags_new(&out);
    str page, line, rule, written, spoken, one, other;
    assert_int_equal(file_read(&out, STR("voices/mandarin/STYLE.md"), STYLE_BYTES, &page, &diags), STATUS_OK);
    size_t examples = 0, wrong = 0;
    while (str_split(&page, '\n', &line)) {
        line = str_starts(line, STR("| ")) ? str_from_offset(line, 2) : STR("");
        if (!str_split(&line, '|', &rule) || !str_split(&line, '|', &written) ||
            !str_split(&line, '|', &spoken))
            continue;
        if (str_equal(str_trim(written), STR("written"))) {
            tones = str_equal(str_trim(spoken), STR("pinyin"));
            continue;
        }
        if (tones && !built)
            continue;
        while (split_examples(&written, &one)) {
            assert_true(split_examples(&spoken, &other));
            str heard = tones ? reading_pinyin(&out, mandarin_read(&out, f->scratch, &mandarin, one), false)
                              : reading_spoken_form(&out, normalize(&out, f->scratch, one));
            examples++;
            if (!str_equal(str_trim(heard), other)) {
                print_message("STYLE.md: " STR_FMT " was read " STR_FMT ", should be " STR_FMT "\n",
                              STR_ARG(one), STR_ARG(heard), STR_ARG(other));
                wrong++;
            }
        }
        assert_int_equal(spoken.len, 0);
    }
    if (!built)
        print_message("no lexicon: the tones were not compared; run make first\n");
    assert_true(examples >= (built ? 140 : 100));
    assert_int_equal(wrong, 0);
}

/* Scenario: the checks above are given a reading with a digit, one with a dropped hanzi and one with slices
 * that overlap in part. Expect: each is found out. */
static void
checks_can_fail(void **state)
{
    (void)state;
    struct spoken digit[] = {{.code_point = '1', .from = {0, 1}}};
    assert_non_null(find_fault(&(struct reading){.text = STR("1"), .spoken = digit, .spoken_count = 1}));
    struct spoken dropped[] = {{.code_point = 0x9526, .from = {0, 3}}};
    assert_non_null(find_fault(&(struct reading){.text = STR("锦州"), .spoken = dropped, .spoken_count = 1}));
    struct spoken overlap[] = {{.code_point = 0x9526, .from = {0, 6}},
                               {.code_point = 0x5DDE, .from = {3, 3}}};
    assert_non_null(find_fault(&(struct reading){.text = STR("锦州"), .spoken = overlap, .spoken_count = 2}));
    struct spoken whole[] = {{.code_point = 0x9526, .from = {0, 3}}, {.code_point = 0x5DDE, .from = {3, 3}}};
    assert_null(find_fault(&(struct reading){.text = STR("锦州"), .spoken = whole, .spoken_count = 2}));
}

/* Scenario: a percentage, a range and a rate. Expect: each written group has the slice reading.h speaks of.
 */
static void
groups_share_a_slice(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    struct reading *r = normalize(&out, f->scratch, STR("增长10.4%，"));
    assert_int_equal(r->spoken_count, 9);
    for (size_t i = 2; i < 8; i++) {
        assert_int_equal(r->spoken[i].from.offset, 6);
        assert_int_equal(r->spoken[i].from.length, 5);
    }
    assert_int_equal(r->spoken[8].from.offset, 11);
    r = normalize(&out, f->scratch, STR("8月16日"));
    assert_int_equal(r->spoken_count, 5);
    assert_int_equal(r->spoken[0].from.length, 1);
    assert_int_equal(r->spoken[1].from.length, 3);
    assert_int_equal(r->spoken[2].from.offset, 4);
    assert_int_equal(r->spoken[3].from.length, 2);
}

/* Scenario: letters of another script. Expect: silent, and a doubt that says so at their bytes. */
static void
doubts_foreign_letters(void **state)
{
    struct fixture *f = *state;
    arena out = f->out;
    struct reading *r = normalize(&out, f->scratch, STR("雪のの花"));
    assert_int_equal(r->doubt_count, 1);
    assert_true(r->doubts[0].unreadable);
    assert_int_equal(r->doubts[0].at.offset, 3);
    assert_int_equal(r->doubts[0].at.length, 6);
    expect_sound(r);
}

/* A line of pieces that rules look for, put together at random. */
static str
shuffle_pieces(arena *out, uint64_t seed)
{
    static const char *const pieces[] = {
        "1",       "2",     "20",   "2019", "0",    "007",  "1368", ".",
        ",",       "，",    "-",    "—",    "～",   ":",    "：",   "/",
        "%",       "年",    "月",   "日",   "点",   "个",   "米",   "万",
        "亿",      "第",    "前",   "公元", "km",   "m²",   "/h",   "℃",
        "°",       "′",     "\"",   "'",    "’",    "“",    "”",    "（",
        "）",      "+",     "=",    "×",    "<",    ">",    "±",    "$",
        "¥",       "A$",    "No.",  "c.",   "www.", ".cn",  "@",    "http://",
        "II",      "XIV",   "Ⅳ",    "②",    "½",    "²",    "^",    "α",
        "& ",      "#",     "*",    " ",    "  ",   "GDP",  "a",    "x",
        "am",      "p.m.",  "BC",   "电话", "拨打", "室",   "师",   "事变",
        "😀",       "の",    "々",   "○",    "個",   "萬",   "點",   "①",
        "Ⅹ",       "[",     "]",    "⁻",    "‱",    "Φ",    "¹⁴C",  "N",
        "京A",     "GB/T ", "2005", "T1",   "§",    "3、4", "+86 ", "(0416)",
        "DOI:10.", "AAA",   "级",   "拍",   "折",   "秒",   "k",    "million",
        "人",      "天",    "h",    "min",  "〇",   "到",   "至",   "、",
        "和",      "周一",  "|",    "_",    "锦州", "比分", "时速", "\xE2\x80\x8B",
        "\xFF",    "\t",    "w",    "P",
    };
    struct str_builder b = {.out = out};
    uint64_t state = seed * 0x9E3779B97F4A7C15u + 1;
    for (unsigned i = 0; i < 40; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        str_add(&b, str_from(pieces[state % (sizeof pieces / sizeof *pieces)]));
    }
    return str_built(&b);
}

/* Scenario: random lines, random bytes, and random rows of what the rules look for. Expect: sound slices,
 * nothing unspeakable, nothing dropped, and the same the second time. */
static void
survives_anything(void **state)
{
    struct fixture *f = *state;
    for (uint64_t seed = 0; seed < RANDOM_LINES; seed++) {
        arena out = f->out;
        str lines[] = {mandarin_random_line(&out, seed), mandarin_random_bytes(&out, seed),
                       shuffle_pieces(&out, seed)};
        for (size_t i = 0; i < 3; i++) {
            struct reading *r = normalize(&out, f->scratch, lines[i]),
                           *again = normalize(&out, f->scratch, lines[i]);
            expect_sound(r);
            assert_true(str_equal(reading_spoken_form(&out, r), reading_spoken_form(&out, again)));
        }
    }
    arena out = f->out;
    assert_int_equal(normalize(&out, f->scratch, STR(""))->spoken_count, 0);
}

static double
seconds_for(struct fixture *f, const char *piece, size_t bytes)
{
    arena out = f->out;
    char *line = arena_new(&out, char, bytes);
    for (size_t i = 0, len = strlen(piece); i < bytes; i++)
        line[i] = piece[i % len];
    clock_t start = clock();
    struct reading *r = normalize(&out, f->scratch, (str){line, bytes});
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    expect_sound(r);
    return seconds;
}

/* Scenario: one line of a quarter of a megabyte. Expect: about sixteen times as long as a sixteenth of it
 * (four times that, and half a second, are allowed: other work shares the machine). */
static void
takes_linear_time(void **state)
{
    struct fixture *f = *state;
    static const char *const rows[] = {
        "锦州港", "1",        "1-",  "1.",       "1:",         "1/",    "1,",   "1、", "a.",
        "a@",     "-",        "~1",  "第1、",    "2019年",     "1000—", "1°1'", "$1-", "x1",
        "-1",     " ",        "の",  "https://", "1km/",       "公元1", "(",    "😀",   "①",
        "1 000 ", "1，000，", "[1",  "25:21、",  "12345678、", "1·",    "Ⅹ",    "二—", "(0416) ",
        "+86 ",   "70、80",   "10.", "1人/天·",  "100年，",    "1.1—",  "1e5",  "5'"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double little = seconds_for(f, rows[i], SHORT_BYTES), much = seconds_for(f, rows[i], LONG_BYTES);
        if (much > 64 * little + 0.5)
            fail_msg("%s: %.3f s for %d bytes, %.3f s for %d", rows[i], little, SHORT_BYTES, much,
                     LONG_BYTES);
    }
}

/* Scenario: one line of ten megabytes, a single number or nothing but emoji. Expect: read, in memory
 * proportional to the line. */
static void
reads_ten_megabytes(void **state)
{
    enum { BYTES = 10000000, MEMORY_EACH = 64 };
    struct fixture *f = *state;
    static const char *const pieces[] = {"1", "😀"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        arena out = f->out, scratch = arena_split(&out, (size_t)BYTES * MEMORY_EACH);
        char *line = arena_new(&out, char, BYTES);
        for (size_t k = 0, len = strlen(pieces[i]); k < BYTES; k++)
            line[k] = pieces[i][k % len];
        const char *begin = out.begin;
        struct reading *r = normalize(&out, scratch, (str){line, BYTES});
        assert_true(out.begin - begin < (ptrdiff_t)BYTES * MEMORY_EACH);
        if (i == 0)
            assert_int_equal(r->spoken_count, BYTES);
        expect_sound(r);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(speaks_the_cases),       cmocka_unit_test(keeps_the_style),
        cmocka_unit_test(checks_can_fail),        cmocka_unit_test(groups_share_a_slice),
        cmocka_unit_test(doubts_foreign_letters), cmocka_unit_test(survives_anything),
        cmocka_unit_test(takes_linear_time),      cmocka_unit_test(reads_ten_megabytes),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
