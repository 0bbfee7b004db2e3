/* The Mandarin front end: any line gives a reading whose layers fit each other. DAOLAN_DATA names the data.
 */
#include <stdlib.h>

#include "mandarin/reading.h"
#include "target.h"

static const struct mandarin *
front_end(void)
{
    static struct mandarin mandarin;
    static arena kept;
    static bool opened;
    if (!opened) {
        const char *data = getenv("DAOLAN_DATA");
        kept = arena_reserve(0);
        struct diags diags = diags_new(&kept);
        if (mandarin_open(&kept, str_from(data != NULL ? data : "build/data"), &mandarin, &diags) !=
            STATUS_OK) {
            diags_print(&diags, stderr, DIAG_ERROR);
            exit(3);
        }
        opened = true;
    }
    return &mandarin;
}

static void
require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void
check_layers(const struct reading *r)
{
    size_t at = 0;
    for (size_t i = 0; i < r->word_count; i++) {
        require(r->words[i].first == at && r->words[i].count > 0);
        at += r->words[i].count;
    }
    require(at == r->spoken_count);
    for (size_t i = 0; i < r->spoken_count; i++) {
        struct slice from = r->spoken[i].from;
        require(from.offset <= r->text.len && from.length <= r->text.len - from.offset);
        require(i == 0 || from.offset >= r->spoken[i - 1].from.offset);
    }
    for (size_t i = 0; i < r->syllable_count; i++) {
        const struct spoken_syllable *s = &r->syllables[i];
        require(s->word < r->word_count && s->count > 0 && s->first + s->count <= r->spoken_count);
        require(r->words[s->word].kind == WORD_LATIN || (s->citation != 0) == (s->spoken != 0));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena out = target_arena(0), scratch = target_arena(1);
    str text = {(const char *)data, size};
    const struct reading *reading = mandarin_read(&out, scratch, front_end(), text);
    check_layers(reading);
    (void)reading_spoken_form(&out, reading);
    (void)reading_phrases(&out, reading);
    (void)reading_pinyin(&out, reading, true);
    (void)reading_pinyin(&out, reading, false);
    return 0;
}
