#include "script/numbering.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "script/mark.h"

struct keyed {
    str words; /* the caption without punctuation and space */
    size_t entry;
};

static int
compare_keyed(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int order = str_compare(x->words, y->words);
    return order != 0 ? order : x->entry < y->entry ? -1 : x->entry > y->entry;
}

static int
compare_numbered(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    if (x->number != y->number) {
        return x->number < y->number ? -1 : 1;
    }
    return x->order < y->order ? -1 : x->order > y->order;
}

static str
words_of(arena *out, str text)
{
    char *data = arena_new(out, char, text.len);
    size_t len = 0;
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        if (mark_is_word(utf8_next(text, &i))) {
            while (from < i) {
                data[len++] = text.data[from++];
            }
        }
    }
    return (str){data, len};
}

/* The same caption in captions.txt and in the article is said once. */
static void
drop_article_caption(arena *out, struct manuscript *manuscript, struct numbered *kept,
                     struct numbered *dropped, struct diags *diags)
{
    struct block *block = dropped->block;
    dropped->same = true;
    kept->place = dropped->place;
    if (kept->block->photo.len == 0) {
        kept->block->photo = block->photo;
    }
    if (kept->block->number == 0) {
        kept->block->number = block->number;
    }
    block_report(manuscript->tour, block, 0, diags, DIAG_NOTE, NULL,
                 "this caption stands in captions.txt too and is said once");
    for (uint32_t i = 0; i < block->piece_count; i++) {
        struct span from = block->pieces[i].from;
        source_leave_out(out, &manuscript->tour->sources[from.source], from.offset, from.length,
                         STR("said as the caption in captions.txt"));
    }
}

static void
find_same(arena *out, arena scratch, struct manuscript *manuscript, struct numbered *entries, size_t count,
          struct diags *diags)
{
    struct keyed *keys = arena_new(&scratch, struct keyed, count);
    for (size_t i = 0; i < count; i++) {
        keys[i] = (struct keyed){words_of(&scratch, entries[i].block->text), i};
    }
    qsort(keys, count, sizeof *keys, compare_keyed);
    for (size_t i = 0; i < count;) {
        struct numbered *first = &entries[keys[i].entry];
        size_t k = i + 1;
        for (; k < count && str_equal(keys[k].words, keys[i].words); k++) {
            struct numbered *other = &entries[keys[k].entry];
            if (first->place == SIZE_MAX && other->place != SIZE_MAX &&
                first->order < manuscript->captions.count && other->order >= manuscript->captions.count) {
                drop_article_caption(out, manuscript, first, other, diags);
            }
        }
        i = k;
    }
}

/* Gives numbers to those without, and to those whose number is taken. Entries are sorted by number, then
 * order. */
static void
fill_numbers(const struct manuscript *manuscript, struct numbered *entries, size_t count, struct diags *diags)
{
    uint32_t next = 1;
    for (size_t i = 0; i < count; i++) {
        next = entries[i].number >= next ? entries[i].number + 1 : next;
    }
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        struct numbered *e = &entries[i];
        if (e->number == 0) {
            e->number = next++;
            if (e->block->photo_at.length == 0) { /* a photo in the text needs no number of its own */
                block_report(manuscript->tour, e->block, 0, diags, DIAG_NOTE,
                             "set its number in captions.txt", "a caption without a number becomes number %u",
                             (unsigned)e->number);
            }
        } else if (e->number == last) {
            e->number = next++;
            block_report(manuscript->tour, e->block, 0, diags, DIAG_WARNING, "give each photo its own number",
                         "caption number %u is taken; this one becomes number %u", (unsigned)last,
                         (unsigned)e->number);
        } else {
            last = e->number;
        }
    }
}

struct numbered *
numbering_captions(arena *out, arena scratch, struct manuscript *manuscript, size_t *count,
                   struct diags *diags)
{
    size_t all = 0;
    struct numbered *entries =
        arena_new(out, struct numbered, manuscript->captions.count + manuscript->article.count);
    for (size_t i = 0; i < manuscript->captions.count; i++, all++) {
        entries[all] =
            (struct numbered){.block = &manuscript->captions.items[i], .order = all, .place = SIZE_MAX};
    }
    for (size_t i = 0; i < manuscript->article.count; i++) {
        if (manuscript->article.items[i].kind == SEGMENT_CAPTION) {
            entries[all] =
                (struct numbered){.block = &manuscript->article.items[i], .order = all, .place = i};
            all++;
        }
    }
    if (all == 0) {
        *count = 0;
        return entries;
    }
    find_same(out, scratch, manuscript, entries, all, diags);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        if (!entries[i].same) {
            entries[*count] = entries[i];
            entries[*count].number = entries[i].block->number;
            ++*count;
        }
    }
    qsort(entries, *count, sizeof *entries, compare_numbered);
    fill_numbers(manuscript, entries, *count, diags);
    qsort(entries, *count, sizeof *entries, compare_numbered);
    return entries;
}
