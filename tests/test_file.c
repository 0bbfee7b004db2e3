#include "support_cmocka.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"

static arena memory, scratch;
static struct diags diags;
static str folder;

static int
setup(void **state)
{
    (void)state;
    memory = arena_reserve((size_t)1 << 30);
    scratch = arena_reserve(64 << 20);
    diags = diags_new(&memory);
    return file_make_unique_folder(&memory, STR("/tmp/daolan-test-"), &folder, &diags) == STATUS_OK ? 0 : -1;
}

static int
teardown(void **state)
{
    (void)state;
    return file_remove(folder, scratch, &diags) == STATUS_OK && !file_exists(scratch, folder) ? 0 : -1;
}

static void
test_paths(void **state)
{
    (void)state;
    assert_true(str_equal(file_join(&memory, STR("a/"), STR("b")), STR("a/b")));
    assert_true(str_equal(file_join(&memory, STR("a"), STR("/b")), STR("/b")));
    assert_true(str_equal(file_name(STR("a/b/")), STR("b")));
    assert_true(str_equal(file_folder(STR("a/b/")), STR("a")));
    assert_true(str_equal(file_folder(STR("b")), STR(".")));
    assert_true(str_equal(file_folder(STR("/b")), STR("/")));
}

static void
test_write_and_read_back(void **state)
{
    (void)state;
    str path = file_join(&memory, folder, STR("展 品.txt")), bytes;
    assert_int_equal(file_replace(path, STR("old"), scratch, &diags), STATUS_OK);
    assert_int_equal(file_replace(path, STR("new\0er"), scratch, &diags), STATUS_OK);
    assert_int_equal(file_read(&memory, path, 6, &bytes, &diags), STATUS_OK);
    assert_true(str_equal(bytes, STR("new\0er")));
    assert_int_equal(file_read(&memory, path, 5, &bytes, &diags), STATUS_SCRIPT);
    str *names;
    size_t count;
    assert_int_equal(file_list(&memory, folder, &names, &count, &diags), STATUS_OK);
    assert_int_equal(count, 1); /* no temporary is left */
}

/* Scenario: more than the writer's buffer, in pieces of odd sizes. Expect: every byte in its order. */
static void
test_writer_keeps_every_byte(void **state)
{
    (void)state;
    str path = file_join(&memory, folder, STR("long")), bytes;
    char *expected = arena_new(&memory, char, 1 << 20);
    size_t len = 0;
    struct file_writer *w = file_create(&memory, path);
    for (size_t piece = 1; len + piece < 1 << 20; piece = piece * 3 / 2 + 1) {
        memset(expected + len, (int)('a' + piece % 26), piece);
        file_put(w, (str){expected + len, piece});
        len += piece;
    }
    assert_int_equal(file_close(w, &diags), STATUS_OK);
    assert_int_equal(file_read(&memory, path, 1 << 20, &bytes, &diags), STATUS_OK);
    assert_true(str_equal(bytes, (str){expected, len}));
}

/* Scenario: places that cannot be written. Expect: a diagnostic with the reason, and what was there stays. */
static void
test_failures_are_told(void **state)
{
    (void)state;
    struct file_writer *w = file_create(&memory, file_join(&memory, folder, STR("no/such/folder")));
    file_put(w, STR("x"));
    assert_int_equal(file_close(w, &diags), STATUS_SYSTEM);
    assert_int_equal(file_replace(folder, STR("x"), scratch, &diags), STATUS_SYSTEM);
    assert_true(file_is_folder(scratch, folder));
    str bytes;
    assert_int_equal(file_read(&memory, folder, 10, &bytes, &diags), STATUS_SYSTEM);
    assert_int_equal(diags.errors, 3);
}

/* Scenario: a named pipe in a script's or the cache's place, which nobody writes to. Expect: no wait; empty.
 */
static void
test_a_pipe_nobody_writes_to_is_empty(void **state)
{
    (void)state;
    str path = file_join(&memory, folder, STR("pipe")), bytes;
    assert_int_equal(mkfifo(str_terminated(&memory, path), 0600), 0);
    alarm(5);
    assert_int_equal(file_read(&memory, path, 10, &bytes, &diags), STATUS_OK);
    alarm(0);
    assert_int_equal(bytes.len, 0);
}

/* In a process of its own, whose standard output is `path` opened with `flags`. Returns its exit status. */
static int
run_with_output(str path, int flags, int (*work)(void))
{
    pid_t process = fork();
    if (process == 0) {
        close(STDOUT_FILENO);
        _exit(open(str_terminated(&memory, path), flags, 0600) == STDOUT_FILENO ? work() : 9);
    }
    int state = 0;
    assert_int_equal(waitpid(process, &state, 0), process);
    return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

static int
write_word(void)
{
    struct file_writer *w = file_create(&memory, STR("-"));
    file_put(w, STR("二"));
    return (int)file_close(w, &diags);
}

/* Scenario: standard output is appended to a file. Expect: what stands there stays. */
static void
test_standard_output_is_written_as_it_is(void **state)
{
    (void)state;
    str path = file_join(&memory, folder, STR("log")), bytes;
    assert_int_equal(file_replace(path, STR("一"), scratch, &diags), STATUS_OK);
    assert_int_equal(run_with_output(path, O_WRONLY | O_APPEND, write_word), STATUS_OK);
    assert_int_equal(file_read(&memory, path, 99, &bytes, &diags), STATUS_OK);
    assert_true(str_equal(bytes, STR("一二")));
    assert_int_equal(run_with_output(STR("/dev/full"), O_WRONLY, write_word), STATUS_SYSTEM);
}

static int
close_and_hold(void)
{
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    close(STDERR_FILENO);
    bool held = file_hold_standard_streams();
    int next = open("/dev/null", O_RDONLY);
    char byte = 0;
    bool of_no_use = read(STDIN_FILENO, &byte, 1) < 0 && write(STDOUT_FILENO, "x", 1) < 0;
    return held && next > STDERR_FILENO && of_no_use ? 0 : 1;
}

/* Scenario: a program started with its standard streams closed. Expect: no file takes their place, and using
 * them fails as before. */
static void
test_closed_streams_are_held(void **state)
{
    (void)state;
    assert_int_equal(run_with_output(STR("/dev/null"), O_WRONLY, close_and_hold), 0);
}

/* Scenario: a folder to remove holds a link to another. Expect: the link goes, what it points to stays. */
static void
test_remove_does_not_follow_links(void **state)
{
    (void)state;
    str keep = file_join(&memory, folder, STR("keep")), gone = file_join(&memory, folder, STR("gone/deep"));
    assert_int_equal(file_make_folder(keep, scratch, &diags), STATUS_OK);
    assert_int_equal(file_make_folder(gone, scratch, &diags), STATUS_OK);
    str link = file_join(&memory, gone, STR("link"));
    assert_int_equal(symlink(str_terminated(&memory, keep), str_terminated(&memory, link)), 0);
    assert_int_equal(file_remove(file_folder(gone), scratch, &diags), STATUS_OK);
    assert_true(file_exists(scratch, keep));
    assert_false(file_exists(scratch, gone));
}

/* The published value for the message "abc" (FIPS 180-4 examples). */
static void
test_hash_is_sha256(void **state)
{
    (void)state;
    assert_true(str_equal(hash_bytes(&memory, STR("abc")),
                          STR("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
    struct hash *one = hash_start(&memory), *two = hash_start(&memory);
    hash_add(one, STR("ab"));
    hash_add(one, STR("c"));
    hash_add(two, STR("a"));
    hash_add(two, STR("bc"));
    assert_false(str_equal(hash_finish(one, &memory), hash_finish(two, &memory)));
}

static str
hash_of_file(str bytes)
{
    str path = file_join(&memory, folder, STR("hashed"));
    struct hash *h = hash_start(&memory);
    assert_int_equal(file_replace(path, bytes, scratch, &diags), STATUS_OK);
    assert_int_equal(hash_add_file(h, scratch, path, &diags), STATUS_OK);
    return hash_finish(h, &memory);
}

/* Scenario: files longer than what is read at a time, alike but for their last byte. */
static void
test_hash_reads_a_file_to_its_end(void **state)
{
    (void)state;
    enum { COUNT = 200001 };
    str bytes = {arena_new(&memory, char, COUNT), COUNT};
    str other = str_copy(&memory, bytes);
    ((char *)other.data)[COUNT - 1] = 'x';
    str hash = hash_of_file(bytes);
    assert_true(str_equal(hash, hash_of_file(bytes)));
    assert_false(str_equal(hash, hash_of_file(other)));
    assert_false(str_equal(hash, hash_of_file(str_cut(bytes, 0, COUNT - 1))));
    struct hash *h = hash_start(&memory);
    assert_int_equal(hash_add_file(h, scratch, file_join(&memory, folder, STR("none")), &diags),
                     STATUS_SYSTEM);
    assert_int_equal(hash_add_file(h, scratch, folder, &diags), STATUS_SYSTEM);
    assert_int_equal(diags.errors, 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_paths, setup, teardown),
        cmocka_unit_test_setup_teardown(test_write_and_read_back, setup, teardown),
        cmocka_unit_test_setup_teardown(test_writer_keeps_every_byte, setup, teardown),
        cmocka_unit_test_setup_teardown(test_failures_are_told, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_pipe_nobody_writes_to_is_empty, setup, teardown),
        cmocka_unit_test_setup_teardown(test_standard_output_is_written_as_it_is, setup, teardown),
        cmocka_unit_test_setup_teardown(test_closed_streams_are_held, setup, teardown),
        cmocka_unit_test_setup_teardown(test_remove_does_not_follow_links, setup, teardown),
        cmocka_unit_test_setup_teardown(test_hash_is_sha256, setup, teardown),
        cmocka_unit_test_setup_teardown(test_hash_reads_a_file_to_its_end, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
