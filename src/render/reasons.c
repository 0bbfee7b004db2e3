#include "render/reasons.h"

#include "base/hash.h"
#include "render/key.h"

enum { PART_DIGITS = 16, LINE_BYTES = 3 * PART_DIGITS + 3 };

/* "3f… 0c… 91…\n" */
static str
note_of(arena *out, const struct render *render, size_t sentence)
{
    const struct utterance *utterance = &render->utterances[sentence];
    const struct engine *engine = render->speakers[sentence];
    arena scratch = arena_split(out, LINE_BYTES * 64);
    struct hash *voice = hash_start(&scratch), *reading = hash_start(&scratch);
    hash_add(voice, engine->identity);
    hash_add(voice, engine->voice->identity);
    hash_add_number(voice, utterance->delivery);
    key_add_reading(reading, utterance->reading);
    str parts[] = {hash_bytes(&scratch, utterance->reading->text), hash_finish(voice, &scratch),
                   hash_finish(reading, &scratch)};
    return str_format(out, "%.*s %.*s %.*s\n", PART_DIGITS, parts[0].data, PART_DIGITS, parts[1].data,
                      PART_DIGITS, parts[2].data);
}

str
reasons_note(arena *out, const struct render *render)
{
    struct str_builder note = {.out = out};
    for (size_t i = 0; i < render->count; i++) {
        arena inner = arena_split(out, LINE_BYTES * 128);
        str_add(&note, note_of(&inner, render, i));
    }
    return str_built(&note);
}

static str
part(str line, size_t number)
{
    return str_cut(line, number * (PART_DIGITS + 1), PART_DIGITS);
}

const char *
reasons_find(const struct render *render, size_t sentence, str before, arena scratch)
{
    if (before.len == 0) {
        return "never built";
    }
    const char *reason = "new text";
    str now = note_of(&scratch, render, sentence), line;
    while (str_split(&before, '\n', &line)) {
        if (line.len + 1 != now.len || !str_equal(part(line, 0), part(now, 0))) {
            continue;
        }
        bool voice = str_equal(part(line, 1), part(now, 1)), reading = str_equal(part(line, 2), part(now, 2));
        if (voice && reading) {
            return "its clip is not in the cache";
        }
        reason = voice     ? "its reading changed"
                 : reading ? "its voice changed"
                           : "its reading and its voice changed";
    }
    return reason;
}
