#include "support_words.h"

#include "base/utf8.h"
#include "mandarin/passes.h"

static struct reading *
apply(arena *out, arena scratch, const struct mandarin *mandarin, struct reading *r)
{
    forms_apply(mandarin, r, out, scratch);
    words_apply(mandarin, r, out, scratch);
    pinyin_apply(mandarin, r, out, scratch);
    return r;
}

struct reading *
words_of(arena *out, arena scratch, const struct mandarin *mandarin, str text)
{
    struct reading *r = arena_new(out, struct reading, 1);
    r->text = text;
    r->spoken = arena_new(out, struct spoken, text.len + 1);
    for (size_t at = 0; at < text.len;) {
        struct spoken *s = &r->spoken[r->spoken_count++];
        s->from.offset = (uint32_t)at;
        s->code_point = utf8_next(text, &at);
        s->from.length = (uint32_t)at - s->from.offset;
    }
    return apply(out, scratch, mandarin, r);
}

struct reading *
words_of_groups(arena *out, arena scratch, const struct mandarin *mandarin, str text, str spoken)
{
    struct reading *r = arena_new(out, struct reading, 1);
    r->spoken = arena_new(out, struct spoken, spoken.len + 1);
    struct str_builder written = {.out = out};
    str group, part;
    while (str_split(&spoken, '|', &group) && str_split(&text, '|', &part)) {
        struct slice whole = {(uint32_t)written.len, (uint32_t)part.len};
        bool same = str_equal(group, part);
        for (size_t at = 0; at < group.len;) {
            uint32_t offset = whole.offset + (uint32_t)at;
            uint32_t c = utf8_next(group, &at);
            struct slice own = {offset, whole.offset + (uint32_t)at - offset};
            r->spoken[r->spoken_count++] = (struct spoken){.code_point = c, .from = same ? own : whole};
        }
        str_add(&written, part);
    }
    r->text = str_built(&written);
    return apply(out, scratch, mandarin, r);
}

str
words_joined(arena *out, const struct reading *reading)
{
    struct str_builder b = {.out = out};
    char bytes[4];
    for (size_t i = 0; i < reading->word_count; i++) {
        const struct word *w = &reading->words[i];
        for (size_t k = w->first; k < (size_t)w->first + w->count; k++)
            str_add(&b, (str){bytes, utf8_encode(reading->spoken[k].code_point, bytes)});
        str_add_char(&b, '|');
    }
    return str_built(&b);
}
