#include "publish/mp4.h"

#include <string.h>

#include "base/file.h"
#include "base/libav.h"
#include "sound/clip.h"

enum { SOUND, PICTURE }; /* streams */

struct mp4_file {
    struct libav av;
    bool loaded; /* av */
    AVFormatContext *context;
    AVPacket *packet;
    const char *path;
    uint64_t done;
    int error; /* libavformat's first; 0: none */
};

static void
note(struct mp4_file *f, int result)
{
    if (f->error == 0 && result < 0) {
        f->error = result;
    }
}

static void
set(struct mp4_file *f, AVDictionary **dictionary, const char *key, str value, arena scratch)
{
    if (value.len > 0) {
        note(f, f->av.av_dict_set(dictionary, key, str_terminated(&scratch, value), 0));
    }
}

/* The first bytes of a text, whole characters. */
static str
first_bytes(str text, size_t most)
{
    size_t len = text.len < most ? text.len : most;
    while (len > 0 && len < text.len && ((unsigned char)text.data[len] & 0xC0) == 0x80) {
        len--;
    }
    return str_cut(text, 0, len);
}

static void
add_chapters(struct mp4_file *f, const struct label *label, arena scratch)
{
    AVFormatContext *context = f->context;
    context->chapters = f->av.av_calloc(label->chapter_count, sizeof *context->chapters);
    for (size_t i = 0; i < label->chapter_count && context->chapters != NULL; i++) {
        const struct stop_chapter *from = &label->chapters[i];
        AVChapter *chapter = f->av.av_mallocz(sizeof *chapter);
        if (chapter == NULL) {
            break;
        }
        chapter->id = (int64_t)i;
        chapter->time_base = (AVRational){1, CLIP_RATE_HZ};
        chapter->start = (int64_t)from->start;
        chapter->end = (int64_t)(from->start + from->length);
        context->chapters[context->nb_chapters++] = chapter;
        set(f, &chapter->metadata, "title", first_bytes(from->title, MP4_TITLE_BYTES_MAX), scratch);
    }
    if (context->nb_chapters != label->chapter_count) {
        note(f, AVERROR(ENOMEM));
    }
}

static void
add_texts(struct mp4_file *f, const struct label *label, arena scratch)
{
    AVDictionary **texts = &f->context->metadata;
    set(f, texts, "title", label->title, scratch);
    set(f, texts, "album", label->album, scratch);
    set(f, texts, "artist", label->publisher, scratch);
    set(f, texts, "album_artist", label->publisher, scratch);
    set(f, texts, "copyright", label->licence, scratch);
    set(f, texts, "date", label->date, scratch);
    set(f, texts, "description", label->description, scratch);
    if (label->number > 0 && label->number <= UINT16_MAX) {
        set(f, texts, "track", str_format(&scratch, "%u", label->number), scratch);
    }
}

static void
add_sound(struct mp4_file *f, const struct label *label, arena scratch)
{
    enum { ISO_639_LETTERS = 3 };
    AVStream *stream = f->av.avformat_new_stream(f->context, NULL);
    str head = ogg_opus_head(&scratch);
    unsigned char *extradata = f->av.av_mallocz(head.len + AV_INPUT_BUFFER_PADDING_SIZE);
    if (stream == NULL || extradata == NULL) {
        f->av.av_free(extradata);
        note(f, AVERROR(ENOMEM));
        return;
    }
    memcpy(extradata, head.data, head.len);
    AVCodecParameters *sound = stream->codecpar;
    sound->codec_type = AVMEDIA_TYPE_AUDIO;
    sound->codec_id = AV_CODEC_ID_OPUS;
    sound->sample_rate = CLIP_RATE_HZ;
    sound->frame_size = CLIP_PACKET_SAMPLES;
    sound->bit_rate = CLIP_BITRATE;
    sound->initial_padding = OGG_PRE_SKIP;
    sound->seek_preroll = MP4_SEEK_PREROLL;
    sound->extradata = extradata;
    sound->extradata_size = (int)head.len;
    f->av.av_channel_layout_default(&sound->ch_layout, 1);
    stream->time_base = (AVRational){1, CLIP_RATE_HZ};
    if (label->language.len == ISO_639_LETTERS) {
        set(f, &stream->metadata, "language", label->language, scratch);
    }
}

/* The picture is a stream to libavformat, of one packet, which it writes as iTunes' covr. */
static void
add_picture(struct mp4_file *f, const struct picture *picture)
{
    AVStream *stream = f->av.avformat_new_stream(f->context, NULL);
    if (stream == NULL) {
        note(f, AVERROR(ENOMEM));
        return;
    }
    stream->disposition = AV_DISPOSITION_ATTACHED_PIC;
    stream->codecpar->codec_type = AVMEDIA_TYPE_VIDEO;
    stream->codecpar->codec_id =
        str_equal(picture->mime, STR("image/png")) ? AV_CODEC_ID_PNG : AV_CODEC_ID_MJPEG;
    stream->codecpar->width = (int)picture->width;
    stream->codecpar->height = (int)picture->height;
}

static void
put_picture(struct mp4_file *f, const struct picture *picture)
{
    AVPacket *p = f->packet;
    p->data = (uint8_t *)(uintptr_t)picture->bytes.data;
    p->size = (int)picture->bytes.len;
    p->stream_index = PICTURE;
    p->flags = AV_PKT_FLAG_KEY;
    note(f, f->av.av_write_frame(f->context, p));
    p->stream_index = SOUND;
}

struct mp4_file *
mp4_create(arena *out, str path, const struct label *label)
{
    struct mp4_file *f = arena_new(out, struct mp4_file, 1);
    f->path = str_terminated(out, path);
    arena scratch = *out;
    f->loaded = libav_load(&f->av);
    if (!f->loaded) {
        note(f, AVERROR_MUXER_NOT_FOUND);
        return f;
    }
    /* a colon in a folder's name is no protocol */
    const char *url = str_terminated(&scratch, str_format(&scratch, "file:%s", f->path));
    f->av.av_log_set_level(AV_LOG_QUIET);
    f->packet = f->av.av_packet_alloc();
    note(f, f->av.avformat_alloc_output_context2(&f->context, NULL, "mp4", url));
    if (f->error != 0 || f->packet == NULL) {
        note(f, AVERROR(ENOMEM));
        return f;
    }
    f->context->flags |= AVFMT_FLAG_BITEXACT;
    add_texts(f, label, scratch);
    add_chapters(f, label, scratch);
    add_sound(f, label, scratch);
    bool has_picture = label->picture.bytes.len > 0;
    if (has_picture) {
        add_picture(f, &label->picture);
    }
    AVDictionary *options = NULL;
    note(f, f->av.av_dict_set(&options, "movflags", "+faststart", 0));
    if (f->error == 0) {
        note(f, f->av.avio_open(&f->context->pb, url, AVIO_FLAG_WRITE));
    }
    if (f->error == 0) {
        note(f, f->av.avformat_write_header(f->context, &options));
    }
    f->av.av_dict_free(&options);
    if (has_picture && f->error == 0) {
        put_picture(f, &label->picture);
    }
    return f;
}

void
mp4_put(struct mp4_file *file, str packet)
{
    int64_t start = (int64_t)(file->done++ * CLIP_PACKET_SAMPLES) - OGG_PRE_SKIP;
    if (file->error != 0) {
        return;
    }
    AVPacket *p = file->packet;
    p->data = (uint8_t *)(uintptr_t)packet.data; /* av_write_frame copies it and changes nothing */
    p->size = (int)packet.len;
    p->pts = p->dts = start;
    p->duration = CLIP_PACKET_SAMPLES;
    p->flags = AV_PKT_FLAG_KEY;
    note(file, file->av.av_write_frame(file->context, p));
}

/* libavformat's errors are errno's, or its own. */
static enum status
report(const struct mp4_file *f, struct diags *diags)
{
    enum { ERRNO_MAX = 4096 };
    str path = str_from(f->path);
    if (AVUNERROR(f->error) > 0 && AVUNERROR(f->error) < ERRNO_MAX) {
        return diag_system(diags, path, "write", AVUNERROR(f->error));
    }
    if (!f->loaded) {
        diag_add(diags, DIAG_ERROR, path, 0, 0, "run  sh setup.sh", "libavformat is not there to write it");
        return STATUS_SYSTEM;
    }
    char reason[AV_ERROR_MAX_STRING_SIZE];
    f->av.av_strerror(f->error, reason, sizeof reason);
    diag_add(diags, DIAG_ERROR, path, 0, 0, NULL, "libavformat cannot write it: %s", reason);
    return STATUS_SYSTEM;
}

enum status
mp4_close(struct mp4_file *file, struct diags *diags)
{
    AVFormatContext *context = file->context;
    if (!file->loaded) {
        return report(file, diags);
    }
    if (file->error == 0) {
        note(file, file->av.av_write_trailer(context));
    }
    if (context != NULL && context->pb != NULL) {
        note(file, context->pb->error);
        note(file, file->av.avio_closep(&context->pb));
    }
    file->av.avformat_free_context(context);
    file->av.av_packet_free(&file->packet);
    return file->error == 0 ? STATUS_OK : report(file, diags);
}
