#include "support_script.h"

#include <string.h>

#include "script/settings.h"

static enum status
read_text(struct fixture *f, str text, struct settings *settings)
{
    fixture_write_bytes(f, "tour.ini", text);
    *settings = settings_default();
    return settings_read(&f->out, f->scratch, file_join(&f->out, f->folder, STR("tour.ini")), settings,
                         &f->diags);
}

static void
defaults_stand_where_nothing_is_set(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct settings s;
    assert_int_equal(read_text(&f, STR(""), &s), STATUS_OK);
    assert_int_equal(read_text(&f, STR("\n; nothing\n  # nothing\n[tour]\n"), &s), STATUS_OK);
    assert_true(str_equal(s.language, STR("cmn")) && str_equal(s.voice.name, STR("narrator")));
    assert_int_equal(s.title.len, 0);
    assert_int_equal(s.rate_cpm, 0);
    assert_int_equal(s.caption_base, 0);
    assert_int_equal(s.repair, REPAIR_REPORT);
    assert_int_equal(f.diags.count, 0);
    fixture_end(&f);
}

static void
every_key_is_read(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct settings s;
    assert_int_equal(
        read_text(&f,
                  STR("\xEF\xBB\xBFtitle = 河边的一天\r\n  voice=guide\r\nlanguage: zh-Hans-CN\r\n"
                      "[tour]\r\nrate = 180\npublisher = 河滨馆\nlicence = CC BY 4.0\n"
                      "base_url = https://museum.example/tour\n"
                      "caption_base = 500 ; photos\nrepair = omit"),
                  &s),
        STATUS_OK);
    assert_string_equal(fixture_diagnostics(&f), "");
    assert_true(str_equal(s.title, STR("河边的一天")));
    assert_true(str_equal(s.voice.name, STR("guide")));
    assert_true(str_equal(s.language, STR("zh-Hans-CN")));
    assert_int_equal(s.rate_cpm, 180);
    assert_true(str_equal(s.publisher, STR("河滨馆")));
    assert_true(str_equal(s.licence, STR("CC BY 4.0")));
    assert_true(str_equal(s.base_url, STR("https://museum.example/tour/")));
    assert_int_equal(s.caption_base, 500);
    assert_int_equal(s.repair, REPAIR_OMIT);
    fixture_end(&f);
}

/* Scenario: voices for headings, captions and two stops. Expect: their names, each with its place. */
static void
voices_keep_their_places(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct settings s;
    assert_int_equal(
        read_text(&f,
                  STR("voice = guide\ncaption_voice=caption\n[stop 3]\nvoice = narrator\n[tour]\n"
                      "rate = 180\n[ stop 101 ] ; a photo\n\n  voice = 老人\n[stop 7]\n[stop 3]\n"),
                  &s),
        STATUS_OK);
    assert_string_equal(fixture_diagnostics(&f), "");
    assert_true(str_ends(s.path, STR("/tour.ini")));
    assert_int_equal(s.voice.line, 1);
    assert_int_equal(s.voice.column, 9);
    assert_int_equal(s.heading_voice.name.len, 0);
    assert_int_equal(s.heading_voice.line, 0);
    assert_true(str_equal(s.caption_voice.name, STR("caption")));
    assert_int_equal(s.caption_voice.line, 2);
    assert_int_equal(s.caption_voice.column, 15);
    assert_int_equal(s.rate_cpm, 180);
    assert_int_equal(s.stop_count, 3);
    static const struct stop_voice expected[] = {
        {3, 3, 1, {{"narrator", 8}, 4, 9}}, {101, 7, 1, {{"老人", 6}, 9, 11}}, {7, 10, 1, {{"", 0}, 0, 0}}};
    for (size_t i = 0; i < 3; i++) {
        const struct stop_voice *stop = &s.stops[i], *e = &expected[i];
        assert_int_equal(stop->number, e->number);
        assert_int_equal(stop->line, e->line);
        assert_int_equal(stop->column, e->column);
        assert_true(str_equal(stop->voice.name, e->voice.name));
        assert_int_equal(stop->voice.line, e->voice.line);
        assert_int_equal(stop->voice.column, e->voice.column);
    }
    fixture_end(&f);
}

static void
check_errors(const char *text, const char *expected)
{
    struct fixture f = fixture_new();
    struct settings s;
    assert_int_equal(read_text(&f, str_from(text), &s), STATUS_SCRIPT);
    assert_string_equal(fixture_diagnostics(&f), expected);
    for (size_t i = 0; i < f.diags.count; i++) {
        assert_true(f.diags.items[i].hint.len > 0);
    }
    fixture_end(&f);
}

static void
errors_name_line_and_column(void **state)
{
    (void)state;
    check_errors("title = a\n\n  speed = 3\n", "tour.ini:3:3: error: unknown key \"speed\"\n");
    check_errors("rate = 220\nrate = 200\n", "tour.ini:2:1: error: rate stands already in line 1\n");
    check_errors("; x\nrate = 90\n", "tour.ini:2:8: error: bad value \"90\" for rate\n");
    check_errors("rate = 361", "tour.ini:1:8: error: bad value \"361\" for rate\n");
    check_errors("rate = 2x0", "tour.ini:1:8: error: bad value \"2x0\" for rate\n");
    check_errors("title =\n", "tour.ini:1:7: error: bad value \"\" for title\n");
    check_errors("repair = yes", "tour.ini:1:10: error: bad value \"yes\" for repair\n");
    check_errors("language = c", "tour.ini:1:12: error: bad value \"c\" for language\n");
    check_errors("language = zh--CN", "tour.ini:1:12: error: bad value \"zh--CN\" for language\n");
    check_errors("voice = ../x", "tour.ini:1:9: error: bad value \"../x\" for voice\n");
    check_errors("caption_base = 0", "tour.ini:1:16: error: bad value \"0\" for caption_base\n");
    check_errors("标题 = 河边", "tour.ini:1:1: error: unknown key \"标题\"\n");
    check_errors("heading_voice = .x", "tour.ini:1:17: error: bad value \".x\" for heading_voice\n");
    check_errors("caption_voice =\n", "tour.ini:1:15: error: bad value \"\" for caption_voice\n");
    check_errors("[stop 2]\nvoice = a/b\n", "tour.ini:2:9: error: bad value \"a/b\" for voice\n");
    check_errors("[stop 2]\nrate = 200\n", "tour.ini:2:1: error: unknown key \"rate\"\n");
    check_errors("[stop 2]\nvoice = a\n[stop 02]\nvoice = b\n",
                 "tour.ini:4:1: error: voice stands already in line 2\n");
    check_errors("[stop]\nvoice = a\n", "tour.ini:1:1: error: this section names no stop\n");
    check_errors("[stop two]\nvoice = a\n", "tour.ini:1:1: error: this section names no stop\n");
    check_errors(
        "[stop 0]\n[stop3]\n[stop 4294967296]\n",
        "tour.ini:1:1: error: this section names no stop\ntour.ini:2:1: error: this section names no stop\n"
        "tour.ini:3:1: error: this section names no stop\n");
    check_errors("[stop 2\n", "tour.ini:1:1: error: a section without its closing bracket\n");
    check_errors("[other]\ntitle = a\n", "tour.ini:2:1: error: the section [other] is not known\n");
}

static void
lines_that_are_no_settings_are_errors(void **state)
{
    (void)state;
    check_errors(
        "title = a\n河边\n\nrate 220\nvoice = b",
        "tour.ini:2:1: error: this line is no setting\ntour.ini:4:1: error: this line is no setting\n");
    check_errors("[tour\n", "tour.ini:1:1: error: a section without its closing bracket\n");
    check_errors("title = a\xFF\n", "tour.ini:1:10: error: the byte 0xFF is not UTF-8\n");
}

/* Scenario: lines at libinih's limit. Expect: the longest whole, a longer one an error, comments of any
 * length. */
static void
long_lines_are_met(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct settings s;
    char text[4000];
    memset(text, 'x', sizeof text);
    memcpy(text, "title = ", 8);
    size_t fits = 8;
    while (f.diags.count == 0 && fits < 1000) {
        fits++;
        text[fits] = '\n';
        if (read_text(&f, (str){text, fits + 1}, &s) == STATUS_OK) {
            assert_int_equal(s.title.len, fits - 8);
        }
        text[fits] = 'x';
    }
    assert_in_range(fits, 190, 300);
    assert_true(str_find(f.diags.items[0].message, STR("holds at most")) != STR_NONE);
    text[0] = ';';
    text[3000] = '\n';
    memcpy(text + 3001, "rate = 150\nspeed = 1", 20);
    assert_int_equal(read_text(&f, (str){text, 3021}, &s), STATUS_SCRIPT);
    assert_int_equal(s.rate_cpm, 150);
    assert_int_equal(f.diags.items[f.diags.count - 1].line, 3);
    fixture_end(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_stand_where_nothing_is_set),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(voices_keep_their_places),
        cmocka_unit_test(errors_name_line_and_column),
        cmocka_unit_test(lines_that_are_no_settings_are_errors),
        cmocka_unit_test(long_lines_are_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
