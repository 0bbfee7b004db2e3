/* Which Latin words are spelled, and the names of the letters. */
#include <string.h>

#include "speak/letters.h"
#include "support_cmocka.h"
#include "support_reading.h"

static void
assert_spelled(const char *notation, bool spelled)
{
    arena memory = arena_reserve((size_t)1 << 20);
    const struct reading *reading = reading_from(&memory, notation);
    if (letters_are_spelled(reading, &reading->syllables[reading->syllable_count - 1]) != spelled) {
        fail_msg("%s is %s", notation, spelled ? "not spelled" : "spelled");
    }
}

/* Scenario: single letters, up to three capitals, up to eight without a vowel. Expect: spelled, also where
 * other words stand before them. */
static void
spelled(void **state)
{
    (void)state;
    static const char *const notations[] = {"@A",        "@z",       "@LG",           "@GDP",
                                            "@AI",       "@IOU",     "@CCTV",         "@HTML",
                                            "@BCDFGHJK", "@WiFi @X", "ma1 | @Bob @PM"};
    for (size_t i = 0; i < sizeof notations / sizeof notations[0]; i++) {
        assert_spelled(notations[i], true);
    }
}

/* Scenario: words, four capitals with a vowel, nine consonants, small letters, letters of other alphabets.
 * Expect: left to the Latin voice. */
static void
not_spelled(void **state)
{
    (void)state;
    static const char *const notations[] = {"@WiFi", "@Bob",  "@NASA",       "@SONY", "@BCDFGHJKL", "@pm",
                                            "@Mr",   "@HTMl", "@GDP @Hello", "@É",    "@A'B",       "@LÉD"};
    for (size_t i = 0; i < sizeof notations / sizeof notations[0]; i++) {
        assert_spelled(notations[i], false);
    }
}

static unsigned
count_of(const char *text, const char *what)
{
    unsigned count = 0;
    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what)) {
        count++;
    }
    return count;
}

/* Scenario: every letter, small and capital. Expect: one name for both, as many phonemes as it says, none of
 * them empty; each stress has its tone; no two letters share a name. */
static void
names(void **state)
{
    (void)state;
    for (uint32_t letter = 'A'; letter <= 'Z'; letter++) {
        unsigned phonemes = 0, small_phonemes = 0, parts = 0;
        const char *name = letters_name(letter, &phonemes);
        assert_string_equal(name, letters_name(letter - 'A' + 'a', &small_phonemes));
        assert_int_equal(phonemes, small_phonemes);
        char copy[64];
        assert_true(strlen(name) < sizeof copy);
        strcpy(copy, name);
        for (char *rest = copy, *part; (part = strtok_r(rest, "| ", &rest)) != NULL;) {
            parts++;
        }
        assert_int_equal(parts, phonemes);
        assert_int_equal(parts, 1 + count_of(name, "|") + count_of(name, " "));
        assert_true(count_of(name, "'") >= 1 && count_of(name, "55") == count_of(name, "'"));
        for (uint32_t other = 'A'; other < letter; other++) {
            unsigned any;
            assert_string_not_equal(name, letters_name(other, &any));
        }
    }
}

/* Scenario: names of one syllable and of two. Expect: b and i; da-bu-liu's six sounds. */
static void
known_names(void **state)
{
    (void)state;
    static const struct {
        char letter;
        unsigned phonemes;
        const char *begin;
    } known[] = {{'B', 2, "p|"}, {'A', 1, "'ei"}, {'F', 3, "'ai"}, {'G', 2, "tS;|"}, {'W', 6, "t|"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        unsigned phonemes;
        const char *name = letters_name((uint32_t)known[i].letter, &phonemes);
        assert_int_equal(phonemes, known[i].phonemes);
        assert_memory_equal(name, known[i].begin, strlen(known[i].begin));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spelled),
        cmocka_unit_test(not_spelled),
        cmocka_unit_test(names),
        cmocka_unit_test(known_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
