#include "verify/label_check.h"

#include <inttypes.h>
#include <opusfile.h>

#include "base/utf8.h"
#include "verify/cover_read.h"

enum { TAGS_MAX = 12, SHOWN_BYTES = 90, LANGUAGE_LETTERS = 3, TRACK_MAX = 65535 };

/* A tag by its names in both formats; NULL: the format has no place for it. */
struct tag {
    const char *ogg, *mp4;
    str value; /* empty: is not told */
    bool seen;
};

static const char description_tag[] = "DESCRIPTION", picture_tag[] = "METADATA_BLOCK_PICTURE";

static const struct index_stop *
stop_of(const struct tour_index *x, const struct index_file *file)
{
    for (size_t i = 0; i < x->stop_count; i++) {
        const struct index_stop *stop = &x->stops[i];
        if (file->is_stop ? stop->number == file->stop : stop->at.start == file->at.start) {
            return stop;
        }
    }
    return NULL; /* index_check says so */
}

/* Of a part of the tour its title names which of how many. */
static str
title_of(const struct tour_index *x, const struct index_file *file, arena *out, uint64_t *number)
{
    if (file->is_stop) {
        const struct index_stop *stop = stop_of(x, file);
        *number = file->stop;
        return stop != NULL ? stop->title : STR("");
    }
    size_t parts = 0, part = 0;
    for (size_t i = 0; i < x->file_count; i++) {
        parts += !x->files[i].is_stop;
        part = &x->files[i] == file ? parts : part;
    }
    *number = parts > 1 ? part : 0;
    return parts > 1 ? str_format(out, STR_FMT "（%zu/%zu）", STR_ARG(x->title), part, parts) : x->title;
}

static size_t
expected_tags(const struct tour_index *x, const struct index_file *file, arena *out, struct tag *tags)
{
    uint64_t number;
    size_t count = 0;
    str title = title_of(x, file, out, &number);
    str track = number > 0 ? str_format(out, "%" PRIu64, number) : STR("");
    tags[count++] = (struct tag){"TITLE", "title", title, false};
    tags[count++] = (struct tag){"ALBUM", "album", x->title, false};
    tags[count++] = (struct tag){"ARTIST", "artist", x->publisher, false};
    tags[count++] = (struct tag){"PUBLISHER", "album_artist", x->publisher, false};
    tags[count++] = (struct tag){"TRACKNUMBER", number <= TRACK_MAX ? "track" : NULL, track, false};
    tags[count++] = (struct tag){"DATE", "date", x->date, false};
    tags[count++] = (struct tag){"LANGUAGE", NULL, x->language, false};
    tags[count++] = (struct tag){"LICENSE", "copyright", x->licence, false};
    tags[count++] = (struct tag){"ENCODER", NULL, x->generator, false};
    return count;
}

static bool
expect(struct findings *f, str path, const char *name, str expected, str found)
{
    if (str_equal(expected, found)) {
        return true;
    }
    finding_add(f, path, "expected %s “" STR_FMT "”, found “" STR_FMT "”", name,
                STR_ARG(str_cut(expected, 0, SHOWN_BYTES)), STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
    return false;
}

/* Whole sentences of the first paragraph or caption, or as much of its first as there is room for. */
static bool
describes(const struct tour_index *x, const struct index_stop *stop, str found)
{
    size_t i = stop->first_segment, end = stop->first_segment + stop->segment_count;
    while (i < end && x->segments[i].is_heading) {
        i++;
    }
    if (i == end) {
        return found.len == 0;
    }
    const struct index_segment *segment = &x->segments[i];
    str rest = found;
    size_t taken = 0;
    for (; taken < segment->sentence_count && rest.len > 0; taken++) {
        str text = x->sentences[segment->first_sentence + taken].text;
        if (!str_starts(rest, text)) {
            break;
        }
        rest = str_from_offset(rest, text.len);
    }
    if (rest.len > 0) {
        return taken == 0 && segment->sentence_count > 0 && utf8_count(found) == LABEL_DESCRIBED_MAX &&
               str_starts(x->sentences[segment->first_sentence].text, found);
    }
    return (taken == segment->sentence_count || found.len > 0) && utf8_count(found) <= LABEL_DESCRIBED_MAX;
}

static bool
check_description(const struct tour_index *x, const struct index_file *file, str path, str found,
                  struct findings *f)
{
    const struct index_stop *stop = stop_of(x, file);
    if (stop == NULL || describes(x, stop, found)) {
        return stop != NULL;
    }
    finding_add(f, path,
                "expected a description that is the beginning of stop %" PRIu64 ", found “" STR_FMT "”",
                stop->number, STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
    return false;
}

/* The stop's photo, or the first of the tour, that a track can hold. */
static bool
expected_photo(const struct tour_index *x, const struct index_file *file, arena *out, struct findings *f,
               struct cover *photo)
{
    const struct index_stop *own = file->is_stop ? stop_of(x, file) : NULL;
    for (size_t i = 0; i < x->stop_count; i++) {
        const struct index_stop *stop = &x->stops[i];
        arena attempt = *out;
        if ((!file->is_stop || stop == own) && stop->photo.len > 0 &&
            cover_read(&attempt, f, stop->photo, LABEL_PHOTO_BYTES_MAX, photo)) {
            *out = attempt;
            return true;
        }
    }
    return false;
}

static bool
check_picture(struct findings *f, str path, const struct cover *expected, str found)
{
    if (str_equal(expected->bytes, found)) {
        return true;
    }
    finding_add(f, path, "expected the picture to be " STR_FMT ", byte for byte, found one of %zu bytes",
                STR_ARG(expected->path), found.len);
    return false;
}

static bool
check_block(struct findings *f, str path, const struct cover *expected, str comment, arena scratch)
{
    enum { FRONT_COVER = 3 };
    OpusPictureTag picture;
    if (opus_picture_tag_parse(&picture, str_terminated(&scratch, comment)) != 0) {
        finding_add(f, path, "expected a picture in %s, found none that can be read", picture_tag);
        return false;
    }
    bool good = check_picture(f, path, expected, (str){(const char *)picture.data, picture.data_length});
    if (good && (picture.type != FRONT_COVER || picture.width != expected->width ||
                 picture.height != expected->height ||
                 !str_equal(str_from(picture.mime_type), str_from(expected->mime)))) {
        finding_add(f, path, "expected a cover, %s, %" PRIu32 " by %" PRIu32 ", found %.40s, %u by %u",
                    expected->mime, expected->width, expected->height, picture.mime_type,
                    (unsigned)picture.width, (unsigned)picture.height);
        good = false;
    }
    opus_picture_tag_clear(&picture);
    return good;
}

/* Tags that other checks prove. */
static bool
is_told_elsewhere(str name)
{
    return str_starts(name, STR("CHAPTER")) || str_equal(name, STR("R128_TRACK_GAIN")) ||
           str_equal(name, STR("R128_ALBUM_GAIN"));
}

static bool
check_comment(struct tag *tags, size_t count, str name, str value, str path, struct findings *f)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(name, str_from(tags[i].ogg)) && !tags[i].seen) {
            tags[i].seen = true;
            return expect(f, path, tags[i].ogg, tags[i].value, value);
        }
    }
    if (!is_told_elsewhere(name)) {
        finding_add(f, path, "expected no further tag, found " STR_FMT,
                    STR_ARG(str_cut(name, 0, SHOWN_BYTES)));
    }
    return is_told_elsewhere(name);
}

bool
label_check_ogg(const struct tour_index *x, const struct index_file *file, const struct pcm *pcm,
                arena scratch, struct findings *f)
{
    struct tag tags[TAGS_MAX];
    size_t count = expected_tags(x, file, &scratch, tags), before = f->count;
    struct cover photo;
    bool has_photo = expected_photo(x, file, &scratch, f, &photo), pictured = false;
    str comment, name, description = STR("");
    for (size_t i = 0; pcm_comment(pcm, i, &comment); i++) {
        str value = comment;
        if (!str_split(&value, '=', &name)) {
            continue;
        }
        if (pictured) {
            finding_add(f, file->path, "expected %s as the last tag, found " STR_FMT " behind it",
                        picture_tag, STR_ARG(str_cut(name, 0, SHOWN_BYTES)));
        }
        if (str_equal(name, str_from(description_tag)) && description.len == 0) {
            description = value;
        } else if (str_equal(name, str_from(picture_tag)) && has_photo && !pictured) {
            pictured = true;
            check_block(f, file->path, &photo, comment, scratch);
        } else {
            check_comment(tags, count, name, value, file->path, f);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!tags[i].seen) {
            expect(f, file->path, tags[i].ogg, tags[i].value, STR(""));
        }
    }
    if (has_photo && !pictured) {
        finding_add(f, file->path, "expected the picture " STR_FMT ", found none", STR_ARG(photo.path));
    }
    check_description(x, file, file->path, description, f);
    return f->count == before;
}

static str
text_of(const struct libav *av, const AVDictionary *texts, const char *name)
{
    const AVDictionaryEntry *entry = av->av_dict_get(texts, name, NULL, 0);
    return entry != NULL && entry->value != NULL ? str_from(entry->value) : STR("");
}

/* MP4 tells languages by the three letters of ISO 639-2 alone; others are undetermined. */
static str
language_of(const struct tour_index *x)
{
    bool told = x->language.len == LANGUAGE_LETTERS;
    for (size_t i = 0; i < x->language.len && told; i++) {
        told = x->language.data[i] >= 'a' && x->language.data[i] <= 'z';
    }
    return told ? x->language : STR("und");
}

static void
check_cover(const struct tour_index *x, const struct index_file *file, str path, const AVFormatContext *mp4,
            arena scratch, struct findings *f)
{
    struct cover photo;
    bool has_photo = expected_photo(x, file, &scratch, f, &photo), pictured = false;
    for (unsigned i = 0; i < mp4->nb_streams; i++) {
        const AVStream *stream = mp4->streams[i];
        if ((stream->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0) {
            continue;
        }
        str found = {(const char *)stream->attached_pic.data, (size_t)stream->attached_pic.size};
        if (pictured || !has_photo) {
            finding_add(f, path, "expected no further picture, found one of %zu bytes", found.len);
        } else {
            check_picture(f, path, &photo, found);
        }
        pictured = true;
    }
    if (has_photo && !pictured) {
        finding_add(f, path, "expected the picture " STR_FMT ", found none", STR_ARG(photo.path));
    }
}

bool
label_check_mp4(const struct tour_index *x, const struct index_file *file, str path, const struct libav *av,
                const AVFormatContext *mp4, const AVFormatContext *ogg, arena scratch, struct findings *f)
{
    struct tag tags[TAGS_MAX];
    size_t count = expected_tags(x, file, &scratch, tags), before = f->count;
    for (size_t i = 0; i < count; i++) {
        if (tags[i].mp4 != NULL) {
            expect(f, path, tags[i].mp4, tags[i].value, text_of(av, mp4->metadata, tags[i].mp4));
        }
    }
    for (unsigned i = 0; i < mp4->nb_streams; i++) {
        if (mp4->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO) {
            str language = text_of(av, mp4->streams[i]->metadata, "language");
            expect(f, path, "language", language_of(x), language.len > 0 ? language : STR("und"));
        }
    }
    str description = text_of(av, mp4->metadata, "description");
    if (check_description(x, file, path, description, f) && ogg != NULL && ogg->nb_streams > 0) {
        /* what libavformat calls DESCRIPTION */
        expect(f, path, "the Ogg file’s description", text_of(av, ogg->streams[0]->metadata, "comment"),
               description);
    }
    check_cover(x, file, path, mp4, scratch, f);
    return f->count == before;
}
