/* Ogg Opus files of a made-up tour, read back by libogg and opusfile. */
#include "support_cmocka.h"

#include <math.h>
#include <ogg/ogg.h>
#include <opusfile.h>
#include <string.h>

#include "base/file.h"
#include "publish/ogg.h"
#include "support_tour.h"

enum { P = CLIP_PACKET_SAMPLES };

static const char lines[] = "T锦州\nP朝着，大海。|走吧。\nH港口\nP船来了。|……\nC照片。";

struct built {
    arena memory;
    struct diags diags;
    struct support_tour *t;
    str folder;
};

static int
build(void **state)
{
    static struct built b; /* one for all tests of this program */
    b.memory = arena_reserve(0);
    b.diags = diags_new(&b.memory);
    b.t = support_tour_make(&b.memory, lines);
    b.t->tour.settings.publisher = STR("馆 = 好");
    b.t->tour.settings.licence = STR("CC BY 4.0");
    b.folder = support_tour_publish(b.t, &b.memory, &b.diags);
    *state = &b;
    return b.folder.len > 0 ? 0 : -1;
}

static int
remove_built(void **state)
{
    struct built *b = *state;
    return file_remove(b->folder, b->memory, &b->diags) == STATUS_OK ? 0 : -1;
}

static OggOpusFile *
open_file(str bytes)
{
    int error = 0;
    OggOpusFile *file = op_open_memory((const unsigned char *)bytes.data, bytes.len, &error);
    assert_int_equal(error, 0);
    return file;
}

static float *
decode(arena *out, str bytes, uint64_t *count)
{
    OggOpusFile *file = open_file(bytes);
    *count = (uint64_t)op_pcm_total(file, -1);
    float *samples = arena_new(out, float, *count + 1);
    uint64_t done = 0;
    int got;
    while ((got = op_read_float(file, samples + done, (int)(*count + 1 - done), NULL)) > 0) {
        done += (uint64_t)got;
    }
    assert_int_equal(got, 0);
    assert_int_equal(done, *count);
    op_free(file);
    return samples;
}

static double
rms(const float *samples, uint64_t from, uint64_t count)
{
    double sum = 0;
    for (uint64_t i = from; i < from + count; i++) {
        sum += (double)samples[i] * (double)samples[i];
    }
    return sqrt(sum / (double)count);
}

/* Expect: every sentence sounds from its very start to its end in the decoded file, and silence lies around
 * it. */
static void
assert_sounds(const struct timeline *t, const float *samples, uint64_t offset, size_t stop)
{
    const struct stop *s = &t->tour->stops[stop];
    const struct segment *last = &t->tour->segments[s->first_segment + s->segment_count - 1];
    uint32_t first = t->tour->segments[s->first_segment].first_sentence;
    for (uint32_t i = first; i < last->first_sentence + last->sentence_count; i++) {
        uint64_t start = offset + t->sentences[i].start, length = t->sentences[i].length;
        if (length == 0) {
            continue;
        }
        assert_true(rms(samples, start + 48, P / 2) > 0.03);
        assert_true(rms(samples, start + length - 3 * P, P) > 0.03);
        assert_true(rms(samples, start - 3 * P, 2 * P) < 0.001);
        assert_true(rms(samples, start + length + P, P) < 0.001);
    }
}

static void
test_stop_files_decode_to_their_timeline(void **state)
{
    struct built *b = *state;
    const struct timeline *t = b->t->publication.timeline;
    for (size_t i = 0; i < t->tour->stop_count; i++) {
        arena scratch = b->memory;
        str name = timeline_stop_file(&scratch, t, i, "opus");
        uint64_t count;
        float *samples =
            decode(&scratch, support_tour_file(&scratch, b->folder, str_terminated(&scratch, name)), &count);
        assert_int_equal(count, t->stops[i].length);
        assert_sounds(t, samples, 0, i);
    }
}

static void
test_tour_file_is_the_stops_one_after_another(void **state)
{
    struct built *b = *state;
    const struct timeline *t = b->t->publication.timeline;
    arena scratch = b->memory;
    uint64_t count;
    float *samples = decode(&scratch, support_tour_file(&scratch, b->folder, "tour.opus"), &count);
    assert_int_equal(count, t->length);
    for (size_t i = 0; i < t->tour->stop_count; i++) {
        assert_sounds(t, samples, t->stops[i].start, i);
    }
}

static void
assert_tag(const OpusTags *tags, const char *name, const char *value)
{
    const char *found = opus_tags_query(tags, name, 0);
    assert_non_null(found);
    assert_string_equal(found, value);
    assert_int_equal(opus_tags_query_count(tags, name), 1);
}

static void
test_tags_of_a_stop(void **state)
{
    struct built *b = *state;
    arena scratch = b->memory;
    OggOpusFile *file = open_file(support_tour_file(&scratch, b->folder, "stops/002.opus"));
    assert_int_equal(op_head(file, -1)->pre_skip, OGG_PRE_SKIP);
    assert_int_equal(op_head(file, -1)->output_gain, 0);
    const OpusTags *tags = op_tags(file, -1);
    assert_tag(tags, "TITLE", "港口");
    assert_tag(tags, "ALBUM", "锦州");
    assert_tag(tags, "ARTIST", "馆 = 好");
    assert_tag(tags, "TRACKNUMBER", "2");
    assert_tag(tags, "LANGUAGE", "cmn");
    assert_tag(tags, "LICENSE", "CC BY 4.0");
    assert_tag(tags, "CHAPTER000", "00:00:00.000");
    assert_tag(tags, "CHAPTER000NAME", "港口");
    /* head 400 + two hanzi 400 + pause 1000 - lead 200 ms */
    assert_tag(tags, "CHAPTER001", "00:00:01.600");
    assert_tag(tags, "CHAPTER001NAME", "船来了。");
    assert_null(opus_tags_query(tags, "CHAPTER002", 0));
    assert_null(opus_tags_query(tags, "R128_TRACK_GAIN", 0));
    op_free(file);
}

static void
test_chapters_of_the_tour(void **state)
{
    struct built *b = *state;
    const struct timeline *t = b->t->publication.timeline;
    arena scratch = b->memory;
    OggOpusFile *file = open_file(support_tour_file(&scratch, b->folder, "tour.opus"));
    const OpusTags *tags = op_tags(file, -1);
    assert_tag(tags, "TITLE", "锦州");
    assert_null(opus_tags_query(tags, "TRACKNUMBER", 0));
    assert_tag(tags, "CHAPTER002", str_terminated(&scratch, timeline_clock(&scratch, t->stops[2].start)));
    assert_tag(tags, "CHAPTER002NAME", "照片。");
    op_free(file);
}

/* Scenario: headings as long as a book. Expect: whole in the tags of every file. */
static void
test_titles_of_any_length(void **state)
{
    (void)state;
    enum { TITLE_BYTES = 600000 };
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, "T锦州\nH港口");
    char *title = arena_new(&memory, char, TITLE_BYTES + 1);
    memset(title, 'x', TITLE_BYTES);
    t->tour.stops[0].title = t->tour.stops[1].title = str_from(title);
    str folder = support_tour_publish(t, &memory, &diags);
    assert_true(folder.len > 0);
    OggOpusFile *file = open_file(support_tour_file(&memory, folder, "tour.opus"));
    assert_tag(op_tags(file, -1), "CHAPTER001NAME", title);
    op_free(file);
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

struct pages {
    unsigned count;
    int serial;
    ogg_int64_t last_granule;
    bool ended;
};

/* Walks the pages: numbers ascend, audio pages hold whole packets of at most a second and say where they end.
 */
static struct pages
walk_pages(str bytes)
{
    ogg_sync_state sync;
    ogg_page page;
    struct pages pages = {0};
    ogg_int64_t packets = 0;
    ogg_sync_init(&sync);
    memcpy(ogg_sync_buffer(&sync, (long)bytes.len), bytes.data, bytes.len);
    ogg_sync_wrote(&sync, (long)bytes.len);
    while (ogg_sync_pageout(&sync, &page) == 1) {
        assert_false(pages.ended);
        assert_int_equal(ogg_page_pageno(&page), pages.count);
        assert_int_equal(ogg_page_bos(&page), pages.count == 0 ? 2 : 0);
        assert_int_equal(ogg_page_continued(&page), 0);
        assert_true(pages.count == 0 || ogg_page_serialno(&page) == pages.serial);
        pages.serial = ogg_page_serialno(&page);
        if (pages.count < 2) { /* the headers, a page each */
            assert_int_equal(ogg_page_packets(&page), 1);
            assert_int_equal(ogg_page_granulepos(&page), 0);
        } else {
            assert_in_range(ogg_page_packets(&page), 1, OGG_PACKETS_A_PAGE);
            packets += ogg_page_packets(&page);
            assert_int_equal(ogg_page_granulepos(&page), packets * P);
        }
        pages.last_granule = ogg_page_granulepos(&page);
        pages.ended = ogg_page_eos(&page) != 0;
        pages.count++;
    }
    assert_int_equal(sync.returned, (int)bytes.len);
    ogg_sync_clear(&sync);
    return pages;
}

static void
test_pages(void **state)
{
    struct built *b = *state;
    const struct timeline *t = b->t->publication.timeline;
    arena scratch = b->memory;
    struct pages tour = walk_pages(support_tour_file(&scratch, b->folder, "tour.opus"));
    struct pages stop = walk_pages(support_tour_file(&scratch, b->folder, "stops/001.opus"));
    assert_true(tour.ended);
    assert_int_equal(tour.last_granule, OGG_PRE_SKIP + t->length);
    assert_int_equal(stop.last_granule, OGG_PRE_SKIP + t->stops[0].length);
    assert_int_not_equal(tour.serial, stop.serial);
}

/* Scenario: packets of 1275 bytes, six segments each, and a comment header of 200 KB. Expect: pages stay
 * whole. */
static void
test_large_packets(void **state)
{
    struct built *b = *state;
    arena scratch = b->memory;
    str path = file_join(&scratch, b->folder, STR("large.opus"));
    char *comment = arena_new(&scratch, char, 200000), *packet = arena_new(&scratch, char, 1275);
    memset(comment, 'x', 200000);
    packet[0] = (char)0xF8;
    struct ogg_tag tag = {STR("NOTE"), {comment, 200000}};
    struct ogg_file *file = ogg_create(&scratch, path, &tag, 1, 120);
    for (int i = 0; i < 120; i++) {
        ogg_put(file, (str){packet, 1275});
    }
    assert_int_equal(ogg_close(file, &b->diags), STATUS_OK);
    OggOpusFile *opened = open_file(support_tour_file(&scratch, b->folder, "large.opus"));
    assert_int_equal(op_pcm_total(opened, -1), 119 * P);
    assert_int_equal(strlen(opus_tags_query(op_tags(opened, -1), "NOTE", 0)), 200000);
    op_free(opened);
}

/* Expect: the same tour, published again elsewhere, has the same bytes. */
static void
test_bytes_depend_on_content_only(void **state)
{
    struct built *b = *state;
    static const char *const names[] = {"tour.opus",     "stops/001.opus", "timeline.json",
                                        "chapters.json", "chapters.vtt",   "index.html"};
    arena scratch = b->memory;
    struct support_tour *again = support_tour_make(&scratch, lines);
    again->tour.settings.publisher = b->t->tour.settings.publisher;
    again->tour.settings.licence = b->t->tour.settings.licence;
    str folder = support_tour_publish(again, &scratch, &b->diags);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(str_equal(support_tour_file(&scratch, b->folder, names[i]),
                              support_tour_file(&scratch, folder, names[i])));
    }
    assert_int_equal(file_remove(folder, scratch, &b->diags), STATUS_OK);
}

/* Scenario: a clip longer than its place. Expect: an error, not a shifted tour. */
static void
test_a_clip_that_does_not_fit(void **state)
{
    struct built *b = *state;
    arena scratch = b->memory;
    struct diags diags = diags_new(&scratch);
    struct support_tour *t = support_tour_make(&scratch, "T一");
    support_tour_lay(t, &scratch, &diags);
    t->speech_packets[0]++;
    str folder = file_join(&scratch, b->folder, STR("broken"));
    assert_int_equal(file_make_folder(folder, scratch, &diags), STATUS_OK);
    assert_int_equal(publish_tour(&t->publication, folder, scratch, &diags), STATUS_SYSTEM);
    assert_int_equal(diags.errors, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stop_files_decode_to_their_timeline),
        cmocka_unit_test(test_tour_file_is_the_stops_one_after_another),
        cmocka_unit_test(test_tags_of_a_stop),
        cmocka_unit_test(test_chapters_of_the_tour),
        cmocka_unit_test(test_titles_of_any_length),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_large_packets),
        cmocka_unit_test(test_bytes_depend_on_content_only),
        cmocka_unit_test(test_a_clip_that_does_not_fit),
    };
    return cmocka_run_group_tests_name("ogg", tests, build, remove_built);
}
