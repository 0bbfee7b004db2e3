/*
 * Traditional and variant characters → the simplified ones that the lexicon and all rules are written with.
 * Most are so wherever they stand (國, 峯). A few stand for themselves in some words: 乾 in 乾隆, 著 in 著名,
 * 徵 in 宫商角徵羽.
 */
#include "mandarin/charset.h"
#include "mandarin/lexicon.h"
#include "mandarin/passes.h"

enum { WORD_BEFORE = 4 }; /* characters of the longest word that is looked for before 著 */

struct line {
    const struct lexicon *lexicon;
    struct spoken *spoken;
    uint16_t *ids; /* of the simplified characters, where they are decided */
    size_t count;
    bool traditional; /* some character is certainly traditional */
};

/* Is there a word of two characters or more over the place? */
static bool
is_in_word(const struct line *line, size_t at)
{
    size_t reach = at < LEXICON_WORD_MAX - 1 ? at : LEXICON_WORD_MAX - 1;
    for (size_t first = at - reach; first <= at; first++) {
        struct lexicon_word found[LEXICON_WORD_MAX];
        size_t count = lexicon_find(line->lexicon, line->ids + first, line->count - first, found);
        size_t longest = count > 0 ? found[count - 1].length : 0;
        if (longest > 1 && longest > at - first)
            return true;
    }
    return false;
}

/* The class of the longest word that ends before the place. */
static enum word_class
class_before(const struct line *line, size_t at)
{
    size_t reach = at < WORD_BEFORE ? at : WORD_BEFORE;
    for (size_t first = at - reach; first < at; first++) {
        struct lexicon_word found[LEXICON_WORD_MAX];
        size_t count = lexicon_find(line->lexicon, line->ids + first, at - first, found);
        if (count > 0 && found[count - 1].length == at - first)
            return lexicon_class(line->lexicon, &found[count - 1]);
    }
    return CLASS_UNKNOWN;
}

/* 著 that is no part of a word: 挂著 is 挂着, 李时珍著 is not. A title behind it names a work, unless it is
 * looked at: 周任著《思齐》, 看著《红楼梦》. */
static bool
is_particle_after(const struct line *line, size_t at)
{
    uint32_t before = at > 0 ? line->spoken[at - 1].code_point : 0;
    uint32_t behind = at + 1 < line->count ? line->spoken[at + 1].code_point : 0;
    if (charset_has(U"《〈「『", behind) && !charset_has(U"看读拿捧抱翻念唱听写抄带有", before))
        return false;
    switch (class_before(line, at)) {
    case CLASS_VERB:
    case CLASS_ADJECTIVE:
    case CLASS_PREPOSITION:
        return true;
    case CLASS_UNKNOWN:
    case CLASS_PERSON:
    case CLASS_PLACE:
    case CLASS_TIME:
    case CLASS_PARTICLE:
        return false;
    default:
        return line->traditional;
    }
}

static void
decide(struct line *line, size_t at, uint32_t form)
{
    uint16_t own = line->ids[at];
    if (is_in_word(line, at))
        return;
    line->ids[at] = lexicon_id(line->lexicon, form);
    bool changes = is_in_word(line, at) ||
                   (form == U'着' ? is_particle_after(line, at) : form == U'于' || line->traditional);
    if (!changes) {
        line->ids[at] = own;
        return;
    }
    line->spoken[at].written = line->spoken[at].code_point;
    line->spoken[at].code_point = form;
}

void
forms_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch)
{
    (void)out;
    struct line line = {
        .lexicon = mandarin->lexicon, .spoken = reading->spoken, .count = reading->spoken_count};
    size_t undecided = 0;
    for (size_t i = 0; i < line.count; i++) {
        struct spoken *s = &line.spoken[i];
        bool kept = false;
        uint32_t form = lexicon_form(line.lexicon, lexicon_id(line.lexicon, s->code_point), &kept);
        undecided += kept;
        if (form != 0 && !kept) {
            s->written = s->code_point;
            s->code_point = form;
            line.traditional = true;
        }
    }
    if (undecided == 0)
        return;
    line.ids = arena_new(&scratch, uint16_t, line.count);
    for (size_t i = 0; i < line.count; i++)
        line.ids[i] = lexicon_id(line.lexicon, line.spoken[i].code_point);
    for (size_t i = 0; i < line.count; i++) {
        bool kept = false;
        uint32_t form = lexicon_form(line.lexicon, line.ids[i], &kept);
        if (kept)
            decide(&line, i, form);
    }
}
