#include "verify/mp4_check.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/libav.h"
#include "verify/chapter_check.h"
#include "verify/label_check.h"
#include "verify/tour_names.h"

enum { PRE_SKIP = INDEX_PACKET, TITLE_BYTES_MAX = 255, MISMATCHES_MAX = 20 };

/* One file of the tour and its MP4. */
struct pair {
    const struct libav *av;
    const struct tour_index *x;
    const struct index_file *file;
    str path; /* the MP4's */
    struct findings *f;
};

/* A file as libavformat takes it apart; context NULL: it cannot. */
struct demuxer {
    const struct libav *av;
    AVFormatContext *context;
    AVIOContext *input;
    AVPacket *packet;
    int sound; /* index of the stream */
    unsigned sounds;
};

static void
demux_close(struct demuxer *d)
{
    d->av->av_packet_free(&d->packet);
    d->av->avformat_close_input(&d->context);
    d->av->avio_closep(&d->input);
}

/* at_once: read from front to back as a radio would be, which leaves the text track of chapters unread. */
static bool
demux_open(struct demuxer *d, const struct libav *av, const struct findings *f, str file, const char *format,
           bool at_once, arena scratch)
{
    *d = (struct demuxer){.av = av, .sound = -1};
    str path = file_join(&scratch, f->folder, file);
    const char *url = str_terminated(&scratch, str_format(&scratch, "file:" STR_FMT, STR_ARG(path)));
    struct stat st;
    if (lstat(url + sizeof "file:" - 1, &st) != 0 || !S_ISREG(st.st_mode) ||
        d->av->avio_open(&d->input, url, AVIO_FLAG_READ) < 0) {
        return false;
    }
    d->packet = d->av->av_packet_alloc();
    d->context = d->av->avformat_alloc_context();
    if (d->context == NULL || d->packet == NULL) {
        demux_close(d);
        return false;
    }
    d->context->pb = d->input;
    if (at_once) {
        d->input->seekable = 0;
    }
    if (d->av->avformat_open_input(&d->context, url, d->av->av_find_input_format(format), NULL) < 0) {
        demux_close(d);
        return false;
    }
    for (unsigned i = 0; i < d->context->nb_streams; i++) {
        if (d->context->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO) {
            d->sound = d->sounds++ == 0 ? (int)i : d->sound;
        }
    }
    return true;
}

/* The next packet of the sound in d->packet; false past the last. */
static bool
demux_next(struct demuxer *d)
{
    do {
        d->av->av_packet_unref(d->packet);
        if (d->av->av_read_frame(d->context, d->packet) < 0) {
            return false;
        }
    } while (d->packet->stream_index != d->sound);
    return true;
}

/* chpl holds 255 bytes of a title: what was cut to fit is the title as far as it goes. */
static str
whole_title(const struct index_chapter *chapter, const char *found)
{
    str title = str_from(found);
    bool cut = chapter->title.len > TITLE_BYTES_MAX && title.len <= TITLE_BYTES_MAX &&
               title.len + 4 > TITLE_BYTES_MAX && str_starts(chapter->title, title);
    return cut ? chapter->title : title;
}

/* Returns how many chapters agree. ends: chpl has none. */
static size_t
check_chapters(const struct pair *p, const AVFormatContext *context, bool ends)
{
    const struct index_file *file = p->file;
    size_t agree = 0;
    if (context->nb_chapters != file->chapter_count) {
        finding_add(p->f, p->path, "expected %zu chapters in %s, found %u", file->chapter_count,
                    ends ? "the text track" : "chpl", context->nb_chapters);
    }
    for (size_t i = 0; i < context->nb_chapters && i < file->chapter_count; i++) {
        const AVChapter *chapter = context->chapters[i];
        const struct index_chapter *expected = &p->x->chapters[file->first_chapter + i];
        const AVDictionaryEntry *title = p->av->av_dict_get(chapter->metadata, "title", NULL, 0);
        AVRational ms = {1, INDEX_RATE_HZ / INDEX_MS};
        uint64_t expected_end = (expected->at.start + expected->at.length) / INDEX_MS;
        struct heard_chapter heard = {
            .start_ms = (uint64_t)p->av->av_rescale_q(chapter->start, chapter->time_base, ms),
            .end_ms =
                ends ? (uint64_t)p->av->av_rescale_q(chapter->end, chapter->time_base, ms) : expected_end,
            .title = whole_title(expected, title != NULL ? title->value : ""),
        };
        agree += chapter_check_heard(p->x, file, i, p->path, &heard, p->f);
    }
    return agree;
}

static void
check_head(const struct pair *p, const struct demuxer *mp4, const struct demuxer *ogg)
{
    const AVStream *stream = mp4->context->streams[mp4->sound];
    const AVCodecParameters *sound = stream->codecpar,
                            *expected = ogg->context->streams[ogg->sound]->codecpar;
    if (mp4->sounds != 1) {
        finding_add(p->f, p->path, "expected one stream of sound, found %u", mp4->sounds);
    }
    if (sound->codec_id != AV_CODEC_ID_OPUS || expected->extradata_size == 0 ||
        sound->extradata_size != expected->extradata_size ||
        memcmp(sound->extradata, expected->extradata, (size_t)expected->extradata_size) != 0) {
        finding_add(p->f, p->path, "expected Opus with the head that " STR_FMT " has, found another",
                    STR_ARG(p->file->path));
    }
    AVRational samples = {1, INDEX_RATE_HZ};
    int64_t length = p->av->av_rescale_q(stream->duration, stream->time_base, samples);
    if (length < 0 || (uint64_t)length != p->file->at.length) {
        finding_at(p->f, p->path, p->file->at.length, "expected its end here, found it at sample %" PRId64,
                   length);
    }
}

/* What a player is told to skip at a packet's front; at its end nothing may be. */
static uint32_t
skipped(const struct libav *av, const AVPacket *packet, bool *at_end)
{
    size_t size = 0;
    const uint8_t *data = av->av_packet_get_side_data(packet, AV_PKT_DATA_SKIP_SAMPLES, &size);
    *at_end = false;
    if (data == NULL || size < 8) {
        return 0;
    }
    *at_end = (data[4] | data[5] | data[6] | data[7]) != 0;
    return (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 | (uint32_t)data[3] << 24;
}

/* False where packet k is not the Ogg file's, or not at its time. */
static bool
check_packet(const struct pair *p, uint64_t k, const struct demuxer *mp4, const struct demuxer *ogg)
{
    const AVPacket *found = mp4->packet, *expected = ogg->packet;
    uint64_t sample = k > 0 ? (k - 1) * INDEX_PACKET : 0;
    AVRational samples = {1, INDEX_RATE_HZ};
    int64_t at = p->av->av_rescale_q(found->pts, mp4->context->streams[mp4->sound]->time_base, samples);
    bool good = true;
    if (found->size != expected->size || memcmp(found->data, expected->data, (size_t)found->size) != 0) {
        finding_at(p->f, p->path, sample,
                   "expected packet %" PRIu64 " of " STR_FMT ", found another of %d bytes", k,
                   STR_ARG(p->file->path), found->size);
        good = false;
    }
    if (at != (int64_t)(k * INDEX_PACKET) - PRE_SKIP) {
        finding_at(p->f, p->path, sample, "expected packet %" PRIu64 " here, found it at sample %" PRId64, k,
                   at);
        good = false;
    }
    bool at_end;
    uint32_t skip = skipped(p->av, found, &at_end);
    if (skip != (k == 0 ? PRE_SKIP : 0) || at_end || (found->flags & AV_PKT_FLAG_CORRUPT) != 0) {
        finding_at(p->f, p->path, sample,
                   "expected %d samples of packet %" PRIu64 " to be skipped, found %u%s",
                   k == 0 ? PRE_SKIP : 0, k, (unsigned)skip, at_end ? " and some at its end" : "");
        good = false;
    }
    return good;
}

static uint64_t
check_packets(const struct pair *p, struct demuxer *mp4, struct demuxer *ogg)
{
    uint64_t k = 0, good = 0;
    bool found = demux_next(mp4), expected = demux_next(ogg);
    while (found && expected && k - good < MISMATCHES_MAX) {
        good += check_packet(p, k, mp4, ogg);
        k++;
        found = demux_next(mp4);
        expected = demux_next(ogg);
    }
    if (found != expected) {
        finding_at(p->f, p->path, k > 0 ? (k - 1) * INDEX_PACKET : 0,
                   expected ? "expected packet %" PRIu64 ", found the end"
                            : "expected the end, found packet %" PRIu64,
                   k);
    }
    return good;
}

static void
check_pair(const struct pair *p, arena scratch, struct mp4_proof *proof)
{
    struct demuxer mp4, once, ogg;
    size_t before = p->f->count;
    if (!demux_open(&mp4, p->av, p->f, p->path, "mov", false, scratch)) {
        finding_add(p->f, p->path, "expected an MP4 file, found what libavformat cannot read");
        return;
    }
    bool open = demux_open(&ogg, p->av, p->f, p->file->path, "ogg", false, scratch);
    if (!open || ogg.sound < 0 || mp4.sound < 0) {
        finding_add(p->f, p->path, "expected the sound of " STR_FMT ", found none to compare",
                    STR_ARG(p->file->path));
    } else {
        check_head(p, &mp4, &ogg);
        proof->packets += check_packets(p, &mp4, &ogg);
    }
    label_check_mp4(p->x, p->file, p->path, p->av, mp4.context, open ? ogg.context : NULL, scratch, p->f);
    size_t chapters = check_chapters(p, mp4.context, true);
    if (demux_open(&once, p->av, p->f, p->path, "mov", true, scratch)) {
        size_t again = check_chapters(p, once.context, false);
        proof->chapters += chapters < again ? chapters : again;
        demux_close(&once);
    } else {
        finding_add(p->f, p->path, "expected its index before the sound, found it elsewhere");
    }
    if (open) {
        demux_close(&ogg);
    }
    demux_close(&mp4);
    proof->files += p->f->count == before;
}

struct mp4_proof
mp4_check(const struct tour_index *x, arena scratch, struct findings *f)
{
    struct mp4_proof proof = {0};
    struct libav av;
    if (!libav_load(&av)) {
        finding_add(f, STR("tour.mp4"), "expected libavformat to read it with, found none: sh setup.sh");
        return proof;
    }
    av.av_log_set_level(AV_LOG_QUIET);
    for (size_t i = 0; i < x->file_count; i++) {
        arena inner = scratch;
        struct pair p = {.av = &av, .x = x, .file = &x->files[i], .f = f};
        p.path = tour_name_sibling(&inner, p.file->path, "mp4");
        check_pair(&p, inner, &proof);
    }
    return proof;
}
