/* What the tracks of a made-up tour say of themselves. */
#include "support_cmocka.h"

#include <opusfile.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "publish/label.h"
#include "support_tour.h"

/* A PNG file's chunks, of 640 by 480 true colours, without pixels. */
static const char png[] = "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x02\x80\0\0\x01\xE0\x08\x02\0\0\0\0\0\0\0"
                          "\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\0\0\0\0";
/* A comment segment, the frame header of 3 components, 300 by 200, a scan, the end. */
static const char jpeg[] = "\xFF\xD8\xFF\xFE\0\x04xx\xFF\xFF\xC2\0\x11\x08\0\xC8\x01\x2C\x03........."
                           "\xFF\xDA\0\x04xx...\xFF\xD9";

struct set {
    arena memory;
    struct support_tour *t;
    struct press press;
};

/* Four stops: title, two headings, the second silent, a caption; levels of -19 LUFS where there is speech. */
static struct set
make(void)
{
    struct set set = {.memory = arena_reserve(0)};
    struct diags *diags = arena_new(&set.memory, struct diags, 1);
    *diags = diags_new(&set.memory);
    set.t =
        support_tour_make(&set.memory, "T锦州\nP朝着，大海。|走吧。\nH港口\nP船来了。\nH……\nP……\nC照片。");
    support_tour_lay(set.t, &set.memory, diags);
    const uint16_t **levels = arena_new(&set.memory, const uint16_t *, set.t->tour.sentence_count);
    for (size_t i = 0; i < set.t->tour.sentence_count; i++) {
        uint32_t packets = set.t->speech_packets[i] + CLIP_LEAD_PACKETS + CLIP_DECAY_PACKETS;
        uint16_t *own = arena_new(&set.memory, uint16_t, packets);
        for (uint32_t k = CLIP_LEAD_PACKETS; k + CLIP_DECAY_PACKETS < packets; k++) {
            own[k] = 810;
        }
        levels[i] = set.t->speech_packets[i] > 0 ? own : NULL;
    }
    set.t->publication.levels = levels;
    set.t->publication.date = STR("2026-05-01");
    set.press = (struct press){.publication = &set.t->publication,
                               .timeline = set.t->publication.timeline,
                               .tour = &set.t->tour,
                               .photos = arena_new(&set.memory, str, set.t->tour.stop_count),
                               .diags = diags};
    arena scratch = arena_reserve(0);
    set.press.gains = gains_find(&set.memory, scratch, &set.t->publication);
    return set;
}

static const char *
value_of(const struct ogg_tag *tags, size_t count, const char *name, arena *out)
{
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (str_equal(tags[i].name, str_from(name))) {
            assert_null(found);
            found = str_terminated(out, tags[i].value);
        }
    }
    return found;
}

static void
test_comments_of_a_stop(void **state)
{
    (void)state;
    struct set set = make();
    struct label label = label_of_stop(&set.memory, &set.press, 0);
    assert_true(picture_read((str){png, sizeof png - 1}, &label.picture));
    const struct ogg_tag *tags;
    size_t count = label_comments(&set.memory, &label, &tags);
    assert_string_equal(value_of(tags, count, "TITLE", &set.memory), "锦州");
    assert_string_equal(value_of(tags, count, "DATE", &set.memory), "2026-05-01");
    assert_string_equal(value_of(tags, count, "DESCRIPTION", &set.memory), "朝着，大海。走吧。");
    assert_non_null(value_of(tags, count, "R128_TRACK_GAIN", &set.memory));
    assert_non_null(value_of(tags, count, "CHAPTER000", &set.memory));
    assert_true(str_equal(tags[count - 1].name, STR("METADATA_BLOCK_PICTURE")));
    OpusPictureTag picture;
    const char *whole = str_terminated(&set.memory, str_format(&set.memory, "METADATA_BLOCK_PICTURE=" STR_FMT,
                                                               STR_ARG(tags[count - 1].value)));
    assert_int_equal(opus_picture_tag_parse(&picture, whole), 0);
    assert_int_equal(picture.type, 3);
    assert_string_equal(picture.mime_type, "image/png");
    assert_string_equal(picture.description, "锦州");
    assert_int_equal(picture.width, 640);
    assert_int_equal(picture.height, 480);
    assert_int_equal(picture.depth, 24);
    assert_int_equal(picture.data_length, sizeof png - 1);
    assert_memory_equal(picture.data, png, sizeof png - 1);
    opus_picture_tag_clear(&picture);
}

/* Expect: a stop of one level has that level's gain, -23 - (-19) dB; silence has none; the album's is the
 * tour's. */
static void
test_gains(void **state)
{
    (void)state;
    struct set set = make();
    const struct gains *g = set.press.gains;
    assert_true(g->stops[0].known && g->stops[1].known && g->tour.known);
    assert_false(g->stops[2].known);
    assert_in_range(-g->stops[1].q8_db, 256, 1024); /* pauses within blocks: up to 3 dB softer */
    assert_int_equal(g->parts[0].q8_db, g->tour.q8_db);
    struct label label = label_of_stop(&set.memory, &set.press, 2);
    const struct ogg_tag *tags;
    size_t count = label_comments(&set.memory, &label, &tags);
    assert_null(value_of(tags, count, "R128_TRACK_GAIN", &set.memory));
    assert_string_equal(value_of(tags, count, "R128_ALBUM_GAIN", &set.memory),
                        str_terminated(&set.memory, str_format(&set.memory, "%d", g->tour.q8_db)));
    set.t->publication.levels = NULL;
    arena scratch = arena_reserve(0);
    assert_false(gains_find(&set.memory, scratch, &set.t->publication)->tour.known);
}

/* Scenario: text of any length. Expect: whole sentences within the limit, the first cut where it must be. */
static void
test_description(void **state)
{
    (void)state;
    struct set set = make();
    struct str_builder b = {.out = &set.memory};
    for (int i = 0; i < LABEL_DESCRIPTION_MAX + 50; i++) {
        str_add(&b, STR("海"));
    }
    struct segment *segment = &set.t->tour.segments[1];
    struct sentence *sentences = &set.t->tour.sentences[segment->first_sentence];
    str rest = str_cut(str_built(&b), 0, (LABEL_DESCRIPTION_MAX - 7) * 3);
    sentences[1].text = rest; /* the first has six characters: one too few are left */
    struct label label = label_of_stop(&set.memory, &set.press, 0);
    assert_int_equal(utf8_count(label.description), LABEL_DESCRIPTION_MAX - 1);
    sentences[1].text = str_cut(str_built(&b), 0, (LABEL_DESCRIPTION_MAX - 5) * 3);
    label = label_of_stop(&set.memory, &set.press, 0);
    assert_int_equal(utf8_count(label.description), 6);
    sentences[0].text = str_built(&b);
    label = label_of_stop(&set.memory, &set.press, 0);
    assert_int_equal(utf8_count(label.description), LABEL_DESCRIPTION_MAX);
}

static void
test_pictures(void **state)
{
    (void)state;
    struct picture picture;
    assert_true(picture_read((str){jpeg, sizeof jpeg - 1}, &picture));
    assert_string_equal(picture.mime.data, "image/jpeg");
    assert_int_equal(picture.width, 300);
    assert_int_equal(picture.height, 200);
    assert_int_equal(picture.depth_bits, 24);
    for (size_t len = 0; len < sizeof jpeg - 1; len++) {
        assert_false(picture_read((str){jpeg, len}, &picture));
        assert_int_equal(picture.bytes.len, 0);
    }
    for (size_t len = 0; len < sizeof png - 5; len++) { /* but for the last chunk's checksum */
        assert_false(picture_read((str){png, len}, &picture));
    }
    assert_false(picture_read(STR("<svg xmlns='http://www.w3.org/2000/svg'/>"), &picture));
    assert_false(
        picture_read(STR("\xFF\xD8\xFF\xDA\0\x04xx\xFF\xC0\0\x11\x08\0\x01\0\x01\x03...."), &picture));
    arena memory = arena_reserve(0);
    char *large = arena_new(&memory, char, PICTURE_BYTES_MAX + 1);
    memcpy(large, png, sizeof png - 1);
    assert_true(picture_read((str){large, PICTURE_BYTES_MAX}, &picture));
    assert_false(picture_read((str){large, PICTURE_BYTES_MAX + 1}, &picture));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comments_of_a_stop),
        cmocka_unit_test(test_gains),
        cmocka_unit_test(test_description),
        cmocka_unit_test(test_pictures),
    };
    return cmocka_run_group_tests_name("label", tests, NULL, NULL);
}
