#include "publish/narrators.h"

static str
speaker(const struct press *press, size_t segment)
{
    if (press->tour->segments[segment].take.len > 0) {
        return STR("");
    }
    const str *voices = press->publication->voices;
    return voices != NULL ? voices[segment] : press->timeline->voice->name;
}

size_t
narrators_find(arena *out, const struct press *press, str **names)
{
    size_t count = 0, segments = press->tour->segment_count;
    *names = arena_new(out, str, segments);
    for (size_t i = 0; i < segments; i++) {
        str name = speaker(press, i);
        bool known = name.len == 0;
        for (size_t k = 0; k < i && !known; k++) {
            known = str_equal(name, speaker(press, k));
        }
        if (!known) {
            (*names)[count++] = str_format(out, STR_FMT " (" STR_FMT ")", STR_ARG(name),
                                           STR_ARG(press->publication->generator));
        }
    }
    return count;
}
