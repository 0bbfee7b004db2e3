#include "speak/command_line.h"

#include <string.h>

static const str names[COMMAND_FIELDS] = {
    {"text", 4}, {"pinyin", 6}, {"out", 3}, {"rate", 4}, {"folder", 6},
};

static bool
is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* The name of a field that begins at `at`, such as out of {out}: lower-case letters in braces. */
static bool
name_at(str word, size_t at, str *name)
{
    size_t end = at + 1;
    if (word.data[at] != '{') {
        return false;
    }
    while (end < word.len && word.data[end] >= 'a' && word.data[end] <= 'z') {
        end++;
    }
    *name = str_cut(word, at + 1, end - at - 1);
    return name->len > 0 && end < word.len && word.data[end] == '}';
}

static unsigned
find_field(str name)
{
    unsigned field = 0;
    while (field < COMMAND_FIELDS && !str_equal(names[field], name)) {
        field++;
    }
    return field;
}

static bool
note_fields(arena *out, struct command_line *line, str word, str *problem)
{
    for (size_t i = 0; i < word.len; i++) {
        str name;
        if (!name_at(word, i, &name)) {
            continue;
        }
        unsigned field = find_field(name);
        if (field == COMMAND_FIELDS) {
            *problem = str_format(out, "nothing is called {" STR_FMT "}", STR_ARG(name));
            return false;
        }
        line->uses[field] = true;
    }
    return true;
}

/* Takes a word off *rest; false where a quote stays open. */
static bool
take_word(arena *out, str *rest, str *word)
{
    struct str_builder b = {.out = out};
    size_t i = 0;
    char quote = '\0';
    for (; i < rest->len && (quote != '\0' || !is_space(rest->data[i])); i++) {
        char c = rest->data[i];
        if (quote == '\0' && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == quote) {
            quote = '\0';
        } else {
            str_add_char(&b, c);
        }
    }
    *rest = str_from_offset(*rest, i);
    *word = str_built(&b);
    return quote == '\0';
}

bool
command_line_parse(arena *out, str command, struct command_line *line, str *problem)
{
    size_t capacity = 0;
    *line = (struct command_line){0};
    for (str rest = str_trim(command); rest.len > 0; rest = str_trim(rest)) {
        arena place = arena_split(out, command.len * 2 + 64);
        str word;
        if (!take_word(&place, &rest, &word)) {
            *problem = STR("a quotation mark is not closed");
            return false;
        }
        if (!note_fields(out, line, word, problem)) {
            return false;
        }
        *arena_push(out, line->words, line->count, capacity) = word;
    }
    if (line->count == 0 || line->words[0].len == 0) {
        *problem = STR("it names no program");
        return false;
    }
    return true;
}

char **
command_line_fill(arena *out, const struct command_line *line, const str values[COMMAND_FIELDS])
{
    char **filled = arena_new(out, char *, line->count + 1);
    for (size_t w = 0; w < line->count; w++) {
        str word = line->words[w], name;
        struct str_builder b = {.out = out};
        for (size_t i = 0; i < word.len; i++) {
            unsigned field = name_at(word, i, &name) ? find_field(name) : COMMAND_FIELDS;
            if (field == COMMAND_FIELDS) {
                str_add_char(&b, word.data[i]);
            } else {
                str_add(&b, values[field]);
                i += name.len + 1;
            }
        }
        str_add_char(&b, '\0');
        filled[w] = b.data;
    }
    return filled;
}
