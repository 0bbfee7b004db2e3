#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uchar.h>

#include "base/file.h"
#include "mandarin/lexicon.h"
#include "mandarin/lexicon_format.h"
#include "support_cmocka.h"

enum { FILE_MAX = 16 << 20, FLIPS = 400, CUTS = 200 };

struct fixture {
    arena memory;
    char *bytes; /* aligned */
    size_t size;
    const struct lexicon *lexicon;
};

static struct fixture *
fixture_of(void **state)
{
    return *state;
}

static int
set_up(void **state)
{
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct fixture *f = arena_new(&memory, struct fixture, 1);
    const char *folder = getenv("DAOLAN_DATA");
    str path =
        file_join(&memory, str_from(folder != NULL ? folder : "build/data"), STR("mandarin/lexicon.bin"));
    str bytes;
    if (file_read(&memory, path, FILE_MAX, &bytes, &diags) != STATUS_OK)
        return -1;
    f->bytes = (char *)arena_new(&memory, uint64_t, bytes.len / 8 + 1);
    f->size = bytes.len;
    memcpy(f->bytes, bytes.data, bytes.len);
    const char *why;
    f->lexicon = lexicon_open(&memory, (str){f->bytes, f->size}, &why);
    f->memory = memory;
    *state = f;
    return f->lexicon != NULL ? 0 : -1;
}

static size_t
find(const struct lexicon *l, const char32_t *text, struct lexicon_word *found)
{
    uint16_t ids[32];
    size_t count = 0;
    for (; text[count] != 0; count++)
        ids[count] = lexicon_id(l, text[count]);
    return lexicon_find(l, ids, count, found);
}

static void
assert_reading(const syllable *reading, size_t count, const char *expected)
{
    char all[256] = "";
    for (size_t i = 0; i < count; i++) {
        char text[SYLLABLE_TEXT_MAX];
        syllable_print(reading[i], text);
        if (i > 0)
            strcat(all, " ");
        strcat(all, text);
    }
    assert_string_equal(all, expected);
}

static void
finds_all_words_at_a_position(void **state)
{
    const struct lexicon *l = fixture_of(state)->lexicon;
    struct lexicon_word found[LEXICON_WORD_MAX];
    size_t count = find(l, U"博物馆里", found);
    assert_true(count >= 3);
    assert_int_equal(found[0].length, 1);
    assert_int_equal(found[1].length, 2);
    assert_int_equal(found[2].length, 3);
    for (size_t i = 0; i < count; i++)
        assert_in_range(found[i].cost, 1, 511);
    assert_int_equal(find(l, U"abc", found), 0);
    assert_int_equal(find(l, U"", found), 0);
    assert_true(find(l, U"的", found) == 1 && found[0].cost < 160);
}

static void
reads_words_and_characters(void **state)
{
    const struct lexicon *l = fixture_of(state)->lexicon;
    struct lexicon_word found[LEXICON_WORD_MAX];
    assert_true(find(l, U"重新", found) >= 2);
    assert_reading(lexicon_reading(l, &found[1]), 2, "chong2 xin1");
    assert_true(find(l, U"锦州", found) >= 2);
    assert_null(lexicon_reading(l, &found[1]));
    assert_true(find(l, U"一定", found) >= 2);
    assert_null(lexicon_reading(l, &found[1])); /* citation yi1 ding4, though spoken yi2 */
    const syllable *readings;
    assert_true(lexicon_readings(l, lexicon_id(l, U'重'), &readings) >= 2);
    assert_reading(readings, 2, "zhong4 chong2");
    assert_int_equal(lexicon_readings(l, 0, &readings), 0);
    assert_int_equal(lexicon_readings(l, 65535, &readings), 0);
    assert_int_equal(lexicon_default(l, 0), SYLLABLE_NONE);
    assert_int_equal(lexicon_id(l, 'a'), 0);
    assert_int_equal(lexicon_id(l, 0x110000), 0);
    assert_int_equal(lexicon_id(l, 0xFFFFFFFF), 0);
}

static enum word_class
class_of(const struct lexicon *l, const char32_t *text)
{
    struct lexicon_word found[LEXICON_WORD_MAX];
    size_t count = find(l, text, found);
    assert_true(count > 0);
    return lexicon_class(l, &found[count - 1]);
}

static void
knows_parts_of_speech(void **state)
{
    const struct lexicon *l = fixture_of(state)->lexicon;
    assert_int_equal(class_of(l, U"博物馆"), CLASS_NOUN);
    assert_int_equal(class_of(l, U"锦州"), CLASS_PLACE);
    assert_int_equal(class_of(l, U"成吉思汗"), CLASS_PERSON);
    assert_int_equal(class_of(l, U"陈列"), CLASS_VERB);
    assert_int_equal(class_of(l, U"美丽"), CLASS_ADJECTIVE);
    assert_int_equal(class_of(l, U"很"), CLASS_ADVERB);
    assert_int_equal(class_of(l, U"在"), CLASS_PREPOSITION);
    assert_int_equal(class_of(l, U"和"), CLASS_CONJUNCTION);
    assert_int_equal(class_of(l, U"的"), CLASS_PARTICLE);
    assert_int_equal(class_of(l, U"现在"), CLASS_TIME);
    assert_int_equal(class_of(l, U"之间"), CLASS_LOCATION);
    assert_int_equal(class_of(l, U"他们"), CLASS_PRONOUN);
    struct lexicon_word nowhere = {.length = 1, .entry = UINT32_MAX};
    assert_int_equal(lexicon_class(l, &nowhere), CLASS_UNKNOWN);
}

/* Scenario: characters of every block. Expect: each has a reading. */
static void
covers_the_extensions(void **state)
{
    const struct lexicon *l = fixture_of(state)->lexicon;
    static const uint32_t some[] = {0x3007,  0x3400,  0x4E00,  0x9FA5,  0xF900,
                                    0x20000, 0x2B5AF, 0x2F800, 0x30EDE, 0x2F08};
    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
        assert_true(syllable_is_valid(lexicon_default(l, lexicon_id(l, some[i]))));
    /* What Unihan 15.0 reads, itself or as a variant. */
    static const struct {
        uint32_t first, last, readable;
    } blocks[] = {{0x4E00, 0x9FFF, 20907}, {0x3400, 0x4DBF, 5790},   {0x20000, 0x2A6DF, 14668},
                  {0x2A700, 0x2B739, 506}, {0x2B740, 0x2B81D, 72},   {0x2B820, 0x2CEA1, 870},
                  {0x2CEB0, 0x2EBE0, 121}, {0x30000, 0x3134A, 1120}, {0x31350, 0x323AF, 1},
                  {0xF900, 0xFAD9, 456},   {0x2F800, 0x2FA1D, 470}};
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        uint32_t readable = 0;
        for (uint32_t c = blocks[i].first; c <= blocks[i].last; c++)
            readable += syllable_is_valid(lexicon_default(l, lexicon_id(l, c)));
        assert_true(readable >= blocks[i].readable);
    }
}

static bool
opens(struct fixture *f, char *bytes, size_t size)
{
    const char *why = NULL;
    arena memory = f->memory;
    const struct lexicon *l = lexicon_open(&memory, (str){bytes, size}, &why);
    assert_true((l == NULL) == (why != NULL));
    return l != NULL;
}

/* Scenario: the file is cut off at many places, or is longer. Expect: refused. */
static void
refuses_cut_files(void **state)
{
    struct fixture *f = fixture_of(state);
    for (size_t i = 0; i < CUTS; i++)
        assert_false(opens(f, f->bytes, f->size * i / CUTS));
    for (size_t i = 0; i < 100; i++)
        assert_false(opens(f, f->bytes, i));
    assert_false(opens(f, f->bytes, f->size - 1));
    assert_true(opens(f, f->bytes, f->size));
}

/* Everything that a damaged lexicon may be asked for. */
static void
look_up_all(const struct lexicon *l)
{
    static const char32_t text[] = U"锦州市博物馆重新开放，乾隆皇帝𠀀國寶";
    for (size_t at = 0; text[at] != 0; at++) {
        struct lexicon_word found[LEXICON_WORD_MAX];
        size_t count = find(l, text + at, found);
        for (size_t i = 0; i < count; i++) {
            (void)lexicon_reading(l, &found[i]);
            (void)lexicon_class(l, &found[i]);
        }
        const syllable *readings;
        uint16_t id = lexicon_id(l, text[at]);
        bool kept;
        uint32_t form = lexicon_form(l, id, &kept);
        (void)lexicon_readings(l, id, &readings);
        (void)lexicon_as_written(l, id, lexicon_id(l, form), lexicon_default(l, id));
    }
}

/* Scenario: one bit is another, all over the file and in each byte of its header. Expect: a wrong header is
 * refused, wrong content is found by who asks, and looking things up in it stays harmless. */
static void
finds_flipped_bits(void **state)
{
    struct fixture *f = fixture_of(state);
    size_t header = sizeof(struct lexicon_header);
    assert_true(lexicon_is_sound(f->lexicon));
    for (size_t i = 0; i < header + FLIPS; i++) {
        size_t at = i < header ? i : header + (f->size - header) / FLIPS * (i - header);
        char bit = (char)(1 << (i % 8));
        arena memory = f->memory;
        const char *why;
        f->bytes[at] ^= bit;
        const struct lexicon *l = lexicon_open(&memory, (str){f->bytes, f->size}, &why);
        bool sound = l != NULL && lexicon_is_sound(l);
        if (l != NULL)
            look_up_all(l);
        f->bytes[at] ^= bit;
        assert_true(at < header ? l == NULL : l != NULL && !sound);
    }
}

static void
refuses_other_memory(void **state)
{
    struct fixture *f = fixture_of(state);
    char *copy = (char *)arena_new(&f->memory, uint64_t, f->size / 8 + 2);
    memcpy(copy + 1, f->bytes, f->size);
    assert_false(opens(f, copy + 1, f->size)); /* not aligned */
}

/* Scenario: the program starts. Expect: opening takes no time, since it looks at the header only. */
static void
opens_fast(void **state)
{
    struct fixture *f = fixture_of(state);
    clock_t start = clock();
    for (int i = 0; i < 10; i++)
        assert_true(opens(f, f->bytes, f->size));
    double ms = (double)(clock() - start) * 1000 / CLOCKS_PER_SEC / 10;
    print_message("one opening: %.3f ms\n", ms);
    assert_true(ms < 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_all_words_at_a_position),
        cmocka_unit_test(reads_words_and_characters),
        cmocka_unit_test(knows_parts_of_speech),
        cmocka_unit_test(covers_the_extensions),
        cmocka_unit_test(refuses_cut_files),
        cmocka_unit_test(finds_flipped_bits),
        cmocka_unit_test(refuses_other_memory),
        cmocka_unit_test(opens_fast),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
