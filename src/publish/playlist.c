/* tour.m3u8: the stops in order, an extended M3U in UTF-8. */
#include "base/file.h"
#include "base/utf8.h"
#include "publish/form.h"

enum { SAMPLES_PER_MS = CLIP_RATE_HZ / 1000 };

/* A title ends with its line: control characters, line separators among them, become spaces. */
static void
put_title(struct file_writer *file, str title)
{
    for (size_t i = 0; i < title.len;) {
        size_t from = i;
        uint32_t c = utf8_next(title, &i);
        bool ends_line = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
        file_put(file, ends_line ? STR(" ") : str_cut(title, from, i - from));
    }
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    (void)state;
    arena scratch = *out;
    const struct tour *tour = press->tour;
    struct file_writer *file = file_create(&scratch, file_join(&scratch, press->folder, STR("tour.m3u8")));
    file_put(file, STR("#EXTM3U\n#PLAYLIST:"));
    put_title(file, tour->settings.title);
    for (size_t i = 0; i < tour->stop_count; i++) {
        arena inner = scratch;
        uint64_t ms = press->timeline->stops[i].length / SAMPLES_PER_MS;
        file_put_format(file, "\n#EXTINF:%llu.%03u,", (unsigned long long)(ms / 1000), (unsigned)(ms % 1000));
        put_title(file, tour->stops[i].title);
        file_put(file, STR("\n"));
        file_put(file, timeline_stop_file(&inner, press->timeline, i, "opus"));
    }
    file_put(file, STR("\n"));
    return file_close(file, press->diags);
}

const struct form form_playlist = {.begin = begin};
