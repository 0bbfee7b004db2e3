/* The store of clips: what is proved on reading, what a use writes down, what may be taken away, and when. */
#include "support_cmocka.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "render/cache_survey.h"

#define KEY_A "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define KEY_B "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

enum { PACKETS = 7, DAY = 24 * 60 * 60 };

static arena memory, scratch;
static struct diags diags;
static str folder;
static struct cache cache;

static int
setup(void **state)
{
    (void)state;
    memory = arena_reserve((size_t)2 << 30);
    scratch = arena_reserve((size_t)1 << 30);
    diags = diags_new(&memory);
    if (file_make_unique_folder(&memory, STR("/tmp/daolan-test-"), &folder, &diags) != STATUS_OK ||
        cache_open(&memory, scratch, folder, &cache, &diags) != STATUS_OK) {
        return -1;
    }
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    close(cache.lock);
    return file_remove(folder, scratch, &diags) == STATUS_OK ? 0 : -1;
}

/* 40 ms of speech in packets that hold nothing but their first byte, mono of 20 ms. */
static struct clip
make_clip(void)
{
    static const unsigned char bytes[PACKETS] = {0xF8, 0xF8, 0xF8, 0xF8, 0xF8, 0xF8, 0xF8};
    static const uint16_t lengths[PACKETS] = {1, 1, 1, 1, 1, 1, 1};
    static const struct mark mark = {10, 900};
    return (struct clip){.bytes = bytes,
                         .packet_bytes = lengths,
                         .packet_count = PACKETS,
                         .speech_packets = 2,
                         .speech_samples = 1900,
                         .marks = &mark,
                         .mark_count = 1};
}

static const char *
path_of(const char *name)
{
    return str_terminated(&memory, file_join(&memory, folder, str_from(name)));
}

static void
set_age(const char *name, time_t seconds)
{
    struct timespec times[2] = {{time(NULL) - seconds, 0}, {time(NULL) - seconds, 0}};
    assert_int_equal(utimensat(AT_FDCWD, path_of(name), times, 0), 0);
}

static time_t
age_of(const char *name)
{
    struct stat st;
    assert_int_equal(stat(path_of(name), &st), 0);
    return time(NULL) - st.st_mtime;
}

static bool
loads(const char *key)
{
    arena place = memory;
    struct clip clip;
    return cache_load(&cache, str_from(key), &place, &clip) && clip.speech_samples == 1900 &&
           clip.mark_count == 1;
}

static bool
loads_text(const char *key, str expected)
{
    arena place = memory;
    str text;
    return cache_load_text(&cache, str_from(key), &place, &text) && str_equal(text, expected);
}

static void
store_both(void)
{
    struct clip clip = make_clip();
    assert_int_equal(cache_store(&cache, STR(KEY_A), &clip, scratch, &diags), STATUS_OK);
    assert_int_equal(cache_store_text(&cache, STR(KEY_B), STR("plan\nc"), scratch, &diags), STATUS_OK);
    assert_true(loads(KEY_A));
    assert_true(loads_text(KEY_B, STR("plan\nc")));
}

/* Every byte of the file once with a flipped bit, and the file cut at every byte: never taken. */
static void
damage(const char *name, bool (*taken)(void))
{
    str bytes;
    assert_int_equal(file_read(&memory, str_from(path_of(name)), 1 << 20, &bytes, &diags), STATUS_OK);
    char *copy = arena_new(&memory, char, bytes.len);
    for (size_t i = 0; i < bytes.len; i++) {
        memcpy(copy, bytes.data, bytes.len);
        copy[i] = (char)(copy[i] ^ 1 << i % 8);
        str flipped = {copy, bytes.len}, cut = {bytes.data, i};
        str path = str_from(path_of(name));
        assert_int_equal(file_replace_by_way_of(folder, path, flipped, scratch, &diags), STATUS_OK);
        assert_false(taken());
        assert_int_equal(file_replace_by_way_of(folder, path, cut, scratch, &diags), STATUS_OK);
        assert_false(taken());
    }
}

static bool
clip_is_taken(void)
{
    return loads(KEY_A);
}

static bool
text_is_taken(void)
{
    arena place = memory;
    str text;
    return cache_load_text(&cache, STR(KEY_B), &place, &text);
}

static void
test_a_damaged_entry_is_not_used(void **state)
{
    (void)state;
    store_both();
    damage(KEY_A ".opus", clip_is_taken);
    damage(KEY_B ".txt", text_is_taken);
    store_both(); /* and is made anew */
}

/* Scenario: a whole entry under another's name, as a confused server or a careless copy leaves it. */
static void
test_an_entry_knows_its_key(void **state)
{
    (void)state;
    store_both();
    assert_int_equal(rename(path_of(KEY_A ".opus"), path_of(KEY_B ".opus")), 0);
    assert_int_equal(rename(path_of(KEY_B ".txt"), path_of(KEY_A ".txt")), 0);
    assert_false(loads(KEY_B));
    assert_false(loads_text(KEY_A, STR("plan\nc")));
}

/* Expect: an entry's time is its last use to the day; reading at once again writes nothing. */
static void
test_a_use_is_noted_once_a_day(void **state)
{
    (void)state;
    store_both();
    set_age(KEY_A ".opus", 3600);
    assert_true(loads(KEY_A));
    assert_in_range(age_of(KEY_A ".opus"), 3600, 3700);
    set_age(KEY_A ".opus", 3 * DAY);
    assert_true(loads(KEY_A));
    assert_in_range(age_of(KEY_A ".opus"), 0, 60);
    set_age(KEY_A ".opus", -400 * (time_t)DAY); /* written while the clock was wrong */
    assert_true(loads(KEY_A));
    assert_in_range(age_of(KEY_A ".opus"), 0, 60);
}

static size_t
choose(int64_t seconds, int64_t bytes, bool shared)
{
    struct cache_survey survey;
    struct cache_limits limits = {seconds, bytes};
    assert_int_equal(cache_survey(&memory, scratch, folder, &survey, &diags), STATUS_OK);
    assert_int_equal(survey.count, 2);
    cache_choose(&survey, &limits, shared, time(NULL));
    return (size_t)survey.entries[0].goes + 10 * (size_t)survey.entries[1].goes;
}

static void
test_what_goes(void **state)
{
    (void)state;
    store_both();
    set_age(KEY_A ".opus", 5 * DAY);
    set_age(KEY_B ".txt", 4 * DAY);
    assert_int_equal(choose(6 * DAY, CACHE_NO_LIMIT, false), 0);
    assert_int_equal(choose(5 * DAY, CACHE_NO_LIMIT, false), 1); /* the longest unused is first */
    assert_int_equal(choose(0, CACHE_NO_LIMIT, false), 11);
    assert_int_equal(choose(CACHE_NO_LIMIT, 1 << 20, false), 0);
    assert_int_equal(choose(CACHE_NO_LIMIT, 100, false), 1);
    assert_int_equal(choose(CACHE_NO_LIMIT, 0, false), 11);
    set_age(KEY_B ".txt", DAY);
    assert_int_equal(choose(0, 0, true), 1); /* a build at work may count on the other */
    set_age(KEY_B ".txt", -9 * DAY);
    assert_int_equal(choose(DAY, CACHE_NO_LIMIT, false), 1); /* a use to come is one now */
    assert_int_equal(choose(0, CACHE_NO_LIMIT, false), 11);
}

/* Scenario: other people's files in the folder, some with names much like ours. Expect: not touched. */
static void
test_only_entries_are_taken_away(void **state)
{
    (void)state;
    static const char *const foreign[] = {"letter.opus", KEY_A ".wav",        KEY_A ".opus.bak",
                                          KEY_A,         "tmp/letter.abcdef", "ABCDEF" KEY_A ".txt"};
    store_both();
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        assert_int_equal(file_replace(str_from(path_of(foreign[i])), STR("mine"), scratch, &diags),
                         STATUS_OK);
        set_age(foreign[i], 900 * (time_t)DAY);
    }
    struct cache_survey survey;
    struct cache_limits all = {0, 0};
    assert_int_equal(cache_survey(&memory, scratch, folder, &survey, &diags), STATUS_OK);
    assert_int_equal(survey.count, 2);
    cache_choose(&survey, &all, false, time(NULL));
    assert_int_equal(cache_remove(folder, &survey, scratch, &diags), STATUS_OK);
    assert_false(file_exists(scratch, str_from(path_of(KEY_A ".opus"))));
    close(cache.lock);
    assert_int_equal(cache_open(&memory, scratch, folder, &cache, &diags), STATUS_OK);
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        assert_true(file_exists(scratch, str_from(path_of(foreign[i]))));
    }
}

/* In a process of its own, for a lock is a process's: opens the cache, and says what it found. */
static int
in_another_process(int (*look)(void))
{
    pid_t child = fork();
    if (child == 0) {
        struct cache other;
        struct diags own = diags_new(&memory);
        bool open = cache_open(&memory, scratch, folder, &other, &own) == STATUS_OK;
        cache = other;
        _exit(open ? look() : 99);
    }
    int state;
    assert_int_equal(waitpid(child, &state, 0), child);
    assert_true(WIFEXITED(state));
    return WEXITSTATUS(state);
}

static int
is_alone(void)
{
    return cache_take_alone(&cache);
}

static int
leftover_is_there(void)
{
    return file_exists(scratch, str_from(path_of("tmp/" KEY_A ".opus.aBcDeF")));
}

/* Scenario: what a killed writer left. Expect: gone as soon as nobody is at work, whatever the clock says;
 * while somebody is, only when it is a day old. */
static void
test_leftovers_go(void **state)
{
    (void)state;
    static const char name[] = "tmp/" KEY_A ".opus.aBcDeF";
    str path = str_from(path_of(name));
    assert_int_equal(file_replace(path, STR("half"), scratch, &diags), STATUS_OK);
    assert_int_equal(in_another_process(leftover_is_there), 1);
    set_age(name, -9 * DAY);
    assert_int_equal(in_another_process(leftover_is_there), 1);
    set_age(name, 2 * DAY);
    assert_int_equal(in_another_process(leftover_is_there), 0);
    assert_int_equal(file_replace(path, STR("half"), scratch, &diags), STATUS_OK);
    set_age(name, -9 * DAY);
    close(cache.lock);
    assert_int_equal(in_another_process(leftover_is_there), 0);
    assert_int_equal(cache_open(&memory, scratch, folder, &cache, &diags), STATUS_OK);
}

static void
test_one_alone_takes_entries_away(void **state)
{
    (void)state;
    assert_int_equal(in_another_process(is_alone), 0);
    close(cache.lock);
    assert_int_equal(in_another_process(is_alone), 1);
    assert_int_equal(cache_open(&memory, scratch, folder, &cache, &diags), STATUS_OK);
}

static void
test_a_cache_that_may_only_be_read(void **state)
{
    (void)state;
    store_both();
    struct clip clip = make_clip();
    cache.read_only = true;
    assert_true(loads(KEY_A));
    assert_int_equal(cache_store(&cache, STR(KEY_B), &clip, scratch, &diags), STATUS_SYSTEM);
    assert_int_equal(diags.errors, 1);
    assert_int_equal(cache_must_take(&cache, 0, &diags), STATUS_OK);
    assert_int_equal(cache_must_take(&cache, 3, &diags), STATUS_SYSTEM);
    assert_false(loads(KEY_B));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_damaged_entry_is_not_used, setup, teardown),
        cmocka_unit_test_setup_teardown(test_an_entry_knows_its_key, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_use_is_noted_once_a_day, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_goes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_only_entries_are_taken_away, setup, teardown),
        cmocka_unit_test_setup_teardown(test_leftovers_go, setup, teardown),
        cmocka_unit_test_setup_teardown(test_one_alone_takes_entries_away, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_cache_that_may_only_be_read, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
