/* Who speaks what: voices of our own making, and tours that name them. */
#include "support_script.h"

#include "render/cast.h"

/* A data folder in the fixture's: narrator 220, guide 200, caption 240 and brisk 350 characters a minute. */
static void
write_voices(struct fixture *f)
{
    fixture_write(f, "data/voices/narrator.ini", "engine = fake\n");
    fixture_write(f, "data/voices/guide.ini", "engine = fake\nrate_cpm = 200\n");
    fixture_write(f, "data/voices/caption.ini", "engine = fake\nrate_cpm = 240\n");
    fixture_write(f, "data/voices/brisk.ini", "engine = fake\nrate_cpm = 350\n");
}

static enum status
read_cast(struct fixture *f, const char *settings, const char *chosen, struct cast *cast)
{
    write_voices(f);
    fixture_write(f, "tour/article.md", "# 小城\n\n你好。再见。\n\n## 桥\n\n请上桥。\n");
    fixture_write(f, "tour/captions.txt", "1\t\t傍晚的桥。\n");
    fixture_write(f, "tour/tour.ini", settings);
    f->status =
        tour_read(&f->out, f->scratch, file_join(&f->out, f->folder, STR("tour")), &f->tour, &f->diags);
    return f->status != STATUS_OK ? f->status
                                  : cast_read(&f->out, f->scratch, file_join(&f->out, f->folder, STR("data")),
                                              &f->tour, str_from(chosen), cast, &f->diags);
}

/* expected: the speakers of title, lead, heading, paragraph, caption. */
static void
assert_spoken(const char *settings, const char *chosen, const char *const expected[5])
{
    struct fixture f = fixture_new();
    struct cast cast;
    assert_int_equal(read_cast(&f, settings, chosen, &cast), STATUS_OK);
    assert_string_equal(fixture_diagnostics(&f), "");
    assert_int_equal(f.tour.segment_count, 5);
    str *names = cast_names(&f.out, &f.tour, &cast);
    for (size_t g = 0; g < 5; g++) {
        assert_string_equal(str_terminated(&f.out, names[g]), expected[g]);
    }
    assert_int_equal(cast_open(&f.out, f.scratch, &f.tour, &cast, &f.diags), STATUS_OK);
    for (size_t g = 0; g < 5; g++) {
        const struct segment *segment = &f.tour.segments[g];
        for (uint32_t i = 0; i < segment->sentence_count; i++) {
            const struct engine *engine = cast.speakers[segment->first_sentence + i];
            assert_true(str_equal(engine->voice->name, names[g]));
        }
    }
    cast_close(&cast);
    fixture_end(&f);
}

#define SPOKEN(settings, chosen, ...) assert_spoken(settings, chosen, (const char *const[5]){__VA_ARGS__})

static void
what_goes_before_what(void **state)
{
    (void)state;
    SPOKEN("", "", "narrator", "narrator", "narrator", "narrator", "narrator");
    SPOKEN("voice = guide\n", "", "guide", "guide", "guide", "guide", "guide");
    SPOKEN("caption_voice = caption\n", "", "narrator", "narrator", "narrator", "narrator", "caption");
    SPOKEN("heading_voice = guide\n", "", "guide", "narrator", "guide", "narrator", "narrator");
    SPOKEN("[stop 2]\nvoice = guide\n", "", "narrator", "narrator", "guide", "guide", "narrator");
    SPOKEN("heading_voice = brisk\ncaption_voice = caption\n[stop 2]\nvoice = guide\n[stop 101]\nvoice = "
           "narrator\n",
           "", "brisk", "narrator", "guide", "guide", "narrator");
    SPOKEN("voice = brisk\ncaption_voice = caption\n[stop 2]\nvoice = guide\n", "narrator", "narrator",
           "narrator", "narrator", "narrator", "narrator");
    SPOKEN("caption_voice = nobody\n", "guide", "guide", "guide", "guide", "guide", "guide");
}

/* Scenario: rates in voice files, then one in tour.ini. Expect: it is the text voice's; the others keep their
 * share of it, inside 120 to 360. */
static void
paces_keep_their_shares(void **state)
{
    (void)state;
    static const char voices[] = "caption_voice = caption\nheading_voice = brisk\n";
    static const struct {
        const char *settings;
        uint32_t text, headings, captions;
    } cases[] = {
        {"", 220, 350, 240},
        {"rate = 200\n", 200, 318, 218},
        {"rate = 360\n", 360, 360, 360},
        {"rate = 120\nvoice = brisk\n", 120, 120, 120},
        {"rate = 200\nvoice = guide\n", 200, 350, 240},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture f = fixture_new();
        struct cast cast;
        str text = str_format(&f.out, "%s%s", voices, cases[i].settings);
        assert_int_equal(read_cast(&f, str_terminated(&f.out, text), "", &cast), STATUS_OK);
        assert_int_equal(cast.voices[0].rate_cpm, cases[i].text);
        assert_int_equal(cast.voices[cast.segments[0]].rate_cpm, cases[i].headings);
        assert_int_equal(cast.voices[cast.segments[4]].rate_cpm, cases[i].captions);
        fixture_end(&f);
    }
}

static void
assert_refused(const char *settings, const char *chosen, const char *expected)
{
    struct fixture f = fixture_new();
    struct cast cast;
    assert_int_equal(read_cast(&f, settings, chosen, &cast), STATUS_SCRIPT);
    assert_string_equal(fixture_diagnostics(&f), expected);
    fixture_end(&f);
}

static void
mistakes_have_a_place(void **state)
{
    (void)state;
    assert_refused("; who\nvoice = nobody\n", "", "tour.ini:2:9: error: no voice called \"nobody\"\n");
    assert_refused(
        "caption_voice = a\nheading_voice = b\n[stop 2]\nvoice = c\n", "",
        "tour.ini:1:17: error: no voice called \"a\"\ntour.ini:2:17: error: no voice called \"b\"\n"
        "tour.ini:4:9: error: no voice called \"c\"\n");
    assert_refused("voice = guide\n\n[stop 3]\nvoice = guide\n", "",
                   "tour.ini:3:1: error: the tour has no stop 3\n");
    assert_refused("[stop 3]\n", "guide", "tour.ini:1:1: error: the tour has no stop 3\n");
    assert_refused("", "nobody", "voices:0:0: error: no voice called \"nobody\"\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_before_what),
        cmocka_unit_test(paces_keep_their_shares),
        cmocka_unit_test(mistakes_have_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
