/* SHA256SUMS of a made-up tour, and what of it verify finds wrong. */
#include "support_cmocka.h"

#include "base/file.h"
#include "base/hash.h"
#include "support_tour.h"
#include "verify/sum_check.h"

static str
publish(arena *memory, struct diags *diags)
{
    str folder = support_tour_publish(support_tour_make(memory, "T锦州\nP朝着大海。"), memory, diags);
    assert_true(folder.len > 0);
    return folder;
}

/* Scenario: a tour. Expect: a line a file, sorted by bytes, each with the hash of the file; verify agrees. */
static void
test_lines(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    str folder = publish(&memory, &diags), text = support_tour_file(&memory, folder, "SHA256SUMS");
    str line, before = STR("");
    size_t count = 0;
    while (str_split(&text, '\n', &line)) {
        str name = str_from_offset(line, 66);
        arena inner = memory;
        str bytes = support_tour_file(&inner, folder, str_terminated(&inner, name));
        assert_true(str_equal(str_cut(line, 0, 64), hash_bytes(&inner, bytes)));
        assert_true(str_equal(str_cut(line, 64, 2), STR("  ")));
        assert_true(str_compare(before, name) < 0);
        before = name;
        count++;
    }
    assert_true(count > 12);
    struct findings f = findings_start(&memory, folder, &diags);
    sum_check(memory, &f);
    assert_int_equal(f.count, 0);
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* Scenario: sums with one fault each. Expect: as many findings as faults. */
static void
test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t findings;
    } cases[] = {
        {"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  a\n", 0},
        {"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  a", 1},
        {"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4c  a\n", 1},
        {"6B86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  a\n", 2},
        {"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b *a\n", 2},
        {"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  a\n\n", 1},
        {"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  ../a\n", 2},
        {"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  a\n"
         "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  a\n",
         1},
        {"x", 3},
    };
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    str folder;
    assert_int_equal(file_make_unique_folder(&memory, STR("/tmp/daolan-sums-"), &folder, &diags), STATUS_OK);
    assert_int_equal(file_replace(file_join(&memory, folder, STR("a")), STR("1"), memory, &diags), STATUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str path = file_join(&memory, folder, STR("SHA256SUMS"));
        assert_int_equal(file_replace(path, str_from(cases[i].text), memory, &diags), STATUS_OK);
        struct findings f = findings_start(&memory, folder, &diags);
        sum_check(memory, &f);
        if (f.count != cases[i].findings) {
            fail_msg("%s: expected %zu findings, found %zu", cases[i].text, cases[i].findings, f.count);
        }
    }
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
