/* chapters.json and chapters.vtt of a made-up tour, byte for byte. A stop of one hanzi lasts 20 + 10 + 40
 * packets. */
#include "support_cmocka.h"

#include "base/file.h"
#include "support_tour.h"

static void
assert_file(arena *memory, str folder, const char *name, const char *expected)
{
    assert_string_equal(str_terminated(memory, support_tour_file(memory, folder, name)), expected);
}

static void
test_one_part(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, "T一 <b> & \"--> x\nH二\x1B\n");
    t->tour.settings.publisher = STR("馆");
    str folder = support_tour_publish(t, &memory, &diags);
    assert_true(folder.len > 0);
    assert_file(
        &memory, folder, "chapters.json",
        "{\n \"version\": \"1.2.0\",\n \"title\": \"一 <b> & \\\"--> x\",\n \"author\": \"馆\",\n"
        " \"fileName\": \"tour.opus\",\n \"chapters\": [\n"
        "  {\"startTime\": 0.000, \"endTime\": 1.400, \"title\": \"一 <b> & \\\"--> x\", \"toc\": true},\n"
        "  {\"startTime\": 1.400, \"endTime\": 2.800, \"title\": \"二\\u001b\", \"toc\": true}\n ]\n}\n");
    assert_file(&memory, folder, "chapters.vtt",
                "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.400\n一 &lt;b&gt; &amp; \"--&gt; x\n"
                "\n2\n00:00:01.400 --> 00:00:02.800\n二\x1B\n"); /* as the index and the tags have it */
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* Scenario: 100 stops. Expect: chapters-1 has 99, chapters-2 begins at 0 again. */
static void
test_two_parts(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct str_builder lines = {.out = &memory};
    str_add(&lines, STR("T一"));
    for (int i = 0; i < 99; i++) {
        str_add(&lines, STR("\nH二"));
    }
    str_add_char(&lines, '\0');
    struct support_tour *t = support_tour_make(&memory, lines.data);
    str folder = support_tour_publish(t, &memory, &diags);
    assert_true(folder.len > 0);
    assert_file(&memory, folder, "chapters-2.vtt", "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.400\n二\n");
    str first = support_tour_file(&memory, folder, "chapters-1.vtt");
    assert_true(str_ends(first, STR("\n99\n00:02:17.200 --> 00:02:18.600\n二\n")));
    assert_false(file_exists(memory, file_join(&memory, folder, STR("chapters.vtt"))));
    assert_true(file_exists(memory, file_join(&memory, folder, STR("tour-2.opus"))));
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_part),
        cmocka_unit_test(test_two_parts),
    };
    return cmocka_run_group_tests_name("chapters", tests, NULL, NULL);
}
