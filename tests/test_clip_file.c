#include <ogg/ogg.h>
#include <string.h>

#include "sound/clip.h"
#include "support_cmocka.h"

enum { PACKET = 40 };

/* A clip of made-up packets: 20 ms, mono, hybrid (TOC 0x78), of different lengths. */
static struct clip
make(arena *memory, uint32_t speech_samples, uint32_t marks)
{
    uint32_t speech_packets = (speech_samples + 959) / 960;
    struct clip clip = {.speech_samples = speech_samples,
                        .speech_packets = speech_packets,
                        .packet_count = 1 + speech_packets + 4,
                        .mark_count = marks};
    unsigned char *bytes = arena_new(memory, unsigned char, (size_t)clip.packet_count * 1275);
    uint16_t *lengths = arena_new(memory, uint16_t, clip.packet_count);
    struct mark *list = arena_new(memory, struct mark, marks);
    size_t at = 0;
    for (uint32_t i = 0; i < clip.packet_count; i++) {
        lengths[i] = (uint16_t)(i % 7 == 3 ? 1275 : i % 7 == 5 ? 255 : 1 + i * PACKET % 300);
        for (uint32_t k = 0; k < lengths[i]; k++) {
            bytes[at + k] = k == 0 ? 0x78 : (unsigned char)(i * 31 + k * 7);
        }
        at += lengths[i];
    }
    for (uint32_t i = 0; i < marks; i++) {
        list[i] = (struct mark){i * 10 + i % 3, i * 10 + 5};
    }
    uint16_t *levels = arena_new(memory, uint16_t, clip.packet_count);
    for (uint32_t i = 0; i < clip.packet_count && marks > 0; i++) {
        levels[i] = (uint16_t)(i * 977);
    }
    clip.levels = marks > 0 ? levels : NULL; /* not all are measured */
    clip.bytes = bytes;
    clip.packet_bytes = lengths;
    clip.marks = list;
    return clip;
}

static size_t
byte_count(const struct clip *clip)
{
    size_t count = 0;
    for (uint32_t i = 0; i < clip->packet_count; i++) {
        count += clip->packet_bytes[i];
    }
    return count;
}

static void
assert_same(const struct clip *a, const struct clip *b)
{
    assert_int_equal(a->packet_count, b->packet_count);
    assert_int_equal(a->speech_packets, b->speech_packets);
    assert_int_equal(a->speech_samples, b->speech_samples);
    assert_int_equal(a->mark_count, b->mark_count);
    assert_memory_equal(a->packet_bytes, b->packet_bytes, a->packet_count * sizeof *a->packet_bytes);
    assert_int_equal(a->levels != NULL, b->levels != NULL);
    if (a->levels != NULL) {
        assert_memory_equal(a->levels, b->levels, a->packet_count * sizeof *a->levels);
    }
    assert_int_equal(byte_count(a), byte_count(b));
    assert_memory_equal(a->bytes, b->bytes, byte_count(a));
    if (a->mark_count > 0) {
        assert_memory_equal(a->marks, b->marks, a->mark_count * sizeof *a->marks);
    }
}

/* Scenario: clips of one sample to ten minutes, without marks and with thousands. Expect: what was written.
 */
static void
round_trip(void **state)
{
    (void)state;
    static const uint32_t lengths[] = {1, 960, 961, 48000, 480001, 28800000};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        arena memory = arena_reserve(0);
        for (uint32_t marks = 0; marks <= lengths[i] / 10 && marks <= 20000; marks = marks * 20 + 1) {
            arena place = memory;
            struct clip clip = make(&place, lengths[i], marks);
            struct clip back;
            assert_true(clip_parse(&place, clip_serialise(&place, &clip), &back));
            assert_same(&clip, &back);
        }
    }
}

/* Scenario: every byte of a small file changed, one bit at a time. Expect: refused, each time. */
static void
flipped_bits(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct clip clip = make(&memory, 2000, 5);
    str file = clip_serialise(&memory, &clip);
    char *copy = arena_new(&memory, char, file.len);
    memcpy(copy, file.data, file.len);
    for (size_t i = 0; i < file.len; i++) {
        for (int bit = 0; bit < 8; bit += 3) {
            arena place = memory;
            struct clip back;
            copy[i] = (char)(copy[i] ^ 1 << bit);
            assert_false(clip_parse(&place, (str){copy, file.len}, &back));
            copy[i] = file.data[i];
        }
    }
    struct clip back;
    assert_true(clip_parse(&memory, (str){copy, file.len}, &back));
}

/* Scenario: the file cut at every byte, and with something after it. Expect: refused. */
static void
truncated(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct clip clip = make(&memory, 5000, 5);
    str file = clip_serialise(&memory, &clip);
    char *copy = arena_new(&memory, char, 2 * file.len);
    memcpy(copy, file.data, file.len);
    memcpy(copy + file.len, file.data, file.len);
    for (size_t len = 0; len < file.len; len++) {
        arena place = memory;
        struct clip back;
        assert_false(clip_parse(&place, (str){copy, len}, &back));
    }
    for (size_t len = file.len + 1; len <= 2 * file.len; len += 97) {
        arena place = memory;
        struct clip back;
        assert_false(clip_parse(&place, (str){copy, len}, &back));
    }
}

/* Scenario: files whose every checksum is right but which say what cannot be. Expect: refused. */
static void
impossible(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct clip back;
    struct clip clip = make(&memory, 5000, 5);
    clip.packet_count--;
    assert_false(clip_parse(&memory, clip_serialise(&memory, &clip), &back));
    clip = make(&memory, 5000, 5);
    clip.speech_samples = 0;
    assert_false(clip_parse(&memory, clip_serialise(&memory, &clip), &back));
    clip = make(&memory, 40, 5); /* the last mark ends past the speech */
    assert_false(clip_parse(&memory, clip_serialise(&memory, &clip), &back));
    clip = make(&memory, 5000, 5);
    ((struct mark *)(uintptr_t)clip.marks)[2].end = clip.marks[2].start; /* an empty mark */
    assert_false(clip_parse(&memory, clip_serialise(&memory, &clip), &back));
    clip = make(&memory, 5000, 5);
    ((unsigned char *)(uintptr_t)clip.bytes)[0] = 0x70; /* a packet of 10 ms */
    assert_false(clip_parse(&memory, clip_serialise(&memory, &clip), &back));
    clip = make(&memory, 5000, 5);
    ((unsigned char *)(uintptr_t)clip.bytes)[0] = 0x7C; /* stereo */
    assert_false(clip_parse(&memory, clip_serialise(&memory, &clip), &back));
}

/* Scenario: another pre-skip, with the page's checksum made right again. Expect: refused: only one form is a
 * clip. */
static void
other_forms(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct clip clip = make(&memory, 5000, 5);
    str file = clip_serialise(&memory, &clip);
    unsigned char *copy = arena_new(&memory, unsigned char, file.len);
    memcpy(copy, file.data, file.len);
    ogg_page first = {.header = copy, .header_len = 28, .body = copy + 28, .body_len = 19};
    struct clip back;
    ogg_page_checksum_set(&first);
    assert_true(clip_parse(&memory, (str){(char *)copy, file.len}, &back));
    first.body[10] ^= 1;
    ogg_page_checksum_set(&first);
    assert_false(clip_parse(&memory, (str){(char *)copy, file.len}, &back));
}

/* Scenario: a level more or less than there are packets, its page's checksum right. Expect: refused. */
static void
levels_beside_packets(void **state)
{
    (void)state;
    enum { FIRST_PAGE = 47, SEGMENTS = 26, HEADER = 27 };
    static const struct {
        char from, to;
    } edits[] = {{' ', '1'}, {'7', ' '}, {' ', ';'}};
    arena memory = arena_reserve(0);
    struct clip clip = make(&memory, 5000, 5);
    str file = clip_serialise(&memory, &clip);
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        arena place = memory;
        char *copy = arena_new(&place, char, file.len);
        memcpy(copy, file.data, file.len);
        unsigned char *head = (unsigned char *)copy + FIRST_PAGE;
        ogg_page page = {.header = head, .header_len = HEADER + head[SEGMENTS]};
        page.body = head + page.header_len;
        for (int k = 0; k < head[SEGMENTS]; k++) {
            page.body_len += head[HEADER + k];
        }
        size_t at = str_find((str){copy, file.len}, STR(";0 977 "));
        assert_int_not_equal(at, STR_NONE);
        *strchr(copy + at + 2, edits[i].from) = edits[i].to;
        ogg_page_checksum_set(&page);
        struct clip back;
        assert_false(clip_parse(&place, (str){copy, file.len}, &back));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip), cmocka_unit_test(flipped_bits), cmocka_unit_test(truncated),
        cmocka_unit_test(impossible), cmocka_unit_test(other_forms),  cmocka_unit_test(levels_beside_packets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
