/* tour.epub of a made-up tour, byte for byte where it matters; the readers that prove it. A hanzi lasts 200
 * ms. */
#include "support_cmocka.h"

#include <zip.h>

#include "base/file.h"
#include "support_tour.h"
#include "verify/document.h"
#include "verify/epub_photo_check.h"
#include "verify/shown_text.h"

/* A member of folder/tour.epub; empty where there is none. */
static str
member(arena *memory, str folder, const char *name)
{
    const char *path = str_terminated(memory, file_join(memory, folder, STR("tour.epub")));
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    zip_stat_t stat;
    assert_non_null(zip);
    str bytes = STR("");
    if (zip_stat(zip, name, 0, &stat) == 0) {
        char *data = arena_new(memory, char, stat.size);
        zip_file_t *file = zip_fopen(zip, name, 0);
        assert_int_equal(zip_fread(file, data, stat.size), stat.size);
        zip_fclose(file);
        bytes = (str){data, (size_t)stat.size};
    }
    zip_discard(zip);
    return bytes;
}

static bool
has(str text, const char *part)
{
    return str_find(text, str_from(part)) != STR_NONE;
}

/* Scenario: markup, a control character, a noncharacter, a sentence that makes no sound. Expect: text that
 * stays what it is, each word's clip from its start to the next one's, pauses and the track's end included.
 */
static void
test_stop(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, "T一<b>二\x01\nP三。|…&…|四\"\xEF\xBF\xBE\nH五\n");
    str folder = support_tour_publish(t, &memory, &diags);
    str page = member(&memory, folder, "EPUB/stops/01.xhtml");
    assert_true(has(
        page, "<p class=\"number\">1</p>\n<h1 id=\"title\"><span id=\"s0\">"
              "<span id=\"s0-0\">一&lt;b&gt;</span><span id=\"s0-1\">二\xEF\xBF\xBD</span></span></h1>\n"));
    assert_true(has(page,
                    "<p><span id=\"s1\"><span id=\"s1-0\">三。</span></span><span id=\"s2\">…&amp;…</span>"
                    "<span id=\"s3\"><span id=\"s3-0\">四&quot;\xEF\xBF\xBD</span></span></p>\n"));
    str overlay = member(&memory, folder, "EPUB/stops/01.smil");
    size_t body = str_find(overlay, STR("<body>"));
    assert_string_equal(
        str_terminated(&memory, str_from_offset(overlay, body)),
        "<body>\n<seq id=\"s0\" epub:textref=\"01.xhtml#s0\">\n"
        "<par id=\"s0-0\"><text src=\"01.xhtml#s0-0\"/>"
        "<audio src=\"01.opus\" clipBegin=\"0.400s\" clipEnd=\"0.600s\"/></par>\n"
        "<par id=\"s0-1\"><text src=\"01.xhtml#s0-1\"/>"
        "<audio src=\"01.opus\" clipBegin=\"0.600s\" clipEnd=\"1.800s\"/></par>\n</seq>\n"
        "<seq id=\"s1\" epub:textref=\"01.xhtml#s1\">\n"
        "<par id=\"s1-0\"><text src=\"01.xhtml#s1-0\"/>"
        "<audio src=\"01.opus\" clipBegin=\"1.800s\" clipEnd=\"2.500s\"/></par>\n</seq>\n"
        "<seq id=\"s3\" epub:textref=\"01.xhtml#s3\">\n"
        "<par id=\"s3-0\"><text src=\"01.xhtml#s3-0\"/>"
        "<audio src=\"01.opus\" clipBegin=\"2.500s\" clipEnd=\"3.500s\"/></par>\n</seq>\n</body>\n</smil>\n");
    str package = member(&memory, folder, "EPUB/package.opf");
    assert_true(has(package, "<meta property=\"media:duration\" refines=\"#overlay-1\">3.100s</meta>"));
    assert_true(has(package, "<meta property=\"dcterms:modified\">1980-01-01T00:00:00Z</meta>"));
    assert_false(has(package, "dc:publisher"));
    assert_true(member(&memory, folder, "EPUB/cover.svg").len > 0);
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* Scenario: a stop of which nothing sounds. Expect: its text, no overlay, no track. */
static void
test_silent_stop(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    str folder = support_tour_publish(support_tour_make(&memory, "T一\nH…\n"), &memory, &diags);
    assert_true(
        has(member(&memory, folder, "EPUB/stops/02.xhtml"), "<span id=\"s1\">…</span></h1>\n</section>"));
    assert_int_equal(member(&memory, folder, "EPUB/stops/02.smil").len, 0);
    assert_int_equal(member(&memory, folder, "EPUB/stops/02.opus").len, 0);
    str package = member(&memory, folder, "EPUB/package.opf");
    assert_true(has(package, "href=\"stops/02.xhtml\" media-type=\"application/xhtml+xml\"/>"));
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

static void
test_document(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct document d;
    size_t line;
    assert_true(document_parse(&memory, STR("<p xmlns='n'>船<b id='x'>来</b>&amp;</p>"), &d, &line));
    assert_int_equal(d.count, 2);
    assert_true(document_is(&d, 0, "n p") && str_equal(document_text(&d, 0), STR("船来&")));
    assert_int_equal(document_find(&d, 0, 2, NULL, "id", STR("x")), 1);
    assert_true(str_equal(document_text(&d, 1), STR("来")));
    static const char *const bad[] = {
        "",
        "<p>",
        "<p></q>",
        "<p>&x;</p>",
        "<p>\x01</p>",
        "<p>\xEF\xBF\xBE</p>",
        "<p/><p/>",
        "<!DOCTYPE html [<!ENTITY x 'y'>]><html>&x;</html>",
        "<!DOCTYPE html SYSTEM 'x'><html/>",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(document_parse(&memory, str_from(bad[i]), &d, &line));
    }
    struct str_builder deep = {.out = &memory};
    for (size_t i = 0; i < 100000; i++) {
        str_add(&deep, STR("<p>"));
    }
    str text = str_built(&deep);
    assert_false(document_parse(&memory, text, &d, &line));
}

static void
test_shown(void **state)
{
    (void)state;
    assert_true(shown_same(STR("船\x01\x7F\xEF\xBF\xBF来"), STR("船\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD来"),
                           SHOWN_IN_ELEMENT));
    assert_true(shown_same(STR("a\r\nb\rc\td"), STR("a\nb\nc\td"), SHOWN_IN_ELEMENT));
    assert_true(shown_same(STR("a\r\nb\tc"), STR("a b c"), SHOWN_IN_ATTRIBUTE));
    assert_false(shown_same(STR("船"), STR("船来"), SHOWN_IN_ELEMENT));
    assert_false(shown_same(STR("船来"), STR("船"), SHOWN_IN_ELEMENT));
    assert_false(shown_same(STR("a b"), STR("a\nb"), SHOWN_IN_ELEMENT));
}

static void
test_photos(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    static const struct {
        const char *path, *bytes;
        bool shown;
    } cases[] = {
        {"a.jpg", "\xFF\xD8\xFF\xE0", true},
        {"a.jpg", "\x89PNG\r\n", false},
        {"a.png", "\x89PNG\r\n\x1A\n", true},
        {"a.webp", "RIFFxxxxWEBP", true},
        {"a.webp", "RIFFxxxxWAVE", false},
        {"a.avif", "xxxxftypavif", false},
        {"a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><use href='#x'/></svg>", true},
        {"a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", false},
        {"a.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", false},
        {"a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href='x.png'/></svg>", false},
        {"a.svg", "<svg/>", false},
        {"a.svg", "no drawing", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(epub_photo_must_show(str_from(cases[i].path), str_from(cases[i].bytes), memory),
                         cases[i].shown);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stop),  cmocka_unit_test(test_silent_stop), cmocka_unit_test(test_document),
        cmocka_unit_test(test_shown), cmocka_unit_test(test_photos),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
