#include "support_tour.h"

#include <assert.h>
#include <math.h>
#include <opus.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

enum { CAPTION_BASE = 100, LOUDNESS = 3277, TONE_HZ = 1000, SCRATCH_BYTES = 16 << 20 };

struct builder {
    struct support_tour *t;
    arena *out;
    size_t stops, segments, sentences; /* capacities */
    uint32_t captions;
};

static struct reading *
read_sentence(arena *out, str text)
{
    struct reading *r = arena_new(out, struct reading, 1);
    size_t count = utf8_count(text);
    r->text = text;
    r->spoken = arena_new(out, struct spoken, count);
    r->words = arena_new(out, struct word, count);
    r->syllables = arena_new(out, struct spoken_syllable, count);
    r->breaks = arena_new(out, uint8_t, count);
    syllable ma1;
    bool known = syllable_parse(STR("ma1"), &ma1);
    assert(known);
    (void)known;
    for (size_t offset = 0; offset < text.len;) {
        uint32_t i = (uint32_t)r->spoken_count++, from = (uint32_t)offset;
        uint32_t c = utf8_next(text, &offset);
        r->spoken[i] = (struct spoken){.code_point = c, .from = {from, (uint32_t)offset - from}};
        r->words[r->word_count++] =
            (struct word){.first = i, .count = 1, .kind = utf8_is_han(c) ? WORD_HANZI : WORD_PUNCTUATION};
        if (utf8_is_han(c)) {
            r->breaks[i] = BREAK_WORD;
            r->syllables[r->syllable_count++] = (struct spoken_syllable){
                .first = i, .count = 1, .word = i, .citation = ma1, .full = ma1, .spoken = ma1};
        }
    }
    return r;
}

static void
add_stop(struct builder *b, bool caption)
{
    struct tour *tour = &b->t->tour;
    uint32_t number = (uint32_t)tour->stop_count + 1;
    *arena_push(b->out, tour->stops, tour->stop_count, b->stops) = (struct stop){
        .number = caption ? CAPTION_BASE + ++b->captions : number,
        .first_segment = (uint32_t)tour->segment_count,
        .is_caption = caption,
    };
}

static void
add_sentence(struct builder *b, str text)
{
    struct tour *tour = &b->t->tour;
    struct source *source = tour->sources;
    uint32_t offset = (uint32_t)(text.data - source->bytes.data);
    struct piece *piece = arena_new(b->out, struct piece, 1);
    *piece = (struct piece){.from = {0, offset, (uint32_t)text.len}, .text = text};
    *arena_push(b->out, tour->sentences, tour->sentence_count, b->sentences) =
        (struct sentence){.text = text, .pieces = piece, .piece_count = 1};
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        bool han = utf8_is_han(utf8_next(text, &i));
        memset(source->classes + offset + from, han ? TEXT_SPOKEN : TEXT_SILENT, i - from);
    }
}

static void
leave_out(struct builder *b, str text)
{
    struct source *source = b->t->tour.sources;
    uint32_t offset = (uint32_t)(text.data - source->bytes.data);
    memset(source->classes + offset, TEXT_UNSET, text.len);
    source_leave_out(b->out, source, offset, (uint32_t)text.len, STR("a note to the printer"));
}

static void
add_line(struct builder *b, str line)
{
    static const char kinds[] = {'T', 'H', 'P', 'C'};
    struct tour *tour = &b->t->tour;
    if (line.data[0] == 'X') {
        leave_out(b, str_from_offset(line, 1));
        return;
    }
    const char *kind = memchr(kinds, line.data[0], sizeof kinds);
    assert(kind != NULL);
    if (*kind != 'P') {
        add_stop(b, *kind == 'C');
    }
    struct stop *stop = &tour->stops[tour->stop_count - 1];
    stop->segment_count++;
    uint32_t first = (uint32_t)tour->sentence_count;
    str rest = str_from_offset(line, 1), sentence;
    while (str_split(&rest, '|', &sentence)) {
        if (stop->title.len == 0) {
            stop->title = sentence;
        }
        add_sentence(b, sentence);
    }
    *arena_push(b->out, tour->segments, tour->segment_count, b->segments) =
        (struct segment){.kind = (enum segment_kind)(kind - kinds),
                         .first_sentence = first,
                         .sentence_count = (uint32_t)tour->sentence_count - first};
}

static void
index_lines(struct source *source, arena *out)
{
    uint32_t *lines = arena_new(out, uint32_t, source->bytes.len + 1);
    source->line_count = 1;
    for (size_t i = 0; i < source->bytes.len; i++) {
        if (source->bytes.data[i] == '\n') {
            lines[source->line_count++] = (uint32_t)i + 1;
        }
    }
    source->lines = lines;
}

struct support_tour *
support_tour_make(arena *out, const char *lines)
{
    struct support_tour *t = arena_new(out, struct support_tour, 1);
    struct tour *tour = &t->tour;
    tour->folder = STR("scripts/made-up");
    tour->name = STR("made-up");
    tour->source_count = 1;
    tour->sources = arena_new(out, struct source, 1);
    struct source *source = tour->sources;
    *source = (struct source){
        .path = STR("scripts/made-up/article.txt"), .name = STR("article.txt"), .bytes = str_from(lines)};
    source->classes = arena_new(out, unsigned char, source->bytes.len);
    memset(source->classes, TEXT_SILENT, source->bytes.len);
    index_lines(source, out);
    struct builder b = {.t = t, .out = out};
    str rest = source->bytes, line;
    while (str_split(&rest, '\n', &line)) {
        add_line(&b, line);
    }
    tour->settings = (struct settings){
        .title = tour->stops[0].title, .language = STR("cmn"), .voice = {.name = STR("fake")}};
    t->voice = (struct voice){.name = STR("fake"),
                              .engine = STR("fake"),
                              .head_ms = 400,
                              .sentence_ms = 500,
                              .paragraph_ms = 1000,
                              .lead_ms = 200,
                              .tail_ms = 800};
    t->readings = arena_new(out, struct reading *, tour->sentence_count);
    t->speech_packets = arena_new(out, uint32_t, tour->sentence_count);
    for (size_t i = 0; i < tour->sentence_count; i++) {
        t->readings[i] = read_sentence(out, tour->sentences[i].text);
        t->speech_packets[i] = (uint32_t)t->readings[i]->syllable_count * SUPPORT_HAN_PACKETS;
    }
    return t;
}

/* Sample i of what the encoder is given: the lead's zeros, then the tone of each hanzi. */
static int16_t
tone(size_t i, size_t speech)
{
    if (i < CLIP_LEAD_ZEROS || i - CLIP_LEAD_ZEROS >= speech) {
        return 0;
    }
    size_t at = i - CLIP_LEAD_ZEROS;
    if (at % (SUPPORT_HAN_PACKETS * CLIP_PACKET_SAMPLES) >= SUPPORT_HAN_SOUND) {
        return 0;
    }
    return (int16_t)(LOUDNESS * sin(2 * 3.14159265358979 * TONE_HZ * (double)at / CLIP_RATE_HZ));
}

static enum status
load_clip(void *context, size_t sentence, arena *out, struct clip *clip, struct diags *diags)
{
    const struct support_tour *t = context;
    (void)diags;
    uint32_t speech = t->speech_packets[sentence];
    uint32_t count = CLIP_LEAD_PACKETS + speech + CLIP_DECAY_PACKETS;
    uint32_t syllables = speech / SUPPORT_HAN_PACKETS;
    struct mark *marks = arena_new(out, struct mark, syllables);
    for (uint32_t i = 0; i < syllables; i++) {
        marks[i].start = i * SUPPORT_HAN_PACKETS * CLIP_PACKET_SAMPLES;
        marks[i].end = marks[i].start + SUPPORT_HAN_SOUND;
    }
    unsigned char *bytes = arena_new(out, unsigned char, (size_t)count *CLIP_PACKET_BYTES_MAX);
    uint16_t *lengths = arena_new(out, uint16_t, count);
    int error;
    OpusEncoder *encoder = opus_encoder_create(CLIP_RATE_HZ, 1, OPUS_APPLICATION_AUDIO, &error);
    assert(error == OPUS_OK);
    opus_encoder_ctl(encoder, OPUS_SET_BITRATE(CLIP_BITRATE));
    size_t used = 0, sample = 0;
    for (uint32_t i = 0; i < count; i++) {
        int16_t frame[CLIP_PACKET_SAMPLES];
        for (size_t k = 0; k < CLIP_PACKET_SAMPLES; k++) {
            frame[k] = tone(sample++, (size_t)speech * CLIP_PACKET_SAMPLES);
        }
        opus_int32 length =
            opus_encode(encoder, frame, CLIP_PACKET_SAMPLES, bytes + used, CLIP_PACKET_BYTES_MAX);
        assert(length > 0);
        lengths[i] = (uint16_t)length;
        used += (size_t)length;
    }
    opus_encoder_destroy(encoder);
    *clip = (struct clip){.bytes = bytes,
                          .packet_bytes = lengths,
                          .packet_count = count,
                          .speech_packets = speech,
                          .speech_samples = speech * CLIP_PACKET_SAMPLES,
                          .marks = marks,
                          .mark_count = syllables};
    return STATUS_OK;
}

void
support_tour_lay(struct support_tour *t, arena *out, struct diags *diags)
{
    arena scratch = arena_split(out, SCRATCH_BYTES);
    t->publication = (struct publication){
        .timeline = timeline_lay(out, scratch, &t->tour, &t->voice, t->speech_packets, diags),
        .readings = t->readings,
        .voices = t->voices,
        .date = t->date,
        .clips = {.context = t, .load = load_clip},
        .generator = STR("daolan test"),
    };
}

str
support_tour_publish(struct support_tour *t, arena *out, struct diags *diags)
{
    support_tour_lay(t, out, diags);
    const char *temporary = getenv("TMPDIR");
    str prefix = file_join(out, temporary != NULL ? str_from(temporary) : STR("/tmp"), STR("daolan-test-"));
    str folder = STR("");
    if (file_make_unique_folder(out, prefix, &folder, diags) != STATUS_OK ||
        publish_tour(&t->publication, folder, *out, diags) != STATUS_OK) {
        diags_print(diags, stderr, DIAG_ERROR);
        return STR("");
    }
    return folder;
}

str
support_tour_file(arena *out, str folder, const char *name)
{
    struct diags diags = diags_new(out);
    str bytes = STR("");
    if (file_read(out, file_join(out, folder, str_from(name)), (size_t)64 << 20, &bytes, &diags) !=
        STATUS_OK) {
        diags_print(&diags, stderr, DIAG_ERROR);
    }
    return bytes;
}
