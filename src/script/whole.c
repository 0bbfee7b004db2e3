#include "script/whole.h"

static const struct piece *
last_piece(const struct sentence *s)
{
    return &s->pieces[s->piece_count - 1];
}

/* The white space that stands between two sentences of Latin text in their source: one space in the text. */
static bool
find_space(const struct tour *tour, const struct sentence *before, const struct sentence *after,
           struct piece *space)
{
    const struct piece *left = last_piece(before), *right = after->pieces;
    uint32_t end = left->from.offset + left->from.length;
    if ((unsigned char)before->text.data[before->text.len - 1] >= 0x80 ||
        (unsigned char)after->text.data[0] >= 0x80 || left->from.source != right->from.source ||
        right->from.offset <= end) {
        return false;
    }
    str gap = str_cut(tour->sources[left->from.source].bytes, end, right->from.offset - end);
    *space = (struct piece){.from = {left->from.source, end, (uint32_t)gap.len}, .text = STR(" ")};
    return str_trim(gap).len == 0;
}

static void
add_piece(struct sentence *all, struct piece *pieces, struct str_builder *text, struct piece piece)
{
    pieces[all->piece_count++] = piece;
    str_add(text, piece.text);
}

static struct sentence
put_together(arena *out, const struct tour *tour, struct origin *origin)
{
    struct sentence all = {0};
    const struct sentence *sentences = &tour->sentences[origin->first];
    size_t count = 0;
    for (uint32_t i = 0; i < origin->count; i++) {
        count += sentences[i].piece_count + 1;
    }
    struct piece *pieces = arena_new(out, struct piece, count);
    uint32_t *offsets = arena_new(out, uint32_t, origin->count);
    struct str_builder text = {.out = out};
    for (uint32_t i = 0; i < origin->count; i++) {
        struct piece space;
        if (i > 0 && find_space(tour, &sentences[i - 1], &sentences[i], &space)) {
            add_piece(&all, pieces, &text, space);
        }
        offsets[i] = (uint32_t)text.len;
        for (size_t p = 0; p < sentences[i].piece_count; p++) {
            add_piece(&all, pieces, &text, sentences[i].pieces[p]);
        }
    }
    origin->offsets = offsets;
    all.pieces = pieces;
    all.text = str_built(&text);
    return all;
}

struct tour
whole_segments(arena *out, const struct tour *tour, const bool *whole, struct origin **origins)
{
    struct tour made = *tour;
    made.segments = arena_new(out, struct segment, tour->segment_count);
    made.sentences = arena_new(out, struct sentence, tour->sentence_count);
    made.sentence_count = 0;
    *origins = arena_new(out, struct origin, tour->sentence_count);
    for (size_t g = 0; g < tour->segment_count; g++) {
        struct segment segment = tour->segments[g];
        uint32_t first = segment.first_sentence, end = first + segment.sentence_count;
        uint32_t step = whole[g] && segment.sentence_count > 0 ? segment.sentence_count : 1;
        segment.first_sentence = (uint32_t)made.sentence_count;
        for (; first < end; first += step) {
            struct origin *origin = &(*origins)[made.sentence_count];
            *origin = (struct origin){.first = first, .count = step};
            made.sentences[made.sentence_count++] = put_together(out, tour, origin);
        }
        segment.sentence_count = (uint32_t)made.sentence_count - segment.first_sentence;
        made.segments[g] = segment;
    }
    return made;
}
