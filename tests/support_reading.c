#include "support_reading.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

struct writer {
    arena *out;
    struct reading *reading;
    size_t spoken_capacity, word_capacity, break_capacity, break_count, syllable_capacity;
    bool in_word;
};

static void
add_spoken(struct writer *w, uint32_t code_point)
{
    struct reading *r = w->reading;
    struct spoken spoken = {.code_point = code_point, .from = {(uint32_t)r->spoken_count, 1}};
    *arena_push(w->out, r->spoken, r->spoken_count, w->spoken_capacity) = spoken;
}

static void
open_word(struct writer *w, enum word_kind kind)
{
    struct reading *r = w->reading;
    struct word word = {.first = (uint32_t)r->spoken_count, .kind = (uint8_t)kind};
    *arena_push(w->out, r->words, r->word_count, w->word_capacity) = word;
    *arena_push(w->out, r->breaks, w->break_count, w->break_capacity) = BREAK_NONE;
}

/* The stronger break stays: "@GDP ," ends its word at once and then a clause. */
static void
close_word(struct writer *w, enum prosodic_break break_behind)
{
    struct reading *r = w->reading;
    size_t last = r->word_count;
    if (last > 0 && r->words[last - 1].kind != WORD_PUNCTUATION && r->breaks[last - 1] < break_behind) {
        r->breaks[last - 1] = (uint8_t)break_behind;
    }
    w->in_word = false;
}

static void
add_mark(struct writer *w, uint32_t code_point, enum prosodic_break break_behind)
{
    close_word(w, break_behind);
    open_word(w, WORD_PUNCTUATION);
    add_spoken(w, code_point);
    w->reading->words[w->reading->word_count - 1].count = 1;
}

static struct spoken_syllable *
add_syllable(struct writer *w, uint32_t characters)
{
    struct reading *r = w->reading;
    r->words[r->word_count - 1].count += characters;
    struct spoken_syllable s = {
        .first = (uint32_t)r->spoken_count, .count = characters, .word = (uint32_t)r->word_count - 1};
    struct spoken_syllable *at = arena_push(w->out, r->syllables, r->syllable_count, w->syllable_capacity);
    *at = s;
    return at;
}

static void
add_latin(struct writer *w, str word)
{
    close_word(w, BREAK_WORD);
    open_word(w, WORD_LATIN);
    add_syllable(w, (uint32_t)utf8_count(word));
    for (size_t i = 0; i < word.len;) {
        add_spoken(w, utf8_next(word, &i));
    }
    close_word(w, BREAK_WORD);
}

static void
add_hanzi(struct writer *w, str token)
{
    if (!w->in_word) {
        open_word(w, WORD_HANZI);
        w->in_word = true;
    }
    struct spoken_syllable *s = add_syllable(w, 1);
    add_spoken(w, 0x4E00);
    s->spoken = SYLLABLE_NONE;
    if (str_equal(token, STR("r"))) {
        syllable_parse(STR("er2"), &s->spoken);
        s->merged = true;
    } else if (!str_equal(token, STR("?")) && !syllable_parse(token, &s->spoken)) {
        char plain[SYLLABLE_TEXT_MAX] = "";
        size_t len = token.len >= 3 && token.len <= SYLLABLE_TEXT_MAX ? token.len : 0;
        for (size_t i = 0; i + 2 < len; i++) {
            plain[i] = token.data[i];
        }
        if (len > 0) {
            plain[len - 2] = token.data[len - 1];
        }
        s->erhua = len > 0 && token.data[len - 2] == 'r';
        if (!s->erhua || !syllable_parse(str_from(plain), &s->spoken)) {
            fprintf(stderr, "reading_from: no syllable: " STR_FMT "\n", STR_ARG(token));
            exit(2);
        }
    }
    s->full = s->citation = s->spoken;
}

struct reading *
reading_from(arena *out, const char *notation)
{
    struct writer w = {.out = out, .reading = arena_new(out, struct reading, 1)};
    w.reading->text = str_from(notation);
    str rest = w.reading->text;
    str token;
    while (str_split(&rest, ' ', &token)) {
        if (token.len == 0) {
            continue;
        }
        if (str_equal(token, STR("|"))) {
            close_word(&w, BREAK_WORD);
        } else if (str_equal(token, STR("/"))) {
            close_word(&w, BREAK_PHRASE);
        } else if (str_equal(token, STR(","))) {
            add_mark(&w, 0xFF0C, BREAK_CLAUSE);
        } else if (str_equal(token, STR("、"))) {
            add_mark(&w, 0x3001, BREAK_PHRASE);
        } else if (str_equal(token, STR("？"))) {
            add_mark(&w, 0xFF1F, BREAK_END);
        } else if (token.data[0] == '@') {
            add_latin(&w, str_from_offset(token, 1));
        } else {
            add_hanzi(&w, token);
        }
    }
    close_word(&w, BREAK_END);
    return w.reading;
}
