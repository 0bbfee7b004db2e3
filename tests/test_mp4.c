/* MP4 files of a made-up tour, read back by libavformat. */
#include "support_cmocka.h"

#include <errno.h>
#include <libavformat/avformat.h>
#include <string.h>

#include "base/file.h"
#include "publish/mp4.h"
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

static AVFormatContext *
open_path(const char *path)
{
    AVFormatContext *context = NULL;
    assert_int_equal(avformat_open_input(&context, path, NULL, NULL), 0);
    return context;
}

static AVFormatContext *
open_file(arena scratch, str folder, const char *name)
{
    return open_path(str_terminated(&scratch, file_join(&scratch, folder, str_from(name))));
}

static const char *
text_of(const AVDictionary *texts, const char *key)
{
    const AVDictionaryEntry *entry = av_dict_get(texts, key, NULL, 0);
    return entry != NULL ? entry->value : NULL;
}

/* Expect: the same packets as the Ogg file's, at their times. Returns how many. */
static uint64_t
assert_same_packets(AVFormatContext *mp4, AVFormatContext *ogg)
{
    AVPacket *a = av_packet_alloc(), *b = av_packet_alloc();
    int64_t count = 0;
    while (av_read_frame(ogg, b) == 0) {
        do {
            av_packet_unref(a);
            assert_int_equal(av_read_frame(mp4, a), 0);
        } while (a->stream_index != 0);
        assert_int_equal(a->size, b->size);
        assert_memory_equal(a->data, b->data, (size_t)a->size);
        assert_true(a->pts == (count - 1) * P);
        assert_int_equal(a->duration, P);
        av_packet_unref(b);
        count++;
    }
    av_packet_free(&a);
    av_packet_free(&b);
    return (uint64_t)count;
}

static void
test_packets_are_the_ogg_files(void **state)
{
    struct built *b = *state;
    static const char *const names[][2] = {
        {"stops/001.mp4", "stops/001.opus"}, {"stops/002.mp4", "stops/002.opus"}, {"tour.mp4", "tour.opus"}};
    const struct timeline *t = b->t->publication.timeline;
    const uint64_t lengths[] = {t->stops[0].length, t->stops[1].length, t->length};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        AVFormatContext *mp4 = open_file(b->memory, b->folder, names[i][0]);
        AVFormatContext *ogg = open_file(b->memory, b->folder, names[i][1]);
        const AVCodecParameters *sound = mp4->streams[0]->codecpar;
        assert_int_equal(sound->codec_id, AV_CODEC_ID_OPUS);
        assert_int_equal(sound->extradata_size, ogg->streams[0]->codecpar->extradata_size);
        assert_memory_equal(sound->extradata, ogg->streams[0]->codecpar->extradata,
                            (size_t)sound->extradata_size);
        assert_int_equal(mp4->streams[0]->duration, lengths[i]);
        assert_int_equal(assert_same_packets(mp4, ogg), lengths[i] / P + 1);
        avformat_close_input(&mp4);
        avformat_close_input(&ogg);
    }
}

static void
assert_chapter(const AVFormatContext *context, unsigned i, uint64_t start, uint64_t end, const char *title)
{
    assert_in_range(i, 0, context->nb_chapters - 1);
    const AVChapter *chapter = context->chapters[i];
    AVRational samples = {1, CLIP_RATE_HZ};
    assert_int_equal(av_rescale_q(chapter->start, chapter->time_base, samples), start);
    assert_int_equal(av_rescale_q(chapter->end, chapter->time_base, samples), end);
    assert_string_equal(text_of(chapter->metadata, "title"), title);
}

static void
test_chapters_and_texts_of_a_stop(void **state)
{
    struct built *b = *state;
    const struct timeline *t = b->t->publication.timeline;
    AVFormatContext *mp4 = open_file(b->memory, b->folder, "stops/002.mp4");
    assert_string_equal(text_of(mp4->metadata, "title"), "港口");
    assert_string_equal(text_of(mp4->metadata, "album"), "锦州");
    assert_string_equal(text_of(mp4->metadata, "artist"), "馆 = 好");
    assert_string_equal(text_of(mp4->metadata, "copyright"), "CC BY 4.0");
    assert_string_equal(text_of(mp4->metadata, "track"), "2");
    assert_string_equal(text_of(mp4->streams[0]->metadata, "language"), "cmn");
    assert_null(text_of(mp4->metadata, "encoder"));
    assert_null(text_of(mp4->metadata, "creation_time"));
    assert_int_equal(mp4->nb_chapters, 2);
    assert_chapter(mp4, 0, 0, 76800, "港口"); /* head 400 + two hanzi 400 + pause 1000 - lead 200 ms */
    assert_chapter(mp4, 1, 76800, t->stops[1].length, "船来了。");
    avformat_close_input(&mp4);
}

static void
test_chapters_of_the_tour(void **state)
{
    struct built *b = *state;
    const struct timeline *t = b->t->publication.timeline;
    AVFormatContext *mp4 = open_file(b->memory, b->folder, "tour.mp4");
    assert_string_equal(text_of(mp4->metadata, "title"), "锦州");
    assert_null(text_of(mp4->metadata, "track"));
    assert_int_equal(mp4->nb_chapters, 3);
    assert_chapter(mp4, 2, t->stops[2].start, t->length, "照片。");
    avformat_close_input(&mp4);
}

/* Expect: the index stands before the sound. */
static void
test_plays_while_it_loads(void **state)
{
    struct built *b = *state;
    arena scratch = b->memory;
    str bytes = support_tour_file(&scratch, b->folder, "tour.mp4");
    assert_true(str_find(bytes, STR("moov")) < str_find(bytes, STR("mdat")));
}

/* Scenario: titles longer than chpl's count of bytes. Expect: cut between characters. */
static void
test_long_titles(void **state)
{
    (void)state;
    enum { HAN = 100, HAN_BYTES = 3, SHOWN = 85 };
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct support_tour *t = support_tour_make(&memory, "T锦州\nH港口");
    struct str_builder title = {.out = &memory};
    str_add(&title, STR("a"));
    for (int i = 0; i < HAN; i++) {
        str_add(&title, STR("锦"));
    }
    t->tour.stops[0].title = t->tour.stops[1].title = str_built(&title);
    str folder = support_tour_publish(t, &memory, &diags);
    assert_true(folder.len > 0);
    AVFormatContext *mp4 = open_file(memory, folder, "tour.mp4");
    assert_string_equal(text_of(mp4->metadata, "title"), "锦州");
    const char *found = text_of(mp4->chapters[1]->metadata, "title");
    assert_int_equal(strlen(found), 1 + (SHOWN - 1) * HAN_BYTES);
    assert_true(str_starts(str_built(&title), str_from(found)));
    avformat_close_input(&mp4);
    assert_int_equal(file_remove(folder, memory, &diags), STATUS_OK);
}

/* Expect: the same tour, published again elsewhere, has the same bytes. */
static void
test_bytes_depend_on_content_only(void **state)
{
    struct built *b = *state;
    static const char *const names[] = {"tour.mp4", "stops/001.mp4", "stops/101.mp4"};
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

static enum status
write_one(arena scratch, str path, struct diags *diags)
{
    struct stop_chapter chapter = {STR("一"), 0, P};
    struct label label = {.title = STR("一"), .chapters = &chapter, .chapter_count = 1};
    struct mp4_file *file = mp4_create(&scratch, path, &label);
    for (int i = 0; i < 2000; i++) {
        mp4_put(file, STR("\xF8\xFF\xFE"));
    }
    return mp4_close(file, diags);
}

/* Scenario: a folder that is not there, a device without space, a folder with a colon. Expect: the system's
 * reason, once; a file. */
static void
test_failures(void **state)
{
    struct built *b = *state;
    arena scratch = b->memory;
    struct diags diags = diags_new(&scratch);
    assert_int_equal(write_one(scratch, file_join(&scratch, b->folder, STR("none/x.mp4")), &diags),
                     STATUS_SYSTEM);
    assert_int_equal(diags.errors, 1);
    assert_non_null(strstr(str_terminated(&scratch, diags.items[0].message), strerror(ENOENT)));
    assert_int_equal(write_one(scratch, STR("/dev/full"), &diags), STATUS_SYSTEM);
    assert_int_equal(diags.errors, 2);
    assert_non_null(strstr(str_terminated(&scratch, diags.items[1].message), strerror(ENOSPC)));
    str folder = file_join(&scratch, b->folder, STR("http:x"));
    assert_int_equal(file_make_folder(folder, scratch, &diags), STATUS_OK);
    assert_int_equal(write_one(scratch, file_join(&scratch, folder, STR("%d.mp4")), &diags), STATUS_OK);
    assert_true(file_exists(scratch, file_join(&scratch, folder, STR("%d.mp4"))));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_packets_are_the_ogg_files),
        cmocka_unit_test(test_chapters_and_texts_of_a_stop),
        cmocka_unit_test(test_chapters_of_the_tour),
        cmocka_unit_test(test_plays_while_it_loads),
        cmocka_unit_test(test_long_titles),
        cmocka_unit_test(test_bytes_depend_on_content_only),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests_name("mp4", tests, build, remove_built);
}
