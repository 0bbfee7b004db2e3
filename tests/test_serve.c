/* What the server answers, without a network: ranges, targets, types, header lists, and whole answers from a
 * folder that holds a file outside which a link leads to. */
#include "support_cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "serve/answer.h"
#include "serve/content.h"
#include "serve/field.h"
#include "serve/range.h"

static void
test_ranges(void **state)
{
    (void)state;
    static const struct {
        const char *header;
        enum range_kind kind;
        uint64_t first, length;
    } cases[] = {
        {"bytes=0-0", RANGE_PART, 0, 1},
        {"bytes=0-999", RANGE_PART, 0, 1000},
        {"bytes=0-", RANGE_PART, 0, 1000},
        {"bytes=500-5000", RANGE_PART, 500, 500},
        {"bytes=999-", RANGE_PART, 999, 1},
        {"bytes=-1", RANGE_PART, 999, 1},
        {"bytes=-5000", RANGE_PART, 0, 1000},
        {"Bytes= 5-6 ", RANGE_PART, 5, 2},
        {"bytes=7-18446744073709551616", RANGE_PART, 7, 993},
        {"bytes=1000-", RANGE_OUTSIDE, 0, 0},
        {"bytes=18446744073709551616-", RANGE_OUTSIDE, 0, 0},
        {"bytes=-0", RANGE_OUTSIDE, 0, 0},
        {"bytes=0-1,5-6", RANGE_WHOLE, 0, 1000},
        {"bytes=0-1,", RANGE_WHOLE, 0, 1000},
        {"bytes=6-5", RANGE_WHOLE, 0, 1000},
        {"bytes=-", RANGE_WHOLE, 0, 1000},
        {"bytes=", RANGE_WHOLE, 0, 1000},
        {"bytes=a-b", RANGE_WHOLE, 0, 1000},
        {"bytes=1 -2", RANGE_WHOLE, 0, 1000},
        {"bytes=--5", RANGE_WHOLE, 0, 1000},
        {"bytes=0x1-2", RANGE_WHOLE, 0, 1000},
        {"seconds=0-1", RANGE_WHOLE, 0, 1000},
        {"bytes", RANGE_WHOLE, 0, 1000},
        {"", RANGE_WHOLE, 0, 1000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct range range = range_parse(str_from(cases[i].header), 1000);
        if (range.kind != cases[i].kind || range.first != cases[i].first || range.length != cases[i].length) {
            fail_msg("%s: %d, %d from %d", cases[i].header, (int)range.kind, (int)range.length,
                     (int)range.first);
        }
    }
    assert_int_equal(range_parse(STR("bytes=0-"), 0).kind, RANGE_WHOLE);
    assert_int_equal(range_parse(STR("bytes=-5"), 0).kind, RANGE_WHOLE);
}

static void
test_targets(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        enum target_kind kind;
        const char *path;
    } cases[] = {
        {"/", TARGET_FOLDER, ""},
        {"/stops/", TARGET_FOLDER, "stops"},
        {"/stops/01.opus", TARGET_FILE, "stops/01.opus"},
        {"/%73tops/01%2Eopus", TARGET_FILE, "stops/01.opus"},
        {"/%E6%A1%A5.jpg", TARGET_FILE, "桥.jpg"},
        {"http://museum:8000/a.js", TARGET_FILE, "a.js"},
        {"http://museum", TARGET_FOLDER, ""},
        {"/..", TARGET_NONE, NULL},
        {"/../x", TARGET_NONE, NULL},
        {"/a/../../x", TARGET_NONE, NULL},
        {"/%2e%2e/x", TARGET_NONE, NULL},
        {"/.%2E/x", TARGET_NONE, NULL},
        {"/./x", TARGET_NONE, NULL},
        {"/.git", TARGET_NONE, NULL},
        {"/a/.lock", TARGET_NONE, NULL},
        {"/a%2fb", TARGET_NONE, NULL},
        {"/..%2fx", TARGET_NONE, NULL},
        {"/a%00.js", TARGET_NONE, NULL},
        {"/a%0d%0ab", TARGET_NONE, NULL},
        {"//x", TARGET_NONE, NULL},
        {"//", TARGET_NONE, NULL},
        {"/a//b", TARGET_NONE, NULL},
        {"/a//", TARGET_NONE, NULL},
        {"/%", TARGET_MALFORMED, NULL},
        {"/a%2", TARGET_MALFORMED, NULL},
        {"/%zz/..", TARGET_MALFORMED, NULL},
        {"/a%2b%g0", TARGET_MALFORMED, NULL},
        {"", TARGET_MALFORMED, NULL},
        {"a", TARGET_MALFORMED, NULL},
        {"*", TARGET_MALFORMED, NULL},
    };
    struct target target;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        target_resolve(str_from(cases[i].url), &target);
        if (target.kind != cases[i].kind ||
            (cases[i].path != NULL && strcmp(target.path, cases[i].path) != 0)) {
            fail_msg("%s: kind %d, %s", cases[i].url, (int)target.kind, target.path);
        }
    }
    char longest[TARGET_BYTES + 2];
    memset(longest, 'a', sizeof longest);
    longest[0] = '/';
    target_resolve((str){longest, TARGET_BYTES}, &target);
    assert_int_equal(target.kind, TARGET_FILE);
    target_resolve((str){longest, TARGET_BYTES + 1}, &target);
    assert_int_equal(target.kind, TARGET_LONG);
}

static void
test_types_and_keeping(void **state)
{
    (void)state;
    static const char *const types[][2] = {
        {"stops/01.opus", "audio/ogg; codecs=opus"},
        {"tour.mp4", "audio/mp4"},
        {"stops/01.vtt", "text/vtt; charset=utf-8"},
        {"index.html", "text/html; charset=utf-8"},
        {"app.webmanifest", "application/manifest+json"},
        {"timeline.json", "application/json"},
        {"chapters.json", "application/json+chapters"},
        {"chapters-12.json", "application/json+chapters"},
        {"stops/01.chapters.json", "application/json+chapters"},
        {"chapters-.json", "application/json"},
        {"photos/IMG_1.JPG", "image/jpeg"},
        {"feed.xml", "application/rss+xml; charset=utf-8"},
        {"sitemap.xml", "application/xml"},
        {"tour.epub", "application/epub+zip"},
        {"tour.lpf", "application/lpf+zip"},
        {"tour.m3u8", "audio/x-mpegurl"},
        {"SHA256SUMS", "text/plain; charset=utf-8"},
        {"what", "application/octet-stream"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        assert_string_equal(content_type(str_from(types[i][0])), types[i][1]);
    }
    assert_true(content_is_text(STR("timeline.json")));
    assert_false(content_is_text(STR("tour.opus")));
    assert_non_null(strstr(content_cache_control(STR("assets/page.0f3a9c1d22b8e471.js")), "immutable"));
    assert_string_equal(content_cache_control(STR("sw.js")), "no-cache");
    assert_string_equal(content_cache_control(STR("page.20260501.js")), "no-cache");
    assert_string_equal(content_cache_control(STR("page.0f3a9c1d22b8e471")), "no-cache");
}

static void
test_lists(void **state)
{
    (void)state;
    str tag = STR("\"a,b\"");
    assert_true(field_lists_tag(STR("\"a,b\""), tag, true));
    assert_true(field_lists_tag(STR("\"x\" , W/\"a,b\""), tag, true));
    assert_false(field_lists_tag(STR("\"x\" , W/\"a,b\""), tag, false));
    assert_true(field_lists_tag(STR(" * "), tag, false));
    assert_false(field_lists_tag(STR("a,b"), tag, true));
    assert_false(field_lists_tag(STR("\"a,b"), tag, true));
    assert_false(field_lists_tag(STR(""), tag, true));
    assert_true(field_accepts_gzip(STR("gzip")));
    assert_true(field_accepts_gzip(STR("br, GZip;q=0.5")));
    assert_true(field_accepts_gzip(STR("*")));
    assert_false(field_accepts_gzip(STR("gzip;q=0")));
    assert_false(field_accepts_gzip(STR("gzip; q=0.000, *")));
    assert_false(field_accepts_gzip(STR("br, x-gzip2")));
    assert_false(field_accepts_gzip(STR("*;q=0")));
    assert_false(field_accepts_gzip(STR("")));
}

/* --- whole answers --- */

enum { TEXT_BYTES = 40000 };

struct folder {
    arena memory;
    struct store *store;
    const char *tour, *outside;
    char text[TEXT_BYTES];
};

static void
put(const char *folder, const char *name, const void *bytes, size_t size)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static int
set_up(void **state)
{
    arena memory = arena_reserve(0);
    struct folder *f = arena_new(&memory, struct folder, 1);
    const char *parent = getenv("TMPDIR");
    str root, prefix = str_format(&memory, "%s/serve-", parent != NULL ? parent : "/tmp");
    struct diags diags = diags_new(&memory);
    assert_int_equal(file_make_unique_folder(&memory, prefix, &root, &diags), STATUS_OK);
    f->outside = str_terminated(&memory, root);
    f->tour = str_format(&memory, "%s/tour", f->outside).data;
    f->store = store_open(&memory);
    char path[256], to[256];
    assert_int_equal(mkdir(f->tour, 0755), 0);
    snprintf(path, sizeof path, "%s/stops", f->tour);
    assert_int_equal(mkdir(path, 0755), 0);
    for (size_t i = 0; i < TEXT_BYTES; i++) {
        f->text[i] = "daolan "[i % 7];
    }
    put(f->outside, "secret", "secret", 6);
    put(f->tour, "index.html", f->text, TEXT_BYTES);
    put(f->tour, "stops/01.opus", f->text, 1000);
    put(f->tour, "empty.opus", "", 0);
    put(f->tour, "short.txt", "short", 5);
    put(f->tour, ".lock", "", 0);
    snprintf(path, sizeof path, "%s/link", f->tour);
    snprintf(to, sizeof to, "%s/secret", f->outside);
    assert_int_equal(symlink(to, path), 0);
    snprintf(path, sizeof path, "%s/folderlink", f->tour);
    assert_int_equal(symlink(f->outside, path), 0);
    snprintf(path, sizeof path, "%s/pipe", f->tour);
    assert_int_equal(mkfifo(path, 0644), 0);
    f->memory = memory;
    *state = f;
    return 0;
}

static int
tear_down(void **state)
{
    struct folder *f = *state;
    struct diags diags = diags_new(&f->memory);
    store_close(f->store);
    return file_remove(str_from(f->outside), f->memory, &diags) == STATUS_OK ? 0 : -1;
}

static struct answer
ask(struct folder *f, struct request request)
{
    struct answer answer;
    if (request.method.data == NULL) {
        request.method = STR("GET");
    }
    answer_find(f->store, f->tour, &request, &answer);
    return answer;
}

static unsigned
status_of(struct folder *f, struct request request)
{
    struct answer answer = ask(f, request);
    if (answer.file >= 0) {
        close(answer.file);
    }
    return answer.status;
}

static void
test_whole_and_part(void **state)
{
    struct folder *f = *state;
    char body[16];
    struct answer answer = ask(f, (struct request){.url = STR("/stops/01.opus"), .range = STR("bytes=7-9")});
    assert_int_equal(answer.status, 206);
    assert_int_equal(answer.offset, 7);
    assert_int_equal(answer.length, 3);
    assert_int_equal(answer.size, 1000);
    assert_int_equal(pread(answer.file, body, 3, (off_t)answer.offset), 3);
    assert_memory_equal(body, f->text + 7, 3);
    close(answer.file);
    assert_int_equal(status_of(f, (struct request){.url = STR("/empty.opus"), .range = STR("bytes=0-")}),
                     200);
    struct request request = {.url = STR("/stops/01.opus"), .range = STR("bytes=1000-")};
    answer = ask(f, request);
    assert_int_equal(answer.status, 416);
    assert_int_equal(answer.file, -1);
    assert_int_equal(answer.size, 1000);
    request.method = STR("HEAD"); /* a range is of GET alone */
    assert_int_equal(status_of(f, request), 200);
}

static void
test_conditions(void **state)
{
    struct folder *f = *state;
    struct request request = {.url = STR("/stops/01.opus"), .range = STR("bytes=0-9")};
    struct answer first = ask(f, request);
    close(first.file);
    str tag = str_from(first.tag);
    request.if_range = tag;
    assert_int_equal(status_of(f, request), 206);
    request.if_range = STR("\"another\"");
    assert_int_equal(status_of(f, request), 200);
    request.if_range = STR("Mon, 23 Nov 2026 09:44:47 GMT"); /* there is no Last-Modified that could match */
    assert_int_equal(status_of(f, request), 200);
    request.if_none_match = tag;
    assert_int_equal(status_of(f, request), 304);
    request.if_none_match = STR("*");
    assert_int_equal(status_of(f, request), 304);
    request.if_none_match = (str){NULL, 0};
    request.if_match = STR("\"another\"");
    assert_int_equal(status_of(f, request), 412);
    request.if_match = tag;
    assert_int_equal(status_of(f, request), 200);
}

static void
test_a_tag_is_of_the_bytes(void **state)
{
    struct folder *f = *state;
    struct request request = {.url = STR("/stops/01.opus")};
    struct answer before = ask(f, request);
    close(before.file);
    put(f->tour, "stops/01.opus", f->text + 1, 1000);
    struct answer changed = ask(f, request);
    close(changed.file);
    put(f->tour, "stops/01.opus", f->text, 1000);
    struct answer again = ask(f, request);
    close(again.file);
    assert_string_not_equal(before.tag, changed.tag);
    assert_string_equal(before.tag, again.tag);
}

static void
test_packed_text(void **state)
{
    struct folder *f = *state;
    static unsigned char packed[TEXT_BYTES], whole[TEXT_BYTES + 1];
    struct request request = {.url = STR("/"), .accept_encoding = STR("gzip, br")};
    struct answer answer = ask(f, request);
    assert_int_equal(answer.status, 200);
    assert_true(answer.packed && answer.varies && answer.length < 1000);
    assert_int_equal(pread(answer.file, packed, answer.length, (off_t)answer.offset), answer.length);
    close(answer.file);
    z_stream z = {
        .next_in = packed, .avail_in = (uInt)answer.length, .next_out = whole, .avail_out = sizeof whole};
    assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.total_out, TEXT_BYTES);
    assert_memory_equal(whole, f->text, TEXT_BYTES);
    inflateEnd(&z);
    request.if_none_match = str_from(answer.tag);
    assert_int_equal(status_of(f, request), 304);
    request.accept_encoding = (str){NULL, 0}; /* the text as it is has another tag */
    struct answer plain = ask(f, request);
    close(plain.file);
    assert_int_equal(plain.status, 200);
    assert_string_not_equal(plain.tag, answer.tag);
    assert_true(plain.varies && !plain.packed);
    /* a part, what is packed already, and what fits into one packet stay as they are */
    answer =
        ask(f, (struct request){.url = STR("/"), .range = STR("bytes=0-9"), .accept_encoding = STR("gzip")});
    close(answer.file);
    assert_true(answer.status == 206 && !answer.packed);
    answer = ask(f, (struct request){.url = STR("/stops/01.opus"), .accept_encoding = STR("gzip")});
    close(answer.file);
    assert_false(answer.packed || answer.varies);
    answer = ask(f, (struct request){.url = STR("/short.txt"), .accept_encoding = STR("gzip")});
    close(answer.file);
    assert_false(answer.packed);
}

static void
test_nothing_else_is_read(void **state)
{
    struct folder *f = *state;
    static const char *const none[] = {
        "/link", "/folderlink/secret", "/folderlink/", "/../secret",   "/.lock", "/stops", "/stops/",
        "/pipe", "/nothing",           "/index.html/", "/index.html/x"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        unsigned expected = strcmp(none[i], "/stops") == 0 ? 301 : 404;
        struct answer answer = ask(f, (struct request){.url = str_from(none[i])});
        if (answer.status != expected || answer.file >= 0) {
            fail_msg("%s: %u", none[i], answer.status);
        }
    }
    struct answer moved = ask(f, (struct request){.url = STR("/stops")});
    assert_string_equal(moved.location, "/stops/");
    assert_int_equal(status_of(f, (struct request){.url = STR("/%zz")}), 400);
    assert_int_equal(status_of(f, (struct request){.url = STR("/"), .method = STR("POST")}), 405);
    assert_int_equal(status_of(f, (struct request){.url = STR("/"), .method = STR("get")}), 405);
}

/* A build may take the folder away for an instant. */
static void
test_a_folder_that_is_away(void **state)
{
    struct folder *f = *state;
    char away[256];
    snprintf(away, sizeof away, "%s.away", f->tour);
    assert_int_equal(rename(f->tour, away), 0);
    assert_int_equal(status_of(f, (struct request){.url = STR("/")}), 503);
    assert_int_equal(rename(away, f->tour), 0);
    assert_int_equal(status_of(f, (struct request){.url = STR("/")}), 200);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_targets),
        cmocka_unit_test(test_types_and_keeping),
        cmocka_unit_test(test_lists),
        cmocka_unit_test_setup_teardown(test_whole_and_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_conditions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_tag_is_of_the_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_packed_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_else_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_folder_that_is_away, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
