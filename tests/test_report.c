/* report.html: ruby over real readings, the report of a made-up tour, and what verify says of damaged ones.
 */
#include "support_cmocka.h"

#include <string.h>

#include "base/file.h"
#include "mandarin/own_words.h"
#include "publish/remarks.h"
#include "publish/ruby.h"
#include "support_mandarin.h"
#include "support_tour.h"
#include "verify/report_check.h"

/* Scenario: syllables of every kind. Expect: the tone mark where GB/T 16159 puts it. */
static void
test_pinyin(void **state)
{
    (void)state;
    static const struct {
        const char *numbered, *marked;
        bool erhua;
    } cases[] = {{"zhong4", "zhòng", false}, {"lv3", "lǚ", false},         {"nve4", "nüè", false},
                 {"hua1", "huār", true},     {"gui4", "guì", false},       {"liu2", "liú", false},
                 {"dou1", "dōu", false},     {"hao3", "hǎo", false},       {"xie4", "xiè", false},
                 {"xiong2", "xióng", false}, {"de5", "de", false},         {"lv5", "lü", false},
                 {"er2", "ér", false},       {"ng4", "n\xCC\x80g", false}, {"ê1", "ê\xCC\x84", false}};
    arena memory = arena_reserve(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syllable s;
        struct str_builder b = {.out = &memory};
        assert_true(syllable_parse(str_from(cases[i].numbered), &s));
        ruby_add_pinyin(&b, s, cases[i].erhua);
        assert_string_equal(str_terminated(&memory, str_built(&b)), cases[i].marked);
    }
}

static void
put_difference(void *context, str written, str spoken)
{
    struct str_builder *b = context;
    str_add_format(b, STR_FMT "=" STR_FMT ";", STR_ARG(written), STR_ARG(spoken));
}

/* Scenario: sentences as the front end reads them. Expect: their ruby, and what differs. */
static void
test_ruby(void **state)
{
    (void)state;
    static const struct {
        const char *text, *ruby, *differences;
    } cases[] = {
        {"不错。", "<ruby>不<rt>bú</rt>错<rt>cuò</rt></ruby>。", ""},
        {"增长10.4%，<好>",
         "<ruby>增<rt>zēng</rt>长<rt>zháng</rt>10.4%<rt>bǎi fēn zhī shí diǎn sì</rt></ruby>，&lt;"
         "<ruby>好<rt>hǎo</rt></ruby>&gt;",
         "10.4%=百分之十点四;"},
        {"画一朵花儿。", "<ruby>画<rt>huà</rt>一<rt>yì</rt>朵<rt>duǒ</rt>花儿<rt>huār</rt></ruby>。", ""},
        {"Coffee店", "Coffee<ruby>店<rt>diàn</rt></ruby>", ""},
        {"刘长毅来了",
         "<ruby>刘<rt>liú</rt></ruby><mark><ruby>长<rt>cháng</rt></ruby></mark><ruby>毅<rt>yì</rt>来<rt>lái</"
         "rt>"
         "了<rt>le</rt></ruby>",
         ""},
    };
    arena memory = arena_reserve(0), scratch = arena_split(&memory, 64 << 20);
    struct diags diags = diags_new(&memory);
    struct mandarin mandarin;
    if (!mandarin_is_built(&memory, &mandarin)) {
        skip();
    }
    str folder;
    assert_int_equal(file_make_unique_folder(&memory, STR("/tmp/daolan-ruby-"), &folder, &diags), STATUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct reading *reading = mandarin_read(&memory, scratch, &mandarin, str_from(cases[i].text));
        struct file_writer *file = file_create(&memory, file_join(&memory, folder, STR("ruby")));
        ruby_put(file, reading, scratch);
        assert_int_equal(file_close(file, &diags), STATUS_OK);
        assert_string_equal(str_terminated(&memory, support_tour_file(&memory, folder, "ruby")),
                            cases[i].ruby);
        struct str_builder b = {.out = &memory};
        ruby_differences(reading, scratch, put_difference, &b);
        assert_string_equal(str_terminated(&memory, str_built(&b)), cases[i].differences);
    }
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

static size_t
check(arena memory, str folder, struct diags *diags, size_t *sentences)
{
    struct findings f = findings_start(&memory, folder, diags);
    struct tour_index index;
    assert_true(tour_index_read(&index, &memory, &f));
    *sentences = report_check(&index, memory, &f);
    tour_index_close(&index);
    return f.count;
}

static str
replaced(arena *out, str page, const char *old, const char *new)
{
    size_t at = str_find(page, str_from(old));
    assert_true(at != STR_NONE);
    str rest = str_from_offset(page, at + strlen(old));
    return str_format(out, STR_FMT "%s" STR_FMT, STR_ARG(str_cut(page, 0, at)), new, STR_ARG(rest));
}

/* Scenario: a tour with markup, a caption and a sentence without sound. Expect: each sentence once, its time,
 * its place; then each damage found. */
static void
test_report(void **state)
{
    (void)state;
    static const char *const damages[][2] = {
        {"#t=1.60\">0:01.60", "#t=1.62\">0:01.62"},
        {"0:01.60", "0:01.61"},
        {"stops/001.opus#t=1.60", "stops/002.opus#t=1.60"},
        {"三<rt>mā</rt>", "四<rt>mā</rt>"},
        {"三<rt>mā</rt>", "三<rt>má</rt>"},
        {"三<rt>mā</rt>", "三<rt></rt>"},
        {"三<rt>mā</rt>", "三"},
        {"三<rt>mā</rt>", ""},
        {"id=\"s2\"", "id=\"s9\""},
        {"<li class=\"sentence\" id=\"s2\">",
         "<li class=\"sentence\" id=\"s1\"><li class=\"sentence\" id=\"s2\">"},
        {"<section class=\"stop\" id=\"stop-2\">", "<section class=\"stop\" id=\"stop-3\">"},
        {"</main>", "<section class=\"stop\"></section></main>"},
        {"</section>", "<li class=\"sentence\"></li></section>"},
        {"不出声", "出声"},
    };
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, "T一\nP三<。|……|四\nH五&\nC六。\nX见下页。\n");
    str folder = support_tour_publish(t, &memory, &diags);
    str page = support_tour_file(&memory, folder, "report.html");
    size_t sentences;
    assert_int_equal(check(memory, folder, &diags, &sentences), 0);
    assert_int_equal(sentences, 6);
    assert_true(str_find(page, STR("<a class=\"play\" href=\"stops/001.opus#t=1.60\">0:01.60</a>")) !=
                STR_NONE);
    assert_true(str_find(page, STR("三<rt>mā</rt></ruby>&lt;。</p>")) != STR_NONE);
    assert_true(str_find(page, STR("<q>见下页。</q>")) != STR_NONE);
    assert_true(str_find(support_tour_file(&memory, folder, "index.html"), STR("report")) == STR_NONE);
    str path = file_join(&memory, folder, STR("report.html"));
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        arena inner = memory;
        struct diags quiet = diags_new(&inner);
        str damaged = replaced(&inner, page, damages[i][0], damages[i][1]);
        assert_int_equal(file_replace(path, damaged, inner, &quiet), STATUS_OK);
        if (check(inner, folder, &quiet, &sentences) == 0) {
            fail_msg("damage %zu is not found", i);
        }
    }
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* Scenario: diagnostics of the script, of its folder, of a voice, of the engine; a doubtful reading. Expect:
 * the first two, by place, in their sentence. */
static void
test_remarks(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, "T一\nP三。|四。\n");
    support_tour_lay(t, &memory, &diags);
    struct tour *tour = &t->tour;
    tour->folder = STR("/x/tour");
    str article = tour->sources[0].path;
    struct press press = {
        .publication = &t->publication, .timeline = t->publication.timeline, .tour = tour, .diags = &diags};
    diags.count = 0;
    diag_add(&diags, DIAG_WARNING, STR("/x/tour/takes/1.wav"), 0, 0, NULL, "take");
    diag_add(&diags, DIAG_WARNING, article, 2, 5, NULL, "word");
    diag_add(&diags, DIAG_NOTE, article, 2, 2, NULL, "doubt");
    diag_add(&diags, DIAG_WARNING, STR("/x/tourist/a"), 0, 0, NULL, "another folder");
    diag_add(&diags, DIAG_WARNING, STR("voices/a.ini"), 0, 0, NULL, "voice");
    diag_add(&diags, DIAG_WARNING, article, 1, 1, NULL, "engine");
    t->publication.engine_diags_first = diags.count - 1;
    t->publication.engine_diags_count = 1;
    struct remark *remarks;
    arena scratch = arena_split(&memory, 1 << 20);
    assert_int_equal(remarks_find(&memory, scratch, &press, &remarks), 2);
    assert_true(str_equal(remarks[0].name, tour->sources[0].name));
    assert_int_equal(remarks[0].sentence, 2);
    assert_true(str_equal(remarks[1].name, STR("takes/1.wav")));
    assert_true(remarks[1].sentence == REMARK_NO_SENTENCE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pinyin),
        cmocka_unit_test(test_ruby),
        cmocka_unit_test(test_report),
        cmocka_unit_test(test_remarks),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
