/* publication.json, contents.html, tour.lpf and tour.m3u8 of a made-up tour. A stop of one hanzi lasts 1.4 s.
 */
#include "support_cmocka.h"

#include <cjson/cJSON.h>

#include "base/file.h"
#include "base/hash.h"
#include "publish/archive.h"
#include "support_tour.h"
#include "verify/package_check.h"

static str
publish(arena *memory, const char *lines, struct diags *diags)
{
    struct support_tour *t = support_tour_make(memory, lines);
    t->tour.settings.publisher = STR("馆");
    str folder = support_tour_publish(t, memory, diags);
    assert_true(folder.len > 0);
    return folder;
}

/* Scenario: markup and control characters in titles. Expect: both lists, byte for byte. */
static void
test_lists(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    str folder = publish(&memory, "T一 <b> & \"#\nP二\nH三\x1B\xE2\x80\xA8,'\n", &diags);
    assert_string_equal(str_terminated(&memory, support_tour_file(&memory, folder, "tour.m3u8")),
                        "#EXTM3U\n#PLAYLIST:一 <b> & \"#\n#EXTINF:2.600,一 <b> & \"#\nstops/01.opus\n"
                        "#EXTINF:1.400,三  ,'\nstops/02.opus\n");
    str contents = support_tour_file(&memory, folder, "contents.html");
    static const char links[] =
        "<ol>\n<li><a href=\"stops/01.opus\">一 &lt;b&gt; &amp; &quot;#</a>\n<ol>\n"
        "<li><a href=\"stops/01.opus#t=0.00\">一 &lt;b&gt; &amp; &quot;#</a></li>\n"
        "<li><a href=\"stops/01.opus#t=1.40\">二</a></li>\n</ol>\n</li>\n"
        "<li><a href=\"stops/02.opus\">三\xEF\xBF\xBD\xE2\x80\xA8,&#39;</a></li>\n</ol>\n";
    assert_true(str_find(contents, STR(links)) != STR_NONE);
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* Scenario: two stops. Expect: what the standard asks for, exact durations, the id of the content. */
static void
test_manifest(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    str folder = publish(&memory, "T一\nH二\"\x01\n", &diags),
        again = publish(&memory, "T一\nH二\"\x01\n", &diags);
    str other = publish(&memory, "T一\nH三\n", &diags);
    str text = support_tour_file(&memory, folder, "publication.json");
    assert_true(str_equal(text, support_tour_file(&memory, again, "publication.json")));
    cJSON *tree = cJSON_Parse(str_terminated(&memory, text));
    cJSON *tree2 =
        cJSON_Parse(str_terminated(&memory, support_tour_file(&memory, other, "publication.json")));
    assert_non_null(tree);
    assert_string_equal(cJSON_GetObjectItem(tree, "conformsTo")->valuestring,
                        "https://www.w3.org/TR/audiobooks/");
    assert_string_equal(cJSON_GetObjectItem(tree, "duration")->valuestring, "PT2.80S");
    cJSON *order = cJSON_GetObjectItem(tree, "readingOrder");
    assert_int_equal(cJSON_GetArraySize(order), 2);
    cJSON *second = cJSON_GetArrayItem(order, 1);
    assert_string_equal(cJSON_GetObjectItem(second, "url")->valuestring, "stops/02.opus");
    assert_string_equal(cJSON_GetObjectItem(second, "duration")->valuestring, "PT1.40S");
    assert_string_equal(cJSON_GetObjectItem(second, "name")->valuestring, "二\"\x01");
    assert_string_not_equal(cJSON_GetObjectItem(tree, "id")->valuestring,
                            cJSON_GetObjectItem(tree2, "id")->valuestring);
    assert_null(cJSON_GetObjectItem(tree, "dateModified")); /* the same on any day */
    cJSON_Delete(tree);
    cJSON_Delete(tree2);
    assert_true(str_equal(hash_bytes(&memory, support_tour_file(&memory, folder, "tour.lpf")),
                          hash_bytes(&memory, support_tour_file(&memory, again, "tour.lpf"))));
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
    assert_int_equal(file_remove(again, memory, &diags), STATUS_OK);
    assert_int_equal(file_remove(other, memory, &diags), STATUS_OK);
}

/* Scenario: an archive of two files; then each of its bits turned, and each length of it. Expect: found each
 * time. */
static void
test_every_bit(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    str folder = STR(""), names[] = {STR("a"), STR("b.txt")};
    assert_int_equal(file_make_unique_folder(&memory, STR("/tmp/daolan-archive-"), &folder, &diags),
                     STATUS_OK);
    struct archive_member members[] = {{.name = names[0], .path = file_join(&memory, folder, names[0])},
                                       {.name = names[1], .bytes = STR("two\n")}};
    str path = file_join(&memory, folder, STR("x.zip"));
    assert_int_equal(file_replace(members[0].path, STR("one"), memory, &diags), STATUS_OK);
    assert_int_equal(file_replace(file_join(&memory, folder, names[1]), STR("two\n"), memory, &diags),
                     STATUS_OK);
    assert_int_equal(archive_write(path, members, 2, memory, &diags), STATUS_OK);
    str whole = support_tour_file(&memory, folder, "x.zip");
    struct findings f = findings_start(&memory, folder, &diags);
    assert_int_equal(package_check(&f, STR("x.zip"), names, 2, memory), 2);
    assert_int_equal(f.count, 0);
    for (size_t bit = 0; bit < whole.len * 9; bit++) {
        arena inner = memory;
        char *changed = arena_new(&inner, char, whole.len);
        for (size_t i = 0; i < whole.len; i++) {
            changed[i] = whole.data[i];
        }
        size_t length = bit < whole.len * 8 ? whole.len : bit - whole.len * 8;
        if (length == whole.len) {
            changed[bit / 8] = (char)(changed[bit / 8] ^ 1 << bit % 8);
        }
        assert_int_equal(file_replace(path, (str){changed, length}, inner, &diags), STATUS_OK);
        struct diags quiet = diags_new(&inner);
        f = findings_start(&inner, folder, &quiet);
        (void)package_check(&f, STR("x.zip"), names, 2, inner);
        if (f.count == 0) {
            fail_msg("bit %zu of %zu bytes", bit, length);
        }
    }
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* Scenario: a member that is not there, a folder that is not. Expect: a reason. */
static void
test_failures(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct archive_member member = {.name = STR("a"), .path = STR("/nonexistent/a")};
    assert_int_equal(archive_write(STR("/nonexistent/x.zip"), &member, 1, memory, &diags), STATUS_SYSTEM);
    assert_int_equal(archive_write(STR("/tmp/daolan-none.zip"), &member, 1, memory, &diags), STATUS_SYSTEM);
    assert_int_equal(diags.errors, 2);
    assert_false(file_exists(memory, STR("/tmp/daolan-none.zip")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_manifest),
        cmocka_unit_test(test_every_bit),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests_name("audiobook", tests, NULL, NULL);
}
