#include "script/pairs.h"

#include "base/utf8.h"
#include "script/mark.h"

struct finder {
    arena *out;
    struct pairs pairs;
    size_t capacity;
    uint32_t *open; /* stack of indexes into pairs.items */
    size_t depth, open_capacity;
    size_t waiting[MARK_KINDS]; /* openers on the stack, by kind */
};

static void
push(struct finder *f, struct pair_mark mark)
{
    uint32_t index = (uint32_t)f->pairs.count;
    *arena_push(f->out, f->pairs.items, f->pairs.count, f->capacity) = mark;
    if (mark.opens) {
        *arena_push(f->out, f->open, f->depth, f->open_capacity) = index;
        f->waiting[mark.kind]++;
    }
}

/* Finds the nearest opener of the kind; those above it on the stack never closed. */
static void
close(struct finder *f, struct pair_mark mark)
{
    if (f->waiting[mark.kind] == 0) {
        push(f, mark);
        return;
    }
    struct pair_mark *opener;
    do {
        opener = &f->pairs.items[f->open[--f->depth]];
        f->waiting[opener->kind]--;
    } while (opener->kind != mark.kind);
    opener->partner = mark.at;
    opener->span = mark.index - opener->index;
    mark.partner = opener->at;
    mark.span = opener->span;
    push(f, mark);
}

static bool
is_alnum(uint32_t c)
{
    return mark_is_latin(c) || (c >= '0' && c <= '9');
}

/* Don’t, 5'11", 1) and the like. */
static bool
is_no_mark(uint32_t before, uint32_t c, uint32_t after, bool at_start_number)
{
    return (c == 0x2019 && is_alnum(before) && is_alnum(after)) ||
           (c == '"' && before >= '0' && before <= '9' && !is_alnum(after)) ||
           (mark_closes(c) == 8 && at_start_number);
}

struct pairs
pairs_find(arena *out, str text)
{
    struct finder f = {.out = out};
    uint32_t before = 0, index = 0;
    bool only_digits = true; /* so far: a list number */
    for (size_t i = 0; i < text.len; index++) {
        uint32_t at = (uint32_t)i;
        uint32_t c = utf8_next(text, &i);
        size_t ahead = i;
        uint32_t after = i < text.len ? utf8_next(text, &ahead) : 0;
        unsigned opens = mark_opens(c), closes = mark_closes(c);
        if ((opens != 0 || closes != 0) &&
            !(is_no_mark(before, c, after, only_digits && mark_is_digit(before)) &&
              !(c == '"' && f.waiting[MARK_ASCII_QUOTE] > 0))) {
            struct pair_mark mark = {.at = at, .partner = PAIR_NONE, .index = index};
            bool as_closer = closes != 0 && (opens == 0 || f.waiting[closes] > 0);
            mark.kind = (unsigned char)(as_closer ? closes : opens);
            mark.opens = !as_closer;
            if (as_closer) {
                close(&f, mark);
            } else {
                push(&f, mark);
            }
        }
        only_digits = only_digits && (mark_is_digit(c) || mark_is_space(c));
        before = c;
    }
    return f.pairs;
}

const struct pair_mark *
pairs_unmatched(const struct pairs *pairs, bool opens)
{
    for (size_t i = 0; i < pairs->count; i++) {
        if (pairs->items[i].partner == PAIR_NONE && pairs->items[i].opens == opens) {
            return &pairs->items[i];
        }
    }
    return NULL;
}
