/* labels.html of a made-up tour: its codes, its labels, and what verify says of damaged ones. */
#include "support_cmocka.h"

#include <string.h>

#include "base/file.h"
#include "publish/qr.h"
#include "support_tour.h"
#include "verify/wall_check.h"

static const char address[] = "https://museum.example/";

/* Scenario: an address. Expect: the smallest code of level Q that holds 23 bytes (version 2: 20, 3: 32),
 * whose first row begins and ends with a finder pattern. One byte too many: none. */
static void
test_code(void **state)
{
    (void)state;
    arena memory = arena_reserve(0), scratch = arena_split(&memory, 1 << 20);
    struct qr qr;
    assert_true(qr_encode(&memory, scratch, str_from(address), &qr));
    assert_int_equal(qr.modules, 29);
    str first = str_cut(qr.path, 0, str_find(str_from_offset(qr.path, 1), STR("M")) + 1);
    assert_true(str_starts(first, STR("M4 4h7m")));
    assert_true(str_ends(first, STR("h7")));
    assert_true(str_find(qr.path, STR("M4 5h1m5 0h1")) != STR_NONE);
    char *longest = arena_new(&memory, char, 1664);
    memset(longest, 'x', 1664);
    assert_true(qr_encode(&memory, scratch, (str){longest, 1663}, &qr));
    assert_int_equal(qr.modules, 177);
    assert_false(qr_encode(&memory, scratch, (str){longest, 1664}, &qr));
    assert_false(qr_encode(&memory, scratch, STR(""), &qr));
}

static str
publish(arena *memory, const char *base_url, struct diags *diags)
{
    struct support_tour *t = support_tour_make(memory, "T一 <b>&\nP二。\nH三\x1B\"\nP四。\nC五。\n");
    t->tour.settings.base_url = str_from(base_url);
    return support_tour_publish(t, memory, diags);
}

static size_t
check(arena memory, str folder, struct diags *diags, size_t *labels)
{
    struct findings f = findings_start(&memory, folder, diags);
    struct tour_index index;
    assert_true(tour_index_read(&index, &memory, &f));
    *labels = wall_check(&index, memory, &f);
    tour_index_close(&index);
    return f.count;
}

/* Scenario: no base_url. Expect: numbers and titles, escaped, no code, and what to write where. */
static void
test_without_address(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    str folder = publish(&memory, "", &diags);
    str page = support_tour_file(&memory, folder, "labels.html");
    size_t labels;
    assert_int_equal(check(memory, folder, &diags, &labels), 0);
    assert_int_equal(labels, 3);
    assert_true(str_find(page, STR("<p class=\"number\">101</p>")) != STR_NONE);
    assert_true(str_find(page, STR(">一 &lt;b&gt;&amp;</p>")) != STR_NONE);
    assert_true(str_find(page, STR(">三\xEF\xBF\xBD&quot;</p>")) != STR_NONE);
    assert_true(str_find(page, STR("<code>base_url = ")) != STR_NONE);
    assert_true(str_find(page, STR("role=\"img\"")) == STR_NONE);
    assert_true(str_find(page, STR("Scan")) == STR_NONE);
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* The page with the first `old` behind `after` replaced. */
static str
replaced(arena *out, str page, const char *after, const char *old, const char *new)
{
    size_t from = str_find(page, str_from(after));
    assert_true(from != STR_NONE);
    size_t at = str_find(str_from_offset(page, from), str_from(old));
    assert_true(at != STR_NONE);
    at += from;
    str rest = str_from_offset(page, at + strlen(old));
    return str_format(out, STR_FMT "%s" STR_FMT, STR_ARG(str_cut(page, 0, at)), new, STR_ARG(rest));
}

/* Scenario: base_url. Expect: the entrance's label and each stop's, each with its address; then each damage
 * found. */
static void
test_with_address(void **state)
{
    (void)state;
    static const struct {
        const char *after, *old, *new;
    } damages[] = {
        {"id=\"label-2\"", ">2</p>", ">3</p>"},
        {"id=\"label-2\"", "&quot;</p>", "</p>"},
        {"id=\"label-2\"", "#stop=2", "#stop=3"},
        {"<a href=\"https://museum.example/#stop=2\"", "：https", "：http"},
        {"id=\"label-2\"", "<path d=\"M4 4h7", "<path d=\"M4 4h6"},
        {"id=\"label-2\"", "M4 5h1m5 0h1", "M4 5h1m5 0h2"},
        {"id=\"label-2\"", "M4 6h1", "M3 6h1"},
        {"id=\"label-2\"", "M4 6h1", "M4 6v1"},
        {"id=\"label-2\"", "M4 6h1", "M4 6h999"},
        {"id=\"label-2\"", "viewBox=\"0 -.5 ", "viewBox=\"2 -.5 "},
        {"id=\"label-2\"", "id=\"label-2\"", "id=\"label-4\""},
        {"id=\"label-2\"", "<li class=\"label\" id=\"label-101\">", "<li class=\"label\" id=\"label-3\">"},
        {"</main>", "</main>", "<li class=\"label\" id=\"label-9\"></li></main>"},
        {"id=\"label-tour\"", "https://museum.example/\"", "https://museum.example/x\""},
        {"class=\"address\"", "museum", "musem"},
        {"id=\"label-tour\"", "M4 5h1", "M4 5h2"},
    };
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    str folder = publish(&memory, address, &diags), path = file_join(&memory, folder, STR("labels.html"));
    str page = support_tour_file(&memory, folder, "labels.html");
    size_t labels;
    assert_int_equal(check(memory, folder, &diags, &labels), 0);
    assert_int_equal(labels, 4);
    assert_true(str_find(page, STR("<a href=\"https://museum.example/#stop=101\">")) != STR_NONE);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        arena inner = memory;
        struct diags quiet = diags_new(&inner);
        str damaged = replaced(&inner, page, damages[i].after, damages[i].old, damages[i].new);
        assert_int_equal(file_replace(path, damaged, inner, &quiet), STATUS_OK);
        if (check(inner, folder, &quiet, &labels) == 0) {
            fail_msg("damage %zu is not found", i);
        }
    }
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_code),
        cmocka_unit_test(test_without_address),
        cmocka_unit_test(test_with_address),
    };
    return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}
