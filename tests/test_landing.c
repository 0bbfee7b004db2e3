#include "support_cmocka.h"

#include <unistd.h>

#include "base/file.h"
#include "render/landing.h"

/* What a tour's index begins with, and a mark that tells one tour from another. */
#define INDEX(mark) STR("{\n \"format\": \"daolan timeline\", " mark)

static arena memory, scratch;
static struct diags diags;
static str parent, tour;

static int
setup(void **state)
{
    (void)state;
    memory = arena_reserve((size_t)1 << 30);
    scratch = arena_reserve(64 << 20);
    diags = diags_new(&memory);
    if (file_make_unique_folder(&memory, STR("/tmp/daolan-test-"), &parent, &diags) != STATUS_OK) {
        return -1;
    }
    tour = file_join(&memory, parent, STR("a tour/"));
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    return file_remove(parent, scratch, &diags) == STATUS_OK ? 0 : -1;
}

static void
put(str folder, str name, str bytes)
{
    str path = file_join(&memory, folder, name);
    assert_int_equal(file_replace(path, bytes, scratch, &diags), STATUS_OK);
}

static str
get(str folder, str name)
{
    str bytes;
    assert_int_equal(file_read(&memory, file_join(&memory, folder, name), 99, &bytes, &diags), STATUS_OK);
    return bytes;
}

static size_t
hidden_folders(void)
{
    str *names;
    size_t count, hidden = 0;
    assert_int_equal(file_list(&memory, parent, &names, &count, &diags), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        hidden += str_starts(names[i], STR(".")) && !str_ends(names[i], STR(".lock"));
    }
    return hidden;
}

static void
publish(str bytes)
{
    struct landing landing;
    assert_int_equal(landing_open(&memory, scratch, tour, &landing, &diags), STATUS_OK);
    put(landing.staging, STR("timeline.json"), bytes);
    assert_int_equal(landing_publish(&landing, scratch, &diags), STATUS_OK);
}

static void
test_new_replaces_old_whole(void **state)
{
    (void)state;
    publish(INDEX("first"));
    put(tour, STR("left over"), STR("x"));
    publish(INDEX("second"));
    assert_true(str_equal(get(tour, STR("timeline.json")), INDEX("second")));
    assert_false(file_exists(scratch, file_join(&memory, tour, STR("left over"))));
    assert_int_equal(hidden_folders(), 0);
}

static void
test_giving_up_keeps_the_old(void **state)
{
    (void)state;
    publish(INDEX("first"));
    struct landing landing;
    assert_int_equal(landing_open(&memory, scratch, tour, &landing, &diags), STATUS_OK);
    put(landing.staging, STR("timeline.json"), STR("half"));
    landing_abandon(&landing, scratch);
    assert_true(str_equal(get(tour, STR("timeline.json")), INDEX("first")));
    assert_int_equal(hidden_folders(), 0);
}

/* Scenario: a build was killed while filling, another in the middle of a swap without exchange. Expect: the
 * next one removes the half, and brings the old tour back before it works. */
static void
test_a_killed_build_is_tidied_up(void **state)
{
    (void)state;
    str half = file_join(&memory, parent, STR(".a tour.new-abcdef"));
    str old = file_join(&memory, parent, STR(".a tour.old-abcdef"));
    assert_int_equal(file_make_folder(half, scratch, &diags), STATUS_OK);
    assert_int_equal(file_make_folder(old, scratch, &diags), STATUS_OK);
    put(old, STR("timeline.json"), INDEX("old"));
    struct landing landing;
    assert_int_equal(landing_open(&memory, scratch, tour, &landing, &diags), STATUS_OK);
    assert_false(file_exists(scratch, half));
    assert_true(str_equal(get(tour, STR("timeline.json")), INDEX("old")));
    landing_abandon(&landing, scratch);
    assert_int_equal(hidden_folders(), 0);
}

/* Scenario: -o names a folder of somebody's own files. Expect: refused, nothing touched. */
static void
test_a_foreign_folder_is_refused(void **state)
{
    (void)state;
    assert_int_equal(file_make_folder(tour, scratch, &diags), STATUS_OK);
    put(tour, STR("thesis.doc"), STR("x"));
    put(tour, STR("timeline.json"), STR("{\"format\": \"somebody's\"}"));
    struct landing landing;
    assert_int_equal(landing_open(&memory, scratch, tour, &landing, &diags), STATUS_SCRIPT);
    assert_int_equal(diags.errors, 1);
    landing_abandon(&landing, scratch);
    assert_true(file_exists(scratch, file_join(&memory, tour, STR("thesis.doc"))));
}

/* Scenario: -o names the tour's folder by a link, and by "." within it. Expect: the folder itself is swapped,
 * the link stays one. */
static void
test_links_and_dots_stand_for_their_folder(void **state)
{
    (void)state;
    str real = tour, link_path = file_join(&memory, parent, STR("link"));
    publish(INDEX("first"));
    assert_int_equal(symlink("a tour", str_terminated(&memory, link_path)), 0);
    tour = link_path;
    publish(INDEX("second"));
    assert_true(str_equal(get(real, STR("timeline.json")), INDEX("second")));
    assert_false(file_exists(scratch, file_join(&memory, parent, STR(".link.lock"))));
    tour = file_join(&memory, real, STR("."));
    publish(STR("third"));
    assert_true(str_equal(get(link_path, STR("timeline.json")), STR("third")));
    assert_int_equal(hidden_folders(), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_new_replaces_old_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(test_giving_up_keeps_the_old, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_killed_build_is_tidied_up, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_foreign_folder_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_links_and_dots_stand_for_their_folder, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
