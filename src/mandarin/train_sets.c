#include "mandarin/train_sets.h"

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/passes.h"

enum { SET_BYTES_MAX = 64 << 20 };

#define MARK "▁"

/* "lu:4" → lv4; "r5", the 儿 of erhua, → er2. */
static syllable
parse_label(arena scratch, str label)
{
    syllable s;
    size_t colon = str_find(label, STR("u:"));
    if (colon != STR_NONE)
        label = str_format(&scratch, STR_FMT "v" STR_FMT, STR_ARG(str_cut(label, 0, colon)),
                           STR_ARG(str_from_offset(label, colon + 2)));
    if (str_equal(label, STR("r5")))
        label = STR("er2");
    return syllable_parse(label, &s) ? s : SYLLABLE_NONE;
}

/* False: no character between two marks. */
static bool
parse_line(arena *out, str line, struct labelled *item)
{
    size_t first = str_find(line, STR(MARK));
    if (first == STR_NONE)
        return false;
    str rest = str_from_offset(line, first + strlen(MARK));
    size_t second = str_find(rest, STR(MARK));
    if (second == STR_NONE || second == 0)
        return false;
    size_t at = 0;
    item->character = utf8_next(rest, &at);
    item->at = (uint32_t)first;
    item->text =
        str_format(out, STR_FMT STR_FMT STR_FMT, STR_ARG(str_cut(line, 0, first)),
                   STR_ARG(str_cut(rest, 0, second)), STR_ARG(str_from_offset(rest, second + strlen(MARK))));
    return at == second;
}

enum status
labelled_set_read(arena *out, str folder, const char *name, struct labelled_set *set, struct diags *diags)
{
    *set = (struct labelled_set){0};
    str sentences_path = str_format(out, STR_FMT "/%s.sent", STR_ARG(folder), name);
    str labels_path = str_format(out, STR_FMT "/%s.lb", STR_ARG(folder), name);
    str sentences, labels, line, label;
    if (!file_exists(*out, sentences_path))
        return STATUS_OK;
    if (file_read(out, sentences_path, SET_BYTES_MAX, &sentences, diags) != STATUS_OK ||
        file_read(out, labels_path, SET_BYTES_MAX, &labels, diags) != STATUS_OK)
        return STATUS_SYSTEM;
    size_t lines = 1;
    for (size_t i = 0; i < sentences.len; i++)
        lines += sentences.data[i] == '\n';
    set->items = arena_new(out, struct labelled, lines);
    while (str_split(&sentences, '\n', &line) && line.len > 0) {
        if (!str_split(&labels, '\n', &label)) {
            diag_add(diags, DIAG_ERROR, labels_path, 0, 0, NULL, "has fewer lines than its sentences");
            return STATUS_SCRIPT;
        }
        struct labelled *item = &set->items[set->count];
        if (!parse_line(out, line, item))
            continue;
        item->label = parse_label(*out, str_trim(label));
        set->count++;
    }
    return STATUS_OK;
}

struct reading *
labelled_read(arena *out, arena scratch, const struct mandarin *mandarin, const struct labelled *item,
              size_t *at)
{
    struct reading *reading = arena_new(out, struct reading, 1);
    reading->text = item->text;
    normalize_apply(mandarin, reading, out, scratch);
    forms_apply(mandarin, reading, out, scratch);
    words_apply(mandarin, reading, out, scratch);
    *at = SIZE_MAX;
    for (size_t i = 0; i < reading->spoken_count; i++) {
        const struct spoken *spoken = &reading->spoken[i];
        uint32_t written = spoken->written != 0 ? spoken->written : spoken->code_point;
        if (spoken->from.offset == item->at && written == item->character)
            *at = i;
    }
    return reading;
}

bool
labelled_is_sandhi(uint32_t character)
{
    return charset_has(U"一不", character);
}

bool
labelled_agrees(const struct labelled *item, syllable read)
{
    bool any_tone = labelled_is_sandhi(item->character) || item->character == U'儿';
    return syllable_is_valid(read) &&
           (read == item->label || (any_tone && syllable_same_base(read, item->label)));
}
