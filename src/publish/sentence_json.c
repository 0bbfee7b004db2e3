#include "publish/sentence_json.h"

#include "base/utf8.h"
#include "speak/take.h"

enum { PINYIN_MAX = SYLLABLE_TEXT_MAX + 1 }; /* an r more */

static str
pinyin(syllable s, bool erhua, char buffer[PINYIN_MAX])
{
    size_t len = syllable_print(s, buffer);
    if (erhua && len > 0) { /* hua1 → huar1; the neutral tone too has its digit */
        buffer[len] = buffer[len - 1];
        buffer[len - 1] = 'r';
        len++;
    }
    return (str){buffer, len};
}

/* The bytes that spoken characters [first, first + count) stand for. */
static struct slice
slice_of(const struct reading *reading, uint32_t first, uint32_t count)
{
    struct slice slice = reading->spoken[first].from;
    uint32_t end = slice.offset + slice.length;
    for (uint32_t i = first; i < first + count; i++) {
        struct slice from = reading->spoken[i].from;
        end = from.offset + from.length > end ? from.offset + from.length : end;
    }
    slice.length = end - slice.offset;
    return slice;
}

/* A syllable with the 儿 that sounds in it. */
struct sound {
    size_t syllable, next; /* the next that has a mark */
    struct slice at;
    enum prosodic_break after;
};

/* The first syllable from `i` on that has a mark: an unreadable character has none. */
static size_t
next_sound(const struct reading *reading, size_t i)
{
    while (i < reading->syllable_count && !take_has_mark(reading, &reading->syllables[i])) {
        i++;
    }
    return i;
}

static struct sound
sound_from(const struct reading *reading, size_t first)
{
    const struct spoken_syllable *s = &reading->syllables[first];
    struct sound sound = {.syllable = first, .next = next_sound(reading, first + 1)};
    uint32_t end = s->first + s->count;
    for (size_t i = first + 1; i < sound.next && reading->syllables[i].merged; i++) {
        end = reading->syllables[i].first + reading->syllables[i].count;
    }
    sound.at = slice_of(reading, s->first, end - s->first);
    size_t next_word =
        sound.next < reading->syllable_count ? reading->syllables[sound.next].word : reading->word_count;
    for (size_t w = s->word; w < next_word; w++) {
        sound.after =
            reading->breaks[w] > sound.after ? (enum prosodic_break)reading->breaks[w] : sound.after;
    }
    return sound;
}

static void
write_name(struct json *j, const struct reading *reading, const struct spoken_syllable *s, arena scratch)
{
    if (reading->words[s->word].kind == WORD_LATIN) {
        struct str_builder latin = {.out = &scratch};
        for (uint32_t i = s->first; i < s->first + s->count; i++) {
            char bytes[4];
            str_add(&latin, (str){bytes, utf8_encode(reading->spoken[i].code_point, bytes)});
        }
        json_text(j, "latin", str_built(&latin));
        return;
    }
    char spoken[PINYIN_MAX], citation[PINYIN_MAX];
    str as_spoken = pinyin(s->spoken, s->erhua, spoken);
    str as_cited = pinyin(s->full, false, citation);
    json_text(j, "pinyin", as_spoken);
    if (!str_equal(as_spoken, as_cited)) {
        json_text(j, "citation", as_cited);
    }
}

static void
write_sound(struct json *j, const struct reading *reading, const struct sound *sound, uint64_t start,
            uint64_t end, arena scratch)
{
    static const char *const breaks[] = {"", "word", "phrase", "clause", "end"};
    json_object(j, JSON_INLINE);
    write_name(j, reading, &reading->syllables[sound->syllable], scratch);
    json_count(j, "start", start);
    json_count(j, "end", end);
    json_key(j, "at");
    json_array(j, JSON_INLINE);
    json_number(j, sound->at.offset);
    json_number(j, sound->at.length);
    json_end(j);
    json_optional(j, "break", str_from(breaks[sound->after]));
    json_end(j);
}

static bool
marks_fit(const struct reading *reading, const struct clip *clip)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < clip->mark_count; i++) {
        if (clip->marks[i].start < last || clip->marks[i].end <= clip->marks[i].start) {
            return false;
        }
        last = clip->marks[i].end;
    }
    return take_count_marks(reading) == clip->mark_count &&
           last <= clip->speech_packets * CLIP_PACKET_SAMPLES;
}

static enum status
write_syllables(struct json *j, const struct reading *reading, const struct clip *clip, uint64_t start,
                arena scratch)
{
    json_key(j, "syllables");
    json_array(j, JSON_LINES);
    bool fit = clip == NULL || marks_fit(reading, clip);
    if (clip != NULL && fit) {
        uint32_t mark = 0;
        struct sound sound;
        for (size_t i = next_sound(reading, 0); i < reading->syllable_count; i = sound.next, mark++) {
            sound = sound_from(reading, i);
            write_sound(j, reading, &sound, start + clip->marks[mark].start, start + clip->marks[mark].end,
                        scratch);
        }
    }
    json_end(j);
    return fit ? STATUS_OK : STATUS_SYSTEM;
}

/* [source, offset, length]; a fourth number where the piece's text is not the source's own bytes: how many
 * bytes of the sentence's text it makes. */
static void
write_spans(struct json *j, const struct sentence *sentence)
{
    json_key(j, "spans");
    json_array(j, JSON_INLINE);
    for (size_t i = 0; i < sentence->piece_count; i++) {
        const struct piece *piece = &sentence->pieces[i];
        json_array(j, JSON_INLINE);
        json_number(j, piece->from.source);
        json_number(j, piece->from.offset);
        json_number(j, piece->from.length);
        if (piece->text.len != piece->from.length) {
            json_number(j, piece->text.len);
        }
        json_end(j);
    }
    json_end(j);
}

enum status
sentence_json_write(struct json *j, const struct publication *publication, size_t sentence,
                    const struct clip *clip, arena scratch, struct diags *diags)
{
    const struct timeline *timeline = publication->timeline;
    const struct sentence *s = &timeline->tour->sentences[sentence];
    const struct placed *placed = &timeline->sentences[sentence];
    const struct reading *reading = publication->readings[sentence];
    json_object(j, JSON_LINES);
    json_count(j, "index", sentence);
    json_count(j, "start", placed->start);
    json_count(j, "length", placed->length);
    json_text(j, "text", s->text);
    write_spans(j, s);
    json_text(j, "spoken", reading_spoken_form(&scratch, reading));
    enum status status = write_syllables(j, reading, clip, placed->start, scratch);
    json_end(j);
    if (status != STATUS_OK) {
        diag_add(diags, DIAG_ERROR, timeline->tour->folder, 0, 0,
                 "this is a defect of the speech engine or of the stored clip",
                 "sentence %zu: the marks of its clip are not those of its syllables", sentence);
    }
    return status;
}
