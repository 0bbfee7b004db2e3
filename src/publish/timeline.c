#include "publish/timeline.h"

#include "base/utf8.h"
#include "publish/division.h"
#include "sound/clip.h"

enum {
    SAMPLES_PER_MS = CLIP_RATE_HZ / 1000,
    PACKET_MS = CLIP_PACKET_SAMPLES / SAMPLES_PER_MS,
    /* Between two clips: the decay of the first, at least one silence packet, the lead of the second. */
    GAP_LEAST = CLIP_DECAY_PACKETS + 1 + CLIP_LEAD_PACKETS,
    HEAD_LEAST = CLIP_LEAD_PACKETS,
    TAIL_LEAST = CLIP_DECAY_PACKETS + 1,
    DIGITS_LEAST = 2,
    TITLE_CODE_POINTS = 20,
};

/* The voice's pauses in packets, none so short that clips would touch. */
struct pauses {
    uint64_t head, sentence, paragraph, lead, tail;
};

static uint64_t
to_packets(uint32_t ms, uint64_t least)
{
    uint64_t packets = ((uint64_t)ms + PACKET_MS - 1) / PACKET_MS;
    return packets > least ? packets : least;
}

static struct pauses
pauses_of(const struct voice *voice)
{
    return (struct pauses){
        .head = to_packets(voice->head_ms, HEAD_LEAST),
        .sentence = to_packets(voice->sentence_ms, GAP_LEAST),
        .paragraph = to_packets(voice->paragraph_ms, GAP_LEAST),
        .lead = to_packets(voice->lead_ms, 0),
        .tail = to_packets(voice->tail_ms, TAIL_LEAST),
    };
}

static uint64_t
smaller(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Places the sentences that sound, and the segments they begin. Returns where the last speech ends, in
 * packets. */
static uint64_t
place_sounds(struct timeline *t, const struct stop *stop, const struct pauses *pauses,
             const uint32_t *speech_packets)
{
    uint64_t at = 0;
    bool sounded = false;
    for (uint32_t s = stop->first_segment; s < stop->first_segment + stop->segment_count; s++) {
        const struct segment *segment = &t->tour->segments[s];
        bool fresh = true;
        for (uint32_t i = 0; i < segment->sentence_count; i++) {
            uint32_t sentence = segment->first_sentence + i;
            if (speech_packets[sentence] == 0) {
                continue;
            }
            uint64_t gap = !sounded ? pauses->head : fresh ? pauses->paragraph : pauses->sentence;
            at += gap;
            if (fresh) {
                uint64_t mark = sounded ? at - smaller(pauses->lead, gap) : 0;
                t->segments[s].start = mark * CLIP_PACKET_SAMPLES;
            }
            t->sentences[sentence].start = at * CLIP_PACKET_SAMPLES;
            t->sentences[sentence].length = (uint64_t)speech_packets[sentence] * CLIP_PACKET_SAMPLES;
            at += speech_packets[sentence];
            sounded = true;
            fresh = false;
        }
    }
    return sounded ? at : pauses->head;
}

/* What makes no sound stands where the next sound of its segment begins, else where the segment ends; then
 * the segments tile the stop. */
static void
place_silences(struct timeline *t, const struct stop *stop, uint64_t length)
{
    uint64_t end = length;
    for (uint32_t s = stop->first_segment + stop->segment_count; s-- > stop->first_segment;) {
        const struct segment *segment = &t->tour->segments[s];
        uint64_t next = end;
        bool sounds = false;
        for (uint32_t i = segment->first_sentence + segment->sentence_count; i-- > segment->first_sentence;) {
            if (t->sentences[i].length == 0) {
                t->sentences[i].start = next;
            } else {
                next = t->sentences[i].start;
                sounds = true;
            }
        }
        if (!sounds) {
            t->segments[s].start = end;
        }
        t->segments[s].length = end - t->segments[s].start;
        end = t->segments[s].start;
    }
    if (end > 0 && stop->segment_count > 0) { /* nothing in the stop sounds */
        t->segments[stop->first_segment] = (struct placed){.length = length};
    }
}

/* Where a stop may be divided: at its segments, and before its sentences as far as a segment leads. */
static size_t
list_boundaries(const struct timeline *t, const struct stop *stop, uint64_t lead, struct boundary *boundaries)
{
    size_t count = 0;
    uint64_t last_end = 0;
    for (uint32_t s = stop->first_segment; s < stop->first_segment + stop->segment_count; s++) {
        const struct segment *segment = &t->tour->segments[s];
        bool fresh = true;
        for (uint32_t i = 0; i < segment->sentence_count; i++) {
            const struct placed *sentence = &t->sentences[segment->first_sentence + i];
            if (sentence->length == 0) {
                continue;
            }
            uint64_t mark =
                fresh ? t->segments[s].start : sentence->start - smaller(lead, sentence->start - last_end);
            if (last_end > 0) {
                boundaries[count++] = (struct boundary){.at = mark, .segment = fresh};
            }
            fresh = false;
            last_end = sentence->start + sentence->length;
        }
    }
    return count;
}

static uint32_t
count_sentences(const struct tour *tour, const struct stop *stop)
{
    uint32_t count = 0;
    for (uint32_t s = stop->first_segment; s < stop->first_segment + stop->segment_count; s++) {
        count += tour->segments[s].sentence_count;
    }
    return count;
}

static void
warn_long(const struct tour *tour, const struct stop *stop, uint64_t length, size_t chapters,
          struct diags *diags)
{
    const struct source *source = NULL;
    uint32_t line = 0, column = 0;
    if (count_sentences(tour, stop) > 0) {
        const struct segment *first = &tour->segments[stop->first_segment];
        sentence_position(tour, &tour->sentences[first->first_sentence], 0, &source, &line, &column);
    }
    uint64_t seconds = length / CLIP_RATE_HZ;
    diag_add(diags, DIAG_WARNING, source != NULL ? source->path : tour->folder, line, column,
             "give it a heading in the middle: visitors listen best to 60 to 90 s",
             "stop %u lasts %u min %02u s; the tour's file shows it as %zu chapters", (unsigned)stop->number,
             (unsigned)(seconds / 60), (unsigned)(seconds % 60), chapters);
}

/* The chapters of one stop in the tour's files, their starts counted from the stop's. */
static size_t
add_chapters(arena *out, arena scratch, struct timeline *t, size_t index, uint64_t lead,
             struct chapter **chapters, size_t *capacity)
{
    const struct stop *stop = &t->tour->stops[index];
    uint64_t length = t->stops[index].length, zero = 0, *starts = &zero;
    size_t count = 1;
    if (length > (uint64_t)TIMELINE_LONG_STOP_MS * SAMPLES_PER_MS) {
        struct boundary *boundaries =
            arena_new(&scratch, struct boundary, count_sentences(t->tour, stop) + stop->segment_count);
        size_t boundary_count = list_boundaries(t, stop, lead, boundaries);
        count = division_find(&scratch, boundaries, boundary_count, length,
                              (uint64_t)TIMELINE_CHAPTER_MS * SAMPLES_PER_MS, TIMELINE_CHAPTERS_MAX, &starts);
    }
    for (size_t i = 0; i < count; i++) {
        str title = stop->title;
        if (count > 1) {
            title = str_format(out, STR_FMT "（%zu/%zu）", STR_ARG(title), i + 1, count);
        }
        uint64_t end = i + 1 < count ? starts[i + 1] : length;
        *arena_push(out, *chapters, t->chapter_count, *capacity) = (struct chapter){
            .title = title, .stop = (uint32_t)index, .start = starts[i], .length = end - starts[i]};
    }
    return count;
}

/* Lays the stops into files of at most 99 chapters and counts the chapters' starts from their file's. */
static void
lay_parts(arena *out, struct timeline *t)
{
    size_t capacity = 0;
    for (size_t c = 0, next; c < t->chapter_count; c = next) {
        uint32_t stop = t->chapters[c].stop;
        for (next = c; next < t->chapter_count && t->chapters[next].stop == stop;) {
            next++;
        }
        struct part *part = t->part_count > 0 ? &t->parts[t->part_count - 1] : NULL;
        if (part == NULL || part->chapter_count + (next - c) > TIMELINE_CHAPTERS_MAX) {
            *arena_push(out, t->parts, t->part_count, capacity) = (struct part){
                .first_stop = stop, .first_chapter = (uint32_t)c, .start = t->stops[stop].start};
            part = &t->parts[t->part_count - 1];
        }
        part->stop_count++;
        part->chapter_count += (uint32_t)(next - c);
        part->length += t->stops[stop].length;
        for (size_t i = c; i < next; i++) {
            t->chapters[i].part = (uint32_t)(t->part_count - 1);
            t->chapters[i].start += t->stops[stop].start - part->start;
        }
    }
    for (size_t i = 0; i < t->part_count; i++) {
        t->parts[i].stem = t->part_count == 1 ? STR("tour") : str_format(out, "tour-%zu", i + 1);
    }
}

static unsigned
count_digits(const struct tour *tour)
{
    unsigned digits = DIGITS_LEAST;
    for (size_t i = 0; i < tour->stop_count; i++) {
        unsigned needed = 1;
        for (uint32_t n = tour->stops[i].number; n >= 10; n /= 10) {
            needed++;
        }
        digits = needed > digits ? needed : digits;
    }
    return digits;
}

struct timeline *
timeline_lay(arena *out, arena scratch, const struct tour *tour, const struct voice *voice,
             const uint32_t *speech_packets, struct diags *diags)
{
    struct timeline *t = arena_new(out, struct timeline, 1);
    t->tour = tour;
    t->voice = voice;
    t->stops = arena_new(out, struct placed, tour->stop_count);
    t->segments = arena_new(out, struct placed, tour->segment_count);
    t->sentences = arena_new(out, struct placed, tour->sentence_count);
    t->number_digits = count_digits(tour);
    struct pauses pauses = pauses_of(voice);
    size_t capacity = 0;
    for (size_t i = 0; i < tour->stop_count; i++) {
        const struct stop *stop = &tour->stops[i];
        uint64_t packets = place_sounds(t, stop, &pauses, speech_packets) + pauses.tail;
        t->stops[i] = (struct placed){.start = t->length, .length = packets * CLIP_PACKET_SAMPLES};
        t->length += t->stops[i].length;
        place_silences(t, stop, t->stops[i].length);
        uint64_t lead = pauses.lead * CLIP_PACKET_SAMPLES;
        size_t chapters = add_chapters(out, scratch, t, i, lead, &t->chapters, &capacity);
        if (chapters > 1) {
            warn_long(tour, stop, t->stops[i].length, chapters, diags);
        }
    }
    lay_parts(out, t);
    return t;
}

str
timeline_stop_file(arena *out, const struct timeline *timeline, size_t stop, const char *extension)
{
    return str_format(out, "stops/%0*u.%s", (int)timeline->number_digits,
                      (unsigned)timeline->tour->stops[stop].number, extension);
}

static bool
is_clause_mark(uint32_t c)
{
    static const uint32_t marks[] = {0xFF0C, 0x3002, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, ',', ';', ':', '!', '?'};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i] == c) {
            return true;
        }
    }
    return false;
}

/* The first words of a text on one line: all of a short one, else as far as its last clause that fits. */
static str
first_words(arena *out, str text)
{
    struct str_builder title = {.out = out};
    size_t offset = 0, clause = 0;
    for (unsigned n = 0; offset < text.len && n < TITLE_CODE_POINTS; n++) {
        size_t from = offset;
        uint32_t c = utf8_next(text, &offset);
        clause = is_clause_mark(c) && n >= TITLE_CODE_POINTS / 4 ? title.len : clause;
        str_add(&title, c < 0x20 ? STR(" ") : str_cut(text, from, offset - from));
    }
    if (offset == text.len) {
        return str_built(&title);
    }
    title.len = clause > 0 ? clause : title.len;
    str_add(&title, STR("…"));
    return str_built(&title);
}

static str
segment_title(arena *out, const struct tour *tour, const struct stop *stop, const struct segment *segment)
{
    bool heading = segment->kind == SEGMENT_TITLE || segment->kind == SEGMENT_HEADING;
    return heading || segment->sentence_count == 0
               ? stop->title
               : first_words(out, tour->sentences[segment->first_sentence].text);
}

size_t
timeline_stop_chapters(arena *out, const struct timeline *timeline, size_t stop,
                       struct stop_chapter **chapters)
{
    const struct stop *s = &timeline->tour->stops[stop];
    size_t sounding = 0, count = 0, seen = 0;
    for (uint32_t i = 0; i < s->segment_count; i++) {
        sounding += timeline->segments[s->first_segment + i].length > 0;
    }
    size_t most = sounding < TIMELINE_CHAPTERS_MAX ? sounding : TIMELINE_CHAPTERS_MAX;
    *chapters = arena_new(out, struct stop_chapter, most);
    for (uint32_t i = 0; i < s->segment_count; i++) {
        const struct placed *placed = &timeline->segments[s->first_segment + i];
        if (placed->length == 0) {
            continue;
        }
        /* segment `seen` of `sounding` opens chapter `count` of `most` when its share is reached */
        if (seen++ * most < count * sounding) {
            (*chapters)[count - 1].length += placed->length;
            continue;
        }
        const struct segment *segment = &timeline->tour->segments[s->first_segment + i];
        (*chapters)[count++] = (struct stop_chapter){
            .title = segment_title(out, timeline->tour, s, segment),
            .start = placed->start,
            .length = placed->length,
        };
    }
    return count;
}

str
timeline_clock(arena *out, uint64_t samples)
{
    uint64_t ms = samples / SAMPLES_PER_MS;
    return str_format(out, "%02llu:%02u:%02u.%03u", (unsigned long long)(ms / 3600000),
                      (unsigned)(ms / 60000 % 60), (unsigned)(ms / 1000 % 60), (unsigned)(ms % 1000));
}
