/* tour.cue, feed.xml and iiif-manifest.json of a made-up tour, and the parts they are made of. A stop of one
 * hanzi lasts 1.4 s, which is 105 frames of a cue sheet. */
#include "support_cmocka.h"

#include "base/file.h"
#include "publish/licence.h"
#include "publish/photo_size.h"
#include "publish/uuid.h"
#include "support_tour.h"
#include "verify/document.h"

static void
assert_file(arena *memory, str folder, const char *name, const char *expected)
{
    assert_string_equal(str_terminated(memory, support_tour_file(memory, folder, name)), expected);
}

/* Scenario: quotes, a backslash and a line separator in titles; a stop that begins between two frames, at
 * 2.62 s. Expect: the sheet, byte for byte; 2.62 s is 196.5 frames, rounded down. */
static void
test_cue(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, "T\"一\\\nP二\nH三\xE2\x80\xA8四\n");
    t->tour.settings.publisher = STR("馆");
    t->voice.tail_ms = 820;
    str folder = support_tour_publish(t, &memory, &diags);
    assert_true(folder.len > 0);
    assert_file(
        &memory, folder, "tour.cue",
        "REM INDEX counts frames, 75 a second. A chapter that begins between two, at an odd multiple of "
        "20 ms, is rounded down, 1/150 s into the silence before it.\n"
        "REM COMMENT \"daolan test\"\nPERFORMER \"馆\"\nTITLE \"＂一＼\"\nFILE \"tour.opus\" WAVE\n"
        "  TRACK 01 AUDIO\n    TITLE \"＂一＼\"\n    PERFORMER \"馆\"\n    INDEX 01 00:00:00\n"
        "  TRACK 02 AUDIO\n    TITLE \"三 四\"\n    PERFORMER \"馆\"\n    INDEX 01 00:02:46\n");
    assert_false(file_exists(memory, file_join(&memory, folder, STR("feed.xml"))));
    assert_false(file_exists(memory, file_join(&memory, folder, STR("iiif-manifest.json"))));
    assert_false(file_exists(memory, file_join(&memory, folder, STR("stops/01.chapters.json"))));
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* Scenario: 100 stops, the title 90 characters long. Expect: two sheets of at most 99 tracks, each from 0 on,
 * the title 80 characters long. */
static void
test_cue_parts(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct str_builder lines = {.out = &memory}, title = {.out = &memory};
    str_add(&lines, STR("T一"));
    for (int i = 0; i < 99; i++) {
        str_add(&lines, STR("\nH二"));
    }
    str_add_char(&lines, '\0');
    struct support_tour *t = support_tour_make(&memory, lines.data);
    for (int i = 0; i < 90; i++) {
        str_add(&title, STR("长"));
    }
    t->tour.settings.title = str_copy(&memory, str_built(&title));
    str folder = support_tour_publish(t, &memory, &diags);
    assert_true(folder.len > 0);
    str first = support_tour_file(&memory, folder, "tour-1.cue");
    str second = support_tour_file(&memory, folder, "tour-2.cue");
    assert_true(str_ends(first, STR("  TRACK 99 AUDIO\n    TITLE \"二\"\n    INDEX 01 02:17:15\n")));
    assert_true(
        str_ends(second, STR("长长…\"\nFILE \"tour-2.opus\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"二\"\n"
                             "    INDEX 01 00:00:00\n")));
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* Scenario: a tour with an address and a day, markup in a title. Expect: a feed whose elements an XML reader
 * finds with the text as it was, the last episode on that day, one a minute before it. */
static void
test_feed(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, "T一 <b> & \"#\nP二\nH三\n");
    t->tour.settings.base_url = STR("https://museum.example/t'&/");
    t->tour.settings.licence = STR("CC BY 4.0");
    str folder = support_tour_publish(t, &memory, &diags);
    assert_true(folder.len > 0);
    struct document d;
    str url = STR(""), titles[3], dates[2];
    size_t title = 0, date = 0, line;
    assert_true(document_parse(&memory, support_tour_file(&memory, folder, "feed.xml"), &d, &line));
    for (size_t i = 0; i < d.count; i++) {
        if (document_is(&d, i, "title")) {
            titles[title++] = document_text(&d, i);
        } else if (document_is(&d, i, "pubDate")) {
            dates[date++] = document_text(&d, i);
        } else if (document_is(&d, i, "enclosure") && url.len == 0) {
            url = document_attribute(&d, i, "url");
        }
    }
    assert_true(d.count > 40);
    assert_int_equal(title, 3);
    assert_true(str_equal(titles[0], STR("一 <b> & \"#")));
    assert_true(str_equal(titles[2], STR("三")));
    assert_true(str_equal(url, STR("https://museum.example/t'&/stops/01.mp4")));
    assert_true(str_equal(dates[0], STR("Fri, 31 Dec 1999 23:59:00 GMT")));
    assert_true(str_equal(dates[1], STR("Sat, 01 Jan 2000 00:00:00 GMT")));
    assert_true(file_exists(memory, file_join(&memory, folder, STR("stops/01.chapters.json"))));
    assert_true(
        str_find(
            support_tour_file(&memory, folder, "iiif-manifest.json"),
            STR("{\"id\": \"https://museum.example/t'&/iiif/01#t=0.000,1.400\", \"type\": \"Canvas\"}")) !=
        STR_NONE);
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* The podcast namespace's own examples. */
static void
test_uuid(void **state)
{
    (void)state;
    char memory[1024];
    arena out = {memory, memory + sizeof memory};
    str podcasts = STR("ead4c236-bf58-58c6-a2c6-a6b28d128cb6");
    assert_true(str_equal(uuid_of_name(&out, podcasts, STR("mp3s.nashownotes.com/pc20rss.xml")),
                          STR("917393e3-1b1e-5cef-ace4-edaa54e1f810")));
    assert_true(str_equal(uuid_of_name(&out, podcasts, STR("podnews.net/rss")),
                          STR("9b024349-ccf0-5f69-a609-6b82873eab3c")));
}

static void
test_licences(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"CC BY 4.0", "http://creativecommons.org/licenses/by/4.0/"},
        {"cc-by-nc-sa-3.0", "http://creativecommons.org/licenses/by-nc-sa/3.0/"},
        {"CC0-1.0", "http://creativecommons.org/publicdomain/zero/1.0/"},
        {"CC0", "http://creativecommons.org/publicdomain/zero/1.0/"},
        {"https://rightsstatements.org/vocab/InC/1.0/", "http://rightsstatements.org/vocab/InC/1.0/"},
        {"http://creativecommons.org/licenses/by/4.0/deed.zh",
         "http://creativecommons.org/licenses/by/4.0/deed.zh"},
        {"https://creativecommons.org/licenses/\"><b>", ""},
        {"CC BY", ""},
        {"版权所有", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char memory[4096];
        arena out = {memory, memory + sizeof memory};
        str found = licence_uri(&out, str_from(cases[i][0]));
        if (!str_equal(found, str_from(cases[i][1]))) {
            fail_msg("%s: " STR_FMT, cases[i][0], STR_ARG(found));
        }
    }
}

/* Scenario: drawings whose root says their size in many ways, or not. (Photos are judged by ffprobe in
 * tests/e2e/feeds.sh.) */
static void
test_drawings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t width, height;
    } cases[] = {
        {"<svg width=\"640\" height=\"480\"/>", 640, 480},
        {"<svg height='48.4px' width = '64.5px' viewBox=\"0 0 1 1\"></svg>", 65, 48},
        {"<?xml version=\"1.0\"?>\n<svg\n viewBox=\"-5, -5,40 30.5\"></svg>", 40, 31},
        {"<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 3 2\"/>", 3, 2},
        {"<svg data-width=\"7\" stroke-width=\"8\" width=\"0.2\" height=\"9\"/>", 1, 9},
        {"<svg width=\"10cm\" height=\"5cm\"/>", 0, 0},
        {"<svg viewBox=\"0 0 -3 2\"/>", 0, 0},
        {"<svg width=\"1e9\" height=\"99999999999\"/>", 0, 0},
        {"<svg/>", 0, 0},
        {"<html><svg width=\"4\" height=\"4\"/></html>", 0, 0},
        {"", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct photo_size size;
        bool known = photo_measure(str_from(cases[i].text), &size);
        if (known != (cases[i].width > 0) ||
            (known && (size.width != cases[i].width || size.height != cases[i].height))) {
            fail_msg("%s: %u by %u", cases[i].text, (unsigned)size.width, (unsigned)size.height);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cue),  cmocka_unit_test(test_cue_parts), cmocka_unit_test(test_feed),
        cmocka_unit_test(test_uuid), cmocka_unit_test(test_licences),  cmocka_unit_test(test_drawings),
    };
    return cmocka_run_group_tests_name("feeds", tests, NULL, NULL);
}
