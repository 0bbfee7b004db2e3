#include "speak/engine.h"
#include "support_cmocka.h"
#include "support_reading.h"

enum { SYLLABLE = 8640, LATIN = 19200, GAP = 960 };

static struct take
speak(arena *memory, const char *notation)
{
    arena scratch = arena_split(memory, (size_t)64 << 20);
    struct diags diags = diags_new(memory);
    static const struct voice voice = {.engine = {"fake", 4}, .clause_ms = 240, .list_ms = 140};
    struct engine engine;
    assert_int_equal(engine_open(memory, scratch, &voice, &engine, &diags), STATUS_OK);
    assert_int_equal(engine_prepare(&engine, &diags), STATUS_OK);
    struct take take;
    assert_int_equal(engine.speak(&engine, &(struct utterance){reading_from(memory, notation), DELIVERY_TEXT},
                                  memory, scratch, &take, &diags),
                     STATUS_OK);
    engine.close(&engine);
    assert_int_equal(take.rate_hz, 48000);
    return take;
}

static void
assert_mark(struct take take, size_t i, uint32_t start, uint32_t end)
{
    assert_true(i < take.mark_count);
    assert_int_equal(take.marks[i].start, start);
    assert_int_equal(take.marks[i].end, end);
}

/* Scenario: two syllables, a clause, a list item, a Latin word. Expect: positions as counted by hand. */
static void
positions(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct take take = speak(&memory, "ni2 hao3 , jin3 、 zhou1 @GDP");
    assert_int_equal(take.mark_count, 5);
    assert_mark(take, 0, 0, SYLLABLE);
    assert_mark(take, 1, SYLLABLE + GAP, 2 * SYLLABLE + GAP);
    uint32_t third = 2 * SYLLABLE + GAP + 240 * 48;
    assert_mark(take, 2, third, third + SYLLABLE);
    uint32_t fourth = third + SYLLABLE + 140 * 48;
    assert_mark(take, 3, fourth, fourth + SYLLABLE);
    uint32_t fifth = fourth + SYLLABLE + GAP;
    assert_mark(take, 4, fifth, fifth + LATIN);
    assert_int_equal(take.count, fifth + LATIN);
}

/* Scenario: one syllable. Expect: 180 periods of a 1 kHz sine of amplitude 0.1, from its zero. */
static void
tone(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct take take = speak(&memory, "a1");
    assert_int_equal(take.count, SYLLABLE);
    for (uint32_t i = 0; i < SYLLABLE; i += 48) {
        assert_float_equal(take.samples[i], 0, 1e-9);
        assert_float_equal(take.samples[i + 4], 0.05, 1e-7);
        assert_float_equal(take.samples[i + 12], 0.1, 1e-7);
        assert_float_equal(take.samples[i + 20], 0.05, 1e-7);
        assert_float_equal(take.samples[i + 24], 0, 1e-9);
        assert_float_equal(take.samples[i + 36], -0.1, 1e-7);
    }
}

/* Scenario: erhua and an unreadable character. Expect: no mark for the merged 儿, none for the other. */
static void
silent_characters(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct take take = speak(&memory, "huar1 r ? kai1");
    assert_int_equal(take.mark_count, 2);
    assert_mark(take, 1, SYLLABLE + GAP, 2 * SYLLABLE + GAP);
}

/* Scenario: nothing to say; an engine nobody has. Expect: a diagnostic each. */
static void
failures(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    arena scratch = arena_split(&memory, (size_t)1 << 20);
    struct diags diags = diags_new(&memory);
    struct voice voice = {.engine = STR("fake")};
    struct engine engine;
    assert_int_equal(engine_open(&memory, scratch, &voice, &engine, &diags), STATUS_OK);
    struct take take;
    assert_int_equal(engine.speak(&engine, &(struct utterance){reading_from(&memory, "? ,"), DELIVERY_TEXT},
                                  &memory, scratch, &take, &diags),
                     STATUS_SYSTEM);
    assert_int_equal(diags.errors, 1);
    voice.engine = STR("nobody");
    assert_int_equal(engine_open(&memory, scratch, &voice, &engine, &diags), STATUS_SCRIPT);
    assert_int_equal(diags.errors, 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions),
        cmocka_unit_test(tone),
        cmocka_unit_test(silent_characters),
        cmocka_unit_test(failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
