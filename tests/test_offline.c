/* offline.json, by which phones store a tour and learn of a newer one. */
#include "support_cmocka.h"

#include "base/file.h"
#include "support_tour.h"

static str
list_of(struct support_tour *t, arena *memory, const char *file)
{
    struct diags diags = diags_new(memory);
    str folder = support_tour_publish(t, memory, &diags);
    assert_true(folder.len > 0);
    str list = support_tour_file(memory, folder, file);
    assert_int_equal(file_remove(folder, *memory, &diags), STATUS_OK);
    return list;
}

static bool
has(str text, const char *needle)
{
    return str_find(text, str_from(needle)) != STR_NONE;
}

/* Scenario: one tour twice, then with another sentence. Expect: one list, then another version; the page and
 * both kinds of track in it, captions and the whole tour not. */
static void
test_list(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    str once = list_of(support_tour_make(&memory, "T锦州\nP朝着大海。"), &memory, "offline.json");
    str twice = list_of(support_tour_make(&memory, "T锦州\nP朝着大海。"), &memory, "offline.json");
    str other = list_of(support_tour_make(&memory, "T锦州\nP朝着大河。"), &memory, "offline.json");
    assert_true(str_equal(once, twice));
    assert_true(str_starts(once, STR("{\n \"version\": \"")));
    size_t version = sizeof "{\n \"version\": \"" + 64;
    assert_false(str_equal(str_cut(once, 0, version), str_cut(other, 0, version)));
    assert_true(has(once, "  {\"url\": \"index.html\", \"bytes\": "));
    assert_true(has(once, "{\"url\": \"manifest.webmanifest\", "));
    assert_true(has(once, "{\"url\": \"stops/01.opus\", ") && has(once, ", \"role\": \"ogg\"}"));
    assert_true(has(once, "{\"url\": \"stops/01.mp4\", ") && has(once, ", \"role\": \"mp4\"}"));
    assert_false(has(once, ".vtt") || has(once, "\"tour.") || has(once, "sw.js") || has(once, "contents"));
}

/* Scenario: a title of markup, quotes and a long name. Expect: JSON strings, the short name cut between
 * characters. */
static void
test_manifest(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct support_tour *t = support_tour_make(&memory, "T一\nP二");
    t->tour.settings.title = STR("\"\\</script>\n锦州😀古城");
    str manifest = list_of(t, &memory, "manifest.webmanifest");
    assert_true(has(manifest, "\"name\": \"\\\"\\\\</script>\\n锦州😀古城\""));
    assert_true(has(manifest, "\"short_name\": \"\\\"\\\\</script>\\n\""));
    assert_true(has(manifest, "\"start_url\": \".\""));
    assert_true(has(manifest, "\"scope\": \".\""));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_manifest),
    };
    return cmocka_run_group_tests_name("offline", tests, NULL, NULL);
}
