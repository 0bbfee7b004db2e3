/* The JSON writer: escapes, commas, layout. What it writes is also read back by cJSON. */
#include "support_cmocka.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <unistd.h>

#include "publish/json.h"

struct fixture {
    arena memory;
    struct diags diags;
    str path;
    struct file_writer *file;
    struct json json;
};

static struct fixture
fixture_open(void)
{
    struct fixture f = {.memory = arena_reserve(0)};
    f.diags = diags_new(&f.memory);
    char path[] = "/tmp/daolan-json-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    f.path = str_copy(&f.memory, str_from(path));
    f.file = file_create(&f.memory, f.path);
    f.json = json_start(f.file);
    return f;
}

/* What was written, with a closing NUL. */
static const char *
fixture_close(struct fixture *f)
{
    str bytes;
    assert_int_equal(file_close(f->file, &f->diags), STATUS_OK);
    assert_int_equal(file_read(&f->memory, f->path, 1 << 20, &bytes, &f->diags), STATUS_OK);
    assert_int_equal(file_remove(f->path, f->memory, &f->diags), STATUS_OK);
    return str_terminated(&f->memory, bytes);
}

static void
test_layout(void **state)
{
    (void)state;
    struct fixture f = fixture_open();
    struct json *j = &f.json;
    json_object(j, JSON_LINES);
    json_text(j, "name", STR("锦州"));
    json_optional(j, "nothing", STR(""));
    json_optional(j, "something", STR("x"));
    json_key(j, "at");
    json_array(j, JSON_INLINE);
    json_number(j, 3);
    json_number(j, 18446744073709551615u);
    json_object(j, JSON_INLINE);
    json_count(j, "a", 0);
    json_count(j, "b", 1);
    json_end(j);
    json_end(j);
    json_key(j, "empty");
    json_array(j, JSON_LINES);
    json_end(j);
    json_end(j);
    assert_string_equal(fixture_close(&f), "{\n \"name\": \"锦州\",\n \"something\": \"x\",\n"
                                           " \"at\": [3, 18446744073709551615, {\"a\": 0, \"b\": 1}],\n"
                                           " \"empty\": []\n}\n");
}

static void
assert_string(const char *text, size_t length, const char *expected)
{
    struct fixture f = fixture_open();
    json_string(&f.json, (str){text, length});
    assert_string_equal(fixture_close(&f), expected);
}

#define assert_written(literal, expected) assert_string(literal, sizeof(literal) - 1, expected)

static void
test_escapes(void **state)
{
    (void)state;
    assert_written("", "\"\"");
    assert_written("\"\\/", "\"\\\"\\\\/\"");
    assert_written("a\nb\rc\td", "\"a\\nb\\rc\\td\"");
    assert_written("\0\x1f\x7f", "\"\\u0000\\u001f\\u007f\"");
    assert_written("行\xE2\x80\xA8段\xE2\x80\xA9", "\"行\\u2028段\\u2029\"");
    assert_written("𠮷😀", "\"𠮷😀\"");
    assert_written("\xEF\xBF\xBD", "\"\xEF\xBF\xBD\"");
    assert_written("坏\xE9\x94 \xFF好", "\"坏\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD好\"");
}

/* Expect: any bytes of ASCII come back from a reader as they were. */
static void
test_reads_back(void **state)
{
    (void)state;
    char text[128];
    for (int i = 1; i < 128; i++) {
        text[i - 1] = (char)i;
    }
    text[127] = '\0';
    struct fixture f = fixture_open();
    json_object(&f.json, JSON_LINES);
    json_text(&f.json, "text", str_from(text));
    json_end(&f.json);
    cJSON *root = cJSON_Parse(fixture_close(&f));
    assert_non_null(root);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(root, "text")), text);
    cJSON_Delete(root);
}

static void
test_seconds(void **state)
{
    (void)state;
    struct fixture f = fixture_open();
    json_array(&f.json, JSON_INLINE);
    json_seconds(&f.json, 0);
    json_seconds(&f.json, 960);
    json_seconds(&f.json, (uint64_t)48000 * 100000 + 47999);
    json_end(&f.json);
    assert_string_equal(fixture_close(&f), "[0.000, 0.020, 100000.999]\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_reads_back),
        cmocka_unit_test(test_seconds),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
