#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "speak/voice.h"
#include "support_cmocka.h"

struct bench {
    arena memory, scratch;
    struct diags diags;
    str data; /* a data folder of our own */
};

static void
put(struct bench *b, const char *name, const char *text)
{
    str path = file_join(&b->memory, file_join(&b->memory, b->data, STR("voices")), str_from(name));
    assert_int_equal(file_replace(path, str_from(text), b->scratch, &b->diags), STATUS_OK);
}

static int
set_up(void **state)
{
    arena memory = arena_reserve(0);
    struct bench *b = arena_new(&memory, struct bench, 1);
    b->scratch = arena_split(&memory, (size_t)64 << 20);
    b->diags = diags_new(&memory);
    b->memory = memory;
    const char *place = getenv("TMPDIR");
    str prefix = file_join(&b->memory, str_from(place != NULL ? place : "/tmp"), STR("daolan-voice-"));
    if (file_make_unique_folder(&b->memory, prefix, &b->data, &b->diags) != STATUS_OK ||
        file_make_folder(file_join(&b->memory, b->data, STR("voices")), b->scratch, &b->diags) != STATUS_OK) {
        return 1;
    }
    put(b, "own.espeak", "name own\nlanguage cmn-latn-pinyin\n");
    *state = b;
    return 0;
}

static int
tear_down(void **state)
{
    struct bench *b = *state;
    return file_remove(b->data, b->scratch, &b->diags) == STATUS_OK ? 0 : 1;
}

static enum status
read_voice(struct bench *b, const char *text, uint32_t rate_cpm, struct voice *voice)
{
    put(b, "own.ini", text);
    b->diags.count = b->diags.errors = 0;
    return voice_read(&b->memory, b->scratch, b->data, STR("own"), rate_cpm, voice, &b->diags);
}

static void
assert_refused(struct bench *b, const char *text, uint32_t line, const char *words)
{
    struct voice voice;
    assert_int_equal(read_voice(b, text, 0, &voice), STATUS_SCRIPT);
    assert_int_equal(b->diags.errors, 1);
    const struct diag *d = &b->diags.items[0];
    assert_int_equal(d->line, line);
    assert_true(str_ends(d->path, STR("voices/own.ini")));
    if (str_find(d->message, str_from(words)) == STR_NONE) {
        fail_msg("\"" STR_FMT "\" lacks \"%s\"", STR_ARG(d->message), words);
    }
}

static void
every_key(void **state)
{
    struct bench *b = *state;
    struct voice v;
    const char text[] = "\xEF\xBB\xBF; a comment\nengine = espeak\ndescription = 讲述者：一位\n"
                        "espeak_voice = own.espeak ; beside\nlatin_voice = en-gb\nrate_cpm = 200\r\n"
                        "pitch_hz = 60\nrange_st = 16\n"
                        "gain_db = -2.35\nhead_ms = 300\nsentence_ms=420\nparagraph_ms = 900\nlead_ms = 100\n"
                        "tail_ms = 800\nclause_ms = 251\nlist_ms = 100";
    assert_int_equal(read_voice(b, text, 0, &v), STATUS_OK);
    assert_true(str_equal(v.name, STR("own")));
    assert_true(str_equal(v.engine, STR("espeak")));
    assert_true(str_equal(v.description, STR("讲述者：一位")));
    assert_true(str_ends(v.espeak_voice, STR("/voices/own.espeak")));
    assert_true(str_equal(v.latin_voice, STR("en-gb")));
    assert_int_equal(v.rate_cpm, 200);
    assert_int_equal(v.pitch_hz, 60);
    assert_int_equal(v.range_st, 16);
    assert_float_equal(v.gain_db, -2.35, 1e-9);
    assert_int_equal(v.head_ms, 300);
    assert_int_equal(v.sentence_ms, 420);
    assert_int_equal(v.paragraph_ms, 900);
    assert_int_equal(v.lead_ms, 100);
    assert_int_equal(v.tail_ms, 800);
    assert_int_equal(v.clause_ms, 251);
    assert_int_equal(v.list_ms, 100);
    assert_int_equal(v.identity.len, 64);
}

static void
usual_values(void **state)
{
    struct bench *b = *state;
    struct voice v;
    assert_int_equal(read_voice(b, "engine = fake\n", 0, &v), STATUS_OK);
    assert_int_equal(v.rate_cpm, 220);
    assert_int_equal(v.pitch_hz, 140);
    assert_int_equal(v.range_st, 11);
    assert_int_equal(v.head_ms, 400);
    assert_true(str_equal(v.latin_voice, STR("en-us")));
    assert_int_equal(read_voice(b, "engine = fake\nrate_cpm = 200\n", 250, &v), STATUS_OK);
    assert_int_equal(v.rate_cpm, 250);
    assert_int_equal(read_voice(b, "engine = fake\n", 500, &v), STATUS_SCRIPT);
}

static void
mistakes(void **state)
{
    struct bench *b = *state;
    assert_refused(b, "engine = fake\nrate = 200\n", 2, "unknown key \"rate\"");
    assert_refused(b, "engine = fake\n\nrate_cpm = 119\n", 3, "120 to 360");
    assert_refused(b, "engine = fake\nrate_cpm = 361\n", 2, "120 to 360");
    assert_refused(b, "engine = fake\nrate_cpm = fast\n", 2, "\"fast\"");
    assert_refused(b, "engine = fake\npitch_hz = 59\n", 2, "60 to 400");
    assert_refused(b, "engine = fake\npitch_hz = 401\n", 2, "60 to 400");
    assert_refused(b, "engine = fake\nrange_st = 3\n", 2, "4 to 16");
    assert_refused(b, "engine = fake\nrange_st = 17\n", 2, "4 to 16");
    assert_refused(b, "engine = fake\nrange_st = 10.5\n", 2, "4 to 16");
    assert_refused(b, "engine = fake\nhead_ms = 410\n", 2, "multiple of 20");
    assert_refused(b, "engine = fake\ngain_db = -20.1\n", 2, "decibels");
    assert_refused(b, "engine = fake\ngain_db = 30.1\n", 2, "decibels");
    assert_refused(b, "engine = fake\nlatin_gain_db = -12\ngain_db = -9\n", 2, "together");
    assert_refused(b, "engine = espeak\nespeak_voice = none.espeak\n", 2, "there is no ");
    assert_refused(b, "engine = fake\ngain_db = 1e1\n", 2, "decibels");
    assert_refused(b, "engine = fake\nengine = fake\n", 2, "line 1");
    assert_refused(b, "engine = fake\nhead_ms =\n", 2, "no value");
    assert_refused(b, "engine = fake\nwhat is this\n", 2, "neither");
    assert_refused(b, "engine = fake\n[sound]\ngain_db = 1\n", 3, "section");
    assert_refused(b, "", 0, "no engine");
    assert_refused(b, "engine = espeak\n", 0, "no espeak_voice");
    assert_refused(b, "engine = espeak\n\nespeak_voice = Own.espeak\n", 3, "Own.espeak");
    assert_refused(b, "engine = espeak\nespeak_voice = a+b.espeak\n", 2, "a+b.espeak");
    assert_refused(b, "engine = espeak\nespeak_voice = ../own.espeak\n", 2, "cannot load");
    assert_refused(b, "engine = espeak\nespeak_voice = own.espeak\nlatin_voice = Own.espeak\n", 3,
                   "cannot load");
    char *longer = memset(arena_new(&b->memory, char, 1001), 'x', 1000);
    memcpy(longer, "engine = fake\ndescription = ", 28);
    assert_refused(b, longer, 2, "longer");
}

static void
missing(void **state)
{
    struct bench *b = *state;
    struct voice v;
    assert_int_equal(read_voice(b, "engine = espeak\nespeak_voice = gone.espeak\n", 0, &v), STATUS_SCRIPT);
    static const char *const names[] = {"nobody", "", "../voices/own", ".ini"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        b->diags.count = 0;
        assert_int_equal(voice_read(&b->memory, b->scratch, b->data, str_from(names[i]), 0, &v, &b->diags),
                         STATUS_SCRIPT);
        assert_int_equal(b->diags.count, 1);
        assert_true(str_find(b->diags.items[0].hint, STR("own")) != STR_NONE);
    }
}

/* Scenario: what a voice file names is there and cannot be read, here because it is a folder. Expect: the
 * system's failure, not the producer's. */
static void
unreadable(void **state)
{
    struct bench *b = *state;
    struct voice v;
    assert_int_equal(
        file_make_folder(file_join(&b->memory, b->data, STR("voices/deep.espeak")), b->scratch, &b->diags),
        STATUS_OK);
    assert_int_equal(read_voice(b, "engine = espeak\nespeak_voice = deep.espeak\n", 0, &v), STATUS_SYSTEM);
    assert_int_equal(b->diags.errors, 1);
    assert_int_equal(
        read_voice(b, "engine = espeak\nespeak_voice = own.espeak\nlatin_voice = deep.espeak\n", 0, &v),
        STATUS_SYSTEM);
}

/* Scenario: somebody asks for voices. Expect: the one there is, nothing said; for the other a diagnostic
 * where the asker stands. */
static void
find(void **state)
{
    struct bench *b = *state;
    struct voice_asker asker = {STR("scripts/x/tour.ini"), 4, 17};
    put(b, "own.ini", "");
    assert_int_equal(voice_find(b->scratch, b->data, STR("own"), &asker, &b->diags), STATUS_OK);
    assert_int_equal(voice_find(b->scratch, b->data, STR("fake"), &asker, &b->diags), STATUS_OK);
    assert_int_equal(b->diags.count, 0);
    assert_int_equal(voice_find(b->scratch, b->data, STR("other"), &asker, &b->diags), STATUS_SCRIPT);
    assert_int_equal(b->diags.errors, 1);
    const struct diag *d = &b->diags.items[0];
    assert_true(str_equal(d->path, asker.path));
    assert_int_equal(d->line, 4);
    assert_int_equal(d->column, 17);
    assert_true(str_find(d->hint, STR("own")) != STR_NONE);
}

/* Scenario: a key of the sound, a key of the timeline, and the voice file are edited. Expect: the identity
 * follows the first and the last only. */
static void
identity(void **state)
{
    struct bench *b = *state;
    struct voice first, v;
    assert_int_equal(read_voice(b, "engine = espeak\nespeak_voice = own.espeak\n", 0, &first), STATUS_OK);
    assert_int_equal(
        read_voice(b, "engine = espeak\nespeak_voice = own.espeak\nsentence_ms = 600\ntail_ms = 800\n", 0,
                   &v),
        STATUS_OK);
    assert_true(str_equal(v.identity, first.identity));
    static const char *const changes[] = {"gain_db = 0.1",  "latin_gain_db = 1", "clause_ms = 200",
                                          "list_ms = 200",  "rate_cpm = 221",    "latin_voice = en",
                                          "pitch_hz = 141", "range_st = 12"};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        str text = str_format(&b->memory, "engine = espeak\nespeak_voice = own.espeak\n%s\n", changes[i]);
        assert_int_equal(read_voice(b, str_terminated(&b->memory, text), 0, &v), STATUS_OK);
        assert_false(str_equal(v.identity, first.identity));
    }
    static const char with_latin[] =
        "engine = espeak\nespeak_voice = own.espeak\nlatin_voice = latin.espeak\n";
    put(b, "latin.espeak", "name latin\nlanguage en-us\n");
    struct voice latin;
    assert_int_equal(read_voice(b, with_latin, 0, &latin), STATUS_OK);
    assert_true(str_ends(latin.latin_voice, STR("/voices/latin.espeak")));
    put(b, "latin.espeak", "name latin\nlanguage en-gb\n");
    assert_int_equal(read_voice(b, with_latin, 0, &v), STATUS_OK);
    assert_false(str_equal(v.identity, latin.identity));
    put(b, "own.espeak", "name own\nlanguage cmn-latn-pinyin\npitch 90 200\n");
    assert_int_equal(read_voice(b, "engine = espeak\nespeak_voice = own.espeak\n", 0, &v), STATUS_OK);
    assert_false(str_equal(v.identity, first.identity));
}

static void
list(void **state)
{
    struct bench *b = *state;
    put(b, "own.ini", "");
    put(b, "also.ini", "");
    put(b, ".hidden.ini", "");
    put(b, "notes.txt", "");
    str *names;
    size_t count;
    assert_int_equal(voice_list(&b->memory, b->data, &names, &count, &b->diags), STATUS_OK);
    assert_int_equal(count, 2);
    assert_true(str_equal(names[0], STR("also")) && str_equal(names[1], STR("own")));
}

/* Scenario: every voice of the house. Expect: it reads. */
static void
house_voices(void **state)
{
    struct bench *b = *state;
    str *names;
    size_t count;
    if (!file_exists(b->scratch, STR("voices/narrator.ini"))) {
        print_message("skip - not run from the project's root\n");
        skip();
    }
    assert_int_equal(voice_list(&b->memory, STR("."), &names, &count, &b->diags), STATUS_OK);
    assert_true(count >= 1);
    for (size_t i = 0; i < count; i++) {
        struct voice v;
        assert_int_equal(voice_read(&b->memory, b->scratch, STR("."), names[i], 0, &v, &b->diags), STATUS_OK);
        assert_true(v.description.len > 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(usual_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mistakes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unreadable, set_up, tear_down),
        cmocka_unit_test_setup_teardown(find, set_up, tear_down),
        cmocka_unit_test_setup_teardown(identity, set_up, tear_down),
        cmocka_unit_test_setup_teardown(list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(house_voices, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
